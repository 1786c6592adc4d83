"""How large the invented collection is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of records, and of citations that a lesson carries."""

    lessons: int
    organizations: int = 2000
    offices: int = 300
    meetings: int = 200
    processes: int = 400
    engagements: int = 6000
    sources: int = 3000
    cases: int = 1000
    terms: int = 200
    citations: int = 3


# What each part of the benchmarks measures.
PAGES = Scale(lessons=20_000)
EXPORT = Scale(lessons=200_000, citations=1)
