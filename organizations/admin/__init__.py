"""The administration of organizations, offices, meetings, processes, sources, places and people."""

from . import (
    engagements,
    geography,
    meetings,
    memberships,
    offices,
    organizations,
    processes,
    sources,
    users,
    vocabularies,
)

__all__ = [
    "engagements",
    "geography",
    "meetings",
    "memberships",
    "offices",
    "organizations",
    "processes",
    "sources",
    "users",
    "vocabularies",
]
