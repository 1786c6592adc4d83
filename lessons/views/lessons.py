"""The list of lessons, its export, and a lesson's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from msn_kb.core.pages import record_or_redirect

from ..models import Lesson
from ..presentation import lesson_context


@require_safe
def lesson_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One lesson with all it holds that this person may see."""
    lessons = Lesson.objects.visible_to(request.user).for_page(request.user)
    found = record_or_redirect(lessons, slug, "lesson-detail")
    if isinstance(found, HttpResponse):
        return found
    return render(request, "lessons/lesson_detail.html", lesson_context(found, request.user))
