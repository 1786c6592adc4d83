"""All lists of the site, in the order in which home, search and the style guide name them."""

from __future__ import annotations

from lessons.listings import CASES, LESSONS, TERMS, THEMES
from msn_kb.core.lists import Listing
from organizations.listings import MEETINGS, OFFICES, ORGANIZATIONS, PROCESSES, SOURCES

LISTINGS: tuple[Listing, ...] = (
    LESSONS,
    CASES,
    PROCESSES,
    ORGANIZATIONS,
    OFFICES,
    MEETINGS,
    SOURCES,
    THEMES,
    TERMS,
)
