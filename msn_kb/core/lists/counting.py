"""How many entries carry each value of each facet, in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, F, QuerySet, Value, When

from .. import kept
from .facet_keys import FACET_BITS
from .filters import ChoiceFilter, ValuesFilter
from .filterset import ListFilterSet
from .narrowing import in_common
from .totals import KEYS, Totals
from .whole import Whole, whole

VALUE = (1 << FACET_BITS) - 1


def _nested() -> dict[str, dict[Any, int]]:
    return defaultdict(lambda: defaultdict(int))


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
    names = {number: name for name, number in filterset.key_facets.items()}
    for name, value, number in kept.rows(statement.sql, statement.params):
        if name == KEYS:
            key = int(value)
            found.numbers[names[key >> FACET_BITS]][key & VALUE] += number
        elif name is None:
            found.total += number
        elif value:
            found.values[name][value] += number
    found.values = _without_zeros(found.values)
    found.numbers = _without_zeros(found.numbers)
    return found


def _without_zeros(counts: dict[str, dict[Any, int]]) -> dict[str, dict[Any, int]]:
    return {
        name: {value: number for value, number in numbers.items() if number}
        for name, numbers in counts.items()
    }


class _Statement:
    """One ``SELECT`` of (parameter, value, number of entries) rows, to be added up.

    The entries are read once, with a flag for each active parameter, since the facet of a parameter counts under all
    others but not under its own. Facet keys of all inactive parameters are counted in one pass, under the name
    :data:`KEYS`; those of an active one in a pass of its own. The length of the list itself comes without a name. What
    is counted under no parameter at all comes from the totals of the list, where these are kept (``whole``).
    """

    def __init__(self, filterset: ListFilterSet, facets: dict[str, ValuesFilter]) -> None:
        self.filterset, self.facets = filterset, facets
        self.choices = {name: one for name, one in facets.items() if isinstance(one, ChoiceFilter)}
        self.keyed = {name: number for name, number in filterset.key_facets.items() if name in facets}
        self.tables: list[str] = []
        self.branches: list[str] = []
        self.table_params: list[Any] = []
        self.params: list[Any] = []
        flags = [f"in_{name}" for name in filterset.conditions()]
        free = [name for name in facets if not set(flags) - {f"in_{name}"}]
        known = whole(filterset) if free else None
        if known:
            self._count_whole(known, free, is_bare=not flags)
        if flags or not known:
            try:
                self._count_listed(flags, [name for name in facets if not known or name not in free])
            except EmptyResultSet:
                if not known:
                    raise
        if not self.branches:
            raise EmptyResultSet
        tables = f"WITH {', '.join(self.tables)} " if self.tables else ""
        self.sql = f"{tables}{' UNION ALL '.join(self.branches)}"
        self.params = [*self.table_params, *self.params]

    def _count_listed(self, flags: list[str], names: list[str]) -> None:
        """The entries one by one: the list itself, and the facets ``names``."""
        lifted = 1 if any(f"in_{name}" in flags for name in names) else 0
        columns = self._columns(names)
        self.flags, sql, params = _flagged(self.filterset, "entries", columns, lifted)
        self.tables.append(sql)
        self.table_params += params
        self.branches.append(f"SELECT NULL, NULL, count(*) FROM entries WHERE {self._where()}")
        self._add("entries", names)

    def _count_whole(self, known: Whole, names: list[str], is_bare: bool) -> None:
        """The facets ``names`` from the totals of the list, and what these leave to be looked at one by one."""
        numbers = {self.keyed[name] for name in names if name in self.keyed}
        for sql, own in known.kept(names, numbers, is_bare):
            self.branches.append(sql)
            self.params += own
        self.flags = []
        for table, entries, sign in known.others():
            columns = self._columns(names)
            try:
                sql, params = _table(table, entries.annotate(**columns).values_list("pk", *columns), columns)
            except EmptyResultSet:
                continue
            self.tables.append(sql)
            self.table_params += params
            if is_bare:
                self.branches.append(f"SELECT NULL, NULL, {sign} * count(*) FROM {table}")
            self._add(table, names, sign)

    def _columns(self, names: list[str]) -> dict[str, Any]:
        columns = {f"value_{name}": self._value(name) for name in names if name in self.choices}
        if any(name in self.keyed for name in names):
            columns["keys"] = self.filterset.keys(self.filterset.user)
        return columns

    def _value(self, name: str) -> Any:
        totals: Totals | None = getattr(self.filterset, "totals", None)
        derived = totals.derived.get(name) if totals else None
        return derived.of_each(self.filterset.user) if derived else F(self.choices[name].column)

    def _add(self, table: str, names: list[str], sign: int = 1) -> None:
        """Count the facets ``names`` over the entries in ``table``."""
        number = "count(*)" if sign > 0 else "-count(*)"
        for name in names:
            if name in self.choices:
                self._choices(table, name, number)
        self.branches += self._keys(
            table, {name: self.keyed[name] for name in names if name in self.keyed}, number
        )
        for name in names:
            if name not in self.choices and name not in self.keyed:
                self._pairs(table, name)

    def _where(self, name: str = "") -> str:
        return " AND ".join(flag for flag in self.flags if flag != f"in_{name}") or "true"

    def _choices(self, table: str, name: str, number: str) -> None:
        self.params.append(name)
        self.branches.append(
            f"SELECT %s, value_{name}::text, {number} FROM {table} WHERE {self._where(name)} GROUP BY 2"
        )

    def _keys(self, table: str, keyed: dict[str, int], number: str) -> Iterator[str]:
        active = {name: facet for name, facet in keyed.items() if f"in_{name}" in self.flags}
        passes = [(self._where(name), f"key >> {FACET_BITS} = {facet}") for name, facet in active.items()]
        inactive = sorted(set(keyed.values()) - set(active.values()))
        if inactive:
            is_all = len(inactive) == len(self.filterset.key_facets)
            rest = "true" if is_all else f"key >> {FACET_BITS} IN ({', '.join(map(str, inactive))})"
            passes.append((self._where(), rest))
        for where, which in passes:
            yield (
                f"SELECT '{KEYS}', key::text, {number} "
                f"FROM (SELECT unnest(keys) AS key FROM {table} WHERE {where}) AS carried WHERE {which} GROUP BY key"
            )

    def _pairs(self, table: str, name: str) -> None:
        sql, params = self.facets[name].pairs(self.filterset.user).query.sql_with_params()
        self.params += [name, *params]
        self.branches.append(
            f"SELECT %s, pair.value::text, count(DISTINCT entry) FROM {table} "
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
    flags, table, params = _flagged(filterset, "entries", columns, lifted)
    return flags, f"WITH {table}", params


def _flagged(
    filterset: ListFilterSet, table: str, columns: dict[str, Any], lifted: int
) -> tuple[list[str], str, Sequence[Any]]:
    conditions = filterset.conditions()
    flags = {
        f"in_{name}": Case(When(condition, then=Value(True)), default=Value(False))
        for name, condition in conditions.items()
    }
    searched = filterset.searched.order_by()
    if not filterset.search.query.text and (narrowing := in_common(list(conditions.values()), lifted)):
        searched = searched.filter(narrowing)
    entries = searched.annotate(**flags, **columns).values_list("pk", *flags, *columns)
    met = " + ".join(f"{flag}::int" for flag in flags)
    where = f"{met} >= {len(flags) - lifted}" if len(flags) > lifted else ""
    sql, params = _table(table, entries, [*flags, *columns], where)
    return list(flags), sql, params


def _table(name: str, entries: QuerySet, columns: Any, where: str = "") -> tuple[str, Sequence[Any]]:
    """A table of a ``WITH`` clause: ``entries``, of which a primary key and ``columns`` are selected."""
    sql, params = entries.order_by().query.sql_with_params()
    names = ", ".join(["entry", *columns])
    if where:
        sql = f"SELECT * FROM ({sql}) AS searched ({names}) WHERE {where}"
    return f"{name} ({names}) AS MATERIALIZED ({sql})", params
