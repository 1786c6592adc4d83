"""What is wrong with a file: always with line, column, value and what was expected."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. ``line`` is 0 and ``column`` empty where it concerns the file, or the row, as a whole.

    The line is where the row begins in a text file, and the row's number in a workbook.
    """

    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "file"
        said = f", {self.column}" if self.column else ""
        value = f": “{self.value}”" if self.value else ""
        return f"{place}{said}{value}: {self.expected}"

    def as_json(self) -> dict[str, Any]:
        """For ``ImportRun.problems``."""
        return asdict(self)


def shown(value: str) -> str:
    """``value`` in one short line, for a message."""
    line = " ".join("".join(char if char.isprintable() else " " for char in value[:400]).split())
    return line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE]}…"


def problem(line: int, column: str, value: str, expected: str) -> Problem:
    """A problem whose value is shortened for the message."""
    return Problem(line, column, shown(value), expected)


class FileRefused(ValueError):
    """A file that cannot be read as a table of lessons at all."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(one) for one in problems))
        self.problems = problems
