"""Which entry a row is about: by ``id``, else by ``external_id`` within a source or a file.

A row with neither is new; one that an import of the very same file brought already is known by the file and its line,
so that the same file twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import Lesson
from .cells import is_one_line
from .importers import Importer
from .problems import Problem, problem
from .tables import Row

LARGEST_ID = 2**63 - 1
LONGEST_EXTERNAL_ID = 200


@dataclass(frozen=True)
class Scope:
    """Within what numbers of rows are their own: a source (its key), else the name of the file."""

    file_name: str
    checksum: str
    source: int | None = None

    @property
    def name(self) -> str:
        """What ``Lesson.external_scope`` holds of entries with an ``external_id``."""
        return f"source:{self.source}" if self.source is not None else f"file:{self.file_name}"

    def line(self, number: int) -> str:
        """The same for the entry of a row without one."""
        return f"line:{self.checksum}:{self.source or 0}:{number}"


@dataclass(frozen=True)
class Identity:
    """What a row says of itself. ``pk`` is 0 without an ``id``."""

    pk: int
    external_id: str
    scope: str


def identity_of(row: Row, cells: dict[str, str], scope: Scope) -> Identity | Problem:
    """The identity that a row gives, or what is wrong with it."""
    external_id = cells.get("external_id", "").strip()
    if len(external_id) > LONGEST_EXTERNAL_ID or not is_one_line(external_id):
        return problem(
            row.line, "external_id", external_id, f"one line of at most {LONGEST_EXTERNAL_ID} characters"
        )
    given = cells.get("id", "").strip()
    number = int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else 0
    if given and not 0 < number <= LARGEST_ID:
        return problem(row.line, "id", given, "the number of an entry, as an export gives it, or nothing")
    return Identity(number, external_id, scope.name if external_id else scope.line(row.line))


def repeated(rows: Sequence[Row], columns: Sequence[str]) -> dict[int, Problem]:
    """Rows, by their place, that say of themselves what an earlier row says."""
    found: dict[int, Problem] = {}
    for column in ("id", "external_id"):
        if column not in columns:
            continue
        at = columns.index(column)
        seen: dict[str, int] = {}
        for place, row in enumerate(rows):
            value = row.cells[at].strip()
            if value and seen.setdefault(value, row.line) != row.line:
                found[place] = problem(
                    row.line, column, value, f"each once in a file; line {seen[value]} has it already"
                )
    return found


def entries_of(identities: Iterable[Identity], importer: Importer, scope: Scope) -> dict[Identity, int]:
    """The key of the entry that each is about, as far as it exists for this person.

    An entry that was given its number by hand counts as one of the source that it cites.
    """
    wanted = list(identities)
    numbers = [one.pk for one in wanted if one.pk]
    entries = importer.every(Lesson)
    by_number = set(entries.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
    scopes = {one.scope for one in wanted}
    rows = entries.exclude(external_scope="").filter(external_scope__in=scopes)
    named = {one.external_id for one in wanted if one.external_id}
    by_name: dict[tuple[str, str], int] = {}
    for external_id_in in (named, {""}):
        found = rows.filter(external_id__in=external_id_in).order_by("-pk")
        by_name |= {
            (scope, number): pk
            for pk, scope, number in found.values_list("pk", "external_scope", "external_id")
        }
    if scope.source is not None and named:
        by_hand = entries.filter(external_scope="", external_id__in=named, citations__source=scope.source)
        for pk, number in by_hand.order_by("pk").values_list("pk", "external_id"):
            by_name.setdefault((scope.name, number), pk)
    known: dict[Identity, int] = {}
    for one in wanted:
        if one.pk:
            if one.pk in by_number:
                known[one] = one.pk
        elif (one.scope, one.external_id) in by_name:
            known[one] = by_name[one.scope, one.external_id]
    return known


def taken_numbers(identities: Iterable[Identity], importer: Importer) -> dict[tuple[str, str], int]:
    """Entries that have the ``external_id`` which a row with an ``id`` of its own gives."""
    wanted = [one for one in identities if one.pk and one.external_id]
    if not wanted:
        return {}
    rows = importer.every(Lesson).filter(
        external_scope__in={one.scope for one in wanted}, external_id__in={one.external_id for one in wanted}
    )
    return {
        (scope, number): pk for pk, scope, number in rows.values_list("pk", "external_scope", "external_id")
    }
