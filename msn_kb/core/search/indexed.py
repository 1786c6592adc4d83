"""Entries found by the index of their vectors alone.

PostgreSQL takes ``@@`` for nearly free, so it reads and unpacks every vector of a table where a word is frequent: ten
times what the index needs. The function plans its statement without that choice.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery
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


class FoundByIndex(Func):
    """Whether an entry of ``model`` matches ``tsquery``; for words that very many hold."""

    output_field = BooleanField()
    in_title = False
    # IS TRUE keeps it a look-up in a hash: joined, PostgreSQL would look each entry up by its primary key.
    template = "({pk} IN (SELECT entries_by_index(%s::regclass, %s::tsquery, %s))) IS TRUE"

    def __init__(self, model: type[Model], tsquery: str) -> None:
        super().__init__(F("pk"))
        self.model, self.tsquery = model, tsquery

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, params = compiler.compile(self.source_expressions[0])
        table = connection.ops.quote_name(self.model._meta.db_table)
        return self.template.format(pk=pk), [*params, table, self.tsquery, self.in_title]


class FoundByTitle(FoundByIndex):
    """Whether it matches in its title alone: mostly few, so each is looked up."""

    in_title = True
    template = "{pk} IN (SELECT entries_by_index(%s::regclass, %s::tsquery, %s))"
