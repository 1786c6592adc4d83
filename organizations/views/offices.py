"""The page of an office."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.dates import display_partial_date
from msn_kb.core.lists.records import Wanted, fetch
from msn_kb.core.pages import not_stated, page_context, record_or_redirect

from ..advisory_cycle import along_the_cycle, services_of
from ..choices import OfficeStatus
from ..directory import (
    NAMED,
    address_of,
    cases_with,
    engagements_of,
    lessons_with,
    meetings_attended,
    merged_meetings,
    networks_of,
)
from ..models import Office
from ..related import related_offices

STATUS_EXPLAINED = {
    OfficeStatus.NOT_STATED: "The sources do not say whether this office is being considered, planned, at work or "
    "closed. That is no sign either way.",
    OfficeStatus.EXPLORING: "The organization was still looking into how to set up mediation support. The sources do "
    "not say that an office exists.",
    OfficeStatus.PLANNED: "It is to be set up. The sources do not say that it is at work.",
    OfficeStatus.OPERATIONAL: "The sources describe it at work.",
    OfficeStatus.CLOSED: "It no longer works.",
}


@require_safe
def office_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One office with all that belongs to it and this person may see."""
    user = request.user
    found = record_or_redirect(Office.objects.visible_to(user).for_page(), slug, "office-detail")
    if isinstance(found, HttpResponse):
        return found
    services = services_of(found, user)
    stages, others = along_the_cycle(services)
    ties = ties_of(found, user)
    engagements = list(engagements_of(Q(office=found), user))
    offered = [service for service in services if service.offered]
    context = {
        **page_context(found),
        **ties,
        "status_text": STATUS_EXPLAINED[OfficeStatus(found.status)],
        "staff": staff_of(found),
        "stages": stages,
        "other_services": others,
        "offered_count": len(offered),
        "engagements": engagements,
        "processes_url": address_of("process", office=found.slug),
        "meetings_url": address_of("meeting", office=found.slug),
        "learned": lessons_with(found, user),
        "cases": cases_with(found, user),
        "similar": related_offices(found, ties, offered, engagements, user),
        "citations": found.citations.visible_to(user).for_page(),
    }
    context["process_count"] = len({one.process_id for one in engagements})
    context["unknown"] = not_stated(
        [
            ("Year established", found.year_established),
            ("Mandate", found.mandate),
            ("Placement", found.placement),
            ("Staff", context["staff"]),
            ("Clients", context["clients"]),
            ("Services offered", context["offered_count"] or None),
            ("Funding", found.funding),
            ("Contact", found.contact),
            ("Website", found.website),
        ]
    )
    return render(request, "organizations/office_detail.html", context)


def ties_of(found: Office, user: Any) -> dict[str, Any]:
    """Everything public that is tied to the office, in one query."""
    ties = fetch(
        {
            "hosts": Wanted(found.hosts.visible_to(user), (*NAMED, "kind"), ("sort_name",)),
            "clients": Wanted(found.clients.visible_to(user), ("pk", "code", "name"), ("position", "name")),
            "networks": networks_of(user, office=found),
            "attended": meetings_attended(user, office=found),
        }
    )
    return {**ties, "meetings": merged_meetings(("", ties.pop("attended")))}


def staff_of(office: Office) -> str:
    """“4 to 6, as of 2018”; empty where no figure is known."""
    least, most = office.staff_min, office.staff_max
    if least is None and most is None:
        return ""
    if least is None or most is None:
        number = f"at least {least}" if most is None else f"at most {most}"
    else:
        number = str(least) if least == most else f"{least} to {most}"
    return f"{number}, as of {display_partial_date(office.staff_as_of)}" if office.staff_as_of else number
