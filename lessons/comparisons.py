"""What stands side by side when lessons or cases are compared."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from msn_kb.core.access import Attribution, Viewer
from msn_kb.core.dates import display_partial_date
from msn_kb.core.lists.comparison import Aspect, ComparedList, choice, many, prose, text
from organizations.models import PeaceProcess

from .listings import CASES, LESSONS
from .models import Case, CaseCitation, Lesson, LessonCitation
from .querysets import known_actors


def _knows_affiliations(record: Any, user: Any) -> bool:
    return record.attribution != Attribution.CHATHAM_HOUSE or Viewer.of(user).sees_affiliations


def _cited(record: Any) -> list[Any]:
    return list(dict.fromkeys(citation.source for citation in record.citation_list))


def lesson_rows(lessons: QuerySet, user: Any) -> QuerySet:
    """Lessons with everything that the comparison shows of them."""
    rows: Any = lessons
    return (
        rows.with_maturity(user)
        .defer("search_vector", "tagged_names")
        .prefetch_related(
            *("themes", "countries", "regions", "tracks", "phases", "audiences", "services"),
            *("organizations", "offices"),
            Prefetch("processes", PeaceProcess.objects.visible_to(user), to_attr="process_list"),
            Prefetch(
                "citations", LessonCitation.objects.visible_to(user).for_page(), to_attr="citation_list"
            ),
        )
    )


def prepare_lesson(lesson: Any, user: Any) -> None:
    """Take away what the attribution keeps from ``user``."""
    known = _knows_affiliations(lesson, user)
    lesson.affiliation_list = [*lesson.organizations.all(), *lesson.offices.all()] if known else []


def case_rows(cases: QuerySet, user: Any) -> QuerySet:
    """Cases with everything that the comparison shows of them."""
    lessons = Lesson.objects.visible_to(user).listed().defer("search_vector", "tagged_names")
    return cases.defer("search_vector", "tagged_names").prefetch_related(
        *("themes", "countries", "tracks"),
        Prefetch("process", PeaceProcess.objects.visible_to(user)),
        Prefetch("actors", known_actors(user), to_attr="actor_list"),
        Prefetch("lessons", lessons, to_attr="lesson_list"),
        Prefetch("citations", CaseCitation.objects.visible_to(user).for_page(), to_attr="citation_list"),
    )


def prepare_case(case: Any, user: Any) -> None:
    """Name the actors; those that the attribution keeps from ``user`` were not fetched."""
    case.affiliation_list = [actor.organization or actor.office for actor in case.actor_list]


def _process(case: Case) -> Any:
    """The process as far as it was fetched through the door; a hidden one was not."""
    return case._state.fields_cache.get("process")


def _period(case: Case) -> str:
    return " – ".join(dict.fromkeys(display_partial_date(day) for day in (case.start, case.end) if day))


SOURCES = Aspect("Sources", _cited)

COMPARED_LESSONS = ComparedList(
    LESSONS,
    (
        choice("kind"),
        prose("insight", "What was learned"),
        prose("recommendation", "What to do"),
        prose("applicability", "Where it holds"),
        prose("context", "Where it arose"),
        choice("evidence"),
        prose("evidence_note", "On the evidence"),
        text("maturity_label", "Maturity"),
        many("themes"),
        text("process_list", "Peace processes"),
        many("countries"),
        many("regions"),
        text("affiliation_list", "Organizations and offices"),
        many("tracks"),
        many("phases"),
        many("audiences"),
        many("services"),
        Aspect("Date", lambda lesson: display_partial_date(lesson.date)),
        choice("language"),
        SOURCES,
        choice("handling"),
    ),
    lesson_rows,
    prepare_lesson,
)
COMPARED_CASES = ComparedList(
    CASES,
    (
        prose("situation"),
        prose("approach"),
        prose("result"),
        prose("what_worked", "What made it work"),
        prose("limits", "Limits and transferability"),
        Aspect("Period", _period),
        Aspect("Peace process", _process),
        many("countries"),
        text("affiliation_list", "Actors"),
        many("tracks"),
        many("themes"),
        text("lesson_list", "Lessons drawn"),
        SOURCES,
        choice("handling"),
    ),
    case_rows,
    prepare_case,
)
