"""How many entries carry each value of each facet, in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, F, Value, When

from .. import kept
from .facet_keys import FACET_BITS
from .filters import ChoiceFilter, ValuesFilter
from .filterset import ListFilterSet

KEYS = ""


def _nested() -> dict[str, dict[Any, int]]:
    return defaultdict(dict)


@dataclass
class FacetCounts:
    """Numbers of entries: of the list, by parameter and value, and by parameter and number in facet keys."""

    total: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=_nested)
    numbers: dict[str, dict[int, int]] = field(default_factory=_nested)


def count_values(filterset: ListFilterSet) -> FacetCounts:
    """How many entries the list holds; and for each value, how many it would hold if that value alone were asked of
    its parameter.
    """
    found = FacetCounts()
    facets = {name: one for name, one in filterset.filters.items() if getattr(one, "is_facet", False)}
    try:
        statement = _Statement(filterset, facets)
    except EmptyResultSet:
        return found
    by_number = {number: name for name, number in filterset.key_facets.items()}
    for name, value, number in kept.rows(statement.sql, statement.params):
        if name is None:
            found.total = number
        elif name == KEYS:
            facet, key = divmod(int(value), 1 << FACET_BITS)
            found.numbers[by_number[facet]][key] = number
        elif value:
            found.values[name][value] = number
    return found


class _Statement:
    """One ``SELECT`` of (parameter, value, number of entries) rows.

    The entries are read once, with a flag for each active parameter, since the facet of a parameter counts under all
    others but not under its own. Facet keys of all inactive parameters are counted in one pass, under the name
    :data:`KEYS`; those of an active one in a pass of its own. The length of the list itself comes without a name.
    """

    def __init__(self, filterset: ListFilterSet, facets: dict[str, ValuesFilter]) -> None:
        self.filterset = filterset
        self.choices = {name: one for name, one in facets.items() if isinstance(one, ChoiceFilter)}
        self.keyed = {name: number for name, number in filterset.key_facets.items() if name in facets}
        self.flags, entries, params = flagged_entries(
            filterset,
            {f"value_{name}": F(one.column) for name, one in self.choices.items()}
            | ({"keys": filterset.keys(filterset.user)} if self.keyed else {}),
            lifted=1,
        )
        self.params = [*params]
        branches = [f"SELECT NULL, NULL, count(*) FROM entries WHERE {self._where()}"]
        branches += [*map(self._choices, self.choices), *self._keys()]
        branches += [
            self._pairs(name, one) for name, one in facets.items() if name not in {*self.choices, *self.keyed}
        ]
        self.sql = f"{entries} {' UNION ALL '.join(branches)}"

    def _where(self, name: str = "") -> str:
        return " AND ".join(flag for flag in self.flags if flag != f"in_{name}") or "true"

    def _choices(self, name: str) -> str:
        self.params.append(name)
        return f"SELECT %s, value_{name}::text, count(*) FROM entries WHERE {self._where(name)} GROUP BY 2"

    def _keys(self) -> list[str]:
        if not self.keyed:
            return []
        active = {name: number for name, number in self.keyed.items() if f"in_{name}" in self.flags}
        passes = [(self._where(name), f"key >> {FACET_BITS} = {number}") for name, number in active.items()]
        inactive = sorted(set(self.keyed.values()) - set(active.values()))
        if inactive:
            rest = f"key >> {FACET_BITS} IN ({', '.join(map(str, inactive))})" if active else "true"
            passes.append((self._where(), rest))
        return [
            f"SELECT '{KEYS}', key::text, count(*) "
            f"FROM (SELECT unnest(keys) AS key FROM entries WHERE {where}) AS carried WHERE {which} GROUP BY key"
            for where, which in passes
        ]

    def _pairs(self, name: str, one: ValuesFilter) -> str:
        sql, params = one.pairs(self.filterset.user).query.sql_with_params()
        self.params += [name, *params]
        return (
            f"SELECT %s, pair.value::text, count(DISTINCT entry) FROM entries "
            f"JOIN ({sql}) AS pair (entry_id, value) ON pair.entry_id = entry "
            f"WHERE {self._where(name)} GROUP BY 2"
        )


def flagged_entries(
    filterset: ListFilterSet, columns: dict[str, Any], *, lifted: int
) -> tuple[list[str], str, Sequence[Any]]:
    """What counting begins with: flags, a ``WITH`` clause, and its parameters.

    Its table ``entries`` holds the key (``entry``) of each entry that was searched for, and whether it meets the
    condition of each active parameter, in a flag called ``in_<parameter>``; then ``columns``. What counts does so
    under all conditions but ``lifted`` at most, so entries that miss more are left out. Raises ``EmptyResultSet``
    where nothing can be found.
    """
    flags = {
        f"in_{name}": Case(When(condition, then=Value(True)), default=Value(False))
        for name, condition in filterset.conditions().items()
    }
    entries = filterset.searched.order_by().annotate(**flags, **columns).values_list("pk", *flags, *columns)
    sql, params = entries.query.sql_with_params()
    names = ", ".join(["entry", *flags, *columns])
    if len(flags) > lifted:
        met = " + ".join(f"{flag}::int" for flag in flags)
        sql = f"SELECT * FROM ({sql}) AS searched ({names}) WHERE {met} >= {len(flags) - lifted}"
    return list(flags), f"WITH entries ({names}) AS MATERIALIZED ({sql})", params
