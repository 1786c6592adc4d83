"""By which names organizations, offices, meetings, processes and sources are found, apart from their own texts.

Only names that every reader of the entry may see: all that is tied here is public (``contract.md``, Roles).
"""

from __future__ import annotations

from typing import Any

from msn_kb.core.search.names import NamedModel, NameIndex, lines, register

from .models import (
    Country,
    Meeting,
    Office,
    Organization,
    PeaceProcess,
    Region,
    Source,
    SupportService,
)


def place_words(place: Country | Region) -> list[str]:
    return list(dict.fromkeys([place.name_en, place.name_fr, place.name_es, place.name_ar]))


def organization_words(organization: Organization) -> list[str]:
    return [organization.name, organization.acronym, *other_names(organization)]


def other_names(organization: Organization) -> list[str]:
    return [name.name for name in organization.other_names.all()]


def office_words(office: Office) -> list[str]:
    return [office.name, office.acronym]


def process_words(process: PeaceProcess) -> list[str]:
    return [process.name, *process.other_names]


def named_words(record: Any) -> list[str]:
    return [record.name]


register(
    NamedModel(Country, place_words),
    NamedModel(Region, place_words),
    NamedModel(Organization, organization_words, parts=("other_names",)),
    NamedModel(Office, office_words),
    NamedModel(PeaceProcess, process_words),
    NamedModel(SupportService, named_words),
    NameIndex(Organization, ("country", "parent"), own=other_names, own_parts=("other_names",)),
    NameIndex(Office, ("hosts", "services")),
    NameIndex(
        Meeting,
        ("network", "country", "convenors", "participations__organization", "participations__office"),
    ),
    NameIndex(PeaceProcess, ("countries",), own=lambda process: process.other_names),
    NameIndex(Source, ("publishers",), own=lambda source: lines(source.authors, source.publisher)),
)
