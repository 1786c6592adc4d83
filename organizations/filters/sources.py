"""What ``/sources/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast, Left, NullIf

from msn_kb.core.access import Handling, Status
from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ProtectedFilterSet, Sort, YearFilter
from msn_kb.core.lists.record_filters import Link, Links, tagged

from ..choices import LANGUAGES, SourceKind
from ..citing import citing_kinds, record_model, visible_citations
from ..models import Country, PeaceProcess, Source
from .records import country_filter, organization_filter, process_filter


def told_of(target: Any, relation: str) -> Links:
    """Ties to what the entries drawn from a source tell of: ``target`` itself, or by their ``relation`` to it.

    Only entries about one process count (itself, engagements in it, cases of it): a lesson that arose in Mali may well
    rest on a book that never names Mali. Entries that the person asking may not see tie nothing.
    """

    def links(user: Any) -> list[Link]:
        found = []
        for model in citing_kinds().values():
            entry = record_model(model)
            names = {field.name for field in [*entry._meta.concrete_fields, *entry._meta.many_to_many]}
            if entry is target:
                found.append(Link(visible_citations(model, user), "source_id", "record"))
            elif relation in names and (entry is PeaceProcess or "process" in names):
                found.append(Link(visible_citations(model, user), "source_id", f"record__{relation}"))
        return found

    return links


class SourceFilterSet(ProtectedFilterSet):
    """Feeds the list of sources, its facets and its exports."""

    kind = ChoiceFilter(SourceKind.choices, model=Source, column="kind", label="Kind", opens=True)
    organization = organization_filter(tagged(Source, "publishers"), label="Publisher", opens=True)
    process = process_filter(told_of(PeaceProcess, "process"))
    country = country_filter(told_of(Country, "countries"))
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
    def visible(cls, user: Any) -> QuerySet:
        year = Cast(NullIf(Left("date", 4), Value("")), SmallIntegerField())
        return Source.objects.visible_to(user).annotate(year=year)
