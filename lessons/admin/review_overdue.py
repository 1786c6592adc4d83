"""Published lessons that somebody should look at again, with one click for those that still hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from msn_kb.core.admin import AdminPage, register_page

from .. import review
from ..models import Lesson
from .review import log
from .review_forms import LONGEST

A_PAGE = 25
OVERDUE, MISSING = "overdue", "missing"
SHOWN = {OVERDUE: "Overdue", MISSING: "Without a day of review"}
NOTE = "Read again; it still holds."


class StillValidForm(forms.Form):
    """The note of one row, filled in with what is most often meant: one click is enough."""

    note = forms.CharField(max_length=LONGEST, widget=forms.TextInput(attrs={"class": "vTextField"}))


def overdue(request: HttpRequest) -> HttpResponse:
    """The queue of what is overdue, and what has no day of review at all."""
    which = request.GET.get("show", "")
    which = which if which in SHOWN else OVERDUE
    if request.method == "POST":
        _confirm(request)
        return HttpResponseRedirect(f"{reverse('admin:overdue')}?show={which}")
    lessons = due_again(request.user, which)
    page = Paginator(lessons, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "Overdue for review",
        "page": page,
        "rows": [(one, StillValidForm(initial={"note": NOTE}, auto_id=f"id_{one.pk}_%s")) for one in page],
        "which": which,
        "shown": SHOWN,
        "query": f"show={which}&",
    }
    return TemplateResponse(request, "admin/review/overdue.html", context)


def due_again(user: Any, which: str) -> QuerySet[Lesson]:
    """Published lessons that ``user`` may see and whose day of review has passed, or is missing; longest due first."""
    lessons = Lesson.objects.visible_to(user).published().defer("search_vector", "tagged_names")
    if which == MISSING:
        lessons = lessons.filter(review_by__isnull=True)
    else:
        lessons = lessons.filter(review_by__lt=timezone.localdate())
    found: QuerySet[Lesson] = lessons.select_related("owner").order_by(
        F("review_by").asc(), "updated_at", "pk"
    )
    return found


def _confirm(request: HttpRequest) -> None:
    number = request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    lesson = Lesson.objects.visible_to(request.user).filter(pk=int(number)).first()
    if lesson is None:
        raise Http404
    form = StillValidForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"“{lesson}”: {' '.join(map(str, form.errors['note']))}")
        return
    try:
        step = review.confirm_still_valid(lesson, request.user, form.cleaned_data["note"])
    except review.MoveRefused as refused:
        messages.error(request, f"“{lesson}”: {refused}")
        return
    log(request, lesson, step)
    messages.success(request, f"Still valid, due again on {lesson.review_by:%Y-%m-%d}: {lesson}")


register_page(
    AdminPage(
        "overdue",
        "overdue/",
        overdue,
        "Overdue for review",
        "Published lessons whose day of review has passed, or that have none.",
    )
)
