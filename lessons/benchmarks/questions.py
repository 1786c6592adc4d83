"""What the list of lessons is asked to see how search grows: words and filters chosen by what they match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ..models import Lesson, Theme
from . import references
from .pages import VISITOR
from .prose import COMMON, VOCABULARY, word
from .rows import scalar, table

# Matches for a visitor, the same in a collection of any size.
RARE, MEDIUM, TWO_WORDS, FILTERED = 50, 5000, 2500, 10
# Of words about as frequent as wanted, so many are tried to find the one that comes nearest.
TRIED = 20


@dataclass(frozen=True)
class Question:
    """A state of the list.

    ``query``: that of its address, with places for what ``choices`` gives. ``bound`` and ``facet_bound``: milliseconds
    that its page, and counting its facets, may take.
    """

    name: str
    query: str = ""
    bound: float = 150
    facet_bound: float = 150

    def asked(self, chosen: dict[str, str]) -> QueryDict:
        """The query of the address."""
        return QueryDict(self.query.format(**chosen))


QUESTIONS = (
    Question("no filter"),
    Question("three filters", "kind=challenge&theme={theme}&country={country}"),
    Question("rare word", "q={rare}"),
    Question("medium word", "q={medium}"),
    Question("very common word", "q={common}", bound=600, facet_bound=1200),
    Question("two words", "q={common}+{second}"),
)


def single(asked: QueryDict) -> dict[str, str]:
    """The parameters of a question, each with its one value."""
    return {name: str(value) for name, value in asked.items()}


def typings(chosen: dict[str, str]) -> dict[str, str]:
    """What somebody has typed who wants a frequent word or a rare one, and who misses a letter; by name."""
    common, rare = chosen["common"], chosen["rare"]
    return {
        "suggestions, frequent word": common[:5],
        "suggestions, rare word": rare[:5],
        "suggestions, a slip": common[:2] + common[3:],
    }


def choices() -> dict[str, str]:
    """Words, filters and a lesson for the questions, chosen from the present collection."""
    theme, country = _theme_and_country()
    return {
        "common": COMMON[0],
        "rare": _word_for(RARE, "{word}"),
        "medium": _word_for(MEDIUM, "{word}"),
        "second": _word_for(TWO_WORDS, COMMON[0] + " {word}"),
        "theme": theme,
        "country": country,
        "lesson": _ordinary_lesson(),
    }


def _word_for(matches: int, query: str) -> str:
    """The invented word with which ``query`` comes nearest to so many matches."""

    def found(rank: int) -> int:
        return int(references.number({"q": query.format(word=word(rank))}))

    rank = _first(lambda tried: found(tried) < matches)
    near = range(max(rank - TRIED, 0), min(rank + TRIED, VOCABULARY))
    return word(min(near, key=lambda tried: abs(found(tried) - matches)))


def _first(is_rarer: Callable[[int], bool]) -> int:
    """Where the words begin to be rarer, by halving."""
    low, high = 0, VOCABULARY
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_rarer(middle) else (middle + 1, high)
    return low


def _theme_and_country() -> tuple[str, str]:
    """A theme without children and a country that, with one kind, come nearest to ``FILTERED`` lessons."""
    statement = (
        f"SELECT array[theme.slug, country.alpha3] FROM {table(Lesson)} AS lesson "
        f"JOIN {table(Lesson.themes.through)} AS on_theme ON on_theme.lesson_id = lesson.id "
        f"JOIN {table(Theme)} AS theme ON theme.id = on_theme.theme_id "
        f"JOIN {table(Lesson.countries.through)} AS in_country ON in_country.lesson_id = lesson.id "
        f"JOIN organizations_country AS country ON country.id = in_country.country_id "
        f"WHERE lesson.kind = 'challenge' AND lesson.handling = 'clear' AND lesson.status = 'published' "
        f"AND theme.id NOT IN (SELECT parent_id FROM {table(Theme)} WHERE parent_id IS NOT NULL) "
        f"GROUP BY theme.slug, country.alpha3 ORDER BY abs(count(*) - {FILTERED}), 1 LIMIT 1"
    )
    found: Any = scalar(statement) or ["", ""]
    return found[0], found[1]


def _ordinary_lesson() -> str:
    """The address of a lesson from the middle of the collection; one that many refer to would have more to show."""
    statement = (
        f"SELECT slug FROM {table(Lesson)} WHERE {references.visible(Lesson, VISITOR)} "
        f"ORDER BY abs(id - (SELECT avg(id) FROM {table(Lesson)})) LIMIT 1"
    )
    return str(scalar(statement))
