"""New rows that look like an entry that is there, or like an earlier row of the same file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ..duplicates import Suspect, suspects_of_many
from ..models import Lesson
from .importers import Importer
from .plans import Outcome, Plan, PlannedRow

# Texts are compared word by word, which takes time and memory: of longer files the first new rows are looked into.
MOST_COMPARED = 10_000
TEXTS = ("title", "context", "insight", "recommendation", "applicability", "language")


@dataclass(frozen=True)
class Likely:
    """What a row may be the same as: an entry (``pk``) or an earlier row (``line``); ``score`` is from 0 to 1."""

    title: str
    score: float
    why: str
    pk: int = 0
    line: int = 0
    passage: str = ""

    def __str__(self) -> str:
        what = f"entry {self.pk}" if self.pk else f"line {self.line}"
        return f"{what}, “{self.title}” ({self.score:.0%}). {self.why}"


def suspected(plan: Plan, importer: Importer) -> Iterator[tuple[PlannedRow, list[Likely]]]:
    """The rows to be created that may be duplicates, with what of, likeliest first."""
    created = (row for row in plan.rows if row.outcome is Outcome.CREATED)
    new = list(islice(created, MOST_COMPARED))
    entries = [Lesson(**{name: row.values.get(name, "") for name in TEXTS}) for row in new]
    lines = {id(entry): row.line for entry, row in zip(entries, new, strict=True)}
    among = importer.every(Lesson).listed()
    for row, found in zip(new, suspects_of_many(entries, importer.user, among=among), strict=True):
        if found:
            yield row, [_likely(one, lines) for one in found]


def _likely(suspect: Suspect, lines: dict[int, int]) -> Likely:
    record = suspect.record
    passage = suspect.passages[0].here if suspect.passages else ""
    return Likely(record.title, suspect.score, suspect.why, record.pk or 0, lines.get(id(record), 0), passage)
