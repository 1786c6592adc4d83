"""The tables that ``manage.py bench`` prints."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from .export import Figure as ExportFigure
from .measuring import BOUND, FIRST_BOUND, Measurement
from .scale import Scale
from .searching import MOST_GROWTH, Figure, Growth
from .statements import plan, replay

LONGEST = 110


def machine() -> str:
    """How busy the machine is."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; a busy machine shows slower answers"


def export_table(figures: list[ExportFigure], size: int) -> Iterator[str]:
    """Lines: seconds of ours beside seconds of PostgreSQL alone."""
    yield f"export at {size:,} lessons; {machine()}"
    yield f"  {'':40} {'ours':>9} {'raw SQL':>9} {'ratio':>6}"
    for figure in figures:
        numbers = f"{figure.seconds:8.2f}s {figure.raw_seconds:8.2f}s {figure.ratio:6.1f}"
        yield f"  {figure.name:40} {numbers}   {figure.remark}"


def page_heading(size: Scale) -> Iterator[str]:
    """Lines above the pages' figures."""
    yield f"pages at {size.lessons:,} lessons and {size.organizations:,} organizations; {machine()}"
    yield (
        f"  first: directly after a change, when nothing is counted yet. ! marks a p50 above {BOUND:.0f} ms, "
        f"* a first answer above {FIRST_BOUND:.0f} ms"
    )
    columns = ("p50 ms", "p95 ms", "first ms", "SQL ms", "queries", "bytes")
    yield f"  {'page':26} {'who':8}{''.join(f'{column:>9} ' for column in columns)}  address"


def page_line(found: Measurement) -> str:
    """One page as one person."""
    start = f"{'!' if found.is_over or found.fault else ' '} {found.page.name:26} {found.who:8}"
    if found.fault:
        return f"{start} {found.fault}   {found.path}"
    mark = "*" if found.is_first_over else " "
    times = (
        f"{found.following.p50:9.1f} {found.following.p95:9.1f} {found.first.p50:9.1f}{mark}{found.sql:9.1f} "
    )
    return f"{start}{times}{len(found.statements):9} {found.size:9,}   {found.path}"


def statement_lines(found: Measurement, explain: bool) -> Iterator[str]:
    """What the page asks after a change, slowest first; with ``explain`` the plan of the slowest three."""
    statements = found.first_statements
    ranked = sorted(zip(replay(statements), statements, strict=True), key=lambda pair: -pair[0])
    for place, (taken, statement) in enumerate(ranked):
        sql = " ".join(statement.sql.split())
        yield f"      {taken:8.1f} ms  {sql if explain and place < 3 else sql[:LONGEST]}"
        if explain and place < 3:
            yield from (f"          {line}" for line in plan(statement).splitlines())


def search_heading(size: Scale, chosen: dict[str, str]) -> Iterator[str]:
    """Lines above the figures of search."""
    yield f"search at {size.lessons:,} lessons; {machine()}"
    yield f"  {', '.join(f'{name} {value}' for name, value in chosen.items())}"
    yield (
        "  first: with nothing kept. ! marks a p95 above the answer's bound, * that of first answers. "
        "SQL: the bare work by hand, and how many times as long the first answer takes"
    )
    columns = ("matches", "p50 ms", "p95 ms", "first ms", "its p95", "SQL ms", "times")
    yield f"  {'answer':26} {'who':8}{''.join(f'{column:>9}' for column in columns)}"


def search_line(figure: Figure) -> str:
    """One answer as one person."""
    start = f"{'!' if figure.is_over or figure.fault else ' '} {figure.name:26} {figure.who:8}"
    if figure.fault:
        return f"{start} {figure.fault}"
    kept, first = figure.following, figure.first
    following = f"{kept.p50:9.1f}{kept.p95:9.1f}" if kept else f"{'':18}"
    mark = "*" if figure.is_first_over else " "
    numbers = f"{first.p50:9.1f}{first.p95:9.1f}{mark}{figure.reference.p50:8.1f}{figure.ratio:9.1f}"
    return f"{start}{figure.matches:9,}{following}{numbers}"


def growth_table(growths: Iterable[Growth], small: Scale, large: Scale) -> Iterator[str]:
    """Lines: how the first answers grow from one size to the other, and the bare work with them."""
    yield f"growth from {small.lessons:,} to {large.lessons:,} lessons"
    yield f"  of first answers; ! marks more than {MOST_GROWTH:.0f} times at an equal number of matches"
    columns = ("matches", "and", "ms", "and", "growth", "SQL's")
    yield f"  {'answer':26} {'who':8}{''.join(f'{column:>9}' for column in columns)}"
    for growth in growths:
        before, after = growth.small, growth.large
        numbers = f"{before.matches:9,}{after.matches:9,}{before.first.p50:9.1f}{after.first.p50:9.1f}"
        bare = after.reference.p50 / before.reference.p50
        mark = "!" if growth.is_over else " " if growth.has_equal_matches else "~"
        yield f"{mark} {after.name:26} {after.who:8}{numbers}{growth.times:9.1f}{bare:9.1f}"
    yield "  ~ marks answers with more matches in the larger collection: they grow with them"


def faults(
    measured: list[Measurement], strict: bool, figures: Iterable[Figure] = (), growths: Iterable[Growth] = ()
) -> list[str]:
    """A sentence for each way in which the answers fall short; the command fails if there is any."""
    figures, growths = list(figures), list(growths)
    wrong = [fault for fault in [one.fault for one in measured] + [one.fault for one in figures] if fault]
    missing = wrong.count("not there")
    slow = sum(found.is_over for found in measured) if strict else 0
    slow_figures = sum(figure.is_over for figure in figures) if strict else 0
    growing = sum(growth.is_over for growth in growths) if strict else 0
    every = len(measured) + len(figures)
    sentences = [
        (missing, f"of {every} pages not there"),
        (len(wrong) - missing, f"of {every} pages answered with an error"),
        (slow, f"of {len(measured)} pages slower than {BOUND:.0f} ms"),
        (slow_figures, f"of {len(figures)} answers of search slower than their bound"),
        (growing, f"of {len(growths)} answers of search grow more than {MOST_GROWTH:.0f} times"),
    ]
    return [f"{number} {words}" for number, words in sentences if number]
