"""What a lesson's page says about a lesson: sentences that follow from its codes, links, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from msn_kb.core.access import Attribution, Handling, Status, Viewer
from msn_kb.core.lists.records import Wanted, fetch
from msn_kb.core.pages import page_context

from .choices import EVIDENCE_EXPLAINED, MATURITY_EXPLAINED, RELATION_REVERSED
from .glossary import Glossary
from .models import Case, Lesson, LessonLink
from .querysets import singular
from .related import related_to_lesson
from .same_source import lessons_from_same_sources

# The texts of a lesson in the order in which its page shows them.
TEXTS = ("insight", "recommendation", "applicability", "context")
PLACE = ("name_en", "name_fr", "name_es", "name_ar")
# What the page needs of the records that a lesson is tagged with, by relation.
TAGS: dict[str, tuple[str, ...]] = {
    "themes": ("pk", "slug", "name"),
    "processes": ("pk", "slug", "name"),
    "countries": ("pk", "alpha3", *PLACE),
    "regions": ("pk", "code", *PLACE),
    "organizations": ("pk", "slug", "name", "acronym"),
    "offices": ("pk", "slug", "name", "acronym"),
    "tracks": ("pk", "code", "name"),
    "phases": ("pk", "code", "name"),
    "audiences": ("pk", "code", "name"),
    "services": ("pk", "code", "name"),
}

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
    attach_tags(lesson, user)
    conceal_affiliations(lesson, user)
    glossary = Glossary.for_language(lesson.language, user)
    family = related_versions(lesson, user)
    links = related_lessons(lesson, user)
    named = [link.lesson for link in links] + [family["successor"]] * bool(family["successor"])
    cases = list(Case.objects.visible_to(user).listed().filter(lessons=lesson))
    citations = lesson.citation_list  # type: ignore[attr-defined]
    return {
        **page_context(lesson),
        "lesson": lesson,
        "marked": glossary.mark({name: getattr(lesson, name) for name in TEXTS}),
        "citations": citations,
        "applications": lesson.application_list,  # type: ignore[attr-defined]
        "related": links,
        "cases": cases,
        "similar": related_to_lesson(lesson, user, linked=named, cases=cases),
        "same_sources": lessons_from_same_sources(lesson, citations, user),
        **family,
        "evidence_text": EVIDENCE_EXPLAINED.get(lesson.evidence, ""),
        "maturity_text": MATURITY_EXPLAINED.get(lesson.maturity, ""),  # type: ignore[attr-defined]
        "handling_text": HANDLING_EXPLAINED[lesson.handling],
        "attribution_text": ATTRIBUTION_EXPLAINED[lesson.attribution],
    }


def attach_tags(lesson: Lesson, user: Any) -> None:
    """Give ``lesson`` the records it is tagged with, those of each kind that ``user`` may see, in one query for all.

    They come as ``theme_list``, ``process_list`` and so on, with the columns that the page needs of them.
    """
    wanted = {}
    for relation, columns in TAGS.items():
        records = getattr(lesson, relation).visible_to(user)
        order = [name for name in records.model._meta.ordering if name != "pk"]
        wanted[f"{singular(relation)}_list"] = Wanted(records, columns, order)
    for name, records in fetch(wanted).items():
        setattr(lesson, name, records)


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
