"""Counts beside each filter value: of the list as it stands under every other parameter, but not its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Value, When

from .filters import RecordFilter, Selection, ValuesFilter, YearFilter
from .filterset import ListFilterSet
from .records import fetch

FIRST = 8  # values that a long facet shows before the others are asked for


@dataclass
class FacetValue:
    """One line of a facet. ``url`` adds the value to the address, or takes it away if it is selected.

    ``folded`` lines wait behind “Show all”.
    """

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0
    url: str = ""
    folded: bool = False


@dataclass
class Facet:
    """One parameter with the values found in the list."""

    name: str
    label: str
    values: list[FacetValue]
    open: bool = False
    is_tree: bool = False
    selected_count: int = field(init=False)

    def __post_init__(self) -> None:
        self.selected_count = sum(value.selected for value in self.values)
        self._fold()

    @property
    def folds(self) -> bool:
        """Whether some of its values wait behind “Show all”."""
        return any(value.folded for value in self.values)

    def _fold(self) -> None:
        """Of a long list the first values show; of a long tree the levels that fit, always the first. So does
        everything selected.
        """
        if len(self.values) <= FIRST:
            return
        level = max(sorted(value.depth for value in self.values)[FIRST] - 1, 0)
        for number, value in enumerate(self.values):
            beyond = value.depth > level if self.is_tree else number >= FIRST
            value.folded = beyond and not value.selected


def facets(filterset: ListFilterSet) -> list[Facet]:
    """The facets of a list, in the order of its filters; one query for all counts, one for all names.

    Values nothing carries are left out unless selected; so are facets with a single value, which cannot narrow.
    """
    counts = count(filterset)
    filters = {name: one for name, one in filterset.filters.items() if getattr(one, "is_facet", False)}
    selected = {
        name: {choice.value for choice in filterset.active.get(name, Selection()).chosen} for name in filters
    }
    records = fetch(
        {
            name: filter_.shown(shown, filterset.user)
            for name, filter_ in filters.items()
            if isinstance(filter_, RecordFilter) and (shown := selected[name] | set(counts.get(name, {})))
        }
    )
    found = []
    for name, filter_ in filters.items():
        values = _values(filter_, filter_.labels(records.get(name, [])), counts.get(name, {}), selected[name])
        if len(values) > 1 or any(value.selected for value in values):
            opens = filter_.opens or any(value.selected for value in values)
            found.append(Facet(name, str(filter_.label), values, opens, filter_.is_tree))
    return found


def count(filterset: ListFilterSet) -> dict[str, dict[str, int]]:
    """Entries by parameter and value. Exactly what the list would hold if that value alone were asked of it."""
    conditions = filterset.conditions()
    flags = {
        f"in_{name}": Case(When(condition, then=Value(True)), default=Value(False))
        for name, condition in conditions.items()
    }
    entries = filterset.searched.order_by().annotate(**flags).values_list("pk", *flags)
    try:
        sql, params = entries.query.sql_with_params()
    except EmptyResultSet:
        return {}
    columns = ", ".join(["entry", *flags])
    branches, all_params = [], list(params)
    for name, filter_ in filterset.filters.items():
        if getattr(filter_, "is_facet", False):
            pairs_sql, pairs_params = filter_.pairs(filterset.user).query.sql_with_params()
            where = " AND ".join(flag for flag in flags if flag != f"in_{name}") or "true"
            branches.append(
                f"SELECT %s, pair.value::text, count(DISTINCT entry) FROM entries "
                f"JOIN ({pairs_sql}) AS pair (entry_id, value) ON pair.entry_id = entry WHERE {where} GROUP BY 2"
            )
            all_params += [name, *pairs_params]
    statement = f"WITH entries ({columns}) AS MATERIALIZED ({sql}) " + " UNION ALL ".join(branches)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, all_params)
        for name, value, number in cursor.fetchall():
            if value:
                counts[name][value] = number
    return counts


def _values(
    filter_: ValuesFilter, labels: dict[str, Any], counts: dict[str, int], selected: set[str]
) -> list[FacetValue]:
    shown = set(counts) | selected
    lines = {
        value: FacetValue(value, labels[value].label, counts.get(value, 0), value in selected)
        for value in sorted(shown & labels.keys(), key=lambda value: labels[value].sort)
    }
    return _as_tree(lines, labels) if filter_.is_tree else list(lines.values())


def _as_tree(lines: dict[str, FacetValue], labels: dict[str, Any]) -> list[FacetValue]:
    """Each value after the one it stands below, indented; a value whose parent is not shown stands at the top."""
    below: dict[str, list[str]] = defaultdict(list)
    for value in lines:
        parent = labels[value].parent
        below[parent if parent in lines else ""].append(value)

    def walk(parent: str, depth: int) -> list[FacetValue]:
        found = []
        for value in below.get(parent, []):
            lines[value].depth = depth
            found += [lines[value], *walk(value, depth + 1)]
        return found

    return walk("", 0)


def undated(filterset: ListFilterSet) -> int:
    """How many entries are left out by the years alone, because they have no date; 0 where no year is asked for."""
    conditions = filterset.conditions()
    years = [name for name in conditions if isinstance(filterset.filters[name], YearFilter)]
    if not years:
        return 0
    rows = filterset.searched.filter(**{f"{filterset.filters[years[0]].field_name}__isnull": True})
    for name, condition in conditions.items():
        if name not in years:
            rows = rows.filter(condition)
    return rows.order_by().count()


def loosened(filterset: ListFilterSet) -> dict[str, int]:
    """For an empty list: how many entries there would be without each active parameter; only those that help."""
    conditions = filterset.conditions()
    found = {}
    for name in conditions:
        rows = filterset.searched
        for other, condition in conditions.items():
            if other != name:
                rows = rows.filter(condition)
        number = rows.order_by().count()
        if number:
            found[name] = number
    if filterset.search.query.text:
        rows = filterset.queryset
        for condition in conditions.values():
            rows = rows.filter(condition)
        number = rows.order_by().count()
        if number:
            found["q"] = number
    return found
