"""The search text of tags: names, acronyms and synonyms of what an entry is tagged with.

Only names that every reader of the entry may see are indexed: public records, and published TLP:CLEAR processes;
never an affiliation under the Chatham House Rule (``contract.md``, Roles). ``lessons.signals`` calls this whenever a
tag is added, removed, renamed or merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Model

from msn_kb.core.access import Attribution, open_door
from organizations.models import (
    Country,
    Office,
    Organization,
    OrganizationName,
    PeaceProcess,
    Region,
    SupportService,
)

from .models import Audience, Case, Lesson, Phase, Theme, Track

BATCH = 500


def theme_words(theme: Theme) -> list[str]:
    return [theme.name, *theme.synonyms]


def place_words(place: Country | Region) -> list[str]:
    return list(dict.fromkeys([place.name_en, place.name_fr, place.name_es, place.name_ar]))


def organization_words(organization: Organization) -> list[str]:
    other = [name.name for name in organization.other_names.all()]
    return [organization.name, organization.acronym, *other]


def office_words(office: Office) -> list[str]:
    return [office.name, office.acronym]


def process_words(process: PeaceProcess) -> list[str]:
    return [process.name, *process.other_names]


def named_words(record: Any) -> list[str]:
    return [record.name]


WORDS: dict[type[Model], Any] = {
    Theme: theme_words,
    Country: place_words,
    Region: place_words,
    Organization: organization_words,
    Office: office_words,
    PeaceProcess: process_words,
    SupportService: named_words,
    Phase: named_words,
}
# Tracks and audiences are left out: “I” or “mediators” would match nearly everything.
UNINDEXED = (Track, Audience)
AFFILIATIONS = (Organization, Office)


def words_of(record: Any) -> list[str]:
    """What a tag adds to the search text; nothing for tags that not every reader may see."""
    if isinstance(record, PeaceProcess) and not (record.status == "published" and record.handling == "clear"):
        return []
    return [word for word in WORDS[type(record)](record) if word]


def tagged_names(tags: Iterable[Any], attribution: str) -> str:
    """The search text for ``tags`` of an entry with ``attribution``: one name a line, in a stable order."""
    hidden = AFFILIATIONS if attribution == Attribution.CHATHAM_HOUSE else ()
    words = chain.from_iterable(words_of(tag) for tag in tags if not isinstance(tag, hidden))
    return "\n".join(sorted(set(words)))


LESSON_TAGS = (
    "themes",
    "countries",
    "regions",
    "processes",
    "services",
    "phases",
    "organizations",
    "offices",
)
CASE_TAGS = ("themes", "countries")


def refresh_lessons(ids: Iterable[int]) -> int:
    """Bring the search text of these lessons up to date; returns how many were changed."""
    return _refresh(Lesson, ids, LESSON_TAGS, _no_more)


def refresh_cases(ids: Iterable[int]) -> int:
    """Bring the search text of these cases up to date; returns how many were changed."""
    return _refresh(Case, ids, CASE_TAGS, _case_extras)


def _no_more(entry: Any) -> list[Any]:
    return []


def _case_extras(case: Case) -> list[Any]:
    actors = [actor.organization or actor.office for actor in case.actors.all()]
    return [*actors, *([case.process] if case.process else [])]


def _refresh(model: Any, ids: Iterable[int], relations: tuple[str, ...], extras: Any) -> int:
    wanted, changed = sorted(set(ids)), 0
    with open_door():
        for start in range(0, len(wanted), BATCH):
            entries = model.objects.filter(pk__in=wanted[start : start + BATCH]).prefetch_related(
                *_prefetches(model, relations)
            )
            stale = []
            for entry in entries:
                tags = [
                    *chain.from_iterable(getattr(entry, name).all() for name in relations),
                    *extras(entry),
                ]
                text = tagged_names(tags, entry.attribution)
                if text != entry.tagged_names:
                    entry.tagged_names = text
                    stale.append(entry)
            model.objects.bulk_update(stale, ["tagged_names"])
            changed += len(stale)
    return changed


def _prefetches(model: Any, relations: tuple[str, ...]) -> list[str]:
    nested = {"organizations": "organizations__other_names"}
    names = [nested.get(name, name) for name in relations]
    if model is Case:
        names += ["actors__organization__other_names", "actors__office", "process"]
    return names


def carriers(tag: Any) -> dict[Any, set[int]]:
    """Primary keys of the entries that carry ``tag``, by their model."""
    found: dict[Any, set[int]] = defaultdict(set)
    with open_door():
        for model, relations in ((Lesson, LESSON_TAGS), (Case, CASE_TAGS)):
            for name in relations:
                if model._meta.get_field(name).related_model is type(tag):
                    found[model] |= set(model.objects.filter(**{name: tag}).values_list("pk", flat=True))
        if isinstance(tag, PeaceProcess):
            found[Case] |= set(Case.objects.filter(process=tag).values_list("pk", flat=True))
        if isinstance(tag, Organization):
            found[Case] |= set(Case.objects.filter(actors__organization=tag).values_list("pk", flat=True))
        if isinstance(tag, Office):
            found[Case] |= set(Case.objects.filter(actors__office=tag).values_list("pk", flat=True))
    return found


def refresh_tagged_with(tag: Any) -> None:
    """After ``tag`` was renamed or changed its handling: refresh every entry that carries it."""
    refresh(carriers(tag.organization if isinstance(tag, OrganizationName) else tag))


def refresh(found: dict[Any, set[int]]) -> None:
    """Bring the search text of these entries, as ``carriers`` gives them, up to date."""
    refresh_lessons(found[Lesson])
    refresh_cases(found[Case])
