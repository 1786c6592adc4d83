"""What ``/meetings/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast, Left, NullIf
from django.http import QueryDict

from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ListFilterSet, Sort, YearFilter
from msn_kb.core.lists.record_filters import column, either, rows, tagged

from ..choices import MeetingKind
from ..models import Meeting, MeetingCitation, Participation
from .records import (
    country_filter,
    no_links,
    office_filter,
    organization_filter,
    region_filter,
    source_filter,
)

COUNTRY = column(Meeting, "country")


class MeetingFilterSet(ListFilterSet):
    """Feeds the list of meetings, its facets and its exports.

    An organization's meetings are those it took part in or was invited to, convened, or holds as a network.
    """

    kind = ChoiceFilter(MeetingKind.choices, model=Meeting, column="kind", label="Kind", opens=True)
    organization = organization_filter(
        either(
            rows(Participation, "meeting", "organization"),
            tagged(Meeting, "convenors"),
            column(Meeting, "network"),
        ),
        opens=True,
    )
    office = office_filter(rows(Participation, "meeting", "office"))
    country = country_filter(COUNTRY)
    region = region_filter(no_links, COUNTRY)
    source = source_filter(either(column(Meeting, "outcome"), rows(MeetingCitation, "record", "source")))
    year_min = YearFilter(field_name="year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="year", lookup_expr="lte", label="To year")

    sorts = {
        "relevance": BY_RELEVANCE,
        # Undated meetings come last in either direction.
        "newest": Sort("Newest", (F("year").desc(nulls_last=True), F("start").desc())),
        "oldest": Sort("Oldest", (F("year").asc(nulls_last=True), F("start").asc())),
        "updated": LAST_UPDATED,
        "title": Sort("Title", (F("sort_title").asc(),)),
    }
    default_sort = "newest"

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        return with_year(super().entries(model, user))

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        return with_year(Meeting.objects.visible_to(user))


def with_year(meetings: QuerySet) -> QuerySet:
    """Annotate ``year``, in which each meeting began; empty where no date is stated."""
    return meetings.annotate(year=Cast(NullIf(Left("start", 4), Value("")), SmallIntegerField()))
