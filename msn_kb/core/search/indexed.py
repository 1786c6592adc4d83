"""Entries found by the index of their vectors alone.

PostgreSQL takes ``@@`` for nearly free, so it reads and unpacks every vector of a table where a word is frequent: ten
times what the index needs. The function plans its statement without that choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Func, Model

CREATE = """
CREATE FUNCTION entries_by_index(entries regclass, wanted tsquery, in_title boolean) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 50000 SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT id::bigint FROM %s WHERE %s @@ $1',
        entries,
        CASE WHEN in_title THEN 'ts_filter(search_vector, ''{a}'')' ELSE 'search_vector' END
    ) USING wanted;
END
$$
"""
DROP = "DROP FUNCTION entries_by_index(regclass, tsquery, boolean)"


class TsQuery(SearchQuery):
    """A ``tsquery`` in PostgreSQL's own notation, its words stemmed already (``asking``)."""

    def __init__(self, text: str) -> None:
        super().__init__(text, search_type="raw")
        self.text = text

    def as_sql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s::tsquery", [self.text]


class Among(Func):
    """Whether an entry's primary key is among those that ``sql`` selects.

    Gathered into an array first, they are looked up by the index of primary keys; ``IN`` would have PostgreSQL read the
    whole table wherever it takes them for many.
    """

    output_field = BooleanField()

    def __init__(self, sql: str, params: Sequence[Any] = ()) -> None:
        super().__init__(F("pk"))
        self.sql, self.params = sql, tuple(params)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, params = compiler.compile(self.source_expressions[0])
        return f"{pk} = ANY (ARRAY({self.sql}))", [*params, *self.params]


class NotAmong(Among):
    """Whether it is not: a look-up in a hash, for whoever reads most of the table anyway."""

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, params = compiler.compile(self.source_expressions[0])
        return f"({pk} IN ({self.sql})) IS NOT TRUE", [*params, *self.params]


def by_index(model: type[Model], tsquery: str, in_title: bool = False) -> tuple[str, tuple[Any, ...]]:
    """SQL of the primary keys of the entries that match ``tsquery``, and its parameters."""
    table = connection.ops.quote_name(model._meta.db_table)
    return "SELECT entries_by_index(%s::regclass, %s::tsquery, %s)", (table, tsquery, in_title)


class FoundByTitle(Func):
    """Whether an entry of ``model`` matches in its title alone: mostly few, so each is looked up."""

    output_field = BooleanField()

    def __init__(self, model: type[Model], tsquery: str) -> None:
        super().__init__(F("pk"))
        self.sql, self.params = by_index(model, tsquery, in_title=True)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, params = compiler.compile(self.source_expressions[0])
        return f"{pk} IN ({self.sql})", [*params, *self.params]
