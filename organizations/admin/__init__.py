"""The administration of organizations, offices, meetings, processes, sources, places and people."""

from msn_kb.core.admin import access_log

from . import (
    dead_links,
    engagements,
    geography,
    invitations,
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
    "access_log",
    "dead_links",
    "engagements",
    "geography",
    "invitations",
    "meetings",
    "memberships",
    "offices",
    "organizations",
    "processes",
    "sources",
    "users",
    "vocabularies",
]
