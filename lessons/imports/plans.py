"""What an import would do, row by row: the preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from .problems import Problem
from .tagging import Unknown


class Outcome(StrEnum):
    """What becomes of a row; the first letter stands for it in ``ImportRun.options``."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

    column: str
    before: str
    after: str


@dataclass
class Citing:
    """Citations to add, as (source, locator), and to take away, by key."""

    add: list[tuple[int, str]] = field(default_factory=list)
    remove: list[int] = field(default_factory=list)


@dataclass
class PlannedRow:
    """One row: the entry it is about (``None`` for a new one), and what is to be written.

    ``values`` are columns of the entry's own; ``add`` and ``remove`` are keys of tags by column, below 0 for values
    that are to be created. ``lowers``: the level or attribution that it opens, as (before, after).
    """

    line: int
    title: str
    outcome: Outcome
    pk: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    add: dict[str, set[int]] = field(default_factory=dict)
    remove: dict[str, set[int]] = field(default_factory=dict)
    citing: Citing = field(default_factory=Citing)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    opened_from: str = ""
    status: str = "draft"

    @property
    def tells(self) -> str:
        """What distinguishes this row's part of the plan from any other, for :attr:`Plan.digest`."""
        tags = [
            sorted((name, sorted(keys)) for name, keys in side.items() if keys)
            for side in (self.add, self.remove)
        ]
        own = sorted((name, str(value)) for name, value in self.values.items())
        citing = sorted(self.citing.add), sorted(self.citing.remove)
        before = [(one.column, one.before) for one in self.changes]
        return repr((self.line, self.outcome.value, self.pk, own, tags, citing, before))


@dataclass
class Plan:
    """All rows, and what the file holds that nothing is named by."""

    rows: list[PlannedRow] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    created_values: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[str]:
        """Rows by outcome."""
        return Counter(row.outcome.value for row in self.rows)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong with any row."""
        return not self.counts[Outcome.REJECTED]

    @property
    def problems(self) -> Iterator[Problem]:
        """All that is wrong, in the order of the file."""
        for row in self.rows:
            yield from row.problems

    @property
    def digest(self) -> str:
        """The same for two plans that would write the same over the same."""
        told = sha256()
        for row in self.rows:
            told.update(row.tells.encode(errors="surrogatepass"))
        return told.hexdigest()

    @property
    def outcomes(self) -> str:
        """A letter for each row: c, u (updated), = (unchanged) or r."""
        return "".join(LETTERS[row.outcome] for row in self.rows)

    @property
    def summary(self) -> str:
        """``contract.md``: the last line of the command; with any rejected, the first three are 0."""
        counts = self.counts
        if counts[Outcome.REJECTED]:
            counts = Counter({Outcome.REJECTED.value: counts[Outcome.REJECTED]})
        return ", ".join(f"{outcome.value} {counts[outcome.value]}" for outcome in Outcome)


LETTERS = {Outcome.CREATED: "c", Outcome.UPDATED: "u", Outcome.UNCHANGED: "=", Outcome.REJECTED: "r"}
