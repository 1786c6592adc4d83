"""What ``/organizations/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ListFilterSet, Sort, ValuesFilter
from msn_kb.core.lists.filters import Choice, FacetLabel
from msn_kb.core.lists.record_filters import Link, Links, column, either, rows, tagged

from ..choices import EngagementRole, OrganizationKind
from ..models import Engagement, Membership, Organization
from .records import country_filter, organization_filter, process_filter, region_filter


def _engagements(user: Any) -> QuerySet:
    return Engagement.objects.visible_to(user).listed().order_by()


def _engaged(actor: str) -> Links:
    """Ties to processes by the engagements that the person asking may see; ``actor`` is who acts in them."""
    return lambda user: [Link(_engagements(user), f"{actor}_id", "process")]


class RoleFilter(ValuesFilter):
    """Organizations by the roles they have in processes, as far as the person asking may see the engagement."""

    def resolve(self, values: list[str], user: Any) -> dict[str, Choice]:
        return {value: Choice(value, str(text), value) for value, text in EngagementRole.choices}

    def condition(self, keys: list[Any], user: Any) -> Q:
        return Q(pk__in=_engagements(user).filter(role__in=keys).values("organization"))

    def pairs(self, user: Any) -> QuerySet:
        return _engagements(user).values_list("organization", "role")

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        return {
            value: FacetLabel(str(text), sort) for sort, (value, text) in enumerate(EngagementRole.choices)
        }


class OrganizationFilterSet(ListFilterSet):
    """Feeds the list of organizations, its facets and its exports.

    A contact group is engaged in the processes in which its members act through it.
    """

    kind = ChoiceFilter(OrganizationKind.choices, model=Organization, column="kind", label="Kind", opens=True)
    network = organization_filter(rows(Membership, "organization", "network"), label="Member of", opens=True)
    process = process_filter(either(_engaged("organization"), _engaged("through")), label="Engaged in")
    role = RoleFilter(label="Role in a process")
    country = country_filter(
        column(Organization, "country"), label="Headquarters", place="Region and headquarters"
    )
    region = region_filter(tagged(Organization, "regions"), column(Organization, "country"))

    sorts = {
        "relevance": BY_RELEVANCE,
        "title": Sort("Name", (F("sort_name").asc(),)),
        "updated": LAST_UPDATED,
    }
    default_sort = "title"

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        return Organization.objects.visible_to(user)
