"""What belongs to a country or a region: exactly the entries that the lists show when they are asked for it.

Lessons and cases are reached by what a country calls them, as this app does not know theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.utils.http import urlencode

from msn_kb.core import kept
from msn_kb.core.lists.record_filters import Links, column, tagged, union
from msn_kb.core.pictures.headings import Noun
from msn_kb.core.record_addresses import list_address

from .filters.offices import OfficeFilterSet
from .filters.records import country_filter, no_links, region_filter
from .models import Country, Office, Region


@dataclass(frozen=True)
class Kind:
    """Entries of one kind. ``relation``: what a country calls those tied to it."""

    relation: str
    noun: Noun

    @property
    def model(self) -> Any:
        return Country._meta.get_field(self.relation).related_model

    def listed(self, user: Any) -> QuerySet:
        """All that their list shows to ``user`` when it is asked for nothing."""
        entries = self.model._default_manager.visible_to(user)
        return entries.listed() if hasattr(entries, "listed") else entries

    def in_country(self, country: Country, user: Any) -> QuerySet:
        """What their list shows for ``country=``."""
        return self.listed(user).filter(self._of_country([country.pk], user))

    def in_region(self, region: Region, user: Any) -> QuerySet:
        """What their list shows for ``region=``: entries tied to what lies below it are included."""
        return self.listed(user).filter(self._of_region([region.code], user))

    def list_url(self, place: Country | Region) -> str:
        """The address of the list that holds exactly these."""
        asked = {"country": place.alpha3} if isinstance(place, Country) else {"region": place.code}
        return f"{list_address(self.model.url_noun())}?{urlencode(asked)}"

    def numbers(self, user: Any) -> QuerySet:
        """Rows of this kind's relation, a country's primary key, and how many entries are tied to it."""
        (link,) = self._countries(user)
        tied = {
            f"{link.entry}__in": self.listed(user).order_by().values("pk"),
            f"{link.target}__isnull": False,
        }
        return (
            link.rows.filter(**tied)
            .annotate(counted_as=Value(self.relation))
            .values("counted_as", link.target)
            .annotate(number=Count(link.entry, distinct=True))
            .values_list("counted_as", link.target, "number")
        )

    @property
    def _countries(self) -> Links:
        return _ties(self.model, Country._meta.get_field(self.relation).remote_field.name)  # type: ignore[union-attr]

    @property
    def _regions(self) -> Links:
        """Ties to regions themselves, where there are any: a region calls its entries what a country does."""
        field = next((field for field in Region._meta.related_objects if field.name == self.relation), None)
        return _ties(self.model, field.remote_field.name) if field else no_links

    def _of_country(self, keys: Sequence[int], user: Any) -> Q:
        return country_filter(self._countries).condition(list(keys), user)

    def _of_region(self, codes: Sequence[str], user: Any) -> Q:
        return region_filter(self._regions, self._countries).condition(list(codes), user)


def _ties(model: Any, relation: str) -> Links:
    return (tagged if model._meta.get_field(relation).many_to_many else column)(model, relation)


@dataclass(frozen=True)
class HostedKind(Kind):
    """Offices stand where the organizations that host them do; tied as their list ties them."""

    @property
    def model(self) -> Any:
        return Office

    @property
    def _countries(self) -> Links:
        return OfficeFilterSet.base_filters["country"].links

    @property
    def _regions(self) -> Links:
        return OfficeFilterSet.base_filters["region"].links


PROCESSES = Kind("processes", Noun("process", "processes"))
LESSONS = Kind("lessons", Noun("lesson", "lessons"))
CASES = Kind("cases", Noun("case", "cases"))
ORGANIZATIONS = Kind("organizations", Noun("organization", "organizations"))
MEETINGS = Kind("meetings", Noun("meeting", "meetings"))
OFFICES = HostedKind("offices", Noun("office", "offices"))

# In the order in which pages show them.
KINDS = (PROCESSES, LESSONS, CASES, ORGANIZATIONS, OFFICES, MEETINGS)


def count_each(entries: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many there are of each, by its key; one query for all. Every queryset has passed the visibility door."""
    counted = union(
        rows.order_by()
        .annotate(counted_as=Value(key))
        .values("counted_as")
        .annotate(number=Count("pk"))
        .values_list("counted_as", "number")
        for key, rows in entries.items()
    )
    return {**dict.fromkeys(entries, 0), **dict(kept.values(counted))}


@dataclass(frozen=True)
class CountryNumbers:
    """A country with the number of entries of each kind that are tied to it."""

    country: Country
    numbers: Mapping[str, int]

    def __bool__(self) -> bool:
        return any(self.numbers.values())

    @property
    def total(self) -> int:
        """Entries of all kinds together; good for an order, says nothing by itself."""
        return sum(self.numbers.values())

    @property
    def counts(self) -> list[tuple[str, str]]:
        """Such as “2 processes” with the list of these, for each kind that occurs."""
        return [
            (kind.noun.count(number), kind.list_url(self.country))
            for kind in KINDS
            if (number := self.numbers.get(kind.relation, 0))
        ]


def count_by_country(countries: Iterable[Country], user: Any) -> list[CountryNumbers]:
    """``countries`` in their order with their numbers; one query for all kinds and countries."""
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for relation, country, number in kept.values(union(kind.numbers(user) for kind in KINDS)):
        numbers[country][relation] = number
    return [CountryNumbers(country, numbers.get(country.pk, {})) for country in countries]


def most_first(rows: Iterable[CountryNumbers]) -> list[CountryNumbers]:
    """Those that have anything, the largest totals first, ties by name."""
    return sorted(filter(None, rows), key=lambda row: (-row.total, row.country.sort_name))


@dataclass(frozen=True)
class Part:
    """The countries of a sub-region that a page names; ``region`` is empty where M49 places none."""

    region: Region | None
    rows: Sequence[CountryNumbers]


@dataclass(frozen=True)
class Branch:
    """A region of the first level with its sub-regions."""

    region: Region | None
    parts: Sequence[Part]


def by_region(rows: Iterable[CountryNumbers], regions: Iterable[Region]) -> list[Branch]:
    """``rows`` under their region and sub-region, both by name; countries outside every region last."""
    named = {region.code: region for region in regions}
    tree: dict[str, dict[str, list[CountryNumbers]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        lineage = row.country.region.lineage if row.country.region else [""]
        # Below the world: a region, a sub-region. A shorter line repeats its last.
        top, sub = (lineage[min(level, len(lineage) - 1)] for level in (1, 2))
        tree[top][sub].append(row)

    def order(code: str) -> tuple[bool, str]:
        return (code not in named, named[code].sort_name if code in named else "")

    return [
        Branch(named.get(top), [Part(named.get(sub), tree[top][sub]) for sub in sorted(tree[top], key=order)])
        for top in sorted(tree, key=order)
    ]
