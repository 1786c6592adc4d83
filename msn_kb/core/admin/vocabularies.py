"""Vocabularies that curators edit, and what all of them offer: how often a value is used, merging and retiring."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from ..usage import usage
from .records import RecordAdmin


class CareMixin(ModelAdmin):
    """For values that can be retired. The pages for it are another app's and known by name alone."""

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        """With how many records carry each value, of those that this person may see."""
        numbers = usage(self.model, request.user)
        counted = [When(pk=number, then=Value(times)) for number, times in numbers.items()]
        used = Case(*counted, default=Value(0), output_field=IntegerField())
        prepared: QuerySet = super().for_list(queryset, request)  # type: ignore[misc]
        return prepared.annotate(used_total=used).select_related("replaced_by")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> Any:
        """Look-ups in forms offer what is in use."""
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = queryset.filter(is_retired=False)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description="used by", ordering="used_total")
    def used(self, value: Any) -> int:
        return int(value.used_total)

    @admin.display(description="state")
    def state(self, value: Any) -> str:
        if not value.is_retired:
            return "In use"
        return f"Retired: {value.replaced_by}" if value.replaced_by else "Retired"

    @admin.display(description="care")
    def care(self, value: Any) -> str:
        """The ways to the pages on which a value is merged and retired."""
        if value.pk is None:
            return "–"
        kind = value._meta.label_lower
        retire = reverse("admin:retire-value", args=[kind, value.pk])
        return format_html(
            '{}. <a href="{}">{}</a> · <a href="{}">Merge with another one</a>',
            self.state(value),
            retire,
            "Bring back" if value.is_retired else "Retire",
            reverse("admin:merge-choose", args=[kind, value.pk]),
        )


class VocabularyAdmin(CareMixin, RecordAdmin):
    """One value of a vocabulary (``msn_kb.core.vocabulary``)."""

    list_display = ("name", "code", "used", "state", "position")
    list_filter = ("is_retired",)
    search_fields = ("name", "code")
    readonly_fields = ("care",)
    fields = ("name", "code", "definition", "position", "care")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "code":
            field.help_text = (
                "Used in addresses, imports and exports. Addresses with the old one go on working."
            )
        return field
