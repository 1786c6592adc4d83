"""Publications and documents."""

from __future__ import annotations

from django.contrib import admin

from ..models import Source
from .citations import SourceCitations
from .dead_links import DeadLinkFilter
from .protected import AUDIENCE_FIELDS, AUDIENCE_LOOKUPS, DATES_FIELDS, ProtectedAdmin


@admin.register(Source)
class SourceAdmin(ProtectedAdmin):
    list_display = ("label", "handling", "status", "byline", "kind", "updated")
    list_filter = ("status", "handling", "kind", "language", DeadLinkFilter)
    search_fields = ("sort_label__contains", "slug__contains", "doi__istartswith", "isbn__istartswith")
    ordering = ("sort_label", "pk")
    autocomplete_fields = ("publishers", *AUDIENCE_LOOKUPS)
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "description", "kind", "authors", "date", "language"),
                "description": "Where the document does not state its title or its date, leave them empty and "
                "describe the document.",
            },
        ),
        (
            "Where it appeared",
            {"fields": ("publishers", "publisher", "place", "container", "volume", "number", "pages")},
        ),
        ("Where it is found", {"fields": ("url", "doi", "isbn")}),
        AUDIENCE_FIELDS,
        ("Editors", {"fields": ("note", "slug")}),
        DATES_FIELDS,
    )
    inlines = (SourceCitations,)

    @admin.display(description="title", ordering="sort_label")
    def label(self, source: Source) -> str:
        return source.label

    @admin.display(description="authors, year")
    def byline(self, source: Source) -> str:
        return source.byline
