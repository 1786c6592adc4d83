"""Lessons and cases related to a lesson or a case, by what they are filed under alike and by their rarest words.

Under the Chatham House Rule organizations and offices play no part below curator: neither those of the entry shown,
which come here concealed, nor those of other entries (``filters.tags.affiliations``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from msn_kb.core.lists.record_filters import Links, column, rows, tagged
from msn_kb.core.related import Pool, Related, Trait, named, related
from msn_kb.core.search.telling import telling_words
from organizations.models import Organization

from .filters.tags import affiliations
from .models import Case, CaseActor, Lesson

# What sharing each says. Tracks, phases and audiences are left out: there are so few of them that each is on many.
THEME, PROCESS, PLACE, ACTOR, SERVICE = 1.0, 1.2, 0.7, 0.8, 0.5

LINKS: dict[type[Lesson] | type[Case], dict[str, Links]] = {
    Lesson: {
        "theme": tagged(Lesson, "themes"),
        "process": tagged(Lesson, "processes"),
        "country": tagged(Lesson, "countries"),
        "region": tagged(Lesson, "regions"),
        "organization": affiliations(tagged(Lesson, "organizations"), "lesson"),
        "office": affiliations(tagged(Lesson, "offices"), "lesson"),
        "service": tagged(Lesson, "services"),
    },
    Case: {
        "theme": tagged(Case, "themes"),
        "process": column(Case, "process"),
        "country": tagged(Case, "countries"),
        "organization": affiliations(rows(CaseActor, "case", "organization"), "case"),
        "office": affiliations(rows(CaseActor, "case", "office"), "case"),
    },
}
COLUMNS = {
    Lesson: ("pk", "slug", "title", "language", "kind", "evidence", "handling", "status", "is_demonstration"),
    Case: ("pk", "slug", "title", "language", "handling", "status"),
}


def related_to_lesson(
    lesson: Lesson, user: Any, *, linked: Iterable[Lesson] = (), cases: Iterable[Case] = ()
) -> list[Related]:
    """Entries related to ``lesson``, which has its tags attached and its affiliations concealed.

    Left out is what its page names: the lesson in any language, the lessons ``linked`` with it, and its ``cases``.
    """
    traits = [
        _trait("theme", lesson.theme_list, THEME),  # type: ignore[attr-defined]
        _trait("process", lesson.process_list, PROCESS, "processes"),  # type: ignore[attr-defined]
        _trait("country", lesson.country_list, PLACE, "countries"),  # type: ignore[attr-defined]
        _trait("region", lesson.region_list, PLACE),  # type: ignore[attr-defined]
        *_actors(lesson.organization_list, lesson.office_list),  # type: ignore[attr-defined]
        _trait("service", lesson.service_list, SERVICE, name="support service"),  # type: ignore[attr-defined]
    ]
    words = telling_words(lesson.language, lesson.title, [lesson.insight, lesson.recommendation])
    pools = [_lessons(user, [lesson, *linked]), _cases(user, cases)]
    return related(pools, traits, words)


def related_to_case(case: Case, user: Any, *, drawn: Iterable[Lesson] = ()) -> list[Related]:
    """Entries related to ``case``, fetched by ``for_page(user)``; without the lessons ``drawn`` from it."""
    process = case.visible_process  # type: ignore[attr-defined]
    actors = case.actor_list  # type: ignore[attr-defined]
    traits = [
        _trait("theme", case.theme_list, THEME),  # type: ignore[attr-defined]
        _trait("process", [process] if process else [], PROCESS),
        _trait("country", case.country_list, PLACE, "countries"),  # type: ignore[attr-defined]
        *_actors(
            [actor.organization for actor in actors if actor.organization],
            [actor.office for actor in actors if actor.office],
        ),
    ]
    words = telling_words(case.language, case.title, [case.approach, case.result, case.what_worked])
    pools = [_lessons(user, drawn), _cases(user, [case])]
    return related(pools, traits, words)


def _trait(kind: str, records: Iterable[Any], worth: float, plural: str = "", name: str = "") -> Trait:
    name = name or kind
    return Trait(kind, f"Same {name}", named(records), worth, f"Same {plural or f'{name}s'}")


def _actors(organizations: Iterable[Organization], offices: Iterable[Any]) -> list[Trait]:
    return [
        _trait("organization", organizations, ACTOR),
        _trait("office", offices, ACTOR),
    ]


def _lessons(user: Any, named: Iterable[Lesson]) -> Pool:
    """Lessons but those ``named`` and their versions in other languages."""
    entries = Lesson.objects.visible_to(user).listed()
    families = {lesson.translation_of_id or lesson.pk for lesson in named}
    others = entries.exclude(Q(pk__in=families) | Q(translation_of__in=families))
    return _pool(others, user, family=Coalesce("translation_of_id", "pk"))


def _cases(user: Any, named: Iterable[Case]) -> Pool:
    entries = Case.objects.visible_to(user).listed()
    return _pool(entries.exclude(pk__in=[case.pk for case in named]), user, family=F("pk"))


def _pool(entries: QuerySet, user: Any, family: Any) -> Pool:
    links = {name: links(user) for name, links in LINKS[entries.model].items()}
    return Pool(entries, links, COLUMNS[entries.model], family, has_words=True)
