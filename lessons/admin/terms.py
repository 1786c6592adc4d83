"""Terms of the glossary."""

from django.contrib import admin

from msn_kb.core.admin import RecordAdmin

from ..models import Term
from .citations import TermCitations


@admin.register(Term)
class TermAdmin(RecordAdmin):
    list_display = ("name", "is_editorial", "updated_at")
    list_filter = ("is_editorial",)
    search_fields = ("sort_name__contains", "slug__contains", "synonyms__icontains")
    ordering = ("sort_name", "pk")
    readonly_fields = ("created_at", "updated_at")
    fieldsets = (
        (None, {"fields": ("name", "definition", "is_editorial", "synonyms")}),
        ("Editors", {"fields": ("note", "slug", "created_at", "updated_at")}),
    )
    inlines = (TermCitations,)
