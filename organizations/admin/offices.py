"""Mediation support offices."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import RecordAdmin

from ..models import Office
from .citations import OfficeCitations
from .memberships import OfficeMembershipsInline


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    list_display = ("name", "acronym", "host_names", "status", "year_established", "updated_at")
    list_filter = ("status", "placement")
    search_fields = ("sort_name__contains", "acronym__istartswith", "slug__contains")
    ordering = ("sort_name", "pk")
    autocomplete_fields = ("hosts",)
    checkbox_fields = ("clients", "services")
    readonly_fields = ("created_at", "updated_at")
    fieldsets = (
        (
            None,
            {"fields": ("name", "acronym", "hosts", "status", "year_established", "website", "description")},
        ),
        (
            "What it is there for",
            {
                "fields": ("mandate", "placement", "clients", "services", "funding"),
                "description": "What a source leaves open stays empty.",
            },
        ),
        ("Staff and contact", {"fields": ("staff_min", "staff_max", "staff_as_of", "contact")}),
        ("Editors", {"fields": ("note", "slug", "created_at", "updated_at")}),
    )
    inlines = (OfficeMembershipsInline, OfficeCitations)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        return queryset.prefetch_related("hosts")

    @admin.display(description="hosts")
    def host_names(self, office: Office) -> str:
        return ", ".join(host.short_name for host in office.hosts.all())
