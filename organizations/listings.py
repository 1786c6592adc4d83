"""The lists of this app."""

from __future__ import annotations

from typing import Any

from msn_kb.core.lists import Listing
from msn_kb.core.lists.listing import Drawn

from .citing import with_entry_counts
from .exports import meetings as meeting_export
from .exports import offices as office_export
from .exports import organizations as organization_export
from .exports import processes as process_export
from .exports import sources as source_export
from .filters.meetings import MeetingFilterSet
from .filters.offices import OfficeFilterSet
from .filters.organizations import OrganizationFilterSet
from .filters.processes import ProcessFilterSet
from .filters.sources import SourceFilterSet
from .models import Meeting, Office, Organization, PeaceProcess, Source

ORGANIZATIONS = Listing(
    Organization,
    OrganizationFilterSet,
    organization_export.columns,
    card="organizations/_organization_card.html",
    passages=("description",),
    description="Who is active in mediation and its support: by kind, network, process, role, country and region.",
    is_compared=True,
)


def services_are_recorded(user: Any) -> dict[str, bool]:
    """Whether any office's services are; where none are, the list says so rather than seem to know of none."""
    return {"unrecorded": not Office.objects.visible_to(user).filter(services__isnull=False).exists()}


OFFICES = Listing(
    Office,
    OfficeFilterSet,
    office_export.columns,
    card="organizations/_office_card.html",
    passages=("mandate", "description"),
    description="Mediation support offices: their hosts, what they offer, whom they serve, how far they have come.",
    is_compared=True,
    opening="organizations/_offices_opening.html",
    opens_with=services_are_recorded,
)

MEETINGS = Listing(
    Meeting,
    MeetingFilterSet,
    meeting_export.columns,
    card="organizations/_meeting_card.html",
    title="title",
    passages=("topic", "description"),
    description="Meetings of people who support mediation: when, where, on what, and who took part.",
)

PROCESSES = Listing(
    PeaceProcess,
    ProcessFilterSet,
    process_export.columns,
    card="organizations/_process_card.html",
    passages=("summary",),
    description="Peace processes: where, when, who supports them in which role, and what was learned there.",
    pictures=(Drawn("process-map", "Map"),),
)

SOURCES = Listing(
    Source,
    SourceFilterSet,
    source_export.columns,
    card="organizations/_source_card.html",
    cards=lambda rows, user: with_entry_counts(rows.for_list(user), user),  # type: ignore[attr-defined]
    title="label",
    passages=("description",),
    description="Publications and documents that the entries are drawn from, by kind, publisher and year.",
)
