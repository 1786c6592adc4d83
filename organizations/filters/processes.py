"""What ``/processes/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from msn_kb.core.access import Handling, Status
from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ProtectedFilterSet, Sort, YearFilter
from msn_kb.core.lists.filters import Choice, FacetLabel, ValuesFilter
from msn_kb.core.lists.record_filters import Link, Links, either, rows, tagged

from ..choices import EngagementRole, ProcessStatus
from ..models import Engagement, PeaceProcess, ProcessCitation
from .records import (
    country_filter,
    no_links,
    office_filter,
    organization_filter,
    region_filter,
    source_filter,
)

FOREVER = 9999  # the last year of a process that has begun and whose end nobody stated
COUNTRIES = tagged(PeaceProcess, "countries")


def visible_engagements(user: Any) -> QuerySet:
    """Engagements in force that ``user`` may see; unordered."""
    return Engagement.objects.visible_to(user).listed().order_by()


def engaged(target: str) -> Links:
    """Ties of processes by the engagements that the person asking may see; ``target`` is a path from these."""
    return lambda user: [Link(visible_engagements(user), "process_id", target)]


class RoleFilter(ValuesFilter):
    """Processes in which somebody has the role, as far as the person asking may see the engagement."""

    def resolve(self, values: list[str], user: Any) -> dict[str, Choice]:
        return {role: Choice(role, str(label), role) for role, label in EngagementRole.choices}

    def condition(self, keys: list[Any], user: Any) -> Q:
        return Q(pk__in=visible_engagements(user).filter(role__in=keys).values("process"))

    def pairs(self, user: Any) -> QuerySet:
        return visible_engagements(user).values_list("process", "role")

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        return {
            role: FacetLabel(str(label), place) for place, (role, label) in enumerate(EngagementRole.choices)
        }


class ProcessFilterSet(ProtectedFilterSet):
    """Feeds the list of processes, its facets and its exports.

    The years ask for processes that were going on: begun by ``year_max`` and not over before ``year_min``.
    """

    country = country_filter(COUNTRIES, opens=True)
    region = region_filter(no_links, COUNTRIES)
    organization = organization_filter(either(engaged("organization"), engaged("through")), opens=True)
    office = office_filter(engaged("office"))
    role = RoleFilter(label="Role", opens=True)
    state = ChoiceFilter(
        ProcessStatus.choices, model=PeaceProcess, column="process_status", label="State of the process"
    )
    source = source_filter(rows(ProcessCitation, "record", "source"))
    handling = ChoiceFilter(Handling.choices, model=PeaceProcess, column="handling", label="Handling")
    status = ChoiceFilter(Status.choices, model=PeaceProcess, column="status", label="Status")
    year_min = YearFilter(field_name="last_year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="first_year", lookup_expr="lte", label="To year")

    sorts = {
        "relevance": BY_RELEVANCE,
        "title": Sort("Name", (F("sort_name").asc(),)),
        # Processes of which no year is known come last in either direction.
        "newest": Sort(
            "Newest", (F("first_year").desc(nulls_last=True), F("end_year").desc(nulls_last=True))
        ),
        "oldest": Sort("Oldest", (F("first_year").asc(nulls_last=True), F("end_year").asc(nulls_last=True))),
        "updated": LAST_UPDATED,
    }
    default_sort = "title"

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        return with_known_years(super().entries(model, user))

    @classmethod
    def visible(cls, user: Any) -> QuerySet:
        return with_known_years(PeaceProcess.objects.visible_to(user))


def with_known_years(processes: Any) -> Any:
    """Annotate ``first_year`` and ``last_year``, the years in which each is known to have gone on; both or neither.

    Often only the end is stated, as the year of an agreement: that year then is the first one known. A beginning
    without an end goes on.
    """
    begun = Case(When(start_year__isnull=False, then=Value(FOREVER)), output_field=IntegerField())
    return processes.annotate(
        first_year=Coalesce("start_year", "end_year", output_field=IntegerField()),
        last_year=Coalesce("end_year", begun, output_field=IntegerField()),
    )
