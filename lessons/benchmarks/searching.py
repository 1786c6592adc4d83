"""Search at two sizes: each answer of the list of lessons beside the bare work in SQL, and how it grows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from msn_kb.core.lists.counting import count_values

from ..filters import LessonFilterSet
from ..models import Lesson
from . import references
from .export import plain_copy
from .measuring import ROUNDS, Measurement, Times, measure, person, rounds_of
from .pages import MEMBER, VISITOR, Page
from .questions import QUESTIONS, Question, single, typings
from .statements import Statement, replay

# A search is mostly asked once: what matters is the answer that nothing was kept of.
FIRST_ROUNDS = 7
REFERENCE_ROUNDS = 5
# Numbers of matches count as equal up to this; ten times the lessons may then cost less than twice the time.
EQUAL, MOST_GROWTH = 1.25, 2.0
SUGGESTION_BOUND = 30.0


@dataclass(frozen=True)
class Figure:
    """What one answer took as one person, and the bare work for it.

    ``first``: with nothing of it kept; ``following``: the same again with nothing changed, where answers are kept.
    """

    name: str
    who: str
    matches: int
    first: Times
    following: Times | None
    reference: Times
    bound: float | None = None
    fault: str = ""

    @property
    def ratio(self) -> float:
        """How many times the bare work the answer takes."""
        return self.first.p50 / self.reference.p50

    @property
    def is_over(self) -> bool:
        """Whether nineteen of twenty take longer than they may."""
        return self.bound is not None and (self.following or self.first).p95 > self.bound

    @property
    def is_first_over(self) -> bool:
        """Whether they do where nothing was kept, of an answer that is kept otherwise."""
        return self.bound is not None and self.following is not None and self.first.p95 > self.bound


@dataclass(frozen=True)
class Growth:
    """One answer in the smaller and in the larger collection."""

    small: Figure
    large: Figure

    @property
    def times(self) -> float:
        """How many times longer the larger collection takes."""
        return self.large.first.p50 / self.small.first.p50

    @property
    def has_equal_matches(self) -> bool:
        """Whether both answers show about as much."""
        low, high = sorted([self.small.matches, self.large.matches])
        return high <= low * EQUAL

    @property
    def is_over(self) -> bool:
        """Whether it grows more than it may."""
        return self.has_equal_matches and self.times > MOST_GROWTH


def growths(small: Iterable[Figure], large: Iterable[Figure]) -> list[Growth]:
    """The answers that were measured in both collections."""
    before = {(figure.name, figure.who): figure for figure in small}
    both = [(before.get((figure.name, figure.who)), figure) for figure in large]
    return [Growth(one, other) for one, other in both if one and not one.fault and not other.fault]


def figures(chosen: dict[str, str], match: str = "", rounds: int = ROUNDS) -> Iterator[Figure]:
    """Each answer in turn whose name ``match`` finds."""
    for name, work in _works(chosen, rounds):
        if re.search(match, name):
            for who in (VISITOR, MEMBER):
                yield work(who)


Work = Callable[[str], Figure]


def _works(chosen: dict[str, str], rounds: int) -> Iterator[tuple[str, Work]]:
    for question in QUESTIONS:
        yield f"{question.name}, page", partial(_page, question, chosen, rounds)
        yield f"{question.name}, facets", partial(_facets, question, chosen, rounds)
    for name, typed in typings(chosen).items():
        yield name, partial(_suggestions, name, typed, rounds)
    yield "one lesson", partial(_detail, chosen["lesson"], rounds)
    yield "CSV of everything", partial(_export, rounds)


def _page(question: Question, chosen: dict[str, str], rounds: int, who: str) -> Figure:
    """The whole page of the list, facets included."""
    user, asked = person(who), question.asked(chosen)
    page = Page(f"{question.name}, page", f"/lessons/?{question.query}")
    statements = references.answer(single(asked), who, user)
    return _figure(
        measure(page, who, chosen, rounds, min(rounds, FIRST_ROUNDS)),
        _matches(asked, user),
        lambda: replay(statements),
        question.bound,
    )


def _facets(question: Question, chosen: dict[str, str], rounds: int, who: str) -> Figure:
    """The statement of the facets alone, asked outside a request, where nothing is kept."""
    user, asked = person(who), question.asked(chosen)
    once = single(asked)
    statement = Statement(references.facets(once, who), references.parameters(once, user))

    def count() -> None:
        count_values(_list(asked, user))

    count()
    return Figure(
        f"{question.name}, facets",
        who,
        _matches(asked, user),
        rounds_of(count, rounds),
        None,
        _reference(lambda: replay([statement])),
        question.facet_bound,
    )


def _suggestions(name: str, typed: str, rounds: int, who: str) -> Figure:
    """What is suggested while somebody types."""
    user = person(who)
    statement = references.suggestions(typed, who, user)
    page = Page(name, f"/search/suggest/?q={quote(typed)}")
    found = measure(page, who, {}, rounds, min(rounds, FIRST_ROUNDS))
    return _figure(found, 1, lambda: replay([statement]), SUGGESTION_BOUND)


def _detail(slug: str, rounds: int, who: str) -> Figure:
    statement = references.detail(slug, who, person(who))
    page = Page("one lesson", f"/lessons/{slug}/")
    found = measure(page, who, {}, rounds, min(rounds, FIRST_ROUNDS))
    return _figure(found, 1, lambda: replay([statement]), 150)


def _export(rounds: int, who: str) -> Figure:
    user = person(who)
    where = f"{references.visible(Lesson, who)} AND {references.LISTED}"
    found = measure(Page("CSV of everything", "/lessons/export.csv"), who, {}, min(rounds, 2), 1)

    def copy() -> list[float]:
        return [plain_copy(references.export(where), references.parameters({}, user)) * 1000]

    return _figure(found, _matches(QueryDict(), user), copy, None)


def _figure(found: Measurement, matches: int, bare: Callable[[], list[float]], bound: float | None) -> Figure:
    return Figure(
        found.page.name,
        found.who,
        matches,
        found.first,
        found.following,
        _reference(bare),
        bound,
        found.fault,
    )


def _reference(bare: Callable[[], list[float]]) -> Times:
    """The bare work, warm: the first round does not count."""
    rounds = [sum(bare()) for _ in range(REFERENCE_ROUNDS + 1)][1:]
    return Times(tuple(rounds))


def _matches(asked: QueryDict, user: Any) -> int:
    return _list(asked, user).qs.order_by().count()


def _list(asked: QueryDict, user: Any) -> LessonFilterSet:
    return LessonFilterSet(asked, user=user or AnonymousUser())
