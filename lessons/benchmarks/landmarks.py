"""The records whose pages have most to show: they are the ones worth measuring."""

from __future__ import annotations

from collections.abc import Iterable

from organizations.models import (
    Country,
    Engagement,
    Meeting,
    Office,
    Organization,
    Participation,
    PeaceProcess,
    Region,
    Source,
)

from ..models import Case, Contrast, Lesson, LessonCitation, LessonLink, Term, Theme
from .prose import COMMON, word
from .rows import scalar, table

# What a visitor may read. The word of a record's address is the column after the model.
OPEN = "handling = 'clear' AND status = 'published'"


def landmarks() -> dict[str, str]:
    """The last part of an address for each noun, ``noun2`` for the runner-up where pages compare two."""
    through = Lesson.themes.through, Lesson.countries.through, Lesson.organizations.through
    themes, countries, organizations = map(table, through)
    processes, offices = table(Lesson.processes.through), table(Lesson.offices.through)
    found = {
        "lesson": _fullest(Lesson, "slug", [_count(LessonLink, "other_id")], where=OPEN),
        "case": _fullest(Case, "slug", [f"SELECT case_id FROM {table(Case.lessons.through)}"], where=OPEN),
        "organization": _fullest(
            Organization,
            "slug",
            [f"SELECT organization_id FROM {organizations}", _count(Engagement, "organization_id")],
        ),
        "network": _fullest(
            Organization,
            "slug",
            ["SELECT network_id FROM organizations_membership"],
            where="kind = 'network'",
        ),
        "office": _fullest(Office, "slug", [f"SELECT office_id FROM {offices}"]),
        "meeting": _fullest(Meeting, "slug", [_count(Participation, "meeting_id")]),
        "process": _fullest(
            PeaceProcess,
            "slug",
            [f"SELECT peaceprocess_id FROM {processes}", _count(Engagement, "process_id")],
            where=OPEN,
        ),
        "source": _fullest(Source, "slug", [_count(LessonCitation, "source_id")], where=OPEN),
        "theme": _fullest(Theme, "slug", [f"SELECT theme_id FROM {themes}"]),
        "term": _fullest(Term, "slug", [_count(Contrast, "second_id")]),
        "contrast": _fullest(Contrast, "slug", []),
        "country": _fullest(Country, "alpha3", [f"SELECT country_id FROM {countries}"]),
        "region": _fullest(
            Region,
            "code",
            [
                f"SELECT place.region_id FROM {countries} "
                f"JOIN {table(Country)} AS place ON place.id = country_id"
            ],
        ),
    }
    answers = {f"{noun}{place}": key for noun, keys in found.items() for place, key in keys.items()}
    return answers | {"country_code": answers["country"].lower(), "frequent": COMMON[0], "rare": word(2000)}


def _count(model: type, column: str) -> str:
    return f"SELECT {column} FROM {table(model)}"


def _fullest(model: type, key: str, carriers: Iterable[str], where: str = "true") -> dict[str, str]:
    """The keys of the two records that occur most often among ``carriers``, by what their noun ends with."""
    union = " UNION ALL ".join([*carriers, "SELECT NULL::bigint"])
    pick = (
        f"SELECT array_agg({key}) FROM (SELECT record.{key} FROM {table(model)} AS record LEFT JOIN ("
        f"SELECT id AS found, count(*) AS often FROM ({union}) AS carried (id) GROUP BY id) AS counted "
        f"ON found = record.id WHERE {where} ORDER BY often DESC NULLS LAST, record.id LIMIT 2) AS first"
    )
    keys = scalar(pick) or []
    return dict(zip(("", "2"), map(str, keys), strict=False))
