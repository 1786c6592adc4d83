"""Engagements: who does what in a peace process."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import PartForm, RowsFormSet, RowsInline
from msn_kb.core.admin.reasons import ReasonRow

from ..models import Engagement
from .citations import EngagementCitations
from .memberships import NetworkRule
from .protected import AUDIENCE_FIELDS, AUDIENCE_LOOKUPS, DATES_FIELDS, ProtectedAdmin, ProtectedForm


class ContactGroupRule(NetworkRule, ProtectedForm):
    """The group that an organization acts in has to be a network."""

    network_field = "through"


class EngagementRow(ReasonRow, ContactGroupRule, PartForm):
    """An engagement within its process; who may read a closed one is set on its own page first."""


class EngagementRows(RowsFormSet):
    distinct = ("organization", "role", "start_year")


class EngagementsInline(RowsInline):
    model = Engagement
    form = EngagementRow
    formset = EngagementRows
    fields = ("organization", "office", "through", "role", "start_year", "end_year", "handling", "status")
    readonly_fields = ("status",)
    autocomplete_fields = ("organization", "office", "through")
    list_select_related = ("organization", "office", "through")
    show_change_link = True


@admin.register(Engagement)
class EngagementAdmin(ProtectedAdmin):
    form = ContactGroupRule
    list_display = ("organization", "handling", "status", "role", "process", "start_year", "updated")
    list_filter = ("status", "handling", "role")
    search_fields = (
        "organization__sort_name__contains",
        "organization__acronym__istartswith",
        "process__sort_name__contains",
    )
    autocomplete_fields = ("process", "organization", "office", "through", *AUDIENCE_LOOKUPS)
    fieldsets = (
        (
            None,
            {"fields": ("process", "organization", "office", "through", "role", "start_year", "end_year")},
        ),
        ("What it did", {"fields": ("description", "note")}),
        AUDIENCE_FIELDS,
        DATES_FIELDS,
    )
    inlines = (EngagementCitations,)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        """An engagement is visible only with its process, so the process may be joined."""
        return queryset.select_related("organization", "process")
