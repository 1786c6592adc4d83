"""The page of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from msn_kb.core.pages import Excerpt, excerpt, not_stated, page_context, record_or_redirect

from ..choices import Attendance
from ..models import Meeting, Participation, Source
from ..related import related_meetings
from .citations import cited_sources


@dataclass(frozen=True)
class Attendees:
    """Participants who came in the same way, or did not."""

    code: str
    label: str
    participations: Sequence[Participation]


@dataclass(frozen=True)
class HeadCount:
    """How many there were, where a source states a number."""

    number: int
    label: str


HEAD_COUNTS = (
    ("people_in_person", "person in person", "people in person"),
    ("people_online", "person online", "people online"),
    ("organizations_in_person", "organization in person", "organizations in person"),
    ("organizations_online", "organization online", "organizations online"),
    ("women", "woman", "women"),
    ("men", "man", "men"),
)


@require_safe
def meeting_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting with all that belongs to it and this person may see."""
    user = request.user
    meetings = Meeting.objects.visible_to(user).for_page(user)
    found = record_or_redirect(meetings, slug, "meeting-detail")
    if isinstance(found, HttpResponse):
        return found
    outcome = Source.objects.visible_to(user).filter(pk=found.outcome_id).first()
    context = {
        **page_context(found),
        "attendees": attendees(found.participation_list),
        "head_counts": head_counts(found),
        "outcome": outcome,
        "learned": lessons_of(outcome, user) if outcome else None,
        "similar": related_meetings(found, user),
        "sources": cited_sources(found.citation_list),
        "unknown": unknown(found, outcome),
    }
    return render(request, "organizations/meeting_detail.html", context)


def attendees(participations: Iterable[Participation]) -> list[Attendees]:
    """``participations`` by attendance, in the order of the list, by name; those that nobody belongs to left out."""
    named = sorted(participations, key=lambda one: (one.organization or one.office).sort_name)  # type: ignore[union-attr]
    groups = [
        Attendees(code, str(label), [one for one in named if one.attendance == code])
        for code, label in Attendance.choices
    ]
    return [group for group in groups if group.participations]


def head_counts(meeting: Meeting) -> list[HeadCount]:
    """The numbers that are stated; zero is stated too."""
    return [
        HeadCount(number, singular if number == 1 else plural)
        for name, singular, plural in HEAD_COUNTS
        if (number := getattr(meeting, name)) is not None
    ]


def lessons_of(source: Source, user: Any) -> Excerpt:
    """Lessons that cite ``source``: those of the list of lessons when it is asked for."""
    citations: QuerySet = source.lessoncitations.visible_to(user).order_by()  # type: ignore[attr-defined]
    records = citations.model._meta.get_field("record").related_model
    visible = records._default_manager.visible_to(user).listed()  # type: ignore[union-attr]
    lessons = visible.filter(pk__in=citations.values("record")).newest_first()
    return excerpt(lessons, f"{reverse('lesson-list')}?source={source.slug}", cards=lessons.for_section(user))


def unknown(meeting: Meeting, outcome: Source | None) -> list[str]:
    """Labels of what no source at hand states of ``meeting``."""
    return not_stated(
        [
            ("when it was held", meeting.start),
            ("where it was held", meeting.place or meeting.country_id),
            ("who convened it", meeting.convenor_list),  # type: ignore[attr-defined]
            ("which organizations took part", meeting.participation_list),  # type: ignore[attr-defined]
            ("how many took part", head_counts(meeting)),
            ("an outcome document", outcome),
        ]
    )
