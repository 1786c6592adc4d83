"""What is wrong with a starter file: where, what was found, what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One error. ``line`` counts from one; ``field`` is empty where the entry as a whole is meant."""

    file: str
    line: int
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        found = f" “{shorten(self.value)}”" if self.value else ""
        subject = f"{self.field}{found}".strip()
        return f"{self.file}:{self.line}: {subject + ': ' if subject else ''}{self.expected}"


@dataclass
class Problems:
    """Collects every error, so that one run shows them all."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, name: str, value: object, expected: str) -> None:
        problem = Problem(file, line, name, "" if value is None else str(value), expected)
        if problem not in self.found:
            self.found.append(problem)

    def __bool__(self) -> bool:
        return bool(self.found)

    def stop_if_any(self) -> None:
        """Raise ``StarterError`` with everything found so far, if anything was."""
        if self.found:
            raise StarterError(sorted(self.found))


class StarterError(Exception):
    """The starter files hold errors; nothing was loaded. ``problems`` is sorted by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“, did you mean a or b?” with the closest of ``known``, or nothing where none is close."""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def shorten(text: str, length: int = 80) -> str:
    """``text`` on one line and cut to ``length`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
