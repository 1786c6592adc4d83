"""What a query misses: where nearly every entry answers, the few that do not are found sooner than all the others.

Their number and theirs alone has to be taken from what is known of the whole list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from .asking import ask
from .indexed import Among, by_index
from .languages import LANGUAGES, OTHER, mark
from .query import Query
from .statistics import has_languages
from .wanting import wants

# From this share of the entries on, what misses them is sought.
NEARLY_ALL = 0.5

Sql = tuple[str, tuple[Any, ...]]


def missing(pool: QuerySet, query: Query) -> QuerySet | None:
    """The entries of ``pool`` that do not answer ``query``; ``None`` where they may be many."""
    found = missing_keys(pool.model, query)
    return pool.filter(Among(*found)) if found else None


def missing_keys(model: type[Model], query: Query) -> Sql | None:
    """SQL of the primary keys of the entries that do not answer ``query``; ``None`` where they may be many."""
    if not query.groups or not has_languages(model):
        return None
    share = wants(query, model).full
    if not share.is_too_much or share.least < NEARLY_ALL * share.of:
        return None
    texts = {config: one.all_words() for config, one in ask(query).items()}
    marked, params = by_index(model, _missed(texts))
    table = connection.ops.quote_name(model._meta.db_table)
    # No mark tells other languages. The condition is that of the index ``other_languages``, letter by letter.
    known = ", ".join(f"'{language}'" for language in LANGUAGES)
    others = f"SELECT id FROM {table} WHERE NOT (language IN ({known}))"  # noqa: S608
    if texts[OTHER]:
        return f"{marked} UNION ALL {others} AND NOT search_vector @@ %s::tsquery", (*params, texts[OTHER])
    return f"{marked} UNION ALL {others}", params


def _missed(texts: Mapping[str, str]) -> str:
    """A ``tsquery`` of the entries in the languages we know that lack what ``texts`` ask for in their configuration."""
    languages: dict[str, list[str]] = {}
    for language, (config, _, _) in LANGUAGES.items():
        languages.setdefault(texts[config], []).append(f"'{mark(language)}'")
    parts = [
        f"({' | '.join(marks)}) & !({text})" if text else f"({' | '.join(marks)})"
        for text, marks in languages.items()
    ]
    return " | ".join(f"({part})" for part in parts)
