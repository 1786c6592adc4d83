"""By which names lessons, cases, themes and terms are found, apart from their own texts, and lessons' facet keys.

Only names that every reader of the entry may see are indexed: public records, and published TLP:CLEAR processes;
never an affiliation under the Chatham House Rule (``contract.md``, Roles).
"""

from __future__ import annotations

from typing import Any

from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.core.lists.facet_keys import facet_keys
from msn_kb.core.search.names import NamedModel, NameIndex, register
from organizations.indexing import named_words
from organizations.models import Office, Organization, PeaceProcess

from .models import Case, Lesson, Phase, Term, Theme


def theme_words(theme: Theme) -> list[str]:
    return [theme.name, *theme.synonyms]


def may_hold(entry: Lesson | Case, record: Any) -> bool:
    """Whether every reader of ``entry`` may see that it is tied to ``record``."""
    if isinstance(record, PeaceProcess):
        return record.status == Status.PUBLISHED and record.handling == Handling.CLEAR
    if isinstance(record, (Organization, Office)):
        return entry.attribution != Attribution.CHATHAM_HOUSE
    return True


# Tracks and audiences are left out: “I” or “mediators” would match nearly everything.
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
CASE_TAGS = ("themes", "countries", "process", "actors__organization", "actors__office")

# The numbers of the facets in keys; changing one asks for a refresh of all entries.
FACETS = {
    "theme": 1,
    "process": 2,
    "country": 3,
    "region": 4,
    "organization": 5,
    "office": 6,
    "source": 7,
    "track": 8,
    "phase": 9,
    "audience": 10,
    "service": 11,
}
LESSON_TIES = ("themes__parent", "countries__region", "tracks", "audiences", "citations")


def lesson_keys(lesson: Lesson) -> dict[str, list[int]]:
    """The facet keys of a lesson; those of affiliations apart, because not everybody may count them."""
    themes = lesson.themes.all()
    regions = [
        *lesson.regions.all(),
        *(country.region for country in lesson.countries.all() if country.region),
    ]
    values = {
        "theme": [*_ids(themes), *(theme.parent_id for theme in themes if theme.parent_id)],
        "process": _ids(lesson.processes.all()),
        "country": _ids(lesson.countries.all()),
        "region": [int(code) for region in regions for code in region.lineage],
        "source": [citation.source_id for citation in lesson.citations.all()],
        "track": _ids(lesson.tracks.all()),
        "phase": _ids(lesson.phases.all()),
        "audience": _ids(lesson.audiences.all()),
        "service": _ids(lesson.services.all()),
    }
    affiliations = {"organization": _ids(lesson.organizations.all()), "office": _ids(lesson.offices.all())}
    return {"facet_keys": _keys(values), "affiliation_keys": _keys(affiliations)}


def _ids(records: Any) -> list[int]:
    return [record.pk for record in records]


def _keys(values: dict[str, list[int]]) -> list[int]:
    return sorted(set().union(*(facet_keys(FACETS[name], found) for name, found in values.items())))


register(
    NamedModel(Theme, theme_words),
    NamedModel(Phase, named_words),
    NameIndex(Lesson, LESSON_TAGS, may_hold=may_hold, columns=lesson_keys, ties=LESSON_TIES),
    NameIndex(Case, CASE_TAGS, may_hold=may_hold),
    NameIndex(Theme, ("parent",), own=lambda theme: theme.synonyms),
    NameIndex(Term, own=lambda term: term.synonyms),
)
