"""What was typed, as words, and how well a name or title fits it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from msn_kb.core.folding import fold
from msn_kb.core.search.languages import UNSPACED

MOST_WORDS = 8
LONGEST_WORD = 60
FEWEST_LETTERS = 2
# Shorter words are too alike each other for one of them to be taken for a slip.
SHORTEST_SLIP = 4

# Chinese and Japanese characters are words of their own, as they are for the search.
UNSPACED_CHARACTER = re.compile(UNSPACED)
WORD = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED})[^\W_])+")
HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")


class Fit(IntEnum):
    """How a name fits what was typed, best first."""

    EXACT = 0
    BEGINS = 1
    WITHIN = 2  # the words stand together, later in the name
    SCATTERED = 3
    SLIP = 4  # with one typing error


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the box: folded text, and its words, the last of which may be unfinished."""

    text: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Typed:
        """``text`` without case, accents and needless blanks."""
        words = tuple(word[:LONGEST_WORD] for word in spelled(text)[:MOST_WORDS])
        return cls(" ".join(fold(text).split()), words)

    @property
    def letters(self) -> int:
        """How many letters and digits there are to go by; a Chinese character says as much as two."""
        return sum(2 if UNSPACED_CHARACTER.match(word) else len(word) for word in self.words)

    def is_enough(self) -> bool:
        """Whether so much was typed that it means something."""
        return self.letters >= FEWEST_LETTERS


@lru_cache(maxsize=20_000)
def spelled(text: str) -> tuple[str, ...]:
    """The words of ``text``, folded. Names are asked for again after every change of the data."""
    return tuple(WORD.findall(fold(text)))


def run_together(text: str) -> list[str]:
    """Its hyphenated words written as one: “cease-fire” as “ceasefire”."""
    return ["".join(WORD.findall(found)) for found in HYPHENATED.findall(fold(text))]


def fit(name: tuple[str, ...], typed: tuple[str, ...]) -> Fit:
    """How the words of ``name`` fit the words that were typed, given that each of these begins one of them."""
    if name == typed:
        return Fit.EXACT
    if _stands_at(name, typed, 0):
        return Fit.BEGINS
    is_together = len(typed) == 1 or any(
        _stands_at(name, typed, start) for start in range(1, len(name) - len(typed) + 1)
    )
    return Fit.WITHIN if is_together else Fit.SCATTERED


def _stands_at(name: tuple[str, ...], typed: tuple[str, ...], start: int) -> bool:
    last = start + len(typed) - 1
    return last < len(name) and name[last].startswith(typed[-1]) and name[start:last] == typed[:-1]


def holds_all(name: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    """Whether each word that was typed begins a word of ``name``."""
    return all(any(word.startswith(beginning) for word in name) for beginning in typed)


def is_one_slip(typed: str, word: str) -> bool:
    """Whether ``word`` begins as ``typed`` would without one error: a letter missing, too many, wrong, or two swapped.

    That is a distance of 1 (optimal string alignment) between ``typed`` and a beginning of ``word``.
    """
    same = 0
    for left, right in zip(typed, word, strict=False):
        if left != right:
            break
        same += 1
    rest, follows = typed[same:], word[same:]
    if not rest:
        return False  # no error at all
    return (
        follows[1:].startswith(rest[1:])
        or follows.startswith(rest[1:])
        or follows[1:].startswith(rest)
        or (len(rest) > 1 and follows.startswith(rest[1] + rest[0] + rest[2:]))
    )
