"""Filters by records of this app, for any list: countries, regions, processes, organizations, sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField
from django.utils.text import Truncator

from msn_kb.core.lists import RecordFilter
from msn_kb.core.lists.filters import Below, FacetLabel
from msn_kb.core.lists.record_filters import Links, any_of, union

from ..models import Country, Office, Organization, PeaceProcess, Region, Source

PLACE = ("name_en", "name_fr", "name_es", "name_ar")
WORLD = "001"
PLACES_TOGETHER = "A region and a country together narrow the list."


class RegionFilter(RecordFilter):
    """A region includes what lies below it in M49, and entries tied to its countries (``contract.md``, Addresses).

    ``links`` tie entries to regions, ``countries`` to countries; a list may have either or both.
    """

    is_tree = True

    def __init__(self, links: Links, *, countries: Links, **kwargs: Any) -> None:
        self.countries = countries
        super().__init__(Region, links, by="code", columns=(*PLACE, "parent_code"), **kwargs)

    keyed_by = "code"

    def key(self, record: Region) -> str:
        return record.code

    def key_values(self, keys: Iterable[int]) -> list[str]:
        return [f"{number:03}" for number in keys]

    def key_number(self, record: Any) -> int:
        return int(record.code)

    def condition(self, keys: list[str], user: Any) -> Q:
        return any_of(
            [
                *(link.tied_to(lineage__overlap=keys) for link in self.links(user)),
                *(link.tied_to(region__lineage__overlap=keys) for link in self.countries(user)),
            ]
        )

    def pairs(self, user: Any) -> QuerySet:
        lineages = [
            *((link, f"{link.target}__lineage") for link in self.links(user)),
            *((link, f"{link.target}__region__lineage") for link in self.countries(user)),
        ]
        return union(link.rows.values_list(link.entry, _each(lineage)) for link, lineage in lineages)

    def records(self, user: Any) -> QuerySet:
        return super().records(user).annotate(parent_code=F("parent__code"))

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        found = super().labels(records)
        if WORLD in found:
            found[WORLD] = replace(found[WORLD], only_selected=True)
        return found

    def parent_value(self, record: Any) -> str:
        return "" if record.parent_code in (None, WORLD) else record.parent_code


class CountryFilter(RecordFilter):
    """Countries; each stands below its region where a list has both."""

    def __init__(self, links: Links, **kwargs: Any) -> None:
        super().__init__(Country, links, by="alpha3", columns=(*PLACE, "region_code"), **kwargs)

    def records(self, user: Any) -> QuerySet:
        return super().records(user).annotate(region_code=F("region__code"))

    def parent_value(self, record: Any) -> str:
        return record.region_code or ""


def _each(column: str) -> Func:
    return Func(F(column), function="unnest", output_field=TextField(), arity=1)


def no_links(user: Any) -> list[Any]:
    """For a list whose entries are tied to countries only."""
    return []


class SourceFilter(RecordFilter):
    """Sources, shown by a title that fits a line."""

    def text(self, record: Any) -> str:
        return Truncator(record.label).chars(120)


def country_filter(
    links: Links, label: str = "Country", place: str = "Place", **kwargs: Any
) -> CountryFilter:
    """By ISO alpha-3 code; ``place`` is what the facet is called in which countries stand below their regions."""
    return CountryFilter(links, label=label, below=Below("region", "place", place, PLACES_TOGETHER), **kwargs)


def region_filter(links: Links, countries: Links, label: str = "Region", **kwargs: Any) -> RegionFilter:
    """By M49 code."""
    return RegionFilter(links, countries=countries, label=label, **kwargs)


def organization_filter(links: Links, label: str = "Organization", **kwargs: Any) -> RecordFilter:
    """By slug."""
    return RecordFilter(Organization, links, columns=("name", "acronym"), label=label, **kwargs)


def office_filter(links: Links, label: str = "Office", **kwargs: Any) -> RecordFilter:
    """By slug."""
    return RecordFilter(Office, links, columns=("name", "acronym"), label=label, **kwargs)


def process_filter(links: Links, label: str = "Peace process", **kwargs: Any) -> RecordFilter:
    """By slug; processes that the person asking may not see match nothing."""
    return RecordFilter(PeaceProcess, links, label=label, **kwargs)


def source_filter(links: Links, label: str = "Source", **kwargs: Any) -> SourceFilter:
    """By slug; sources that the person asking may not see match nothing."""
    return SourceFilter(
        Source, links, order=("sort_label",), columns=("title", "description"), label=label, **kwargs
    )


def vocabulary_filter(model: Any, links: Links, label: str, **kwargs: Any) -> RecordFilter:
    """By the code of a vocabulary, in its order."""
    return RecordFilter(model, links, by="code", order=("position", "name"), label=label, **kwargs)
