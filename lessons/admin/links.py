"""Links between lessons, as rows of the lesson they start from; those that arrive are shown there too."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from msn_kb.core.admin import ReadOnlyRowsInline, RowsInline

from ..choices import RELATION_REVERSED
from ..models import LessonLink


class LinksInline(RowsInline):
    """What this lesson supports, contradicts, refines or supersedes."""

    model = LessonLink
    fk_name = "lesson"
    verbose_name = "link"
    verbose_name_plural = "this lesson bears on"
    fields = ("relation", "other", "note")
    autocomplete_fields = ("other",)
    list_select_related = ("other",)


class ReverseLinksInline(ReadOnlyRowsInline):
    """Lessons that link to this one; each link is changed on the page of the lesson it starts from."""

    model = LessonLink
    fk_name = "other"
    verbose_name = "link from another lesson"
    verbose_name_plural = "links from other lessons"
    fields = readonly_fields = ("reading", "lesson", "note")
    list_select_related = ("lesson",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="relation")
    def reading(self, link: LessonLink) -> str:
        # A row that somebody added by hand to what the page sends holds no relation yet.
        return RELATION_REVERSED.get(link.relation, "")
