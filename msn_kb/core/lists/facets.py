"""Counts beside each filter value: of the list as it stands under every other parameter, but not its own."""

from __future__ import annotations

from typing import Any, cast

from .. import kept
from ..access import is_guarded
from ..gathering import gathered
from .addresses import ListAddress
from .counting import FacetCounts, count_values
from .facet_trees import Key, as_tree, together
from .facet_values import Facet, FacetLink, FacetValue
from .filters import FacetLabel, Selection, ValuesFilter, YearFilter
from .filterset import ListFilterSet
from .record_filters import RecordFilter
from .records import Wanted, fetch

MOST = 50  # values of a flat facet; beyond, the most frequent are kept


def facets(filterset: ListFilterSet, counted: FacetCounts | None = None) -> list[Facet]:
    """The facets of a list, in the order of its filters; one query for all counts, unless ``counted`` before, one for
    all names.

    Values nothing carries are left out unless selected; so are facets with a single value, which cannot narrow. Of a
    very long flat facet the most frequent values are kept.
    """
    counts, records = _named(filterset, counted or count_values(filterset), MOST)
    found = [_facet(filterset, names, counts, records, MOST) for names in together(_facet_filters(filterset))]
    return [facet for facet in found if facet.selected_count or facet.narrows]


def _facet(
    filterset: ListFilterSet,
    names: list[str],
    counts: dict[str, dict[str, int]],
    records: dict[str, list[Any]],
    most: int | None = None,
) -> Facet:
    """The facet of one parameter, or of two of which the second stands below the first."""
    filters = {name: _facet_filters(filterset)[name] for name in names}
    lines: dict[Key, FacetValue] = {}
    labels: dict[Key, FacetLabel] = {}
    for name, filter_ in filters.items():
        own = filter_.labels(records.get(name, []))
        labels |= {(name, value): label for value, label in own.items()}
        found = _values(name, own, counts.get(name, {}), _selected(filterset, name))
        lines |= {(name, value.value): value for value in found}
    first, last = filters[names[0]], filters[names[-1]]
    joined = last.below if len(names) > 1 else None
    is_tree = bool(joined) or first.is_tree
    values = as_tree(names, lines, labels) if is_tree else list(lines.values())
    is_cut = most is not None and not is_tree and len(values) >= most
    return Facet(
        joined.name if joined else names[0],
        joined.label if joined else str(first.label),
        _most_frequent(values, most) if is_cut and most else values,
        any(one.opens for one in filters.values()) or any(value.selected for value in values),
        is_tree,
        is_cut,
        {name: str(one.label) for name, one in filters.items()},
        hint=joined.hint if joined else "",
    )


def link(found: list[Facet], address: ListAddress, path: str) -> None:
    """Give each facet the pages of all its values, of the list at ``path``, and each value its address."""
    for facet in found:
        facet.links = [
            FacetLink(label, address.at(f"{path}by/{name}/")) for name, label in facet.parameters.items()
        ]
        for value in facet.values:
            write = address.without_value if value.selected else address.with_value
            value.url = write(value.name, value.value)


def whole_facet(filterset: ListFilterSet, name: str) -> Facet | None:
    """One facet of a list with all its values, however many; ``None`` where ``name`` is no facet of the list."""
    filter_ = _facet_filters(filterset).get(name)
    if filter_ is None:
        return None
    counts, records = _named(filterset, count_values(filterset), only=name)
    return _facet(filterset, [name], counts, records)


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
    joined = [names for names in together(filters) if len(names) > 1]
    cut = [
        name
        for name, one in filters.items()
        if most and not one.is_tree and not any(name in names for names in joined)
    ]
    _drop_hidden({name: filters[name] for name in cut}, found, filterset.user, cast(int, most))
    wanted: dict[str, Wanted] = {}
    for name, filter_ in filters.items():
        limit = most if name in cut else None
        values = _frequent(found.values.get(name, {}), limit)
        keys = _frequent(found.numbers.get(name, {}), limit)
        if values or keys or _selected(filterset, name):
            wanted[name] = filter_.counted({*values, *_selected(filterset, name)}, keys, filterset.user)
    # What lies above a country must be known even where nothing in the list carries it.
    wanted |= {upper: filters[upper].every(filterset.user) for upper, lower in joined if lower in wanted}
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


def _most_frequent(values: list[FacetValue], most: int) -> list[FacetValue]:
    """Of a long flat facet everything selected and the most frequent values, in their order."""
    first = sorted(values, key=lambda value: (not value.selected, -value.count))
    kept = {value.value for number, value in enumerate(first) if number < most or value.selected}
    return [value for value in values if value.value in kept]


def _values(
    name: str, labels: dict[str, FacetLabel], counts: dict[str, int], selected: set[str]
) -> list[FacetValue]:
    """The values of a parameter that something carries or that are selected, in their order."""
    offered = {value for value in counts if value in labels and not labels[value].only_selected}
    shown = sorted(offered | selected & labels.keys(), key=lambda value: labels[value].sort)
    return [
        FacetValue(value, labels[value].label, counts.get(value, 0), value in selected, name=name)
        for value in shown
    ]


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
