"""Workshops and annual meetings, with who took part."""

from __future__ import annotations

from django.contrib import admin

from msn_kb.core.admin import RecordAdmin, RowsFormSet, RowsInline

from ..models import Meeting, Participation
from .citations import MeetingCitations
from .memberships import MembershipForm


class ParticipationRows(RowsFormSet):
    distinct = ("organization", "office")


class ParticipationsInline(RowsInline):
    """Each row is an organization or an office."""

    model = Participation
    formset = ParticipationRows
    fields = ("organization", "office", "attendance", "note")
    autocomplete_fields = ("organization", "office")
    list_select_related = ("organization", "office")


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    # The same rule about the network as for memberships.
    form = MembershipForm
    list_display = ("title", "kind", "start", "place", "country", "network", "updated_at")
    list_filter = ("kind",)
    list_select_related = ("country", "network")
    search_fields = ("sort_title__contains", "slug__contains", "place__icontains")
    ordering = ("-start", "pk")
    autocomplete_fields = ("network", "country", "convenors", "outcome")
    readonly_fields = ("created_at", "updated_at")
    fieldsets = (
        (None, {"fields": ("title", "kind", "network", "topic", "description", "convenors", "outcome")}),
        ("When and where", {"fields": ("start", "end", "place", "country")}),
        (
            "Head counts",
            {
                "fields": (
                    ("people_in_person", "people_online"),
                    ("organizations_in_person", "organizations_online"),
                    ("women", "men"),
                ),
                "description": "As stated, where a source gives numbers only.",
            },
        ),
        ("Editors", {"fields": ("note", "slug", "created_at", "updated_at")}),
    )
    inlines = (ParticipationsInline, MeetingCitations)
