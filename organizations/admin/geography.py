"""Countries and regions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from msn_kb.core.admin import DoorForm, RecordAdmin

from ..models import Country, Region

NAMES_FIELDS: Any = ("Names", {"fields": ("name_en", "name_fr", "name_es", "name_ar")})
NAMES_SEARCH = (
    "sort_name__icontains",
    "name_en__icontains",
    "name_fr__icontains",
    "name_es__icontains",
    "name_ar__contains",
)


class RegionForm(DoorForm):
    """Keeps the regions a tree."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if parent and self.instance.pk and self.initial.get("code") in parent.lineage:
            self.add_error("parent", "A region cannot lie within itself or within one of its parts.")
        return cleaned


@admin.register(Region)
class RegionAdmin(RecordAdmin):
    form = RegionForm
    list_display = ("name_en", "code", "parent", "name_fr", "name_es", "name_ar")
    list_select_related = ("parent",)
    search_fields = (*NAMES_SEARCH, "code")
    folds_search = False
    autocomplete_fields = ("parent",)
    fieldsets = ((None, {"fields": ("code", "parent")}), NAMES_FIELDS)


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    list_display = ("name_en", "alpha3", "alpha2", "region", "name_fr", "name_es", "name_ar")
    list_select_related = ("region",)
    search_fields = (*NAMES_SEARCH, "alpha3__iexact")
    folds_search = False
    autocomplete_fields = ("region",)
    fieldsets = ((None, {"fields": ("alpha3", "alpha2", "m49", "region")}), NAMES_FIELDS)
