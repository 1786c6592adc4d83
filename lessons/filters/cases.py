"""What ``/cases/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from msn_kb.core.access import Handling, Status
from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ProtectedFilterSet, Sort, YearFilter
from msn_kb.core.lists.record_filters import column, rows, tagged
from organizations.choices import LANGUAGES
from organizations.filters.records import (
    country_filter,
    no_links,
    office_filter,
    organization_filter,
    process_filter,
    region_filter,
    source_filter,
    vocabulary_filter,
)

from ..models import Case, CaseActor, CaseCitation, Track
from .tags import ThemeFilter, affiliations


class CaseFilterSet(ProtectedFilterSet):
    """Feeds the list of cases, its facets and its exports.

    Years find the cases whose period overlaps the years asked for. A side of the period that no source states is
    open: a case “since 2012” may still go on in 2020, so it is found there; one without any date matches no year.
    """

    theme = ThemeFilter(tagged(Case, "themes"), opens=True)
    process = process_filter(column(Case, "process"), opens=True)
    country = country_filter(tagged(Case, "countries"))
    region = region_filter(no_links, tagged(Case, "countries"))
    organization = organization_filter(affiliations(rows(CaseActor, "case", "organization"), "case"))
    office = office_filter(affiliations(rows(CaseActor, "case", "office"), "case"))
    source = source_filter(rows(CaseCitation, "record", "source"))
    track = vocabulary_filter(Track, tagged(Case, "tracks"), "Track")
    language = ChoiceFilter(LANGUAGES, model=Case, column="language", label="Language")
    handling = ChoiceFilter(Handling.choices, model=Case, column="handling", label="Handling")
    status = ChoiceFilter(Status.choices, model=Case, column="status", label="Status")
    year_min = YearFilter(field_name="last_year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="first_year", lookup_expr="lte", label="To year")

    sorts = {
        "relevance": BY_RELEVANCE,
        # By the beginning, else the end. Undated entries come last in either direction.
        "newest": Sort("Newest", (F("year").desc(nulls_last=True), F("start").desc(), F("end").desc())),
        "oldest": Sort("Oldest", (F("year").asc(nulls_last=True), F("start").asc(), F("end").asc())),
        "updated": LAST_UPDATED,
        "title": Sort("Title", (F("sort_title").asc(),)),
    }
    default_sort = "newest"

    @classmethod
    def visible(cls, user: Any) -> QuerySet:
        return Case.objects.visible_to(user).with_years()
