"""The stored vector of an entry: weighted by field, stemmed by the entry's own language."""

from __future__ import annotations

from functools import reduce
from itertools import chain
from operator import add
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db.models import Case, Expression, F, Func, GeneratedField, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Length

from .languages import LANGUAGES, NOT_LETTERS, OTHER, UNSPACED, configuration, mark


def _words(field: str) -> Func:
    blanks = Value(" " * len(NOT_LETTERS))
    text = Func(F(field), Value(NOT_LETTERS), blanks, function="translate", output_field=TextField())
    apart = (Value(f"({UNSPACED})"), Value(r" \1 "), Value("g"))
    return Func(text, *apart, function="regexp_replace", output_field=TextField())


class VectorColumn(GeneratedField):
    """The column of :func:`entry_vector`; ``texts`` are the columns that it is made of."""

    texts: tuple[str, ...] = ()

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.GeneratedField", args, kwargs


def names_column() -> TextField:
    """The names of what an entry is tied to, one a line; ``names.refresh`` writes them, ``upkeep`` keeps them."""
    return TextField(blank=True, editable=False, default="")


def entry_vector(*, language: str = "", **weights: list[str]) -> VectorColumn:
    """A generated ``tsvector`` column, e.g. ``entry_vector(A=["title"], B=["insight"])``.

    Keyword names are PostgreSQL's weights A to D, values the names of text columns of the same table. Where
    ``language`` names none for all entries, the table needs a ``language`` column, and each vector carries the mark of
    its language (``languages.mark``). Being generated, the vector is right however a row was written.
    """

    def vector(config: str) -> Expression:
        parts = [
            SearchVector(*map(_words, fields), config=config, weight=weight)
            for weight, fields in weights.items()
        ]
        return reduce(add, parts)

    def marked(code: str, config: str) -> Func:
        # Weight A, so that the mark is still there among the words of the title alone.
        own = Cast(Value(f"'{mark(code)}':1A"), SearchVectorField())
        return Func(
            vector(config),
            own,
            template="(%(expressions)s)",
            arg_joiner=" || ",
            output_field=SearchVectorField(),
        )

    def by_language() -> Expression:
        cases = [When(language=code, then=marked(code, config)) for code, (config, _, _) in LANGUAGES.items()]
        return Case(*cases, default=vector(OTHER))

    column = VectorColumn(
        expression=vector(configuration(language)) if language else by_language(),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )
    column.texts = tuple(dict.fromkeys(chain.from_iterable(weights.values())))
    return column


def entry_length(*fields: str) -> GeneratedField:
    """A generated column beside the vector: how many characters the entry's own texts have, which ranking weighs a
    match by. The names of what it is tied to are left out: they make it no longer to read.
    """
    return GeneratedField(
        expression=reduce(add, map(Length, fields)),
        output_field=IntegerField(),
        db_persist=True,
        editable=False,
    )


def title_index(name: str) -> GinIndex:
    """An index of the words of weight A, for a kind of which there may be very many entries (``matching.in_title``)."""
    title = Func(F("search_vector"), Value("{a}"), function="ts_filter", output_field=SearchVectorField())
    return GinIndex(title, name=name)
