"""Pairs of terms, explained point by point."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import DoorForm, RecordAdmin, RowsInline

from ..models import Contrast, ContrastPoint
from .citations import ContrastCitations


class ContrastForm(DoorForm):
    def _post_clean(self) -> None:
        """The address is made from the names of both terms: without them there is nothing to check yet."""
        if not self.errors.keys() & {"first", "second"}:
            super()._post_clean()  # type: ignore[misc]


class PointsInline(RowsInline):
    model = ContrastPoint
    fields = ("aspect", "first", "second", "position")


@admin.register(Contrast)
class ContrastAdmin(RecordAdmin):
    form = ContrastForm
    list_display = ("name", "position", "slug")
    search_fields = ("first__sort_name__contains", "second__sort_name__contains", "slug__contains")
    ordering = ("position", "pk")
    autocomplete_fields = ("first", "second")
    fields = ("first", "second", "summary", "position", "slug")
    inlines = (PointsInline, ContrastCitations)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With both terms, which make up the name."""
        return super().get_queryset(request).select_related("first", "second")

    @admin.display(description="contrast", ordering="slug")
    def name(self, contrast: Any) -> str:
        return contrast.name
