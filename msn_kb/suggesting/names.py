"""An index in memory of the names of some records: found by the beginning of any word, and with one typing error."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from msn_kb.core.folding import fold

from .words import SHORTEST_SLIP, Fit, Typed, fit, is_one_slip, run_together, spelled

MOST_NEAR = 16  # mistyped words whose neighbours are remembered: they are asked for more than once
LAST = "\U0010ffff"  # comes after every letter

# Best first: how a name fits, a record's own name before another one, few words before many and short names before
# long ones, then by the alphabet.
Order = tuple[Fit, bool, int, int, str]


class Named(NamedTuple):
    """A record and everything it is called. ``codes`` are found whole only; ``key`` is the end of its address.

    ``number`` is its primary key; ``handling`` is empty where it is always public.
    """

    noun: str
    key: str
    name: str
    acronym: str
    others: list[str]
    codes: list[str]
    number: int = 0
    handling: str = ""

    @property
    def label(self) -> str:
        """As the record calls itself."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name


@dataclass(frozen=True, slots=True)
class Found:
    """A record to suggest, and why. ``also``: the name that fits, where the label does not show it."""

    noun: str
    key: str
    label: str
    order: Order
    also: str = ""
    language: str = ""
    slips: frozenset[str] = frozenset()  # words that may have been meant
    number: int = 0
    handling: str = ""

    @property
    def fit(self) -> Fit:
        """How it fits."""
        return self.order[0]


class Vocabulary:
    """Words in the order of the alphabet, each with the numbers of the names that hold it."""

    def __init__(self, holders: dict[str, set[int]]) -> None:
        self._holders = holders
        self._words = sorted(holders)
        self._initials = sorted({word[0] for word in self._words})
        self._near: dict[str, list[str]] = {}

    def beginning_with(self, text: str) -> Sequence[str]:
        """Its words that begin so."""
        return self._words[bisect_left(self._words, text) : bisect_left(self._words, text + LAST)]

    def near(self, typed: str) -> list[str]:
        """Its words that begin as ``typed`` would without one typing error; none for words too short to tell."""
        if len(typed) < SHORTEST_SLIP:
            return []
        if typed not in self._near:
            self._near = {typed: self._look_near(typed)} | dict(islice(self._near.items(), MOST_NEAR))
        return self._near[typed]

    def _look_near(self, typed: str) -> list[str]:
        # All that share the first letter, and of the others those where the error lies in it.
        candidates = set(self.beginning_with(typed[0]))
        for initial in self._initials:
            candidates.update(self.beginning_with(initial + typed), self.beginning_with(initial + typed[1:]))
        candidates.update(
            self.beginning_with(typed[1:]), self.beginning_with(typed[1] + typed[0] + typed[2:])
        )
        return [word for word in candidates if is_one_slip(typed, word)]

    def holders(self, words: Iterable[str]) -> set[int]:
        """The names that hold one of ``words``."""
        return set().union(*(self._holders[word] for word in words))


@dataclass(frozen=True, slots=True)
class _Name:
    """One of the names of a record."""

    record: int
    text: str
    words: tuple[str, ...]
    is_other: bool


class NameIndex:
    """The names of some records."""

    def __init__(self, records: Iterable[Named]) -> None:
        self._records = list(records)
        self._sorted = [fold(record.label) for record in self._records]
        self._names: list[_Name] = []
        self._codes: dict[str, list[int]] = defaultdict(list)
        holders: dict[str, set[int]] = defaultdict(set)
        for number, record in enumerate(self._records):
            for code in record.codes:
                self._codes[fold(code)].append(number)
            for text in dict.fromkeys([record.name, record.acronym, *record.others]):
                words = spelled(text)
                if words:
                    for word in [*words, *(run_together(text) if "-" in text else ())]:
                        holders[word].add(len(self._names))
                    is_other = text not in (record.name, record.acronym)
                    self._names.append(_Name(number, text, words, is_other))
        self.vocabulary = Vocabulary(dict(holders))

    def find(self, typed: Typed, most: int) -> list[Found]:
        """Records with a name that fits: of each kind the best, at most so many."""
        names = _common([self._holders(word) for word in dict.fromkeys(typed.words)])
        best = self._best((name, fit(self._names[name].words, typed.words)) for name in names)
        for number in self._codes.get(typed.text, ()):
            # “Ma” is more often the beginning of a country's name than the code of one.
            order = Fit.BEGINS, True, 1, len(typed.text), self._sorted[number]
            if number not in best or order < best[number][0]:
                best[number] = order, typed.text.upper()
        return self._first(best, most)

    def find_slips(self, typed: Typed, most: int) -> list[Found]:
        """The same with one typing error in one of the words."""
        best: _Best = {}
        meant: set[str] = set()
        for place, word in enumerate(typed.words):
            near = self.vocabulary.near(word)
            if not near:
                continue
            others = [self._holders(other) for other in typed.words[:place] + typed.words[place + 1 :]]
            names = _common([self.vocabulary.holders(near), *others])
            best = self._best((name, Fit.SLIP) for name in names) | best
            meant.update(near)
        return self._first(best, most, frozenset(meant))

    def _holders(self, beginning: str) -> set[int]:
        return self.vocabulary.holders(self.vocabulary.beginning_with(beginning))

    def _best(self, names: Iterable[tuple[int, Fit]]) -> _Best:
        """Of each record the name that fits best."""
        best: _Best = {}
        for place, how in names:
            name = self._names[place]
            order = how, name.is_other, len(name.words), len(name.text), self._sorted[name.record]
            if name.record not in best or order < best[name.record][0]:
                best[name.record] = order, name.text if name.is_other else ""
        return best

    def _first(self, best: _Best, most: int, slips: frozenset[str] = frozenset()) -> list[Found]:
        by_noun: dict[str, list[int]] = defaultdict(list)
        for number in best:
            by_noun[self._records[number].noun].append(number)
        first = [
            number
            for numbers in by_noun.values()
            for number in nsmallest(most, numbers, key=lambda number: (best[number][0], number))
        ]
        return [
            Found(
                *(record.noun, record.key, record.label, *best[number]),
                slips=slips,
                number=record.number,
                handling=record.handling,
            )
            for number in first
            for record in [self._records[number]]
        ]


# By the number of a record how its best name fits, and that name where it is not the record's own.
_Best = dict[int, tuple[Order, str]]


def _common(sets: Sequence[set[int]]) -> set[int]:
    return set.intersection(*sets) if sets else set()
