"""What ``/offices/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import QueryDict

from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ListFilterSet, Sort
from msn_kb.core.lists.record_filters import Link, Links, rows, tagged

from ..choices import OfficeStatus, Placement
from ..models import ClientGroup, Membership, Office, SupportService
from .records import country_filter, organization_filter, region_filter, vocabulary_filter

HOSTS = tagged(Office, "hosts")


def _of_hosts(path: str) -> Links:
    """Ties of offices to what ``path`` leads to from their host organizations."""
    return lambda user: [Link(link.rows, link.entry, f"{link.target}__{path}") for link in HOSTS(user)]


class OfficeFilterSet(ListFilterSet):
    """Feeds the list of offices, its facets and its exports."""

    status = ChoiceFilter(OfficeStatus.choices, model=Office, column="status", label="Status", opens=True)
    organization = organization_filter(HOSTS, label="Host organization", opens=True)
    service = vocabulary_filter(SupportService, tagged(Office, "services"), "Service offered")
    client = vocabulary_filter(ClientGroup, tagged(Office, "clients"), "Client")
    placement = ChoiceFilter(Placement.choices, model=Office, column="placement", label="Placement")
    network = organization_filter(rows(Membership, "office", "network"), label="Member of")
    country = country_filter(_of_hosts("country"), label="Country of a host", place="Place of a host")
    region = region_filter(_of_hosts("regions"), _of_hosts("country"), label="Region of a host")

    sorts = {
        "relevance": BY_RELEVANCE,
        "title": Sort("Name", (F("sort_name").asc(),)),
        # Offices whose year is not known come last in either direction.
        "newest": Sort("Newest office", (F("year_established").desc(nulls_last=True), F("sort_name").asc())),
        "oldest": Sort("Oldest office", (F("year_established").asc(nulls_last=True), F("sort_name").asc())),
        "updated": LAST_UPDATED,
    }
    default_sort = "title"

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        return Office.objects.visible_to(user)
