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
    edition: int = 2  # one more whenever the same numbers give another collection

    @property
    def sentences(self) -> int:
        """Of how many the texts are put together: each recurs about fifty times, however large the collection is."""
        return max(1000, self.lessons // 5)


# The smaller collection and the larger one, of which search is asked the same.
PAGES = Scale(lessons=20_000)
EXPORT = Scale(lessons=10 * PAGES.lessons)
