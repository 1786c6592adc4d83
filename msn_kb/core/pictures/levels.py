"""Shades for numbers: at most five, so that they can be told apart, and never without the number itself.

levels = Levels.up_to(40)
levels.of(0), levels.of(3), levels.of(40)        # 0, 2, 5
[str(step) for step in levels.steps]             # ["1–2", "3–7", "8–15", "16–26", "27–40"]
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

MOST = 5


@dataclass(frozen=True)
class Step:
    """One shade, and the numbers it stands for."""

    level: int
    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Levels:
    """The highest number of each shade, the palest first."""

    bounds: tuple[int, ...]

    @classmethod
    def up_to(cls, highest: int) -> Levels:
        """The levels for numbers from 1 to ``highest``; none at all below 1.

        Each shade spans more numbers than the one before: most numbers of such collections are small, and with equal
        spans they would all look alike.
        """
        count = min(highest, MOST)
        bounds: list[int] = []
        for step in range(1, count + 1):
            even = -(-highest * step * step // (count * count))
            bounds.append(max(even, bounds[-1] + 1 if bounds else 1))
        return cls(tuple(bounds))

    def of(self, number: int) -> int:
        """The level of ``number``: 0 for none, else 1 to 5. Above the highest bound it stays the highest level."""
        if number < 1 or not self.bounds:
            return 0
        return min(bisect_left(self.bounds, number) + 1, len(self.bounds))

    @property
    def steps(self) -> list[Step]:
        """The levels with their numbers, for a legend."""
        firsts = [1, *(bound + 1 for bound in self.bounds)]
        return [
            Step(level, first, last)
            for level, (first, last) in enumerate(zip(firsts, self.bounds, strict=False), start=1)
        ]
