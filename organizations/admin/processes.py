"""Peace processes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import Engagement, PeaceProcess
from .citations import ProcessCitations
from .engagements import EngagementsInline
from .protected import AUDIENCE_FIELDS, AUDIENCE_LOOKUPS, DATES_FIELDS, ProtectedAdmin


@admin.register(PeaceProcess)
class PeaceProcessAdmin(ProtectedAdmin):
    list_display = ("name", "handling", "status", "country_names", "process_status", "start_year", "updated")
    list_filter = ("status", "handling", "process_status")
    search_fields = ("sort_name__contains", "slug__contains")
    ordering = ("sort_name", "pk")
    autocomplete_fields = ("countries", *AUDIENCE_LOOKUPS)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "other_names",
                    "countries",
                    "process_status",
                    "start_year",
                    "end_year",
                    "summary",
                )
            },
        ),
        AUDIENCE_FIELDS,
        ("Editors", {"fields": ("note", "slug")}),
        DATES_FIELDS,
    )
    inlines = (EngagementsInline, ProcessCitations)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Whoever enters an engagement owns it, as on its own page."""
        if formset.model is Engagement:
            for row in formset.extra_forms:
                row.instance.owner = request.user
        super().save_formset(request, form, formset, change)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        return queryset.prefetch_related("countries")

    @admin.display(description="countries")
    def country_names(self, process: PeaceProcess) -> str:
        return ", ".join(country.name for country in process.countries.all())
