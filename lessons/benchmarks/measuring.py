"""A page's time at the server beside the time of its own SQL."""

from __future__ import annotations

import logging
import math
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from django.http import HttpResponseBase
from django.test import Client, override_settings

from msn_kb.core.memory import settle, unsettle
from msn_kb.core.models import Change
from organizations.models import User

from . import collection
from .pages import CURATOR, MEMBER, VISITOR, Page
from .statements import Statement, recorded, replay

# What an answer may take at the server; ``--strict`` makes it count. The first one after a change counts anew what the
# others find counted already: it is shown, and marked beyond a bound of its own.
BOUND, FIRST_BOUND = 150.0, 600.0
ROUNDS = 15
# A page that takes seconds is told as surely from a few rounds.
FEWEST, LONGEST = 3, 4.0
ACCOUNTS = {MEMBER: collection.MEMBER, CURATOR: collection.CURATOR}


@dataclass(frozen=True)
class Times:
    """Milliseconds of several rounds of the same work; there must be one."""

    taken: tuple[float, ...]

    @property
    def p50(self) -> float:
        return median(self.taken)

    @property
    def p95(self) -> float:
        """The nearest of the times taken, not a value between two of them."""
        return sorted(self.taken)[math.ceil(0.95 * len(self.taken)) - 1]


@dataclass(frozen=True)
class Measurement:
    """What one page took as one person, and what is wrong with the answer, if anything.

    ``first``: answers directly after a change of data; ``following``: those after them. ``sql``: milliseconds of the
    statements of a following answer by themselves, the medians added up.
    """

    page: Page
    who: str
    path: str
    fault: str = ""
    first: Times = Times((0.0,))
    following: Times = Times((0.0,))
    sql: float = 0.0
    size: int = 0
    first_statements: list[Statement] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether the page takes longer than it may."""
        return not self.fault and self.following.p50 > BOUND

    @property
    def is_first_over(self) -> bool:
        """Whether it takes too long for whoever asks first."""
        return not self.fault and self.first.p50 > FIRST_BOUND


@contextmanager
def as_in_production() -> Iterator[None]:
    """The settings of a server as far as they cost time, its memory settled as ``gunicorn.conf.py`` does. Answers that
    are faults are told in the table, not logged.
    """
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    settle()
    try:
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
            yield
    finally:
        unsettle()
        logger.setLevel(level)


def person(who: str) -> User | None:
    """The account of one of ``EVERYONE``; a visitor has none."""
    return None if who == VISITOR else User.objects.get(email=ACCOUNTS[who])


def client_of(who: str) -> Client:
    """A browser of one of ``EVERYONE``, signed in where they have an account."""
    client, user = Client(raise_request_exception=False), person(who)
    if user:
        client.force_login(user)
    return client


def note_change() -> None:
    """What any change of data does to the answers that the program keeps: they are of use no more."""
    Change.objects.create(token=secrets.randbits(62))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rounds_of(work: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None) -> Times:
    """``work`` done ``rounds`` times, fewer where it is slow; ``before`` is done each time before and not timed."""
    taken: list[float] = []
    while len(taken) < rounds and (len(taken) < FEWEST or sum(taken) < LONGEST * 1000):
        before()
        taken.append(timed(work))
    return Times(tuple(taken))


def measure(
    page: Page, who: str, landmarks: dict[str, str], rounds: int = ROUNDS, first_rounds: int = FEWEST
) -> Measurement:
    """Open the page through the whole stack of middleware: once to warm up, ``first_rounds`` times after a change
    each, then ``rounds`` times with nothing changed.
    """
    client, path = client_of(who), page.path(landmarks)
    note_change()
    with recorded() as first_statements:
        fault = _fault(client.get(path))
    if fault:
        return Measurement(page, who, path, fault)
    size = 0

    def answer() -> None:
        nonlocal size
        size = sum(map(len, client.get(path)))

    first = rounds_of(answer, first_rounds, before=note_change)
    with recorded() as statements:
        answer()
    replayed: list[list[float]] = []
    # In turn with the page, so that a busy machine slows both alike.
    following = rounds_of(answer, rounds, before=lambda: replayed.append(replay(statements)))
    sql = sum(median(taken) for taken in zip(*replayed, strict=True))
    return Measurement(page, who, path, "", first, following, sql, size, first_statements, statements)


def _fault(response: HttpResponseBase) -> str:
    if response.status_code == 200:
        return ""
    if response.status_code == 404:
        return "not there"
    error = getattr(response, "exc_info", None)
    words = f": {error[0].__name__}: {error[1]}" if error else ""
    return f"answered {response.status_code}{words}"
