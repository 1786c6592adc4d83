"""What ``/lessons/`` can be asked; the parameters are those of ``contract.md``, Addresses."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField
from django.http import QueryDict
from django.utils.text import Truncator

from msn_kb.core.access import Attribution, Handling, Status, Viewer
from msn_kb.core.lists import ChoiceFilter, ListFilterSet, RecordFilter, Sort, YearFilter
from msn_kb.core.lists.filters import FacetLabel
from organizations.choices import LANGUAGES
from organizations.models import Region, Source

from .choices import Evidence, LessonKind, Maturity
from .models import Lesson, LessonCitation, Theme


class ThemeFilter(RecordFilter):
    """A theme includes its children."""

    is_tree = True

    def condition(self, keys: list[Any], user: Any) -> Q:
        below = Theme.objects.filter(Q(pk__in=keys) | Q(parent__in=keys)).order_by().values("pk")
        return Q(pk__in=self.carriers(user).filter(theme__in=below).values("lesson_id"))

    def pairs(self, user: Any) -> QuerySet:
        tagged = self.carriers(user)
        parents = tagged.filter(theme__parent__isnull=False).values_list("lesson_id", "theme__parent__slug")
        return tagged.values_list("lesson_id", "theme__slug").union(parents)

    def records(self, user: Any) -> QuerySet:
        return super().records(user).annotate(parent_slug=F("parent__slug"))

    def parent_value(self, record: Any) -> str:
        return record.parent_slug or ""


class RegionFilter(RecordFilter):
    """A region includes what lies below it in M49, and entries tagged with its countries."""

    is_tree = True
    world = "001"

    def key(self, record: Region) -> str:
        return record.code

    def condition(self, keys: list[str], user: Any) -> Q:
        regions = self.carriers(user).filter(region__lineage__overlap=keys).values("lesson_id")
        countries = Lesson.countries.through._default_manager.filter(country__region__lineage__overlap=keys)
        return Q(pk__in=regions) | Q(pk__in=countries.order_by().values("lesson_id"))

    def pairs(self, user: Any) -> QuerySet:
        regions = self.carriers(user).values_list("lesson_id", _each("region__lineage"))
        countries = Lesson.countries.through._default_manager.order_by()
        return regions.union(countries.values_list("lesson_id", _each("country__region__lineage")))

    def records(self, user: Any) -> QuerySet:
        return super().records(user).annotate(parent_code=F("parent__code"))

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        return super().labels([record for record in records if record.code != self.world])

    def parent_value(self, record: Any) -> str:
        return record.parent_code or ""


def _each(column: str) -> Func:
    return Func(F(column), function="unnest", output_field=TextField(), arity=1)


class AffiliationFilter(RecordFilter):
    """Organizations and offices; under the Chatham House Rule only curators may know of them."""

    def carriers(self, user: Any) -> QuerySet:
        rows = super().carriers(user)
        if Viewer.of(user).sees_affiliations:
            return rows
        return rows.exclude(lesson__attribution=Attribution.CHATHAM_HOUSE)


class SourceFilter(RecordFilter):
    """Sources that lessons cite."""

    entry_column = "record_id"
    target = "source"

    @property
    def related_model(self) -> type[Source]:
        return Source

    @property
    def through(self) -> Any:
        return LessonCitation

    def text(self, record: Source) -> str:
        return Truncator(record.label).chars(120)


PLACE = ("name_en", "name_fr", "name_es", "name_ar")


def _records(relation: str, label: str, **kwargs: Any) -> RecordFilter:
    kind = kwargs.pop("kind", RecordFilter)
    return kind(relation, model=Lesson, label=label, **kwargs)


def _vocabulary(relation: str, label: str) -> RecordFilter:
    return _records(relation, label, by="code", order=("position", "name"))


class LessonFilterSet(ListFilterSet):
    """Feeds the list of lessons, its facets and its exports."""

    kind = ChoiceFilter(LessonKind.choices, model=Lesson, column="kind", label="Kind", opens=True)
    theme = _records(
        "themes", "Theme", kind=ThemeFilter, order=("sort_name",), columns=("name", "parent_slug"), opens=True
    )
    process = _records("processes", "Peace process", order=("sort_name",))
    country = _records("countries", "Country", by="alpha3", order=("sort_name",), columns=PLACE)
    region = _records(
        "regions",
        "Region",
        kind=RegionFilter,
        by="code",
        order=("sort_name",),
        columns=(*PLACE, "parent_code"),
    )
    organization = _records(
        "organizations",
        "Organization",
        kind=AffiliationFilter,
        order=("sort_name",),
        columns=("name", "acronym"),
    )
    office = _records(
        "offices", "Office", kind=AffiliationFilter, order=("sort_name",), columns=("name", "acronym")
    )
    source = _records(
        "citations", "Source", kind=SourceFilter, order=("sort_label",), columns=("title", "description")
    )
    track = _vocabulary("tracks", "Track")
    phase = _vocabulary("phases", "Phase")
    audience = _vocabulary("audiences", "Audience")
    service = _vocabulary("services", "Support service")
    evidence = ChoiceFilter(Evidence.choices, model=Lesson, column="evidence", label="Evidence", opens=True)
    maturity = ChoiceFilter(Maturity.choices, model=Lesson, column="maturity", label="Maturity")
    language = ChoiceFilter(LANGUAGES, model=Lesson, column="language", label="Language")
    handling = ChoiceFilter(Handling.choices, model=Lesson, column="handling", label="Handling")
    status = ChoiceFilter(Status.choices, model=Lesson, column="status", label="Status")
    year_min = YearFilter(field_name="year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="year", lookup_expr="lte", label="To year")

    sorts = {
        "relevance": Sort("Relevance", (F("held").desc(), F("score").desc())),
        # Undated entries come last in either direction.
        "newest": Sort("Newest", (F("year").desc(nulls_last=True), F("date").desc())),
        "oldest": Sort("Oldest", (F("year").asc(nulls_last=True), F("date").asc())),
        "updated": Sort("Last updated", (F("updated_at").desc(),)),
        "title": Sort("Title", (F("sort_title").asc(),)),
        "evidence": Sort("Evidence, strongest first", (F("evidence_rank").desc(),)),
    }
    default_sort = "newest"

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        return Lesson.objects.with_maturity(user)

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        """Superseded entries are left out unless ``status=superseded`` asks for them."""
        visible = Lesson.objects.visible_to(user).with_maturity(user).with_evidence_rank()
        asked = {value.strip().casefold() for value in data.getlist("status")}
        return visible if Status.SUPERSEDED in asked else visible.listed()
