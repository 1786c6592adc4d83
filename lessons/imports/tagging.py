"""The tag cells of a file: what they mean, and what in them nothing is named by, gathered once for the whole file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .cells import is_one_line, values_in
from .importers import Importer
from .options import Answer, Options
from .problems import Problem, problem
from .vocabulary import COLUMNS, CREATABLE, MOST_ASKED, Column, ValueRefused, key_of, load

LONGEST_NAMES = {"themes": 120}
LONGEST_NAME = 200
BETWEEN_SOURCE_AND_LOCATOR = " | "
LONGEST_LOCATOR = 200


@dataclass
class Unknown:
    """A value that nothing is named by: how many rows hold it, the first of them, and what comes near."""

    column: str
    value: str
    first_line: int
    rows: int = 1
    close: list[tuple[int, str]] = field(default_factory=list)

    @property
    def can_be_created(self) -> bool:
        """Whether it can become a value of its vocabulary."""
        fits = len(self.value) <= LONGEST_NAMES.get(self.column, LONGEST_NAME) and is_one_line(self.value)
        return self.column in CREATABLE and fits

    @property
    def key(self) -> tuple[str, str]:
        """By which :class:`~.options.Options` keep the answer."""
        return self.column, key_of(self.value)

    def __str__(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows} rows"
        close = ", ".join(f"“{label}”" for _, label in self.close)
        near = f"; close to {close}" if close else ""
        return f"unknown in {self.column}: “{self.value}” ({rows}, first on line {self.first_line}){near}"


@dataclass(frozen=True)
class Place:
    """A source that a row cites; ``locator`` is ``None`` where the cell says nothing of it."""

    source: int
    locator: str | None = None


class Tags:
    """Reads tag cells. Values to be created have keys below 0, until they are written."""

    def __init__(self, columns: Iterable[str], importer: Importer, options: Options) -> None:
        # Where a row cites nothing the file's own source is cited, whose name is to be shown.
        wanted = {*columns, "sources"} if options.source else set(columns)
        self.columns: dict[str, Column] = load([name for name in COLUMNS if name in wanted], importer)
        self.options = options
        self.created: dict[int, tuple[str, str]] = {}
        self.unknown: dict[tuple[str, str], Unknown] = {}
        self._creating: dict[tuple[str, str], int] = {}

    def read(
        self, column: str, cell: str, tied: Collection[int], line: int
    ) -> tuple[set[int], list[Problem]]:
        """The keys that ``cell`` means on an entry tagged with ``tied``, and what is wrong with it."""
        found: set[int] = set()
        wrong: list[Problem] = []
        for value in values_in(cell):
            try:
                found.update(self._meant(column, value, tied, line))
            except ValueRefused as refused:
                wrong.append(problem(line, column, value, str(refused)))
        return found, wrong

    def places(self, cell: str, tied: Collection[int], line: int) -> tuple[dict[int, Place], list[Problem]]:
        """The sources that ``cell`` names, each with a locator where one follows a vertical bar."""
        found: dict[int, Place] = {}
        wrong: list[Problem] = []
        for value in values_in(cell):
            name, bar, locator = value.rpartition(BETWEEN_SOURCE_AND_LOCATOR)
            try:
                for one in self._sources(value, name if bar else "", locator.strip(), tied, line):
                    found[one.source] = one
            except ValueRefused as refused:
                wrong.append(problem(line, "sources", value, str(refused)))
        return found, wrong

    def _sources(self, value: str, name: str, locator: str, tied: Collection[int], line: int) -> list[Place]:
        """A title may hold a bar itself, so the whole is looked for first."""
        if name:
            try:
                return [Place(pk) for pk in self.columns["sources"].meant(value, tied)]
            except ValueRefused:
                if len(locator) > LONGEST_LOCATOR or not is_one_line(locator):
                    raise ValueRefused(f"a locator of at most {LONGEST_LOCATOR} plain characters") from None
                return [Place(pk, locator) for pk in self._meant("sources", name, tied, line)]
        return [Place(pk) for pk in self._meant("sources", value, tied, line)]

    def label(self, column: str, pk: int) -> str:
        """What people call the value."""
        return self.created[pk][1] if pk < 0 else self.columns[column].labels.get(pk, "")

    def _meant(self, column: str, value: str, tied: Collection[int], line: int) -> list[int]:
        try:
            return self.columns[column].meant(value, tied)
        except ValueRefused as refused:
            if not refused.is_unknown:
                raise
            unknown = self._note(column, value, line)
            answer = self.options.answers.get(unknown.key)
            if answer is None and self.options.create_vocabulary:
                answer = Answer(create=True)
            if answer is not None and answer.use in self.columns[column].labels:
                return [answer.use] if answer.use is not None else []
            if answer == Answer():
                return []
            if answer is not None and answer.create and unknown.can_be_created:
                return [self._new(unknown)]
            raise ValueRefused(self._expected(column, unknown), is_unknown=True) from None

    def _note(self, column: str, value: str, line: int) -> Unknown:
        known = self.unknown.get((column, key_of(value)))
        if known is not None:
            known.rows += 1
            return known
        unknown = Unknown(column, value, line)
        if len(self.unknown) < MOST_ASKED:
            names = self.columns[column]
            unknown.close = [(pk, names.labels[pk]) for pk in names.close_to(value)][:3]
        self.unknown[unknown.key] = unknown
        return unknown

    def _new(self, unknown: Unknown) -> int:
        if unknown.key not in self._creating:
            key = -len(self._creating) - 1
            self._creating[unknown.key] = key
            self.created[key] = unknown.column, unknown.value
        return self._creating[unknown.key]

    def _expected(self, column: str, unknown: Unknown) -> str:
        close = " or ".join(f"“{label}”" for _, label in unknown.close)
        return f"a value known in {column}" + (f"; did you mean {close}?" if close else "")
