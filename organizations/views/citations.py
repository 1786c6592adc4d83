"""Citations of one page put together: each source once, with a number that other parts of the page refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import Citation, Source


@dataclass
class CitedSource:
    """A source with all places in it that a page cites."""

    number: int
    source: Source
    places: list[Citation] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Id of its place on the page."""
        return f"source-{self.number}"


@dataclass(frozen=True)
class Reference:
    """What one record cites of a source: “Source 2: Chapter 4, Mali; footnote 41”."""

    cited: CitedSource
    locators: str


def cited_sources(citations: Iterable[Citation]) -> list[CitedSource]:
    """The sources of ``citations`` (through the door) in the order of their first use, each place in them once.

    A place is repeated only for another remark on it.
    """
    found: dict[int, CitedSource] = {}
    for citation in citations:
        cited = found.setdefault(citation.source_id, CitedSource(len(found) + 1, citation.source))
        remarks = {place.note for place in cited.places if place.locator == citation.locator}
        if not remarks or (citation.note and citation.note not in remarks):
            cited.places.append(citation)
    return list(found.values())


def references(citations: Iterable[Citation], cited: Mapping[int, CitedSource]) -> list[Reference]:
    """What ``citations`` say of their sources, the locators of one source in a line; ``cited`` by primary key."""
    locators: dict[int, list[str]] = {}
    for citation in citations:
        locators.setdefault(citation.source_id, []).append(citation.locator)
    return [
        Reference(cited[source], "; ".join(filter(None, dict.fromkeys(places))))
        for source, places in locators.items()
    ]
