"""The CSV of everything beside a plain ``COPY`` of the lesson table's own columns, both read to the last byte."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection

from lessons.exports.lessons import columns
from lessons.filters import LessonFilterSet
from msn_kb.core.exports.csv import write_csv

from . import references


@dataclass(frozen=True)
class Figure:
    """One line of the table: seconds of ours beside seconds of PostgreSQL alone."""

    name: str
    seconds: float
    raw_seconds: float
    remark: str

    @property
    def ratio(self) -> float:
        return self.seconds / self.raw_seconds


class Discard:
    """Counts what is written and keeps nothing."""

    size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


def plain_copy(sql: str = "", params: Any = None) -> float:
    """Seconds for a plain ``COPY`` of the whole table, or for the one that ``sql`` gives."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(cursor.mogrify(sql or references.export(), params), Discard())
    return time.perf_counter() - start


def full_export(user: Any, query: Any) -> tuple[float, int]:
    """Seconds and bytes of the product's own export for ``user``."""
    start = time.perf_counter()
    file = write_csv(LessonFilterSet(query, user=user).qs, columns(), user)
    size = sum(map(len, file))
    file.close()
    return time.perf_counter() - start, size


def measure(user: Any, query: Any, rounds: int = 3) -> Figure:
    """Both in turn, ``rounds`` times; the best of each, and the most memory this process ever held."""
    raw, ours, size = [], [], 0
    for _ in range(rounds):
        raw.append(plain_copy())
        seconds, size = full_export(user, query)
        ours.append(seconds)
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    remark = f"{size / 1e6:.0f} MB written; this process held at most {peak:.0f} MB"
    return Figure("CSV of everything, administrator", min(ours), min(raw), remark)
