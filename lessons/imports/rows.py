"""What one row would do to its entry, or create."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list

from msn_kb.core.access import Attribution, Handling, Status
from organizations.rules import check_audience

from ..rules import hidden_by_attribution
from .cells import CellRefused, choice_in, date_in, opens, text_in
from .columns import CHOICES, DEFAULTS, RELATIONS, TEXTS
from .identity import Identity
from .importers import Importer
from .options import Options
from .plans import Change, Outcome, PlannedRow
from .present import Present
from .problems import Problem, problem
from .tables import Row
from .tagging import Place, Tags

LABELS = {(column, code): label for column, choices in CHOICES.items() for code, label in choices}


def plan_row(
    row: Row,
    cells: dict[str, str],
    identity: Identity,
    held: Present | None,
    tags: Tags,
    importer: Importer,
    options: Options,
) -> PlannedRow:
    """The plan of one row whose entry holds ``held``; ``None`` for a new one."""
    planned = PlannedRow(row.line, "", Outcome.UNCHANGED, pk=held.values["pk"] if held else None)
    values, wrong = _own_values(row, cells, held)
    planned.problems += wrong
    _tie(planned, cells, held, tags)
    _cite(planned, cells, held, identity, tags, options)
    stored = held.values if held else {"title": "", "insight": "", "status": Status.DRAFT, **DEFAULTS}
    meant = {**stored, **values}
    planned.title = meant["title"] or cells["title"][:250]
    planned.status = stored["status"]
    planned.problems += _rules(row, meant, held, importer, options)
    if planned.problems:
        return PlannedRow(row.line, planned.title, Outcome.REJECTED, planned.pk, problems=planned.problems)
    if opens("handling", stored["handling"], meant["handling"]) and held:
        planned.opened_from = stored["handling"]
    if identity.external_id and (held is None or held.values["external_id"] != identity.external_id):
        values |= {"external_id": identity.external_id}
    if held is None or "external_id" in values:
        values |= {"external_scope": identity.scope}
    planned.values = {
        name: value for name, value in values.items() if held is None or held.values.get(name) != value
    }
    planned.changes += _told(planned.values, held)
    order = [*TEXTS, *CHOICES, *RELATIONS, "sources", "date", "external_id"]
    planned.changes.sort(key=lambda one: order.index(one.column))
    planned.notes += _notes(planned, meant, held)
    if held is None:
        planned.values = {**DEFAULTS, **planned.values}
        planned.outcome = Outcome.CREATED
    elif planned.changes:
        planned.outcome = Outcome.UPDATED
    return planned


def _own_values(
    row: Row, cells: dict[str, str], held: Present | None
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    wrong: list[Problem] = []
    for column, cell in cells.items():
        before = held.values[column] if held and column in held.values else None
        try:
            if column in TEXTS:
                values[column] = text_in(column, cell, before)
            elif column in CHOICES:
                values[column] = choice_in(column, cell, before)
            elif column == "date":
                values[column] = date_in(cell, before)
        except CellRefused as refused:
            wrong.append(problem(row.line, column, cell, str(refused)))
    # Who has an “external_id” cleared is found by nothing any more, so an empty cell leaves it to an entry with an id.
    return values, wrong


def _tie(planned: PlannedRow, cells: dict[str, str], held: Present | None, tags: Tags) -> None:
    for column in RELATIONS:
        if column not in cells:
            continue
        tied = held.tags[column] if held else set()
        meant, wrong = tags.read(column, cells[column], tied, planned.line)
        planned.problems += wrong
        if meant == tied or wrong:
            continue
        planned.add[column], planned.remove[column] = meant - tied, tied - meant
        planned.changes.append(Change(column, _listed(tags, column, tied), _listed(tags, column, meant)))


def _cite(
    planned: PlannedRow,
    cells: dict[str, str],
    held: Present | None,
    identity: Identity,
    tags: Tags,
    options: Options,
) -> None:
    """Citations of what the cell names, else of the file's own source. What is cited keeps its locator."""
    before = held.citations if held else []
    cited = {source for _, source, _ in before}
    if "sources" in cells:
        meant, wrong = tags.places(cells["sources"], cited, planned.line)
        planned.problems += wrong
        if wrong:
            return
    else:
        meant = {source: Place(source) for source in cited}
    if not meant and options.source is not None:
        meant = {options.source: Place(options.source)}
    own_place = identity.external_id or f"line {planned.line}"
    for place in meant.values():
        locators = {locator for _, source, locator in before if source == place.source}
        if (place.locator is None and locators) or place.locator in locators:
            continue
        locator = (
            place.locator
            if place.locator is not None
            else (own_place if place.source == options.source else "")
        )
        planned.citing.add.append((place.source, locator))
    planned.citing.remove = [pk for pk, source, _ in before if source not in meant]
    if planned.citing.add or planned.citing.remove:
        after = [*(one for one in before if one[1] in meant), *((0, *one) for one in planned.citing.add)]
        told = [_cited(tags, [(source, locator) for _, source, locator in side]) for side in (before, after)]
        planned.changes.append(Change("sources", *told))


