"""The page of an organization."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.lists.records import Wanted, fetch
from msn_kb.core.pages import excerpt, not_stated, page_context, record_or_redirect

from ..directory import (
    MEETING,
    NAMED,
    address_of,
    cases_with,
    engagements_of,
    lessons_with,
    meetings_attended,
    members_as,
    merged_meetings,
    networks_of,
)
from ..models import Meeting, Office, Organization
from ..related import related_organizations

PLACE = ("name_en", "name_fr", "name_es", "name_ar")


@require_safe
def organization_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One organization with all that belongs to it and this person may see."""
    user = request.user
    organizations = Organization.objects.visible_to(user).for_page().select_related("country", "parent")
    found = record_or_redirect(organizations, slug, "organization-detail")
    if isinstance(found, HttpResponse):
        return found
    ties = ties_of(found, user)
    engagements = list(engagements_of(Q(organization=found) | Q(through=found), user))
    publications = found.publications.visible_to(user).listed().order_by("-date", "sort_label", "pk")
    context = {
        **page_context(found),
        **ties,
        "engagements": [one for one in engagements if one.organization_id == found.pk],
        "similar": related_organizations(found, ties, engagements, user),
        "through_it": [one for one in engagements if one.through_id == found.pk],
        "process_count": len({one.process_id for one in engagements}),
        "processes_url": address_of("process", organization=found.slug),
        "meetings_url": address_of("meeting", organization=found.slug),
        "learned": lessons_with(found, user),
        "cases": cases_with(found, user),
        "publications": excerpt(publications, address_of("source", organization=found.slug)),
        "citations": found.citations.visible_to(user).for_page(),
        "unknown": not_stated(
            [
                ("Headquarters", found.country_id),
                ("Regions of work", ties["regions"]),
                ("Website", found.website),
                ("What it is and does", found.description),
            ]
        ),
    }
    return render(request, "organizations/organization_detail.html", context)


def ties_of(found: Organization, user: Any) -> dict[str, Any]:
    """Everything public that is tied to the organization, in one query."""
    organizations, offices = Organization.objects.visible_to(user), Office.objects.visible_to(user)
    ties = fetch(
        {
            "names": Wanted(
                found.other_names.visible_to(user),
                ("pk", "name", "language", "kind", "note"),
                ("kind", "name"),
            ),
            "regions": Wanted(found.regions.visible_to(user), ("pk", "code", *PLACE), ("sort_name",)),
            "parts": Wanted(organizations.filter(parent=found), NAMED, ("sort_name",)),
            "offices": Wanted(offices.filter(hosts=found), (*NAMED, "status"), ("sort_name",)),
            "networks": networks_of(user, organization=found),
            "member_organizations": members_as(organizations, "memberships", network=found),
            "member_offices": members_as(offices, "memberships", network=found),
            "attended": meetings_attended(user, organization=found),
            "convened": Wanted(found.convened_meetings.visible_to(user), MEETING, ("-start",)),
            "held": Wanted(Meeting.objects.visible_to(user).filter(network=found), MEETING, ("-start",)),
        }
    )
    members = [*ties.pop("member_organizations"), *ties.pop("member_offices")]
    groups = {name: ties.pop(name) for name in ("held", "convened", "attended")}
    return {
        **ties,
        "members": sorted(members, key=lambda member: member.sort_name),
        "meetings": merged_meetings(
            ("held", groups["held"]), ("convened", groups["convened"]), ("", groups["attended"])
        ),
    }
