"""Pages that belong to no single app: home, health and error pages."""

from __future__ import annotations

import sys
from typing import Any

from django.db import Error as DatabaseFailure
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from lessons.models import Case, Lesson, Term, Theme
from lessons.views.lessons import prepare_cards
from organizations.models import Meeting, Office, Organization, PeaceProcess, Source

NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is inside, the newest lessons, the themes, and a way in for each kind of user."""
    user = request.user
    lessons = Lesson.objects.visible_to(user).listed()
    newest = lessons.filter(translation_of__isnull=True).newest_first().for_list(user)[:NEWEST]
    context = {
        "counts": what_is_inside(user),
        "newest": prepare_cards(newest),
        "themes": Theme.objects.top_level().with_lesson_counts(lessons),
    }
    return render(request, "home.html", context)


def what_is_inside(user: Any) -> list[dict[str, Any]]:
    """Each kind of record with the number of entries that exist for ``user``, and its list where there is one."""
    kinds = [
        ("Lessons", Lesson.objects.visible_to(user).listed(), reverse("lesson-list")),
        ("Cases", Case.objects.visible_to(user).listed(), ""),
        ("Peace processes", PeaceProcess.objects.visible_to(user).listed(), ""),
        ("Organizations", Organization.objects.visible_to(user), ""),
        ("Offices", Office.objects.visible_to(user), ""),
        ("Meetings", Meeting.objects.visible_to(user), ""),
        ("Sources", Source.objects.visible_to(user).listed(), ""),
        ("Terms", Term.objects.visible_to(user), ""),
    ]
    return [{"label": label, "count": records.count(), "url": url} for label, records, url in kinds]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503 (``contract.md``, Addresses)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseFailure:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400 with a page that does not need the database."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 where the database is down. Neither page needs the database."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)