def _rules(
    row: Row, meant: dict[str, Any], held: Present | None, importer: Importer, options: Options
) -> Iterator[Problem]:
    """Rules between columns (``lessons.rules``, ``organizations.rules``)."""
    stored = held.values if held else None
    if stored and stored["status"] == Status.PUBLISHED and not meant["insight"].strip() and stored["insight"]:
        yield problem(row.line, "insight", "", "what was learned: the entry is published")
    is_linked = held is not None and (held.has_translations or held.values["translation_of_id"])
    if stored and is_linked and meant["language"] != stored["language"]:
        expected = f"{stored['language']}: the entry has or is a translation"
        yield problem(row.line, "language", meant["language"], expected)
    before = stored["handling"] if stored else ""
    if meant["handling"] != before:
        yield from _closed_to(row, meant["handling"], held, importer)
    for column in ("handling", "attribution"):
        opened = stored is not None and opens(column, stored[column], meant[column])
        if stored and opened and not options.reason.strip():
            was = LABELS[column, stored[column]]
            expected = f"a reason for the import, because this opens what is {was} now"
            yield problem(row.line, column, LABELS[column, meant[column]], expected)


def _closed_to(row: Row, handling: str, held: Present | None, importer: Importer) -> Iterator[Problem]:
    """A closed entry needs readers, and nobody closes an entry to themselves; a file can name no readers."""
    named = held.named_people if held else set()
    owning = [1] if held and held.has_owning_organizations else []
    label = Handling(handling).label
    try:
        check_audience(handling, owning, named)
    except ValidationError:
        yield problem(
            row.line,
            "handling",
            label,
            "clear or green, unless the entry is there and names who may read it; a file cannot name them",
        )
        return
    if handling == Handling.RED and not importer.sees_everything and importer.user.pk not in named:
        yield problem(
            row.line, "handling", label, "a level at which you may read the entry; it does not name you"
        )


def _told(values: dict[str, Any], held: Present | None) -> Iterator[Change]:
    for column, value in values.items():
        if column == "external_scope":
            continue
        before = str(held.values.get(column, "")) if held else ""
        if before != value:
            yield Change(column, LABELS.get((column, before), before), LABELS.get((column, value), value))


def _notes(planned: PlannedRow, meant: dict[str, Any], held: Present | None) -> Iterator[str]:
    organizations = (held.tags["organizations"] if held else set()) | planned.add.get("organizations", set())
    organizations -= planned.remove.get("organizations", set())
    if meant["attribution"] == Attribution.CHATHAM_HOUSE and planned.add.get("organizations"):
        hidden = hidden_by_attribution(meant["attribution"], organizations, (), "")
        yield f"Readers will not see {get_text_list(hidden, 'and')}: the Chatham House Rule holds."


def _listed(tags: Tags, column: str, keys: set[int]) -> str:
    return "; ".join(sorted(tags.label(column, key) for key in keys))


def _cited(tags: Tags, citations: list[tuple[int, str]]) -> str:
    return "; ".join(
        f"{tags.label('sources', source)}, {locator}" if locator else tags.label("sources", source)
        for source, locator in citations
    )
