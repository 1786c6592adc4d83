"""The stored vector of an entry: weighted by field, stemmed by the entry's own language."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db.models import Case, Expression, F, Func, GeneratedField, TextField, Value, When

from .languages import LANGUAGES, NOT_LETTERS, OTHER, configuration


def _words(field: str) -> Func:
    blanks = Value(" " * len(NOT_LETTERS))
    return Func(F(field), Value(NOT_LETTERS), blanks, function="translate", output_field=TextField())


def names_column() -> TextField:
    """The names of what an entry is tied to, one a line; ``names.refresh`` writes them, ``upkeep`` keeps them."""
    return TextField(blank=True, editable=False, default="")


def entry_vector(*, language: str = "", **weights: list[str]) -> GeneratedField:
    """A generated ``tsvector`` column, e.g. ``entry_vector(A=["title"], B=["insight"])``.

    Keyword names are PostgreSQL's weights A to D, values the names of text columns of the same table. Where
    ``language`` names none for all entries, the table needs a ``language`` column. Being generated, the vector is right
    however a row was written.
    """

    def vector(config: str) -> Expression:
        parts = [
            SearchVector(*map(_words, fields), config=config, weight=weight)
            for weight, fields in weights.items()
        ]
        return reduce(add, parts)

    def by_language() -> Expression:
        cases = [When(language=code, then=vector(config)) for code, (config, _, _) in LANGUAGES.items()]
        return Case(*cases, default=vector(OTHER))

    return GeneratedField(
        expression=vector(configuration(language)) if language else by_language(),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )
