"""Themes, and the filter that lists of tagged entries share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import RecordAdmin
from msn_kb.core.admin.vocabularies import CareMixin

from ..models import Theme


class ThemeFilter(admin.SimpleListFilter):
    """Themes of the first level; each includes the themes below it."""

    title = "theme"
    parameter_name = "theme"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Theme.objects.top_level().values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        wanted = Theme.objects.filter(Q(slug=self.value()) | Q(parent__slug=self.value()))
        tagged = queryset.model.themes.through.objects.filter(theme__in=wanted)
        return queryset.filter(pk__in=tagged.values(queryset.model._meta.model_name + "_id"))


class LevelFilter(admin.SimpleListFilter):
    title = "level"
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "First"), ("2", "Second")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(parent__isnull=self.value() == "1") if self.value() in ("1", "2") else queryset


@admin.register(Theme)
class ThemeAdmin(CareMixin, RecordAdmin):
    list_display = ("name", "parent", "part_count", "used", "state", "position", "slug")
    list_filter = (LevelFilter, "is_retired")
    list_select_related = ("parent",)
    search_fields = ("sort_name__contains", "slug__contains", "synonyms__icontains")
    ordering = ("sort_name", "pk")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("name", "parent", "definition", "synonyms")}),
        ("Order and address", {"fields": ("position", "slug", "care")}),
    )
    readonly_fields = ("care",)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        return super().for_list(queryset, request).annotate(part_total=Count("children"))

    @admin.display(description="themes below it")
    def part_count(self, theme: Any) -> int:
        return theme.part_total
