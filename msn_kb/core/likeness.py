"""How alike two texts are, and which passages they share: for whoever suspects that two entries are one.

Texts are compared by their runs of five words (shingles: Broder 1997), titles by their groups of three letters, as
PostgreSQL's ``pg_trgm`` does. Case, accents and punctuation do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .folding import fold
from .search.languages import UNSPACED

RUN = 5
# From these on two titles, or two texts, are nearly the same.
TITLES_ALIKE, TEXTS_ALIKE = 0.75, 0.4
# What an equal title says beside an equal text.
TITLES_WORTH = 0.9
# Of a text with fewer runs than this it says little that another holds them.
FEWEST_RUNS = 8
MOST_PASSAGES = 3
MOST_WORDS_SHOWN = 60

WORD = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED})[^\W_])+")
NUMBER = re.compile(r"\d+")

Run = tuple[str, ...]
NO_RUN: Run = ()


@dataclass(frozen=True)
class Passage:
    """A run of words that stands in two texts: as it is written ``here`` and ``there``."""

    here: str
    there: str


@dataclass(frozen=True)
class Likeness:
    """``score``, ``of_titles`` and ``of_texts`` from 0 (nothing in common) to 1 (the same)."""

    score: float
    of_titles: float
    of_texts: float

    @property
    def why(self) -> str:
        """What is alike, in a sentence or two."""
        said = []
        if self.of_titles >= TITLES_ALIKE:
            same = self.of_titles == 1
            said.append(
                "The titles are the same." if same else f"The titles are {self.of_titles:.0%} the same."
            )
        if self.of_texts >= TEXTS_ALIKE:
            same = self.of_texts == 1
            held = "All" if same else f"{self.of_texts:.0%}"
            said.append(f"{held} of the shorter text stands in the other one.")
        return " ".join(said)


class Written:
    """A title and its texts, taken apart once for many comparisons."""

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        self.title = fold(title)
        self.texts = tuple(text for text in texts if text)

    @cached_property
    def runs(self) -> frozenset[Run]:
        """The runs of words of all texts."""
        return frozenset(run for text in self.texts for run in runs(words(text)))

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """The groups of three letters of the title, blanks around each word included."""
        return frozenset(
            padded[place : place + 3]
            for word in words(self.title)
            for padded in [f"  {word} "]
            for place in range(len(padded) - 2)
        )

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers in the title: a 16th and a 17th meeting are two."""
        return sorted(NUMBER.findall(self.title))


def words(text: str) -> list[str]:
    """The words of ``text``, folded."""
    return WORD.findall(_folded(text))


def _folded(text: str) -> str:
    # Most texts are English, and to look for accents costs more than all the rest.
    return text.lower() if text.isascii() else fold(text)


def runs(of_words: Sequence[str]) -> Iterator[Run]:
    """Each run of :data:`RUN` words; a shorter text is one run."""
    if of_words:
        for place in range(max(1, len(of_words) - RUN + 1)):
            yield tuple(of_words[place : place + RUN])


def likeness(one: Written, other: Written) -> Likeness | None:
    """How alike they are; ``None`` where neither titles nor texts are nearly the same."""
    titles, texts = _of_titles(one, other), _of_texts(one, other)
    if titles < TITLES_ALIKE and texts < TEXTS_ALIKE:
        return None
    return Likeness(round(max(TITLES_WORTH * titles, texts), 3), titles, texts)


def _of_titles(one: Written, other: Written) -> float:
    if one.numbers != other.numbers:
        return 0.0
    if one.title == other.title:
        return 1.0 if one.title else 0.0
    return _shared(one.trigrams, other.trigrams, len(one.trigrams | other.trigrams))


def _of_texts(one: Written, other: Written) -> float:
    """The share of the shorter text's runs that the other holds; of very short ones, of the runs of both."""
    fewer = min(len(one.runs), len(other.runs))
    return _shared(one.runs, other.runs, fewer if fewer >= FEWEST_RUNS else len(one.runs | other.runs))


def _shared(one: frozenset, other: frozenset, of: int) -> float:
    return len(one & other) / of if of else 0.0


def passages(here: Iterable[str], there: Iterable[str]) -> list[Passage]:
    """The longest passages that both sides hold, longest first, as written; very long ones are cut."""
    known: dict[Run, tuple[str, list[re.Match[str]], int]] = {}
    for text in there:
        found = list(WORD.finditer(text))
        for place, run in enumerate(runs([_folded(one[0]) for one in found])):
            known.setdefault(run, (text, found, place))
    shared: dict[str, tuple[int, Passage]] = {}
    for text in here:
        found = list(WORD.finditer(text))
        for first, last, start in _stretches([_folded(one[0]) for one in found], known):
            there_text, there_found, there_place = known[start]
            passage = Passage(
                _written(text, found, first, last),
                _written(there_text, there_found, there_place, there_place + last - first),
            )
            shared.setdefault(fold(passage.here), (last - first, passage))
    longest = sorted(shared.values(), key=lambda one: -one[0])
    return [passage for _, passage in longest[:MOST_PASSAGES]]


def _stretches(of_words: list[str], known: dict[Run, tuple]) -> Iterator[tuple[int, int, Run]]:
    """First and last word of each unbroken stretch that another text holds too, with its first run."""
    first, begun, follows = -1, NO_RUN, None
    every = list(runs(of_words))
    for place, run in enumerate(every):
        held = known.get(run)
        here = (id(held[0]), held[2]) if held else None
        if begun and here != follows:
            yield first, place + len(every[place - 1]) - 2, begun
            begun = NO_RUN
        if held and not begun:
            first, begun = place, run
        follows = (here[0], here[1] + 1) if here else None
    if begun:
        yield first, len(of_words) - 1, begun


def _written(text: str, found: list[re.Match[str]], first: int, last: int) -> str:
    end = min(last, first + MOST_WORDS_SHOWN - 1, len(found) - 1)
    cut = text[found[first].start() : found[end].end()]
    return f"{cut} …" if end < last else cut
