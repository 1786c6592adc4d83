"""What a list or a search tells about words that nobody wrote: what was searched for instead, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..search import Query
from ..search.spelling import doubts


@dataclass(frozen=True)
class Meaning:
    """``instead``: words that were typed with those that were searched for in their place; ``literal_url`` leads to
    what they find as typed. ``doubted``: words that hardly any entry holds with frequent ones that look like them;
    ``likely_url`` leads to what these find.
    """

    instead: Mapping[str, str] = field(default_factory=dict)
    literal_url: str = ""
    doubted: Mapping[str, str] = field(default_factory=dict)
    likely_url: str = ""


def meaning(typed: Query, in_force: Query, url: Callable[[str], str]) -> Meaning:
    """What to tell about ``typed``; ``url`` gives the address of the same page with another query."""
    if in_force.meant:
        return Meaning(in_force.meant, url(typed.quoted(in_force.meant)))
    doubted = doubts(in_force)
    return Meaning(doubted=doubted, likely_url=url(typed.respelled(doubted).text)) if doubted else Meaning()
