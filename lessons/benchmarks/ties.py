"""The lessons' columns that follow from what they are tied to: search names and facet keys, in one pass over the table.

``lessons.indexing`` says what they hold. Its own way, a lesson at a time, is too slow for 200,000 of them; a test holds
both ways against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField

from lessons.indexing import FACETS
from lessons.models import Lesson, LessonCitation, Phase, Theme
from msn_kb.core.lists.facet_keys import FACET_BITS
from organizations.models import (
    Country,
    Office,
    Organization,
    OrganizationName,
    PeaceProcess,
    Region,
    SupportService,
)

from .rows import execute, table

PLACE = ("name_en", "name_fr", "name_es", "name_ar")
# The columns of a record's names, text or lists of text, by the relation that ties lessons to it.
NAMES: dict[str, tuple[type, tuple[str, ...]]] = {
    "themes": (Theme, ("name", "synonyms")),
    "countries": (Country, PLACE),
    "regions": (Region, PLACE),
    "processes": (PeaceProcess, ("name", "other_names")),
    "services": (SupportService, ("name",)),
    "phases": (Phase, ("name",)),
    "organizations": (Organization, ("name", "acronym")),
    "offices": (Office, ("name", "acronym")),
}
OPEN_PROCESS = "tied.status = 'published' AND tied.handling = 'clear'"
NAMED_AFFILIATION = "lesson.attribution <> 'chatham-house'"
MAY_HOLD = {"processes": OPEN_PROCESS, "organizations": NAMED_AFFILIATION, "offices": NAMED_AFFILIATION}

# The facets whose values are the primary keys of what a relation leads to.
TAGGED = {
    "theme": "themes",
    "process": "processes",
    "country": "countries",
    "track": "tracks",
    "phase": "phases",
    "audience": "audiences",
    "service": "services",
}
AFFILIATIONS = {"organization": "organizations", "office": "offices"}


def write_ties(more: Mapping[str, str]) -> None:
    """Bring ``tagged_names``, ``facet_keys`` and ``affiliation_keys`` of all lessons up to date.

    ``more``: SQL of further columns, written along with them.
    """
    values = {
        "tagged_names": (r"string_agg(DISTINCT value, E'\n' ORDER BY value)", _names(), "''"),
        "facet_keys": ("array_agg(DISTINCT value ORDER BY value)", _facet_keys(), "'{}'"),
        "affiliation_keys": ("array_agg(DISTINCT value ORDER BY value)", _affiliation_keys(), "'{}'"),
    }
    written = {column: f"coalesce({column}_of.value, {empty})" for column, (_, _, empty) in values.items()}
    columns = ", ".join(f"{column} = {value}" for column, value in {**more, **written}.items())
    joins = " ".join(
        f"LEFT JOIN (SELECT id, {gathered} AS value FROM ({rows}) AS row (id, value) GROUP BY id) "
        f"AS {column}_of ON {column}_of.id = entry.id"
        for column, (gathered, rows, _) in values.items()
    )
    execute(
        f"UPDATE {table(Lesson)} AS lesson SET {columns} FROM {table(Lesson)} AS entry {joins} "
        f"WHERE entry.id = lesson.id"
    )


def _names() -> str:
    """SQL of rows of (lesson, name), names ordered by code point as the program orders them."""
    parts = []
    for relation, (model, columns) in NAMES.items():
        words = " || ".join(_words(model, column) for column in columns)
        parts.append(
            f"SELECT lesson.id, word FROM {_tied(relation, model)} "
            f"CROSS JOIN LATERAL unnest({words}) AS word WHERE {MAY_HOLD.get(relation, 'true')}"
        )
    parts.append(
        f"SELECT lesson.id, other.name FROM {_tied('organizations', Organization)} "
        f"JOIN {table(OrganizationName)} AS other ON other.organization_id = tied.id WHERE {NAMED_AFFILIATION}"
    )
    return f"SELECT id, word COLLATE \"C\" FROM ({' UNION ALL '.join(parts)}) AS named (id, word) WHERE word <> ''"


def _words(model: Any, column: str) -> str:
    """SQL of the names in a column, as a list."""
    is_list = isinstance(model._meta.get_field(column), ArrayField)
    return f"tied.{column}::text[]" if is_list else f"ARRAY[tied.{column}::text]"


def _facet_keys() -> str:
    """SQL of rows of (lesson, key) of every facet that all readers may count."""
    parts = [_keys(facet, relation) for facet, relation in TAGGED.items()]
    parts.append(
        f"SELECT lesson.id, {_key('theme', 'tied.parent_id')} FROM {_tied('themes', Theme)} "
        f"WHERE tied.parent_id IS NOT NULL"
    )
    above = _key("region", "above::int")
    parts.append(
        f"SELECT lesson.id, {above} FROM {_tied('regions', Region)} CROSS JOIN LATERAL unnest(tied.lineage) AS above"
    )
    parts.append(
        f"SELECT lesson.id, {above} FROM {_tied('countries', Country)} "
        f"JOIN {table(Region)} AS region ON region.id = tied.region_id "
        f"CROSS JOIN LATERAL unnest(region.lineage) AS above"
    )
    parts.append(f"SELECT record_id, {_key('source', 'source_id')} FROM {table(LessonCitation)}")
    return " UNION ALL ".join(parts)


def _affiliation_keys() -> str:
    return " UNION ALL ".join(_keys(facet, relation) for facet, relation in AFFILIATIONS.items())


def _keys(facet: str, relation: str) -> str:
    through, lesson, value = _through(relation)
    return f"SELECT {lesson}, {_key(facet, value)} FROM {through}"


def _key(facet: str, value: str) -> str:
    """SQL of what ``facet_key`` gives."""
    return f"({FACETS[facet]} << {FACET_BITS} | {value})::int"


def _tied(relation: str, model: Any) -> str:
    """SQL of the lessons, as ``lesson``, beside each record that ``relation`` leads to, as ``tied``."""
    through, lesson, value = _through(relation)
    return (
        f"{through} AS link JOIN {table(Lesson)} AS lesson ON lesson.id = link.{lesson} "
        f"JOIN {table(model)} AS tied ON tied.id = link.{value}"
    )


def _through(relation: str) -> tuple[str, str, str]:
    """The table of a many-to-many relation and its two columns."""
    field: Any = Lesson._meta.get_field(relation)
    return table(field.remote_field.through), field.m2m_column_name(), field.m2m_reverse_name()
