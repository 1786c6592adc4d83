"""What is searched for when all that was typed would take too long: the rarest words, and at last nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from .. import kept
from ..budget import OutOfTime, budget
from .query import Query, parse

MOST_WORDS = 3

RARITY = """
SELECT folded, sum(documents) FROM core_searchspelling
WHERE folded = ANY (%s::text[]) GROUP BY folded
"""

Answer = TypeVar("Answer")


class Effort(Enum):
    """How much of a query is searched for."""

    FULL = "all of it"
    LIGHT = "its rarest words"
    NONE = "nothing"


def eased(query: Query, effort: Effort) -> Query:
    """``query`` as far as ``effort`` goes; its notices tell what was left out."""
    if effort is Effort.FULL or (query.is_empty and not query.is_narrowed):
        return query
    words = _rarest(query) if effort is Effort.LIGHT else []
    if words:
        text = " ".join(words)
        told = f"This search would take too long. Only its rarest words were searched: “{text}”."
        return replace(query, groups=parse(text).groups, without=(), notices=(*query.notices, told))
    told = "This search would take too long, so nothing was searched. Fewer words may help."
    return replace(query, groups=(), without=(), is_narrowed=False, notices=(*query.notices, told))


def with_less_effort(answer: Callable[[Effort], Answer]) -> Answer:
    """What ``answer`` gives with the greatest effort that its budget allows."""
    for effort in (Effort.FULL, Effort.LIGHT):
        try:
            with budget():
                return answer(effort)
        except OutOfTime:
            continue
    return answer(Effort.NONE)


def _rarest(query: Query) -> list[str]:
    words = query.loose_words
    held = {word: int(documents) for word, documents in kept.rows(RARITY, [words])}
    return sorted(sorted(held, key=lambda word: held[word])[:MOST_WORDS], key=words.index)
