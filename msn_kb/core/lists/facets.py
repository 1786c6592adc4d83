"""Counts beside each filter value: of the list as it stands under every other parameter, but not its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, cast

from .. import kept
from ..access import is_guarded
from ..gathering import gathered
from .counting import FacetCounts, count_values
from .filters import Selection, ValuesFilter, YearFilter
from .filterset import ListFilterSet
from .record_filters import RecordFilter
from .records import Wanted, fetch

MOST = 50  # values of a flat facet; beyond, the most frequent are kept
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
    """One parameter with the values found in the list. ``is_cut``: only the most frequent of a great many are there;
    ``url`` leads to all of them.
    """

    name: str
    label: str
    values: list[FacetValue]
    open: bool = False
    is_tree: bool = False
    is_cut: bool = False
    url: str = ""
    selected_count: int = field(init=False)

    def __post_init__(self) -> None:
        self.selected_count = sum(value.selected for value in self.values)
        self._fold()

    @property
    def folds(self) -> bool:
        """Whether some of its values wait behind “Show all”."""
        return any(value.folded for value in self.values)

    @property
    def is_long(self) -> bool:
        """Whether it has more values than are taken in at a glance."""
        return len(self.values) > FIRST

    def _fold(self) -> None:
        """Of a long list the first values show; of a long tree the levels that fit, always the first. So does
        everything selected.
        """
        if not self.is_long:
            return
        level = max(sorted(value.depth for value in self.values)[FIRST] - 1, 0)
        for number, value in enumerate(self.values):
            beyond = value.depth > level if self.is_tree else number >= FIRST
            value.folded = beyond and not value.selected


def facets(filterset: ListFilterSet, counted: FacetCounts | None = None) -> list[Facet]:
    """The facets of a list, in the order of its filters; one query for all counts, unless ``counted`` before, one for
    all names.

    Values nothing carries are left out unless selected; so are facets with a single value, which cannot narrow. Of a
    very long flat facet the most frequent values are kept.
    """
    found, filters = [], _facet_filters(filterset)
    selected = {name: _selected(filterset, name) for name in filters}
    counts, records = _named(filterset, counted or count_values(filterset), MOST)
    for name, filter_ in filters.items():
        values = _values(filter_, filter_.labels(records.get(name, [])), counts.get(name, {}), selected[name])
        values = values if filter_.is_tree else _most_frequent(values)
        if len(values) > 1 or any(value.selected for value in values):
            opens = filter_.opens or any(value.selected for value in values)
            found.append(
                Facet(
                    name,
                    str(filter_.label),
                    values,
                    opens,
                    filter_.is_tree,
                    len(values) >= MOST and not filter_.is_tree,
                )
            )
    return found


def whole_facet(filterset: ListFilterSet, name: str) -> Facet | None:
    """One facet of a list with all its values, however many; ``None`` where ``name`` is no facet of the list."""
    filter_ = _facet_filters(filterset).get(name)
    if filter_ is None:
        return None
    counts, records = _named(filterset, count_values(filterset), only=name)
    labels = filter_.labels(records.get(name, []))
    values = _values(filter_, labels, counts.get(name, {}), _selected(filterset, name))
    return Facet(name, str(filter_.label), values, is_tree=filter_.is_tree)


def count(filterset: ListFilterSet) -> dict[str, dict[str, int]]:
    """Entries by parameter and value, of all values that exist for the person asking."""
    counts, _ = _named(filterset, count_values(filterset))
    return counts


def _facet_filters(filterset: ListFilterSet) -> dict[str, ValuesFilter]:
    return {name: one for name, one in filterset.filters.items() if getattr(one, "is_facet", False)}


def _selected(filterset: ListFilterSet, name: str) -> set[str]:
    return {choice.value for choice in filterset.active.get(name, Selection()).chosen}


def _named(
    filterset: ListFilterSet, found: FacetCounts, most: int | None = None, only: str = ""
) -> tuple[dict[str, dict[str, int]], dict[str, list[Any]]]:
    """Counts by parameter and value, and the records that bear the values; what has no name for this person is gone.

    ``most``: of a flat facet only so many are named, the most frequent. ``only``: nothing but this facet.
    """
    filters = {
        name: one
        for name, one in _facet_filters(filterset).items()
        if isinstance(one, RecordFilter) and only in ("", name)
    }
    cut = [name for name, one in filters.items() if most and not one.is_tree]
    _drop_hidden({name: filters[name] for name in cut}, found, filterset.user, cast(int, most))
    wanted: dict[str, Wanted] = {}
    for name, filter_ in filters.items():
        limit = most if name in cut else None
        values = _frequent(found.values.get(name, {}), limit)
        keys = _frequent(found.numbers.get(name, {}), limit)
        if values or keys or _selected(filterset, name):
            wanted[name] = filter_.counted({*values, *_selected(filterset, name)}, keys, filterset.user)
    records = fetch(wanted)
    counts = dict(found.values)
    for name, filter_ in filters.items():
        if numbers := found.numbers.get(name):
            counts[name] = {
                str(getattr(record, filter_.by)): numbers[number]
                for record in records.get(name, [])
                if (number := filter_.key_number(record)) in numbers
            }
    return {name: found for name, found in counts.items() if found}, records


def _drop_hidden(filters: dict[str, RecordFilter], found: FacetCounts, user: Any, most: int) -> None:
    """Before a long facet is cut: take out what ``user`` may not see, which must not push out what there is to see."""
    long = {
        name: one
        for name, one in filters.items()
        if is_guarded(one.record_model) and len(found.numbers.get(name, {})) > most
    }
    visible = {name: one.records(user).order_by().values_list("pk", flat=True) for name, one in long.items()}
    seen: dict[str, set[int]] = {name: set() for name in long}
    for name, key in gathered(visible):
        seen[name].add(key)
    for name, keys in seen.items():
        numbers = found.numbers[name]
        found.numbers[name] = {key: number for key, number in numbers.items() if key in keys}


def _frequent(numbers: dict[Any, int], most: int | None) -> list[Any]:
    """The values with the highest numbers, all of them unless ``most`` says how many."""
    if most is None or len(numbers) <= most:
        return list(numbers)
    return sorted(numbers, key=lambda value: (-numbers[value], value))[:most]


def _most_frequent(values: list[FacetValue]) -> list[FacetValue]:
    """Of a long flat facet the most frequent values and everything selected, in their order."""
    if len(values) <= MOST:
        return values
    kept = sorted(values, key=lambda value: (not value.selected, -value.count))[:MOST]
    names = {value.value for value in kept}
    return [value for value in values if value.value in names]


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
    return kept.count(rows)


def loosened(filterset: ListFilterSet) -> dict[str, int]:
    """For an empty list: how many entries there would be without each active parameter; only those that help."""
    conditions = filterset.conditions()
    found = {}
    for name in conditions:
        rows = filterset.searched
        for other, condition in conditions.items():
            if other != name:
                rows = rows.filter(condition)
        number = kept.count(rows)
        if number:
            found[name] = number
    if filterset.search.query.text:
        rows = filterset.queryset
        for condition in conditions.values():
            rows = rows.filter(condition)
        number = kept.count(rows)
        if number:
            found["q"] = number
    return found
