"""Texts found while they are typed: by how they begin and by how their words begin, through indexes of their own.

They serve folded columns (``folding.FoldedField``). Where very many texts match, what is asked for is limited and
the statement ends early; where few do, the indexes lead to them.
"""

from __future__ import annotations

import sys

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQueryField, SearchVector
from django.db.models import BooleanField, F, Func, Index, QuerySet, TextField, Value
from django.db.models.functions import Collate

from .search.languages import NOT_LETTERS, OTHER, UNSPACED

# What stands between words and is taken for a letter where the database knows only those of ASCII.
BETWEEN = NOT_LETTERS + "’‘“”«»„–—…·¿¡،؛؟_"
# In the order of their bytes, all texts that begin alike stand together, whatever the database's own order is.
BYTES = "C"


def beginning_index(column: str, name: str) -> Index:
    """The index by which :func:`that_begin` finds."""
    return Index(Collate(column, BYTES), "id", name=name)


def words_index(column: str, name: str) -> GinIndex:
    """The index by which :func:`that_hold` finds."""
    return GinIndex(_words(column), name=name)


def that_begin(rows: QuerySet, column: str, text: str) -> QuerySet:
    """Those of ``rows`` whose ``column`` begins with ``text``, in its order; ``text`` is folded and holds a letter."""
    # Two comparisons, since for LIKE PostgreSQL may prefer another index, and sort what it finds there.
    in_bytes = rows.alias(in_bytes=Collate(column, BYTES)).order_by("in_bytes")
    return in_bytes.filter(in_bytes__gte=text, in_bytes__lt=after(text))


def after(text: str) -> str:
    """The first text that comes after all that begin with ``text``."""
    text = text.rstrip(chr(sys.maxunicode))  # which nothing follows
    following = ord(text[-1]) + 1
    is_surrogate = 0xD800 <= following < 0xE000
    return text[:-1] + chr(0xE000 if is_surrogate else following)


def that_hold(rows: QuerySet, column: str, beginnings: str, *, several: bool) -> QuerySet:
    """Those of ``rows`` whose ``column`` holds words as ``beginnings`` says, a ``tsquery`` of folded words; ``several``
    where it asks for more than one together.

    In no order. To be asked for a limited number: of a frequent word the whole table would come.
    """
    return rows.order_by().filter(_Holds(column, beginnings, several))


def _words(column: str) -> SearchVector:
    blanks = Value(" " * len(BETWEEN))
    text = Func(F(column), Value(BETWEEN), blanks, function="translate", output_field=TextField())
    apart = (Value(f"({UNSPACED})"), Value(r" \1 "), Value("g"))
    return SearchVector(Func(text, *apart, function="regexp_replace", output_field=TextField()), config=OTHER)


class _Holds(Func):
    """Whether a text holds the words that a ``tsquery`` asks for."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, column: str, beginnings: str, several: bool) -> None:
        asked = Func(Value(OTHER), Value(beginnings), function="to_tsquery", output_field=SearchQueryField())
        if several:
            # In a subquery its words are unknown when PostgreSQL plans. It would else read the whole table for two
            # frequent words, in the hope of meeting texts that hold both soon, and there may be none.
            asked.template = "(SELECT %(function)s(%(expressions)s))"
        super().__init__(_words(column), asked)
