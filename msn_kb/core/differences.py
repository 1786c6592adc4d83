"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"


@dataclass(frozen=True)
class Part:
    """Some words that both texts share (``same``), or that one of them alone has (``removed``, ``added``)."""

    mark: str
    text: str


def word_differences(before: str, after: str) -> tuple[Part, ...]:
    """The parts that lead from ``before`` to ``after``: all but the added ones make up the first text, all but the
    removed ones the second.
    """
    old, new = _words(before), _words(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    found = [(SAME, old[:start]), *_between(*middle), (SAME, old[len(old) - end :])]
    return tuple(Part(mark, "".join(words)) for mark, words in found if words)


def _words(text: str) -> list[str]:
    """The words of ``text``, each with the space that follows it."""
    return re.findall(r"\s*\S+\s*|\s+", text.replace("\r\n", "\n"))


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _between(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str]]]:
    # Words that are very frequent in a long text are not taken as landmarks: time would grow with their square.
    for tag, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield SAME, old[first:last]
            continue
        yield REMOVED, old[first:last]
        yield ADDED, new[start:end]
