"""A page of what a waiting import would do: problems first, then changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from organizations.models import PeaceProcess, Source

from ..models import ImportRun, Lesson
from .importers import Importer
from .planning import plan
from .plans import LETTERS, Outcome, PlannedRow
from .running import options_of, scope_of, table_of

ROWS_A_PAGE = 25
PROBLEMS, SUSPECTS, UNKNOWN = "problems", "duplicates", "unknown"


@dataclass(frozen=True)
class Section:
    """One part of a preview: how many rows are in it."""

    code: str
    label: str
    number: int


def sections(run: ImportRun) -> list[Section]:
    """The parts that hold anything, in the order in which they matter."""
    every = [
        Section(PROBLEMS, "Problems", len(run.problems)),
        Section(UNKNOWN, "Unknown values", len(run.options.get("unknown", []))),
        Section(Outcome.UPDATED.value, "Changed entries", run.updated),
        Section(SUSPECTS, "Suspected duplicates", len(run.options.get("suspects", []))),
        Section(Outcome.CREATED.value, "New entries", run.created),
        Section(Outcome.UNCHANGED.value, "Unchanged entries", run.unchanged),
    ]
    return [one for one in every if one.number]


def rows_of(run: ImportRun, outcome: Outcome, number: Any) -> tuple[Page, list[PlannedRow]]:
    """A page of the rows with this outcome, planned anew with their differences; ``number`` as the address has it."""
    letter = LETTERS[outcome]
    places = [place for place, one in enumerate(run.options.get("outcomes", "")) if one == letter]
    page = Paginator(places, ROWS_A_PAGE).get_page(number)
    planned = plan(
        table_of(run), scope_of(run), Importer(run.by), options_of(run), only=list(page.object_list)
    )
    _note_shown(planned.rows, Importer(run.by))
    return page, planned.rows


def _note_shown(rows: Iterable[PlannedRow], importer: Importer) -> None:
    """Read the records whose contents or names a page is about to show, so that the access log knows of them."""
    pks = [row.pk for row in rows if row.pk]
    sources = {source for row in rows for source, _ in row.citing.add}
    processes = {pk for row in rows for side in (row.add, row.remove) for pk in side.get("processes", ())}
    for model, keys in ((Lesson, pks), (Source, sources), (PeaceProcess, processes)):
        if keys:
            list(importer.every(model).filter(pk__in=keys).only("pk", "handling"))


def suspects_of(run: ImportRun, importer: Importer, number: Any) -> tuple[Page, list[dict[str, Any]]]:
    """A page of rows that may be duplicates, with the entries they may be the same as, as far as they still exist."""
    page = Paginator(run.options.get("suspects", []), ROWS_A_PAGE).get_page(number)
    pks = {one["pk"] for _, _, found in page.object_list for one in found if one["pk"]}
    seen = importer.every(Lesson).filter(pk__in=pks).only("slug", "title").in_bulk()
    told = []
    for line, title, found in page.object_list:
        likely = [{**one, "record": seen.get(one["pk"])} for one in found if one["line"] or one["pk"] in seen]
        told.append({"line": line, "title": title, "likely": likely})
    return page, told
