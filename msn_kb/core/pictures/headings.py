"""What rows, columns and series are called, and what their numbers are numbers of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

# A number's place: the value of its row and of its column.
Cell = tuple[str, str]
Numbers = Mapping[Cell, int]
# The addresses of the lists that hold what the numbers count; "" where there is none.
Addresses = Callable[[str, str], str] | Mapping[Cell, str]


@dataclass(frozen=True)
class Heading:
    """A row, a column or a series.

    ``value`` is its key among the numbers, ``depth`` its level in a tree of two levels. ``total`` is the number of
    entries it holds, each counted once: the sum of its cells may be more, where an entry stands in several.
    """

    value: str
    label: str
    url: str = ""
    depth: int = 0
    total: int | None = None


@dataclass(frozen=True)
class Noun:
    """What is counted, in the singular and the plural."""

    one: str = "lesson"
    many: str = "lessons"

    def count(self, number: int) -> str:
        """“1 lesson”, “12 lessons”."""
        return f"{number} {self.one if number == 1 else self.many}"


LESSONS = Noun()


def address(addresses: Addresses, row: str, column: str) -> str:
    """The address behind one cell, or an empty text."""
    return addresses(row, column) if callable(addresses) else addresses.get((row, column), "")


def check_numbers(numbers: Numbers) -> None:
    """Raise ``ValueError`` for a number below zero: nothing can be counted to it."""
    for cell, number in numbers.items():
        if number < 0:
            raise ValueError(f"{cell}: {number} is below zero")
