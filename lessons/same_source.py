"""Which other lessons are drawn from the sources of a lesson."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.http import urlencode

from msn_kb.core import kept
from msn_kb.core.access import Status
from msn_kb.core.record_addresses import list_address
from organizations.models import Citation, Source

from .models import Lesson, LessonCitation


@dataclass(frozen=True)
class SameSource:
    """A source with the number of lessons drawn from it besides the one shown, and the list of all of them."""

    source: Source
    more: int
    url: str


def lessons_from_same_sources(lesson: Lesson, citations: Iterable[Citation], user: Any) -> list[SameSource]:
    """Each source of ``citations`` (through the door) once that has other lessons; one query, kept.

    The list at ``url`` holds these and ``lesson`` itself, unless that is superseded: lists leave it out.
    """
    sources = {citation.source_id: citation.source for citation in citations}
    listed = Lesson.objects.visible_to(user).listed().order_by()
    drawn = (
        LessonCitation.objects.visible_to(user)
        .filter(source__in=sources, record__in=listed)
        .order_by()
        .values("source")
        .annotate(number=Count("record", distinct=True))
    )
    numbers: dict[int, int] = dict(kept.values(drawn.values_list("source", "number"))) if sources else {}
    own = int(lesson.status != Status.SUPERSEDED)
    return [
        SameSource(source, more, f"{list_address('lesson')}?{urlencode({'source': source.slug})}")
        for key, source in sources.items()
        if (more := numbers.get(key, 0) - own) > 0
    ]
