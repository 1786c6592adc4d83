"""What ``/sources/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast, Left, NullIf
from django.http import QueryDict

from msn_kb.core.access import Handling, Status
from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ListFilterSet, Sort, YearFilter
from msn_kb.core.lists.record_filters import Link, Links, tagged

from ..choices import LANGUAGES, SourceKind
from ..citing import citing_kinds, record_model, visible_citations
from ..models import Country, PeaceProcess, Source
from .records import country_filter, organization_filter, process_filter


def cited_on(target: Any, *relations: str) -> Links:
    """Ties to the records that the entries drawn from a source are about: ``target`` itself, or by its ``relations``.

    Entries that the person asking may not see tie nothing.
    """

    def links(user: Any) -> list[Link]:
        found = []
        for model in citing_kinds().values():
            entry = record_model(model)
            names = {field.name for field in [*entry._meta.concrete_fields, *entry._meta.many_to_many]}
            paths = (
                ["record"] if entry is target else [f"record__{name}" for name in relations if name in names]
            )
            found += [Link(visible_citations(model, user), "source_id", path) for path in paths]
        return found

    return links


class SourceFilterSet(ListFilterSet):
    """Feeds the list of sources, its facets and its exports."""

    kind = ChoiceFilter(SourceKind.choices, model=Source, column="kind", label="Kind", opens=True)
    organization = organization_filter(tagged(Source, "publishers"), label="Publisher", opens=True)
    process = process_filter(cited_on(PeaceProcess, "process", "processes"))
    country = country_filter(cited_on(Country, "countries"))
    language = ChoiceFilter(LANGUAGES, model=Source, column="language", label="Language")
    handling = ChoiceFilter(Handling.choices, model=Source, column="handling", label="Handling")
    status = ChoiceFilter(Status.choices, model=Source, column="status", label="Status")
    year_min = YearFilter(field_name="year", lookup_expr="gte", label="From year")
    year_max = YearFilter(field_name="year", lookup_expr="lte", label="To year")

    sorts = {
        "relevance": BY_RELEVANCE,
        # Undated documents come last in either direction.
        "newest": Sort("Newest", (F("year").desc(nulls_last=True), F("date").desc())),
        "oldest": Sort("Oldest", (F("year").asc(nulls_last=True), F("date").asc())),
        "updated": LAST_UPDATED,
        "title": Sort("Title", (F("sort_label").asc(),)),
    }
    default_sort = "newest"

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        """Superseded entries are left out unless ``status=superseded`` asks for them."""
        year = Cast(NullIf(Left("date", 4), Value("")), SmallIntegerField())
        visible = Source.objects.visible_to(user).annotate(year=year)
        asked = {value.strip().casefold() for value in data.getlist("status")}
        return visible if Status.SUPERSEDED in asked else visible.listed()
