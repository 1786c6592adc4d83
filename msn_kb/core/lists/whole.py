"""What a list holds before any parameter narrows it, from the totals that are kept of its entries (``totals``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from ..access import Viewer
from ..search.missing import missing
from .cells import Cell, Division, divide
from .facet_keys import FACET_BITS
from .filterset import ListFilterSet
from .totals import KEYS, TABLE, WITHHELD, Totals

Sql = tuple[str, list[Any]]


@dataclass(frozen=True)
class Whole:
    """All entries of a list: those of the cells of which every entry is there, as totals; the rest, and ``missed``,
    which what is searched for leaves out, one by one.
    """

    filterset: ListFilterSet
    totals: Totals
    division: Division
    missed: QuerySet | None

    def others(self) -> Iterator[tuple[str, QuerySet, int]]:
        """Entries to be looked at one by one: a name for their table, the entries, and whether they are to be added to
        the totals (1) or taken from them (-1).
        """
        if self.division.mixed:
            yield "rest", self.division.rest, 1
        if self.missed is not None:
            yield "missed", self.missed, -1

    def kept(self, names: list[str], numbers: set[int], is_counted: bool) -> Iterator[Sql]:
        """SQL of (parameter, value, number) rows of the parameters ``names`` and the facets of these ``numbers`` in
        facet keys; with ``is_counted`` also of the number of all entries.
        """
        cells = self.division.whole
        if not cells:
            return
        where, params = self._kept_of(cells)
        columns = [name for name in names if name in self.totals.columns]
        keys = [KEYS, WITHHELD] if Viewer.of(self.filterset.user).sees_affiliations else [KEYS]
        wanted = [*columns, *(keys if numbers else [])]
        if wanted:
            is_some = numbers and numbers != set(self.filterset.key_facets.values())
            among = (
                f" AND CASE WHEN facet = ANY (%s) THEN value::bigint >> {FACET_BITS} = ANY (%s) ELSE true END"
            )
            yield (
                f"SELECT CASE facet WHEN '{WITHHELD}' THEN '{KEYS}' ELSE facet END, value, sum(entries) "  # noqa: S608
                f"FROM {TABLE} WHERE {where} AND facet = ANY (%s){among if is_some else ''} GROUP BY 1, 2",
                [*params, wanted, *([keys, sorted(numbers)] if is_some else [])],
            )
        if is_counted:
            yield f"SELECT NULL, NULL, {self._number(where)}", params
        for name in names:
            if name in self.totals.derived:
                yield from self._derived(name)

    def _derived(self, name: str) -> Iterator[Sql]:
        derived = self.totals.derived[name]
        cells = tuple(cell for cell in self.division.whole if cell[0] == derived.status)
        if not cells:
            return
        where, params = self._kept_of(cells)
        yield f"SELECT %s, %s, {self._number(where)}", [name, derived.usual, *params]
        where, params = _standing_in(cells)
        try:
            sql, own = derived.others(self.filterset.user).query.sql_with_params()
        except EmptyResultSet:
            return
        entries = connection.ops.quote_name(self.filterset.queryset.model._meta.db_table)
        yield (
            f"SELECT %s, told.value, sum(told.sign) FROM ({sql}) AS other (entry, value) "  # noqa: S608
            f"JOIN {entries} AS held ON held.id = other.entry "
            f"CROSS JOIN LATERAL (VALUES (other.value::text, 1), (%s, -1)) AS told (value, sign) "
            f"WHERE {where} GROUP BY 2",
            [name, *own, derived.usual, *params],
        )

    def _kept_of(self, cells: tuple[Cell, ...]) -> Sql:
        where, params = _standing_in(cells)
        return f"kind = %s AND {where}", [self.totals.kind, *params]

    def _number(self, where: str) -> str:
        """SQL of the number of entries that ``where`` speaks of: each has one status."""
        return f"COALESCE(sum(entries), 0) FROM {TABLE} WHERE {where} AND facet = 'status'"


def whole(filterset: ListFilterSet) -> Whole | None:
    """What is known of all that was searched for; ``None`` where it has to be counted entry by entry."""
    totals: Totals | None = getattr(filterset, "totals", None)
    if totals is None:
        return None
    missed = None
    if filterset.search.query.text:
        if filterset.query.is_narrowed or filterset.query.without:
            return None
        missed = missing(filterset.queryset, filterset.query)
        if missed is None:
            return None
    names = {name for name, one in filterset.filters.items() if getattr(one, "is_facet", False)}
    if names - {*totals.columns, *totals.derived, *filterset.key_facets}:
        return None
    return Whole(filterset, totals, divide(filterset.queryset), missed)


def _standing_in(cells: tuple[Cell, ...]) -> Sql:
    parts, params = [], []
    for status in dict.fromkeys(status for status, _ in cells):
        parts.append("status = %s AND handling = ANY (%s)")
        params += [status, [handling for other, handling in cells if other == status]]
    return f"({' OR '.join(parts)})", params
