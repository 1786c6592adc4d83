"""Applications: where a lesson was applied, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import RecordAdmin, RowsInline

from ..models import Application

RELATED = ("process", "country", "organization")


class ApplicationsInline(RowsInline):
    model = Application
    fields = ("description", *RELATED, "date", "outcome", "recorded_by")
    readonly_fields = ("recorded_by",)
    autocomplete_fields = RELATED
    list_select_related = (*RELATED, "recorded_by")
    show_change_link = True


@admin.register(Application)
class ApplicationAdmin(RecordAdmin):
    list_display = ("lesson", "date", "organization", "country", "recorded_by", "recorded_at")
    list_display_links = ("lesson",)
    search_fields = ("lesson__sort_title__contains", "organization__sort_name__contains")
    autocomplete_fields = ("lesson", *RELATED)
    fields = ("lesson", "description", *RELATED, "date", "outcome", "recorded_by", "recorded_at")
    readonly_fields = ("recorded_by", "recorded_at")

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        """An application is visible only with its lesson, so the lesson may be joined."""
        return queryset.select_related("lesson", "organization", "country", "recorded_by").defer(
            "lesson__search_vector", "lesson__tagged_names"
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.recorded_by = request.user
        super().save_model(request, obj, form, change)
