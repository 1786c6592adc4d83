"""What ``/lessons/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, When

from msn_kb.core.access import Attribution, Handling, Status, Viewer
from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ProtectedFilterSet, Sort, YearFilter
from msn_kb.core.lists.record_filters import Links, rows, tagged
from msn_kb.core.lists.totals import Derived, Totals
from organizations.choices import LANGUAGES
from organizations.filters.records import (
    country_filter,
    office_filter,
    organization_filter,
    process_filter,
    region_filter,
    source_filter,
    vocabulary_filter,
)
from organizations.models import SupportService

from ..choices import Evidence, LessonKind, Maturity
from ..indexing import FACETS
from ..models import Audience, Lesson, LessonCitation, Phase, Track
from ..querysets import applied_lessons
from .tags import ThemeFilter, affiliations


def _tagged(relation: str) -> Links:
    return tagged(Lesson, relation)


class LessonFilterSet(ProtectedFilterSet):
    """Feeds the list of lessons, its facets, its pictures and its exports."""

    kind = ChoiceFilter(LessonKind.choices, model=Lesson, column="kind", label="Kind", opens=True)
    theme = ThemeFilter(_tagged("themes"), opens=True)
    process = process_filter(_tagged("processes"))
    country = country_filter(_tagged("countries"))
    region = region_filter(_tagged("regions"), _tagged("countries"))
    organization = organization_filter(affiliations(_tagged("organizations"), "lesson"))
    office = office_filter(affiliations(_tagged("offices"), "lesson"))
    source = source_filter(rows(LessonCitation, "record", "source"))
    track = vocabulary_filter(Track, _tagged("tracks"), "Track")
    phase = vocabulary_filter(Phase, _tagged("phases"), "Phase")
    audience = vocabulary_filter(Audience, _tagged("audiences"), "Audience")
    service = vocabulary_filter(SupportService, _tagged("services"), "Support service")
    evidence = ChoiceFilter(Evidence.choices, model=Lesson, column="evidence", label="Evidence", opens=True)
    maturity = ChoiceFilter(Maturity.choices, model=Lesson, column="maturity", label="Maturity")
    language = ChoiceFilter(LANGUAGES, model=Lesson, column="language", label="Language")
    handling = ChoiceFilter(Handling.choices, model=Lesson, column="handling", label="Handling")
    status = ChoiceFilter(Status.choices, model=Lesson, column="status", label="Status")
    year_min = YearFilter(field_name="year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="year", lookup_expr="lte", label="To year")

    key_facets = FACETS
    totals = Totals(
        Lesson._meta.label_lower,
        ("kind", "evidence", "language", "handling", "status"),
        {"maturity": Derived(Status.PUBLISHED, Maturity.IDENTIFIED, applied_lessons, "lesson", "level")},
    )
    sorts = {
        "relevance": BY_RELEVANCE,
        # Undated entries come last in either direction.
        "newest": Sort("Newest", (F("year").desc(nulls_last=True), F("date").desc())),
        "oldest": Sort("Oldest", (F("year").asc(nulls_last=True), F("date").asc())),
        "updated": LAST_UPDATED,
        "title": Sort("Title", (F("sort_title").asc(),)),
        "evidence": Sort("Evidence, strongest first", (F("evidence_rank").desc(),)),
    }
    default_sort = "newest"

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        return Lesson.objects.with_maturity(user)

    @classmethod
    def keys(cls, user: Any) -> Any:
        """Under the Chatham House Rule affiliations count for curators only."""
        keys: Any = ArrayField(IntegerField())
        every = Func(F("facet_keys"), F("affiliation_keys"), function="array_cat", output_field=keys)
        if Viewer.of(user).sees_affiliations:
            return every
        open_only = When(~Q(attribution=Attribution.CHATHAM_HOUSE), then=every)
        return Case(open_only, default=F("facet_keys"), output_field=keys)

    @classmethod
    def visible(cls, user: Any) -> QuerySet:
        return Lesson.objects.visible_to(user).with_maturity(user).with_evidence_rank()
