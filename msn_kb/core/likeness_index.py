"""Which of many texts are worth comparing: an index in memory of what near-identical titles and texts have in common.

Of the runs of words of a text those are noted that begin with one of a quarter of all words, always the same quarter,
so that two texts that share a passage share such runs (sampling by content: Manber 1994). Of a title, its words as a
set, whole and with each one left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

from .likeness import RUN, words

ONE_WORD_IN = 4
# What so many hold is a phrase of everybody's.
MOST_HOLDERS = 60
# Texts that are nearly the same share at least this part of what is noted of the shorter one.
SHARE = 0.4
# Worth comparing are at most so many for their texts, those that share most; a text that many repeat costs no more.
MOST_NEAR = 4
STEM = 6  # letters: “including women” and “include women” are alike
MOST_TITLE_WORDS = 20


class Noted:
    """What is noted of one entry."""

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        self.runs = {run for text in texts if text for run in _runs(words(text))}
        self.titles = set(_of_title(title))


class LikenessIndex:
    """Entries are added under a number of the caller's choice; ``near`` gives the numbers of those worth comparing."""

    def __init__(self) -> None:
        self._by_text: dict[int, list[int]] = defaultdict(list)
        self._by_title: dict[int, list[int]] = defaultdict(list)
        self._noted: dict[int, int] = {}

    def add(self, number: int, noted: Noted) -> None:
        """Take up an entry."""
        self._noted[number] = len(noted.runs)
        for run in noted.runs:
            self._by_text[run].append(number)
        for title in noted.titles:
            self._by_title[title].append(number)

    def near(self, noted: Noted) -> set[int]:
        """Numbers of the entries taken up that may be nearly the same as this one."""
        found: set[int] = set()
        for title in noted.titles:
            found.update(self._by_title.get(title, ())[:MOST_NEAR])
        shared: Counter[int] = Counter()
        for run in noted.runs:
            holders = self._by_text.get(run, ())
            if len(holders) <= MOST_HOLDERS:
                shared.update(holders)
        number_of_runs = len(noted.runs)
        alike = [
            (-held, number)
            for number, held in shared.items()
            if held >= SHARE * min(number_of_runs, self._noted[number])
        ]
        found.update(number for _, number in nsmallest(MOST_NEAR, alike))
        return found


def _runs(of_words: list[str]) -> Iterator[int]:
    for place in range(len(of_words) - RUN + 1):
        if _is_noted(of_words[place]):
            yield hash(tuple(of_words[place : place + RUN]))


@lru_cache(maxsize=100_000)
def _is_noted(word: str) -> bool:
    return crc32(word.encode()) % ONE_WORD_IN == 0


def _of_title(title: str) -> Iterator[int]:
    stems = sorted({word[:STEM] for word in words(title)})[:MOST_TITLE_WORDS]
    if stems:
        yield hash(tuple(stems))
    if len(stems) > 2:
        for left_out in range(len(stems)):
            yield hash((*stems[:left_out], *stems[left_out + 1 :]))
