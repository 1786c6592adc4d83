"""Good-practice cases."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import RowsInline
from organizations.admin.protected import AUDIENCE_FIELDS, AUDIENCE_LOOKUPS, DATES_FIELDS, ProtectedAdmin
from organizations.models import PeaceProcess

from ..models import Case, CaseActor
from .citations import CaseCitations
from .duplicates import SuspectsMixin
from .search import TaggedSearch
from .themes import ThemeFilter


class ActorsInline(RowsInline):
    """Each row is an organization or an office, with what it did in a few words."""

    model = CaseActor
    fields = ("organization", "office", "role", "position")
    autocomplete_fields = ("organization", "office")
    list_select_related = ("organization", "office")


@admin.register(Case)
class CaseAdmin(SuspectsMixin, TaggedSearch, ProtectedAdmin):
    list_display = ("title", "handling", "status", "process", "start", "updated")
    list_filter = ("status", "handling", ThemeFilter, "language", "attribution")
    search_fields = ("sort_title__contains", "slug__contains")
    ordering = ("sort_title", "pk")
    autocomplete_fields = ("process", "countries", "themes", "lessons", *AUDIENCE_LOOKUPS)
    checkbox_fields = ("tracks",)
    fieldsets = (
        (
            None,
            {"fields": ("title", "situation", "approach", "result", "what_worked", "limits", "attribution")},
        ),
        (
            "What it is about",
            {"fields": ("process", "countries", "themes", "tracks", "start", "end", "language")},
        ),
        ("What was learned", {"fields": ("lessons",)}),
        AUDIENCE_FIELDS,
        ("Address", {"fields": ("slug",)}),
        DATES_FIELDS,
    )
    inlines = (ActorsInline, CaseCitations)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        """A case may be visible while its process is not: the column is then empty."""
        processes = PeaceProcess.objects.visible_to(request.user)
        texts = ("situation", "approach", "result", "what_worked", "limits")
        return queryset.defer("search_vector", "tagged_names", *texts).prefetch_related(
            Prefetch("process", processes)
        )
