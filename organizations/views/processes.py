"""The page of a peace process."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.access import Status
from msn_kb.core.pages import excerpt, not_stated, page_context, record_or_redirect
from msn_kb.core.record_addresses import list_address

from ..choices import EngagementRole, ProcessStatus
from ..models import Engagement, PeaceProcess
from ..related import related_processes
from .citations import cited_sources
from .engagements import engagement_timeline, supporters

# What the page says of a lesson's application: lessons are long, and there may be a hundred.
APPLICATION = (
    *("description", "outcome", "date", "process", "country"),
    *("lesson__title", "lesson__slug", "lesson__language", "lesson__handling"),
    *("organization__name", "organization__acronym"),
)


@require_safe
def process_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One process with all that belongs to it and this person may see."""
    user = request.user
    processes = PeaceProcess.objects.visible_to(user).for_page(user)
    found = record_or_redirect(processes, slug, "process-detail")
    if isinstance(found, HttpResponse):
        return found
    engagements = list(found.engagements.visible_to(user).listed().for_page(user))
    citations = [*found.citation_list, *(each for one in engagements for each in one.citation_list)]
    sources = cited_sources(citations)
    groups = supporters(engagements, sources)
    lessons = found.lessons.visible_to(user).listed().newest_first()
    cases = found.cases.visible_to(user).listed().order_by("sort_title", "pk")
    applications = found.applications.visible_to(user).exclude(lesson__status=Status.SUPERSEDED)
    shown = applications.select_related("lesson", "country", "organization").only(*APPLICATION)
    context = {
        **page_context(found),
        "engagements": engagements,
        "groups": groups,
        "timeline": engagement_timeline(groups),
        "learned": excerpt(lessons, list_of("lesson", found), cards=lessons.for_section(user)),
        "cases": excerpt(cases, list_of("case", found)),
        "applications": shown,
        "similar": related_processes(found, engagements, user),
        "sources": sources,
        "unknown": unknown(found, engagements),
    }
    return render(request, "organizations/process_detail.html", context)


def list_of(noun: str, process: PeaceProcess) -> str:
    """The address of the list of lessons or cases that asks for ``process``."""
    return f"{list_address(noun)}?process={process.slug}"


def unknown(process: PeaceProcess, engagements: Sequence[Engagement]) -> list[str]:
    """Labels of what no source at hand states of ``process`` and of those who support it."""
    stated_state = "" if process.process_status == ProcessStatus.NOT_STATED else process.process_status
    missing = not_stated(
        [
            ("when it began", process.start_year),
            ("when it ended, or whether it goes on", process.end_year),
            ("the state of the process", stated_state),
            ("who supports it", list(engagements)),
        ]
    )
    unclear = sum(engagement.role == EngagementRole.NOT_SPECIFIED for engagement in engagements)
    undated = sum(engagement.start_year is engagement.end_year is None for engagement in engagements)
    if unclear:
        missing.append(f"the role of {unclear} of {_number(engagements)}")
    if undated:
        missing.append(f"the years of {undated} of {_number(engagements)}")
    return missing


def _number(engagements: Sequence[Engagement]) -> str:
    """“1 engagement”, “9 engagements”."""
    return "1 engagement" if len(engagements) == 1 else f"{len(engagements)} engagements"
