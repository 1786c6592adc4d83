"""The tables that ``manage.py bench`` prints."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .export import Figure
from .measuring import BOUND, Measurement
from .statements import plan

LONGEST = 110


def export_table(figures: list[Figure], size: int) -> Iterator[str]:
    """Lines: seconds of ours beside seconds of PostgreSQL alone."""
    yield f"{'':40} {'ours':>9} {'raw SQL':>9} {'ratio':>6}   at {size:,} lessons"
    for figure in figures:
        numbers = f"{figure.seconds:8.2f}s {figure.raw_seconds:8.2f}s {figure.ratio:6.1f}"
        yield f"{figure.name:40} {numbers}   {figure.remark}"


def page_heading(lessons: int, organizations: int) -> Iterator[str]:
    """Lines above the pages' figures."""
    yield f"pages at {lessons:,} lessons and {organizations:,} organizations; ! marks more than {BOUND:.0f} ms"
    yield f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; a busy machine shows slower pages"
    columns = ("p50 ms", "p95 ms", "SQL ms", "queries", "bytes")
    yield f"  {'page':26} {'who':8}{''.join(f'{column:>9}' for column in columns)}   address"


def page_line(found: Measurement) -> str:
    """One page as one person."""
    start = f"{'!' if found.is_over or found.fault else ' '} {found.page.name:26} {found.who:8}"
    if found.fault:
        return f"{start} {found.fault}   {found.path}"
    numbers = f"{found.p50:9.1f}{found.p95:9.1f}{found.sql:9.1f}{len(found.statements):9}{found.size:9,}"
    return f"{start}{numbers}   {found.path}"


def statement_lines(found: Measurement, explain: bool) -> Iterator[str]:
    """The page's statements, slowest first; with ``explain`` the plan of the slowest three."""
    ranked = sorted(zip(found.statement_times, found.statements, strict=True), key=lambda pair: -pair[0])
    for place, (taken, statement) in enumerate(ranked):
        sql = " ".join(statement.sql.split())
        yield f"      {taken:8.1f} ms  {sql if explain and place < 3 else sql[:LONGEST]}"
        if explain and place < 3:
            yield from (f"          {line}" for line in plan(statement).splitlines())


def faults(measured: list[Measurement], strict: bool) -> list[str]:
    """A sentence for each way in which the pages fall short; the command fails if there is any."""
    missing = sum(found.fault == "not there" for found in measured)
    broken = sum(bool(found.fault) for found in measured) - missing
    slow = sum(found.is_over for found in measured) if strict else 0
    sentences = [
        (missing, "not there"),
        (broken, "answered with an error"),
        (slow, f"slower than {BOUND:.0f} ms"),
    ]
    return [f"{number} of {len(measured)} pages {words}" for number, words in sentences if number]
