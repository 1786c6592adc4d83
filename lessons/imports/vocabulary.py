"""What values of tag columns mean: records and vocabulary values by name, code, address or another name.

All names of a column are read once for a file. Where several records have a name, the one that the entry is tagged
with already is meant; where none is, the file has to say more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from msn_kb.core.folding import fold
from msn_kb.core.shown import unnoted
from organizations.models import Country, Organization, PeaceProcess, Region, Source, SupportService

from ..models import Audience, Phase, Theme, Track
from .importers import Importer

# Vocabularies that curators edit; countries and regions follow ISO 3166 and M49, and records need more than a name.
CREATABLE = ("themes", "tracks", "phases", "audiences", "services")
MOST_CLOSE = 3
MOST_ASKED = 200  # of how many unknown values close matches are looked for

# The names of a record in the order in which they count; the first is what exports write.
Names = Callable[[Any], list[list[str]]]


@dataclass(frozen=True)
class Named:
    """How values of a column name records of ``model``; ``fields`` are read for ``names``."""

    model: Any
    names: Names
    fields: tuple[str, ...]


def _term(record: Any) -> list[list[str]]:
    return [[record.code], [record.name]]


def _place(code: str) -> Names:
    def names(record: Any) -> list[list[str]]:
        alpha2 = [record.alpha2] if hasattr(record, "alpha2") else []
        translated = [record.name_fr, record.name_es, record.name_ar]
        return [[record.name_en], [getattr(record, code)], [*alpha2, *translated]]

    return names


def _organization(record: Any) -> list[list[str]]:
    return [[record.name], [record.slug], [record.acronym]]


PLACE_FIELDS = ("name_en", "name_fr", "name_es", "name_ar")
TERM_FIELDS = ("code", "name", "is_retired", "replaced_by_id")
COLUMNS: dict[str, Named] = {
    "themes": Named(
        Theme,
        lambda record: [[record.name], [record.slug], record.synonyms],
        ("name", "slug", "synonyms", "is_retired", "replaced_by_id"),
    ),
    "countries": Named(Country, _place("alpha3"), (*PLACE_FIELDS, "alpha3", "alpha2")),
    "regions": Named(Region, _place("code"), (*PLACE_FIELDS, "code")),
    "processes": Named(PeaceProcess, lambda record: [[record.name], [record.slug]], ("name", "slug")),
    "organizations": Named(Organization, _organization, ("name", "slug", "acronym")),
    "tracks": Named(Track, _term, TERM_FIELDS),
    "phases": Named(Phase, _term, TERM_FIELDS),
    "audiences": Named(Audience, _term, TERM_FIELDS),
    "services": Named(SupportService, _term, TERM_FIELDS),
    "sources": Named(
        Source, lambda record: [[record.label], [record.slug]], ("title", "description", "slug")
    ),
}


def key_of(value: str) -> str:
    """``value`` as names are compared: case, accents and blanks do not count, nor a semicolon, which an export writes
    as a comma because it separates values.
    """
    return " ".join(fold(value.replace(";", ",")).split())


class ValueRefused(ValueError):
    """The message says what was expected; ``is_unknown``: nothing has that name."""

    def __init__(self, expected: str, *, is_unknown: bool = False) -> None:
        super().__init__(expected)
        self.is_unknown = is_unknown


@dataclass
class Column:
    """All names that a column may hold, as far as the importer may know them."""

    name: str
    tiers: list[Mapping[str, list[int]]]
    labels: dict[int, str]
    retired: dict[int, int | None] = field(default_factory=dict)

    def meant(self, value: str, tied: Collection[int]) -> list[int]:
        """The keys that ``value`` means on an entry tagged with ``tied``; more than one where it is tagged with
        several of that name. Raises ``ValueRefused``.
        """
        key = key_of(value)
        hits = [found for tier in self.tiers if (found := tier.get(key))]
        for found in hits:
            if same := [pk for pk in found if pk in tied]:
                return same
        if not hits:
            raise ValueRefused(f"a value that is known in {self.name}", is_unknown=True)
        usable = {self.retired.get(pk, pk) for pk in hits[0]} - {None}
        if len(usable) == 1:
            return [pk for pk in usable if pk is not None]
        if not usable:
            raise ValueRefused("a value that is in use; this one is retired")
        raise ValueRefused(
            f"a name that only one of {self.name} has; {len(usable)} have this. Give the address"
        )

    def close_to(self, value: str) -> list[int]:
        """The keys of the records whose names come nearest, nearest first."""
        names = get_close_matches(key_of(value)[:200], self._every_name, n=MOST_CLOSE, cutoff=0.6)
        found = (pk for name in names for tier in self.tiers for pk in tier.get(name, ()))
        return [pk for pk in dict.fromkeys(found) if pk not in self.retired]

    @cached_property
    def _every_name(self) -> list[str]:
        return sorted({name for tier in self.tiers for name in tier})


def load(columns: Iterable[str], importer: Importer) -> dict[str, Column]:
    """The names of each of the tag columns; shown to nobody yet."""
    with unnoted():
        return {name: _load(name, importer) for name in columns if name in COLUMNS}


def _load(name: str, importer: Importer) -> Column:
    named = COLUMNS[name]
    tiers: list[dict[str, list[int]]] = []
    column = Column(name, [], {})
    for values in importer.every(named.model).values("pk", *named.fields).iterator(chunk_size=2000):
        record = named.model(**values)
        names = named.names(record)
        column.labels[record.pk] = _label(name, names)
        if getattr(record, "is_retired", False):
            column.retired[record.pk] = record.replaced_by_id
        tiers += [defaultdict(list) for _ in range(len(names) - len(tiers))]
        for tier, words in zip(tiers, names, strict=False):
            for word in {key_of(one) for one in words} - {""}:
                tier[word].append(record.pk)
    column.tiers = [dict(tier) for tier in tiers]
    return column


def _label(column: str, names: list[list[str]]) -> str:
    """What people read: the code beside the name where exports write the code."""
    first, second = names[0][0], names[1][0] if len(names) > 1 and names[1] else ""
    return f"{second} ({first})" if column in CREATABLE and column != "themes" else first
