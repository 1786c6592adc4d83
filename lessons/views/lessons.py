"""The list of lessons, its export, and a lesson's own page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from msn_kb.core.exports.table import Column, GatheredColumn
from msn_kb.core.lists import ListFilterSet, ListPage
from msn_kb.core.lists.views import RecordExport, RecordList
from msn_kb.core.pages import record_or_redirect
from msn_kb.core.search import highlight, snippet

from ..exports import columns
from ..filters import LessonFilterSet
from ..models import Lesson
from ..presentation import lesson_context, maturity_label


class LessonList(RecordList):
    filterset_class = LessonFilterSet
    template_name = "lessons/lesson_list.html"
    results_template_name = "lessons/_results.html"

    def rows(self, filterset: ListFilterSet) -> QuerySet:
        lessons: Any = filterset.qs
        return lessons.for_list(filterset.user)

    def more(self, listing: ListPage) -> dict[str, Any]:
        return matches(listing) | {"cards": prepare_cards(listing.page.object_list, listing.filterset)}


class LessonExport(RecordExport):
    filterset_class = LessonFilterSet
    name = "lessons"

    def columns(self) -> list[Column | GatheredColumn]:
        return columns()


@require_safe
def lesson_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One lesson with all it holds that this person may see."""
    lessons = Lesson.objects.visible_to(request.user).for_page(request.user)
    found = record_or_redirect(lessons, slug, "lesson-detail")
    if isinstance(found, HttpResponse):
        return found
    mark_card(found)
    return render(request, "lessons/lesson_detail.html", lesson_context(found, request.user))


def prepare_cards(lessons: Any, filterset: ListFilterSet | None = None) -> list[Lesson]:
    """The lessons of one page with what their cards show; where words were searched, also their titles with the words
    marked and their best passages.
    """
    cards = list(lessons)
    query = filterset.search.query if filterset else None
    if query and not query.is_empty:
        texts = [
            (card.language, "\n".join(filter(None, [card.insight, card.recommendation, card.context])))
            for card in cards
        ]
        titles = [(card.language, card.title) for card in cards]
        found = zip(cards, snippet(texts, query), highlight(titles, query), strict=True)
        for card, passage, title in found:
            card.snippet, card.marked_title = passage, title
    for card in cards:
        mark_card(card)
    return cards


def mark_card(lesson: Any) -> None:
    """Add what templates ask of a lesson and what follows from its columns."""
    lesson.maturity_label = maturity_label(lesson.maturity)
    lesson.direction = "rtl" if lesson.language in settings.LANGUAGES_BIDI else "ltr"
    lesson.review_overdue = bool(lesson.review_by and lesson.review_by < timezone.localdate())


def matches(listing: ListPage) -> dict[str, Any]:
    """How many entries hold all words, and where on this page the partial matches begin."""
    filterset = listing.filterset
    if not filterset.search.query.text:
        return {"full_count": listing.total, "partial_count": 0, "first_partial_id": None}
    partial = filterset.qs.filter(is_partial=True).order_by().count()
    on_page = [lesson for lesson in listing.page.object_list if lesson.is_partial]
    return {
        "full_count": listing.total - partial,
        "partial_count": partial,
        "first_partial_id": on_page[0].pk if on_page else None,
    }
