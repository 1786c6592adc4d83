"""Writing a lesson: a new one, and one's own draft again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from msn_kb.core.access import READABLE, Status, open_door
from msn_kb.core.history.opened import OPENED, lock, state_of
from msn_kb.core.pages import record_or_redirect

from ..completeness import lacks
from ..contributions.citation_forms import NewSourceForm, citation_set
from ..contributions.lesson_form import AUDIENCE, RELATIONS, LessonDraftForm
from ..contributions.lists import read_relations
from ..contributions.overtaken import Overtaken, overtaken
from ..contributions.saving import hand_in, same_draft, save_draft
from ..contributions.sections import sections_of
from ..duplicates import Suspect, suspects_of
from ..models import Lesson
from ..proposable import CITATIONS, content_of
from ..review import BEFORE_REVIEW, MoveRefused
from .contributors import contributors_only, refused

SUBMIT = "submit"


@dataclass
class Written:
    """The forms of one page: the lesson, its citations, and a document that is described with it."""

    lesson: LessonDraftForm
    citations: Any
    document: NewSourceForm

    @classmethod
    def of(cls, user: Any, lesson: Lesson | None = None, data: Any = None) -> Written:
        """The forms for ``lesson``, or for a new one, bound to ``data``."""
        # A form reads all relations of its record; what this person may not see is then taken out.
        with open_door():
            if lesson is not None and data is None:
                read_relations(lesson, (*RELATIONS, *AUDIENCE))
            form = LessonDraftForm(data, instance=lesson, user=user)
        cited = content_of(lesson, [CITATIONS])[CITATIONS] if lesson else []
        return cls(form, citation_set(user, cited, data), NewSourceForm(data, user=user))

    def are_valid(self) -> bool:
        """Whether all of them can be stored; each is asked, so that all faults show at once."""
        with open_door():
            is_valid = self.lesson.is_valid()
        return all([is_valid, self.citations.is_valid(), self.document.is_valid()])


@contributors_only("GET", "HEAD", "POST")
def new_lesson(request: HttpRequest) -> HttpResponse:
    """The form for a lesson of one's own."""
    if request.method != "POST":
        return _page(request, Written.of(request.user))
    written = Written.of(request.user, data=request.POST)
    if not written.are_valid():
        return _page(request, written, status=400)
    lesson = None if written.document.is_filled else same_draft(written.lesson, written.citations)
    if lesson is not None and lesson.status == Status.IN_REVIEW:
        return redirect("mine")
    return _saved(request, lesson or save_draft(written.lesson, written.citations, written.document))


@contributors_only("GET", "HEAD", "POST")
def edit_lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own draft again; what is published is changed by a proposal."""
    found = record_or_redirect(Lesson.objects.visible_to(request.user), slug, "lesson-edit")
    if isinstance(found, HttpResponse):
        return found
    if found.status in READABLE and request.method != "POST":
        return redirect("suggest-correction", "lesson", found.slug)
    if found.owner_id != request.user.pk:
        return _not_theirs(request, found)
    if request.method != "POST":
        return _draft(request, found)
    with transaction.atomic():
        with open_door():
            lock(Lesson, found.pk)
        current = Lesson.objects.visible_to(request.user).filter(pk=found.pk, owner=request.user).first()
        return _changed(request, current) if current else refused(request, GONE)


GONE = "This entry is not yours to change any more."
LOCKED: dict[str, str] = {
    Status.IN_REVIEW: "It is in review, so it stays as it is. Withdraw it first if you want to go on writing.",
    Status.PUBLISHED: "It is published. Propose a change to it instead.",
    Status.SUPERSEDED: "It is superseded, and no longer kept up to date.",
    Status.ARCHIVED: "It is archived.",
}


def _not_theirs(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """Curators change what others write in the administration; nobody else sees it."""
    return refused(request, LOCKED.get(lesson.status, "Only its author may change a draft here."))


def _draft(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    if lesson.status not in BEFORE_REVIEW:
        return render(
            request,
            "lessons/contribute_locked.html",
            {"lesson": lesson, "reason": LOCKED.get(lesson.status, "")},
        )
    missing = lacks(lesson) if "check" in request.GET else []
    state = state_of(Lesson, lesson.pk)
    written = Written.of(request.user, lesson)
    alike = suspects_of(lesson, request.user)
    return _page(request, written, lesson=lesson, state=state, missing=missing, alike=alike)


def _changed(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    if lesson.status not in BEFORE_REVIEW:
        return refused(request, LOCKED.get(lesson.status, ""))
    state, stored = state_of(Lesson, lesson.pk), content_of(lesson, LessonDraftForm.Meta.fields)
    written = Written.of(request.user, lesson, request.POST)
    are_valid = written.are_valid()
    if request.POST.get(OPENED) != state:
        clashes = overtaken(lesson, stored, written.lesson, request.user)
        return _page(request, written, lesson=lesson, state=state, clashes=clashes, status=409)
    if not are_valid:
        return _page(request, written, lesson=lesson, state=state, status=400)
    return _saved(request, save_draft(written.lesson, written.citations, written.document))


def _saved(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    edit = reverse("lesson-edit", args=[lesson.slug])
    if request.POST.get("then") != SUBMIT:
        messages.success(request, "The draft is saved. Only you and curators can see it.")
        return HttpResponseRedirect(edit)
    try:
        hand_in(lesson, request.user)
    except MoveRefused as error:
        messages.warning(request, f"The draft is saved but not handed in. {error}")
        return HttpResponseRedirect(f"{edit}?check=")
    messages.success(request, f"“{lesson}” is handed in for review.")
    return redirect("mine")


def _page(
    request: HttpRequest,
    written: Written,
    *,
    lesson: Lesson | None = None,
    state: str = "",
    missing: list[str] | None = None,
    clashes: list[Overtaken] | None = None,
    alike: list[Suspect] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = written.lesson
    context = {
        "lesson": lesson,
        "form": form,
        "citations": written.citations,
        "document": written.document,
        "sections": sections_of(form, form.instance, missing or (), cites=True),
        "missing": missing,
        "clashes": clashes,
        "alike": alike,
        "state": state,
        "has_errors": bool(form.errors or not _is_clean(written.citations) or written.document.errors),
    }
    return render(request, "lessons/contribute_lesson.html", context, status=status)


def _is_clean(citations: Any) -> bool:
    return not citations.is_bound or (not any(citations.errors) and not citations.non_form_errors())
