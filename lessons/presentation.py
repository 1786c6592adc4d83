"""What a lesson's page says about a lesson: sentences that follow from its codes, links, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from msn_kb.core.access import Attribution, Handling, Status, Viewer

from .choices import EVIDENCE_EXPLAINED, MATURITY_EXPLAINED, RELATION_REVERSED, Maturity
from .models import Case, Lesson, LessonLink

HANDLING_EXPLAINED: dict[str, str] = {
    Handling.CLEAR: "May be shared with anyone.",
    Handling.GREEN: "May be shared within the network of mediation support, not published.",
    Handling.AMBER: "For members of the owning organizations and the people named; "
    "share further only with those who must act on it.",
    Handling.RED: "For the people named only; may not be shared further.",
}
ATTRIBUTION_EXPLAINED: dict[str, str] = {
    Attribution.NAMED: "Its origin may be named.",
    Attribution.ORGANIZATION_ONLY: "Organizations may be named, persons may not.",
    Attribution.CHATHAM_HOUSE: "Chatham House Rule: it may be used, but who said it "
    "and for whom they work is not disclosed.",
}


@dataclass(frozen=True)
class RelatedLesson:
    """A lesson linked with the one shown, and how."""

    relation: str
    lesson: Lesson
    note: str


def lesson_context(lesson: Lesson, user: Any) -> dict[str, Any]:
    """The template context of a lesson fetched by ``for_page(user)``; nested values are what ``user`` may see."""
    conceal_affiliations(lesson, user)
    family = related_versions(lesson, user)
    return {
        "lesson": lesson,
        "citations": lesson.citation_list,  # type: ignore[attr-defined]
        "applications": lesson.application_list,  # type: ignore[attr-defined]
        "related": related_lessons(lesson, user),
        "cases": Case.objects.visible_to(user).listed().filter(lessons=lesson),
        **family,
        "permalink": permalink(lesson),
        "how_to_cite": how_to_cite(lesson),
        "evidence_text": EVIDENCE_EXPLAINED.get(lesson.evidence, ""),
        "maturity_text": MATURITY_EXPLAINED.get(lesson.maturity, ""),  # type: ignore[attr-defined]
        "handling_text": HANDLING_EXPLAINED[lesson.handling],
        "attribution_text": ATTRIBUTION_EXPLAINED[lesson.attribution],
    }


def conceal_affiliations(lesson: Lesson, user: Any) -> None:
    """Take from ``lesson`` what its attribution forbids ``user`` to see, before anything is rendered."""
    lesson.speaker_line = lesson.speaker if lesson.attribution == Attribution.NAMED else ""  # type: ignore[attr-defined]
    if lesson.attribution == Attribution.CHATHAM_HOUSE and not Viewer.of(user).sees_affiliations:
        lesson.organization_list = []  # type: ignore[attr-defined]
        lesson.office_list = []  # type: ignore[attr-defined]


def related_lessons(lesson: Lesson, user: Any) -> list[RelatedLesson]:
    """Linked lessons that ``user`` may see, from both ends, grouped by relation; superseded ones are left out."""
    links = (
        LessonLink.objects.visible_to(user)
        .filter(Q(lesson=lesson) | Q(other=lesson))
        .exclude(
            Q(other=lesson, lesson__status=Status.SUPERSEDED)
            | Q(lesson=lesson, other__status=Status.SUPERSEDED)
        )
        .select_related("lesson", "other")
        .defer("lesson__search_vector", "other__search_vector")
    )
    found = []
    for link in links:
        if link.lesson_id == lesson.pk:
            found.append(RelatedLesson(link.get_relation_display(), link.other, link.note))
        else:
            found.append(RelatedLesson(RELATION_REVERSED[link.relation], link.lesson, link.note))
    return sorted(found, key=lambda item: (item.relation, item.lesson.sort_title))


def related_versions(lesson: Lesson, user: Any) -> dict[str, Any]:
    """The same lesson in other languages (``original``, ``translations``) and its ``successor``, as far as visible."""
    root = lesson.translation_of_id or lesson.pk
    others = Lesson.objects.visible_to(user).exclude(pk=lesson.pk)
    versions = list(
        others.filter(Q(pk=root) | Q(translation_of=root) | Q(pk=lesson.superseded_by_id)).order_by(
            "language"
        )
    )
    listed = [version for version in versions if version.status != Status.SUPERSEDED and version.pk != root]
    return {
        "original": next((version for version in versions if version.pk == lesson.translation_of_id), None),
        "translations": [
            {
                "url": version.get_absolute_url(),
                "language": version.language,
                "language_label": version.get_language_display(),
            }
            for version in listed
            if version.translation_of_id == root
        ],
        "successor": next((version for version in versions if version.pk == lesson.superseded_by_id), None),
    }


def permalink(lesson: Lesson) -> str:
    """The lesson's full address."""
    return f"{settings.SITE_URL}{lesson.get_absolute_url()}"


def how_to_cite(lesson: Lesson) -> str:
    """A reference to the entry itself, with the mark that its handling asks for."""
    updated = date_format(timezone.localtime(lesson.updated_at), "j F Y")
    today = date_format(timezone.localdate(), "j F Y")
    mark = "" if lesson.handling == Handling.CLEAR else f" {lesson.get_handling_display()}."
    return (
        f"“{lesson.title}”, MSN Knowledge Base, lesson no. {lesson.pk}, as of {updated}, "
        f"{permalink(lesson)} (accessed {today}).{mark}"
    )


def maturity_label(code: str) -> str:
    """“Identified” for ``identified``; nothing for an entry that is not published."""
    return Maturity(code).label if code else ""
