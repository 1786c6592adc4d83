"""What the pictures of the list of lessons count.

Whatever a picture counts, a number is the length of the list behind it: the list's present state with the values of
the number's row and column in place of what the address asked of these parameters. Where it asked for any, rows or
columns are these alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from msn_kb.core.lists import ListFilterSet, Selection
from msn_kb.core.lists.addresses import ListAddress
from msn_kb.core.lists.records import Wanted, fetch
from msn_kb.core.lists.tally import OTHERS, YEARS, Tally, axis, tally, year_axis
from msn_kb.core.pictures import Bars, Heading, Matrix, WorldMap
from organizations.filters.records import WORLD
from organizations.listings import PROCESSES as PROCESS_LIST
from organizations.pictures import MappedList, world_map
from organizations.places import LESSONS, PROCESSES

# What the columns of the matrix may be, by parameter.
COLUMNS = {"phase": "Phase", "track": "Track", "region": "Region"}
# The first level of those that are trees.
TOP = {"theme": Q(parent__isnull=True), "region": Q(parent__code=WORLD)}
TREES = tuple(TOP)
# The series of lessons that cite nothing this person may see; no slug looks like it.
NAMED_SOURCES = 12  # the picture draws fewer by name
NO_SOURCE = "(none)"
PLACES = ("country", "region")


def gap_matrix(filterset: ListFilterSet, address: ListAddress, columns: str) -> Matrix:
    """Lessons by theme and by ``columns``, one of :data:`COLUMNS`; a theme counts what its children hold."""
    themes, others = axis(filterset, "theme"), axis(filterset, columns)
    cells, row_totals, column_totals = tally(filterset, (themes, others), (themes,), (others,))
    shown = fetch({name: _shown(filterset, name) for name in ("theme", columns)})
    noun = COLUMNS[columns]
    return Matrix(
        id=f"lessons-by-theme-and-{columns}",
        caption=f"Lessons by theme and {noun.lower()}",
        rows=_headings(filterset, "theme", shown["theme"], row_totals, address),
        columns=_headings(
            filterset, columns, _apart(filterset, columns, shown[columns]), column_totals, address
        ),
        numbers={(row, column): number for (row, column), number in cells.items()},
        addresses=lambda row, column: address.replacing_all({"theme": row, columns: column}),
        row_noun="Theme",
        column_noun=noun,
        note=f"A lesson with several themes or {noun.lower()}s is counted in each. The number at the end of a row "
        f"counts it once, and lessons that name no {noun.lower()} as well.",
    )


def yearly_bars(filterset: ListFilterSet, address: ListAddress) -> Bars:
    """Lessons by year and source; years without a lesson are left out, undated lessons come last."""
    years, sources = year_axis(filterset), axis(filterset, "source")
    totals, sums = tally(filterset, (years,), (sources,))
    series = _source_series(filterset, sums, address)
    named = replace(sources, named=tuple(one.value for one in series))
    (cells,) = tally(filterset, (years, named))
    shown = [year for (year,) in totals if _is_asked(filterset, year)]
    dated = sorted(filter(None, shown), key=int)
    rows = [
        Heading(year, year, address.replacing_all(_one_year(year)), total=totals[year,]) for year in dated
    ]
    note = "Years without a lesson are left out."
    if "" in shown:
        rows.append(Heading("", "Undated", total=totals["",]))
        note += " Lessons without a date come last and have no link: no filter asks for them."
    return Bars(
        id="lessons-by-year-and-source",
        caption="Lessons by year and source",
        rows=rows,
        columns=series,
        numbers={(year, source or NO_SOURCE): number for (year, source), number in cells.items()},
        rest={year: number for (year, source), number in cells.items() if source == OTHERS},
        addresses=lambda year, source: (
            address.replacing_all({**_one_year(year), "source": source})
            if year and source != NO_SOURCE
            else ""
        ),
        note=note,
    )


def lessons_map(filterset: ListFilterSet, address: ListAddress) -> WorldMap:
    """Lessons by country, and beside them the peace processes that the list of processes holds there."""
    asked = QueryDict(mutable=True)
    for name in PLACES:
        asked.setlist(name, address.state.get(name, []))
    processes = PROCESS_LIST.filterset(asked, filterset.user)
    return world_map(
        "lessons-by-country",
        "Lessons and peace processes by country",
        [
            MappedList(LESSONS.noun, filterset, address),
            MappedList(PROCESSES.noun, processes, ListAddress(PROCESS_LIST.url, processes)),
        ],
        note="Of the filters, country and region alone narrow the peace processes.",
    )


def _chosen(filterset: ListFilterSet, name: str) -> list[str] | None:
    """The known values that the address asks for; ``None`` where it asks for none at all."""
    asked = filterset.active.get(name)
    return [choice.value for choice in asked.chosen] if isinstance(asked, Selection) else None


def _shown(filterset: ListFilterSet, name: str) -> Wanted:
    """Records for rows or columns: those asked for, and of a single one its parts; else all of the first level."""
    filter_: Any = filterset.filters[name]
    chosen = _chosen(filterset, name)
    if chosen is None:
        condition = TOP.get(name, Q())
    else:
        condition = Q(**{f"{filter_.by}__in": chosen})
        if name in TREES and len(chosen) == 1:
            condition |= Q(**{f"parent__{filter_.by}": chosen[0]})
    return Wanted(filter_.records(filterset.user).filter(condition), filter_.columns, filter_.order)


def _apart(filterset: ListFilterSet, name: str, records: list[Any]) -> list[Any]:
    """For columns, which have no levels: the parts of a single region in place of itself, where it has any."""
    parts = [record for record in records if not _is_chosen_alone(filterset, name, record)]
    return parts or records


def _is_chosen_alone(filterset: ListFilterSet, name: str, record: Any) -> bool:
    return _chosen(filterset, name) == [str(getattr(record, filterset.filters[name].by))]


def _headings(
    filterset: ListFilterSet, name: str, records: Sequence[Any], totals: Tally, address: ListAddress
) -> list[Heading]:
    """One heading a record; the parts of a single theme stand below it."""
    filter_: Any = filterset.filters[name]
    ordered = sorted(records, key=lambda record: not _is_chosen_alone(filterset, name, record))
    below = bool(ordered) and _is_chosen_alone(filterset, name, ordered[0])
    headings = []
    for place, record in enumerate(ordered):
        value = str(getattr(record, filter_.by))
        total = totals[value,]
        url = address.replacing(name, value) if total else ""
        headings.append(Heading(value, filter_.text(record), url, int(below and place > 0), total))
    return headings


def _one_year(year: str) -> dict[str, str]:
    return dict.fromkeys(YEARS, year.zfill(4))


def _is_asked(filterset: ListFilterSet, year: str) -> bool:
    """Whether the years of the address leave this one in; lessons without a date are left out by any."""
    first, last = filterset.active.get("year_min"), filterset.active.get("year_max")
    if not year:
        return first is None and last is None
    return (first is None or first <= int(year)) and (last is None or int(year) <= last)


def _source_series(filterset: ListFilterSet, sums: Tally, address: ListAddress) -> list[Heading]:
    """A series for each of the largest sources, by title, of those that are asked for if any are; and one for none."""
    filter_: Any = filterset.filters["source"]
    chosen = _chosen(filterset, "source")
    occurring = {source for (source,) in sums} if chosen is None else set(chosen)
    largest = sorted(filter(None, occurring), key=lambda source: (-sums[source,], source))[:NAMED_SOURCES]
    sources = fetch({"source": filter_.shown(largest, filterset.user)})["source"]
    found = [Heading(one.slug, filter_.text(one), address.replacing("source", one.slug)) for one in sources]
    return [*found, Heading(NO_SOURCE, "No source")] if "" in occurring else found
