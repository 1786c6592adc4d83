"""Organizations, networks among them."""

from __future__ import annotations

from django.contrib import admin

from msn_kb.core.admin import ReadOnlyRowsInline, RecordAdmin, RowsInline

from ..models import Office, Organization, OrganizationName
from .citations import OrganizationCitations
from .memberships import MembershipsInline, MembersInline


class OtherNamesInline(RowsInline):
    model = OrganizationName
    fields = ("name", "language", "kind", "note")


class OfficesInline(ReadOnlyRowsInline):
    """Offices that the organization hosts. They are taken away on the office's own page: an office has a host."""

    model = Office.hosts.through
    verbose_name = "office"
    verbose_name_plural = "offices that it hosts"
    autocomplete_fields = ("office",)
    list_select_related = ("office",)


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    list_display = ("name", "acronym", "kind", "country", "parent", "updated_at")
    list_filter = ("kind",)
    list_select_related = ("country", "parent")
    search_fields = (
        "sort_name__contains",
        "acronym__istartswith",
        "slug__contains",
        "other_names__name__icontains",
    )
    ordering = ("sort_name", "pk")
    autocomplete_fields = ("country", "regions", "parent")
    readonly_fields = ("created_at", "updated_at")
    fieldsets = (
        (None, {"fields": ("name", "acronym", "kind", "website", "parent", "description")}),
        ("Where", {"fields": ("country", "regions")}),
        ("Editors", {"fields": ("note", "slug", "created_at", "updated_at")}),
    )
    inlines = (OtherNamesInline, OfficesInline, MembersInline, MembershipsInline, OrganizationCitations)
