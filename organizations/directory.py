"""What the pages of organizations and of offices show alike: engagements, lessons, cases, meetings, networks.

Organizations, offices, meetings and memberships are always public and read together in one query; everything else
comes through the visibility door.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.http import urlencode

from msn_kb.core.access import Attribution, Viewer
from msn_kb.core.lists.records import Wanted
from msn_kb.core.pages import Excerpt, excerpt
from msn_kb.core.record_addresses import list_address

from .choices import Attendance
from .models import Engagement, Meeting, Organization

NAMED = ("pk", "slug", "name", "acronym", "sort_name")
MEMBERSHIP = ("since", "until", "as_of", "membership_note")
MEETING = ("pk", "slug", "title", "kind", "start", "end", "place")
ATTENDANCE = {**dict(Attendance.choices), "convened": "Convened", "held": "Its own meeting"}


def address_of(noun: str, **parameters: str) -> str:
    """The list of ``noun`` under ``parameters``."""
    return f"{list_address(noun)}?{urlencode(parameters)}"


def members_as(records: QuerySet, path: str, **tie: Any) -> Wanted:
    """``records`` tied by the membership at ``path`` that ``tie`` picks, each with the membership's years and date."""
    tied = records.filter(**{f"{path}__{name}": value for name, value in tie.items()}).annotate(
        since=F(f"{path}__start_year"),
        until=F(f"{path}__end_year"),
        as_of=F(f"{path}__as_of"),
        membership_note=F(f"{path}__note"),
    )
    return Wanted(tied, (*NAMED, *MEMBERSHIP), ("sort_name",))


def networks_of(user: Any, **member: Any) -> Wanted:
    """The networks that ``member`` (``organization=…`` or ``office=…``) belongs to."""
    return members_as(Organization.objects.visible_to(user), "members", **member)


def meetings_attended(user: Any, **participant: Any) -> Wanted:
    """Meetings that ``participant`` took part in or was invited to; each with ``attendance`` and ``remark``."""
    tied = (
        Meeting.objects.visible_to(user)
        .filter(**{f"participations__{name}": value for name, value in participant.items()})
        .annotate(attendance=F("participations__attendance"), remark=F("participations__note"))
    )
    return Wanted(tied, (*MEETING, "attendance", "remark"), ("-start",))


def merged_meetings(*groups: tuple[str, Iterable[Any]]) -> list[Any]:
    """Each meeting once, newest first, with ``parts``: what its group or its attendance says of the part taken."""
    merged: dict[int, Any] = {}
    for part, meetings in groups:
        for meeting in meetings:
            known = merged.setdefault(meeting.pk, meeting)
            known.parts = [*getattr(known, "parts", []), ATTENDANCE[part or meeting.attendance]]
    return sorted(merged.values(), key=lambda meeting: meeting.start, reverse=True)


def engagements_of(actor: Q, user: Any) -> QuerySet[Engagement]:
    """The engagements that ``actor`` picks, with their process and ``citation_list``; two queries."""
    visible = Engagement.objects.visible_to(user).in_force().filter(actor)
    return (
        visible.for_page(user)
        .select_related("process", "organization", "office", "through")
        .defer("process__search_vector", "process__tagged_names")
        .order_by("process__sort_name", F("start_year").asc(nulls_last=True), "organization__sort_name", "pk")
    )


def lessons_with(record: Any, user: Any) -> Excerpt:
    """Lessons tagged with the organization or office, without those whose affiliations ``user`` may not know."""
    lessons = record.lessons.visible_to(user).listed().naming_affiliations(user).newest_first()
    url = address_of("lesson", **{record.url_noun(): record.slug})
    return excerpt(lessons, url, cards=lessons.for_section(user))


def cases_with(record: Any, user: Any) -> Excerpt:
    """Cases in which the organization or office acts; each with ``roles``, its own, and ``others``, who acts too."""
    roles, noun = record.case_roles.order_by(), record.url_noun()
    actors = roles.model._default_manager.select_related("organization", "office")
    # The door of another app's records, found by the relation that leads to them.
    cases = roles.model.case.get_queryset().visible_to(user).listed().filter(pk__in=roles.values("case"))
    if not Viewer.of(user).sees_affiliations:
        cases = cases.exclude(attribution=Attribution.CHATHAM_HOUSE)
    cases = cases.defer("search_vector", "tagged_names").order_by("sort_title", "pk")
    cards = cases.prefetch_related(Prefetch("actors", actors, to_attr="actor_list"))
    found: Any = excerpt(cases, address_of("case", **{noun: record.slug}), cards=cards)
    for case in found.rows:
        own = [actor for actor in case.actor_list if getattr(actor, f"{noun}_id") == record.pk]
        case.roles = [actor.role for actor in own]
        case.others = [actor.organization or actor.office for actor in case.actor_list if actor not in own]
    return found
