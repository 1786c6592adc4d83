"""The page on which an entry's life is read and moved: what it lacks, each step so far, and the steps possible now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from msn_kb.core.access import Status
from msn_kb.core.admin import AdminPage, register_page
from msn_kb.core.admin.reasons import handling_lowered

from .. import review
from ..choices import ReviewMove
from ..completeness import LACKS, lacks
from ..models import Lesson, ReviewStep
from .review_desk import Desk
from .review_forms import MoveForm, StillValidForm, SupersedeForm

GUARDED: list[Any] = list(LACKS)
KINDS: dict[str, Any] = {model._meta.label_lower: model for model in GUARDED}
WITH_REASON: dict[str, Callable[..., ReviewStep]] = {
    ReviewMove.RETURN: review.return_for_changes,
    ReviewMove.ARCHIVE: review.archive,
    ReviewMove.REOPEN: review.reopen,
    ReviewMove.REINSTATE: review.reinstate,
    ReviewMove.SUBMIT: review.submit,
    ReviewMove.WITHDRAW: review.withdraw,
    ReviewMove.PUBLISH: review.publish,
}
COMPLETE_ONLY = (ReviewMove.SUBMIT, ReviewMove.PUBLISH)
ONLY_LESSONS = "Only a lesson can be confirmed, superseded or put back in force."


def review_entry(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The page of one entry; one that is hidden from this person is missing."""
    entry = entry_for(request.user, kind, number)
    missing = lacks(entry)
    possible = review.moves_for(entry, request.user)
    desk = Desk(
        request,
        entry,
        [move for move in possible if not (missing and move in COMPLETE_ONLY)],
        lambda move, data: _form_of(move, data, request.user),
        lambda move, cleaned: _perform(entry, move, cleaned, request),
    )
    successor = getattr(entry, "superseded_by_id", None)
    context = {
        **admin.site.each_context(request),
        "title": f"Review: {entry}",
        "entry": entry,
        "opts": entry._meta,
        "lacks": missing,
        "is_own": entry.status == Status.IN_REVIEW and request.user.pk in review.authors(entry),
        "successor": successor and Lesson.objects.visible_to(request.user).filter(pk=successor).first(),
        "change_address": _page_of(entry, "change"),
        "history_address": _page_of(entry, "history"),
        "media": sum((form.media for form in desk.moves.values()), MoveForm(ReviewMove.SUBMIT).media),
    }
    return desk.answer(
        "admin/review/entry.html", context, lambda: _find(request.user, kind, number) is not None
    )


def entry_for(user: Any, kind: str, number: int) -> Any:
    """The entry that ``kind`` (a model's label) and ``number`` name; raises ``Http404`` where ``user`` sees none."""
    found = _find(user, kind, number)
    if found is None:
        raise Http404
    return found


def _find(user: Any, kind: str, number: int) -> Any:
    model = KINDS.get(kind)
    return model and model._default_manager.visible_to(user).filter(pk=number).first()


def _form_of(move: str, data: Any, user: Any) -> MoveForm:
    if move == ReviewMove.SUPERSEDE:
        return SupersedeForm(move, data, user=user)
    return StillValidForm(move, data) if move == ReviewMove.STILL_VALID else MoveForm(move, data)


def _perform(entry: Any, move: str, cleaned: dict[str, Any], request: HttpRequest) -> ReviewStep:
    by, reason = request.user, cleaned["reason"]
    if move in review.LESSONS_MOVES and not isinstance(entry, Lesson):
        raise review.MoveRefused(ONLY_LESSONS)
    if move == ReviewMove.SUPERSEDE:
        step = review.supersede(entry, cleaned["successor"], by, reason)
    elif move == ReviewMove.STILL_VALID:
        step = review.confirm_still_valid(entry, by, reason, review_by=cleaned["review_by"])
    elif move in WITH_REASON:
        step = WITH_REASON[move](entry, by, reason)
    else:
        raise review.MoveRefused("This is a step of proposals.")
    log(request, entry, step)
    return step


def log(request: HttpRequest, entry: Any, step: ReviewStep) -> None:
    """Note ``step`` in Django's own log of recent actions."""
    said = f"{step.get_move_display()}. {step.reason}".strip()
    admin.site._registry[type(entry)].log_change(request, entry, said)


def _page_of(entry: Any, name: str) -> str:
    meta = entry._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[entry.pk])


def _note_lowered(sender: Any, record: Any, before: str, by: Any, reason: str, **kwargs: Any) -> None:
    review.note_lowered_handling(record, before, by, reason)


handling_lowered.connect(_note_lowered, dispatch_uid="lessons.review")
register_page(AdminPage("review-entry", "review/<str:kind>/<int:number>/", review_entry))
