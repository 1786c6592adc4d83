"""How text is indexed, parsed, matched, ranked and highlighted. The rest of the program says only ``search(...)``."""

from .forgiving import in_force, search
from .highlight import highlight, snippet
from .matching import answers, holds_only_stop_words, partial_matches
from .query import Query, parse
from .vector import entry_vector, names_column

__all__ = [
    "Query",
    "answers",
    "entry_vector",
    "highlight",
    "holds_only_stop_words",
    "in_force",
    "names_column",
    "parse",
    "partial_matches",
    "search",
    "snippet",
]
