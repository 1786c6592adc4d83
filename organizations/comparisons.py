"""What stands side by side when organizations or offices are compared."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from msn_kb.core.dates import display_partial_date
from msn_kb.core.lists.comparison import Aspect, ComparedList, choice, many, prose, text

from .listings import OFFICES, ORGANIZATIONS
from .models import Engagement, Membership, Office, PeaceProcess


def organization_rows(organizations: QuerySet, user: Any) -> QuerySet:
    """Organizations with everything that the comparison shows of them."""
    engagements = Engagement.objects.visible_to(user).in_force()
    processes = PeaceProcess.objects.visible_to(user)
    return (
        organizations.defer("search_vector", "tagged_names")
        .select_related("country", "parent")
        .prefetch_related(
            *("regions", "offices", "other_names"),
            _networks(user),
            Prefetch(
                "engagements", engagements.prefetch_related(Prefetch("process", processes)), "engagement_list"
            ),
        )
    )


def office_rows(offices: QuerySet, user: Any) -> QuerySet:
    """Offices with everything that the comparison shows of them."""
    return offices.defer("search_vector", "tagged_names").prefetch_related(
        "hosts", "clients", "services", _networks(user)
    )


def _networks(user: Any) -> Prefetch:
    memberships = Membership.objects.visible_to(user).select_related("network")
    return Prefetch("memberships", memberships, to_attr="membership_list")


def _staff(office: Office) -> str:
    if office.staff_min is None and office.staff_max is None:
        return ""
    numbers = [str(number) for number in (office.staff_min, office.staff_max) if number is not None]
    as_of = f" ({display_partial_date(office.staff_as_of)})" if office.staff_as_of else ""
    return "–".join(dict.fromkeys(numbers)) + as_of


def _roles(organization: Any) -> list[str]:
    return [
        f"{engagement.process.name}: {engagement.get_role_display()}"
        for engagement in organization.engagement_list
    ]


MEMBER_OF = Aspect("Member of", lambda record: [membership.network for membership in record.membership_list])

COMPARED_ORGANIZATIONS = ComparedList(
    ORGANIZATIONS,
    (
        choice("kind"),
        text("acronym"),
        Aspect("Other names", lambda record: [name.name for name in record.other_names.all()]),
        Aspect("Headquarters", lambda record: record.country),
        many("regions"),
        Aspect("Part of", lambda record: record.parent),
        prose("description"),
        many("offices"),
        MEMBER_OF,
        Aspect("Roles in processes", _roles),
        text("website"),
    ),
    organization_rows,
)
COMPARED_OFFICES = ComparedList(
    OFFICES,
    (
        many("hosts"),
        choice("status"),
        Aspect("Established", lambda office: office.year_established),
        prose("mandate"),
        choice("placement"),
        Aspect("Staff", _staff),
        many("clients"),
        many("services"),
        MEMBER_OF,
        prose("funding"),
        prose("description"),
        text("website"),
    ),
    office_rows,
)
