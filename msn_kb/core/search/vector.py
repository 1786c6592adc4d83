"""The stored vector of an entry: weighted by field, stemmed by the entry's own language."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db.models import Case, Expression, F, Func, GeneratedField, TextField, Value, When

from .languages import LANGUAGES, NOT_LETTERS, OTHER


def _words(field: str) -> Func:
    blanks = Value(" " * len(NOT_LETTERS))
    return Func(F(field), Value(NOT_LETTERS), blanks, function="translate", output_field=TextField())


def entry_vector(**weights: list[str]) -> GeneratedField:
    """A generated ``tsvector`` column, e.g. ``entry_vector(A=["title"], B=["insight"])``.

    Keyword names are PostgreSQL's weights A to D, values the names of text columns of the same table. The table
    needs a ``language`` column. Being generated, the vector is right however a row was written.
    """

    def vector(config: str) -> Expression:
        parts = [
            SearchVector(*map(_words, fields), config=config, weight=weight)
            for weight, fields in weights.items()
        ]
        return reduce(add, parts)

    return GeneratedField(
        expression=Case(
            *[When(language=language, then=vector(config)) for language, (config, _, _) in LANGUAGES.items()],
            default=vector(OTHER),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )
