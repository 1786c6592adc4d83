"""A page's time at the server beside the time of its own SQL."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from django.http import HttpResponseBase
from django.test import Client, override_settings

from organizations.models import User

from . import collection
from .pages import CURATOR, MEMBER, VISITOR, Page
from .statements import Statement, recorded, replay

# What an answer may take at the server; ``--strict`` makes it count.
BOUND = 150.0
ROUNDS = 15
# A page that takes seconds is told as surely from a few rounds.
FEWEST, LONGEST = 3, 4.0
ACCOUNTS = {MEMBER: collection.MEMBER, CURATOR: collection.CURATOR}


@dataclass(frozen=True)
class Measurement:
    """What one page took as one person: milliseconds, sizes, and what is wrong with the answer, if anything."""

    page: Page
    who: str
    path: str
    fault: str = ""
    times: list[float] = field(default_factory=list)
    size: int = 0
    statements: list[Statement] = field(default_factory=list)
    statement_times: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        """The nearest of the times taken, not a value between two of them."""
        return sorted(self.times)[math.ceil(0.95 * len(self.times)) - 1]

    @property
    def sql(self) -> float:
        """Milliseconds of all statements by themselves: the medians, added up."""
        return sum(self.statement_times)

    @property
    def is_over(self) -> bool:
        """Whether the page takes longer than it may."""
        return not self.fault and self.p50 > BOUND


@contextmanager
def as_in_production() -> Iterator[None]:
    """The settings of a server as far as they cost time. Answers that are faults are told in the table, not logged."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
            yield
    finally:
        logger.setLevel(level)


def client_of(who: str) -> Client:
    """A browser of one of ``EVERYONE``, signed in where they have an account."""
    client = Client(raise_request_exception=False)
    if who != VISITOR:
        client.force_login(User.objects.get(email=ACCOUNTS[who]))
    return client


def measure(page: Page, who: str, landmarks: dict[str, str], rounds: int = ROUNDS) -> Measurement:
    """Open the page through the whole stack of middleware: once to warm up, then ``rounds`` times to measure, fewer
    where it is slow.
    """
    client, path = client_of(who), page.path(landmarks)
    with recorded() as statements:
        response = client.get(path)
    if response.status_code != 200:
        return Measurement(page, who, path, fault=_fault(response))
    times: list[float] = []
    replayed = []
    while len(times) < rounds and (len(times) < FEWEST or sum(times) < LONGEST * 1000):
        start = time.perf_counter()
        size = len(client.get(path).content)
        times.append((time.perf_counter() - start) * 1000)
        # In turn with the page, so that a busy machine slows both alike.
        replayed.append(replay(statements))
    statement_times = [median(taken) for taken in zip(*replayed, strict=True)]
    return Measurement(page, who, path, "", times, size, statements, statement_times)


def _fault(response: HttpResponseBase) -> str:
    if response.status_code == 404:
        return "not there"
    error = getattr(response, "exc_info", None)
    words = f": {error[0].__name__}: {error[1]}" if error else ""
    return f"answered {response.status_code}{words}"
