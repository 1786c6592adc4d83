"""Processes, organizations, offices, meetings and sources related to one of them: by who takes part, and where.

Left out is what the page of the record names anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from msn_kb.core.lists.record_filters import Link, tagged
from msn_kb.core.related import Pool, Related, Trait, named, related

from .models import (
    Engagement,
    Meeting,
    Membership,
    Office,
    Organization,
    Participation,
    PeaceProcess,
    Source,
)

# There are some dozens of each, and few meetings: what three of eighteen have in common is enough, or two of four.
FLOOR, MEETING_FLOOR = 0.5, 0.4
# What sharing a network, clients or a service says beside sharing a process, a host or a publisher.
WEAKER = 0.7

PROTECTED = ("pk", "slug", "handling", "status")
NAMED = ("pk", "slug", "name", "acronym")


def related_processes(process: PeaceProcess, engagements: Iterable[Engagement], user: Any) -> list[Related]:
    """Processes of the same countries, or with the same supporters; ``engagements`` are those that the page shows."""
    shown = list(engagements)
    engaged = Engagement.objects.visible_to(user).in_force()
    links = {
        "country": tagged(PeaceProcess, "countries")(user),
        **{actor: [Link(engaged, "process_id", actor)] for actor in ("organization", "office")},
    }
    traits = [
        Trait("country", "Same country", named(process.country_list), plural="Same countries"),  # type: ignore[attr-defined]
        Trait("organization", "Also supported by", named(one.organization for one in shown)),
        Trait("office", "Also supported by", named(one.office for one in shown if one.office)),
    ]
    others = PeaceProcess.objects.visible_to(user).listed().exclude(pk=process.pk)
    return related([Pool(others, links, (*PROTECTED, "name"))], traits, floor=FLOOR)


def related_organizations(
    organization: Organization, ties: dict[str, Any], engagements: Iterable[Engagement], user: Any
) -> list[Related]:
    """Organizations engaged in the same processes, in the same networks, or parts of the same whole.

    ``ties`` as the page gathers them; ``engagements``: its own and those of others through it.
    """
    shown = list(engagements)
    engaged = Engagement.objects.visible_to(user).in_force()
    every = Organization.objects.visible_to(user)
    links: dict[str, Iterable[Link | QuerySet]] = {
        "process": [_actors(engaged.filter(process__in=[one.process_id for one in shown]))],
        "network": [Link(_memberships(user), "organization_id", "network")],
        "whole": [Link(every, "pk", "parent")],
    }
    parent = organization.parent
    traits = [
        Trait("process", "Also engaged in", named(one.process for one in shown)),
        _networks(ties["networks"]),
        Trait("whole", "Also part of", named([parent] if parent else [])),
    ]
    of_page = [
        *ties["parts"],
        *ties["networks"],
        *filter(lambda one: isinstance(one, Organization), ties["members"]),
    ]
    hidden = [organization.pk, organization.parent_id or 0, *(one.pk for one in of_page)]
    return related([Pool(every.exclude(pk__in=hidden), links, NAMED)], traits, floor=FLOOR)


def related_offices(
    office: Office,
    ties: dict[str, Any],
    services: Iterable[Any],
    engagements: Iterable[Engagement],
    user: Any,
) -> list[Related]:
    """Offices of the same hosts, in the same processes or networks, with the same services or clients.

    ``services`` are those it offers; ``ties`` as the page gathers them.
    """
    engaged = Engagement.objects.visible_to(user).in_force()
    links = {
        **{name: tagged(Office, name)(user) for name in ("hosts", "services", "clients")},
        "process": [Link(engaged, "office_id", "process")],
        "network": [Link(_memberships(user), "office_id", "network")],
    }
    traits = [
        Trait("hosts", "Same host", named(ties["hosts"]), plural="Same hosts"),
        Trait("process", "Also engaged in", named(one.process for one in engagements)),
        Trait("services", "Same service", named(services, _name), WEAKER, "Same services"),
        Trait("clients", "Same clients", named(ties["clients"], _name), WEAKER),
        _networks(ties["networks"]),
    ]
    others = Office.objects.visible_to(user).exclude(pk=office.pk)
    return related([Pool(others, links, NAMED)], traits, floor=FLOOR)


def related_meetings(meeting: Meeting, user: Any) -> list[Related]:
    """Meetings of the same network or convenors, or with the same participants."""
    came: Any = Participation.objects.visible_to(user).exclude(attendance="invited-absent")
    links = {
        "network": [Link(Meeting.objects.visible_to(user), "pk", "network")],
        "convenors": tagged(Meeting, "convenors")(user),
        **{one: [Link(came, "meeting_id", one)] for one in ("organization", "office")},
    }
    there = [one for one in meeting.participation_list if one.attendance != "invited-absent"]  # type: ignore[attr-defined]
    traits = [
        Trait("network", "Of the same network", named([meeting.network] if meeting.network else [])),
        Trait("convenors", "Also convened by", named(meeting.convenor_list)),  # type: ignore[attr-defined]
        Trait(
            "organization",
            "Also attended by",
            named(one.organization for one in there if one.organization),
            WEAKER,
        ),
        Trait("office", "Also attended by", named(one.office for one in there if one.office), WEAKER),
    ]
    others = Meeting.objects.visible_to(user).exclude(pk=meeting.pk)
    return related([Pool(others, links, ("pk", "slug", "title"))], traits, floor=MEETING_FLOOR)


def related_sources(source: Source, shown: Iterable[Any], user: Any) -> list[Related]:
    """Sources of the same authors, series or publishers; without those that name it or that it names."""
    visible = Source.objects.visible_to(user).listed()
    authors = dict(enumerate(source.authors))
    links: dict[str, Iterable[Link | QuerySet]] = {
        "author": [
            _having(visible.filter(authors__contains=[name]), number) for number, name in authors.items()
        ],
        "series": [_having(visible.filter(container__iexact=source.container), 0)],
        "publisher": tagged(Source, "publishers")(user),
    }
    traits = [
        Trait("author", "Same author", authors, plural="Same authors"),
        Trait("series", "Same journal or series", {0: source.container} if source.container else {}),
        Trait("publisher", "Same publisher", named(source.publisher_list), plural="Same publishers"),  # type: ignore[attr-defined]
    ]
    others = visible.exclude(pk__in=[source.pk, *(one.pk for one in shown)])
    columns = (*PROTECTED, "title", "description", "language")
    return related([Pool(others, links, columns)], traits, floor=FLOOR)


def _having(entries: QuerySet, number: int) -> QuerySet:
    """The pairs of a value, given by ``number``, that ``entries`` have without a record of its own."""
    return entries.order_by().values_list(Value(number, output_field=IntegerField()), "pk")


def _actors(engagements: QuerySet) -> QuerySet:
    """The pairs of a process and an organization engaged in it, by itself or as the network that others act through."""
    pairs = [
        engagements.filter(**{f"{actor}__isnull": False}).order_by().values_list("process", actor)
        for actor in ("organization", "through")
    ]
    return pairs[0].union(pairs[1])


def _memberships(user: Any) -> QuerySet:
    return Membership.objects.visible_to(user).filter(end_year__isnull=True)


def _networks(networks: Iterable[Organization]) -> Trait:
    present = named(one for one in networks if not one.until)  # type: ignore[attr-defined]
    return Trait("network", "Same network", present, WEAKER, "Same networks")


def _name(record: Any) -> str:
    return record.name
