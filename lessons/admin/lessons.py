"""Lessons."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import get_text_list

from msn_kb.core.admin.bounds import validate_not_in_the_future
from organizations.admin.protected import AUDIENCE_FIELDS, AUDIENCE_LOOKUPS, DATES_FIELDS, ProtectedAdmin

from ..models import Application, Lesson
from ..rules import hidden_by_attribution
from .applications import ApplicationsInline
from .citations import LessonCitations
from .duplicates import SuspectsMixin
from .forms import LessonForm
from .links import LinksInline, ReverseLinksInline
from .search import TaggedSearch
from .themes import ThemeFilter


@admin.register(Lesson)
class LessonAdmin(SuspectsMixin, TaggedSearch, ProtectedAdmin):
    form = LessonForm
    list_display = ("title", "handling", "status", "theme_names", "updated")
    list_filter = (
        "status",
        "handling",
        "kind",
        ThemeFilter,
        "evidence",
        "language",
        "attribution",
        "is_demonstration",
    )
    search_fields = ("sort_title__contains", "slug__contains", "external_id__iexact")
    identifying_field = "external_id"
    ordering = ("-updated_at", "-pk")
    autocomplete_fields = (
        "themes",
        "processes",
        "countries",
        "regions",
        "organizations",
        "offices",
        "translation_of",
        *AUDIENCE_LOOKUPS,
    )
    checkbox_fields = ("tracks", "phases", "audiences", "services")
    fieldsets = (
        (None, {"fields": ("title", "kind", "context", "insight", "recommendation", "applicability")}),
        (
            "How far to trust it",
            {
                "fields": ("evidence", "evidence_note", "attribution", "speaker"),
                "description": "Evidence that is not stated stays empty.",
            },
        ),
        (
            "What it is about",
            {"fields": ("themes", "processes", "countries", "regions", "organizations", "offices")},
        ),
        (
            "Whom it is for",
            {"fields": ("tracks", "phases", "audiences", "services"), "classes": ("collapse",)},
        ),
        ("Date and language", {"fields": ("date", "language", "translation_of")}),
        AUDIENCE_FIELDS,
        ("Review", {"fields": ("review_by", "slug", "external_id", "is_demonstration")}),
        DATES_FIELDS,
    )
    inlines = (LessonCitations, LinksInline, ReverseLinksInline, ApplicationsInline)

    def view_on_site(self, lesson: Any) -> str:
        """The page as it is stored: on a form with errors the record holds an address that was refused."""
        return reverse("lesson-detail", args=[lesson._stored_slug])

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        """Without the long texts, which no column shows."""
        texts = ("context", "insight", "recommendation", "applicability", "evidence_note")
        return queryset.defer("search_vector", "tagged_names", *texts).prefetch_related("themes")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Whoever enters an application has recorded it."""
        if formset.model is Application:
            for row in formset.extra_forms:
                row.instance.recorded_by = request.user
        super().save_formset(request, form, formset, change)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A lesson is dated when it was learned, so not after today."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "date":
            field.validators.append(validate_not_in_the_future)
        return field

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing is refused that curators may keep for themselves, but they learn that readers will not see it."""
        super().save_related(request, form, formsets, change)
        lesson = form.instance
        hidden = hidden_by_attribution(
            lesson.attribution, lesson.organizations.all(), lesson.offices.all(), lesson.speaker
        )
        if hidden:
            self.message_user(
                request,
                f"Readers will not see {get_text_list(hidden, 'and')} of this lesson: its attribution is "
                f"“{lesson.get_attribution_display()}”.",
                messages.WARNING,
            )

    @admin.display(description="themes")
    def theme_names(self, lesson: Lesson) -> str:
        """The first theme, and how many more there are: “Funding +2”. All of them would fill the row."""
        names = [theme.name for theme in lesson.themes.all()]
        return f"{names[0]} +{len(names) - 1}" if len(names) > 1 else "".join(names)
