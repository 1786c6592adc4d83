"""What a person can do on the page of one record in review: its moves, remarks, and who reviews it by when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from organizations.models import User

from .. import review
from ..models import ReviewAssignment, ReviewComment, ReviewStep
from .review_forms import MOVES, AssignForm, CommentForm, MoveForm, reviewers

ASSIGN, COMMENT = "assign", "comment"
QUEUE = "admin:review-queue"

FormOf = Callable[[str, Any], MoveForm]
Perform = Callable[[str, dict[str, Any]], ReviewStep]


class Desk:
    """The forms of one page. Which of them was sent stands in the field ``do``.

    ``form_of`` makes the form of a move, unbound where it is given no data; ``perform`` makes the move, or raises
    ``MoveRefused``.
    """

    def __init__(
        self, request: HttpRequest, record: Any, moves: Collection[str], form_of: FormOf, perform: Perform
    ) -> None:
        self.request, self.record, self.perform = request, record, perform
        self.did = request.POST.get("do", "")
        self.status = 200
        self.refused = ""
        self.moves = {move: form_of(move, self._sent(move)) for move in MOVES if move in moves}
        self._form_of = form_of
        self.comment = CommentForm(self._sent(COMMENT), auto_id="id_comment_%s")
        self.assignment = ReviewAssignment.objects.about(record).first()
        self.assign = AssignForm(
            self._sent(ASSIGN),
            people=reviewers(),
            auto_id="id_assign_%s",
            initial={
                "reviewer": self.assignment and self.assignment.reviewer_id,
                "due": self.assignment and self.assignment.due,
            },
        )

    def answer(self, template: str, context: dict[str, Any], is_there: Callable[[], bool]) -> HttpResponse:
        """The page; after a form that was carried out, a redirect to it, or to the queue where it is gone."""
        if self.request.method == "POST" and (done := self._act()):
            messages.success(self.request, done)
            address = self.request.path if is_there() else reverse(QUEUE)
            return HttpResponseRedirect(address)
        context |= {
            "desk": self,
            "steps": ReviewStep.objects.about(self.record).select_related("by"),
            "comments": ReviewComment.objects.about(self.record).select_related("by"),
        }
        return TemplateResponse(self.request, template, context, status=self.status)

    def _sent(self, name: str) -> Any:
        return self.request.POST if self.did == name else None

    def _act(self) -> str:
        """Carry out what was sent; returns what was done, or nothing where it was refused or the form has errors."""
        form: Any = {ASSIGN: self.assign, COMMENT: self.comment, **self.moves}.get(self.did)
        if form is None and self.did in MOVES:
            # Not among the moves that the page offered: an old page, or a forged one. The rules say which it is.
            form = self._form_of(self.did, self.request.POST)
        if form is None:
            self.refused, self.status = "There is no such step.", 400
            return ""
        if not form.is_valid():
            # The form is on the page with its errors, unless it is of a move that is not possible now.
            if self.did in MOVES and self.did not in self.moves:
                self.refused, self.status = "This step is not possible now.", 409
            return ""
        try:
            return self._carry_out(form.cleaned_data)
        except review.MoveRefused as refused:
            self.refused, self.status = str(refused), 409
            return ""

    def _carry_out(self, cleaned: dict[str, Any]) -> str:
        if self.did == COMMENT:
            review.comment(self.record, self.request.user, cleaned["text"])
            return "The remark was kept."
        if self.did == ASSIGN:
            assign(self.record, cleaned["reviewer"], cleaned["due"])
            return "The assignment was kept."
        return f"{self.perform(self.did, cleaned).get_move_display()}."


def assign(record: Any, reviewer: int | None, due: date | None) -> None:
    """Set who reviews ``record``, by the number of the account; raises ``MoveRefused`` as ``review.assign`` does."""
    review.assign(record, User.objects.filter(pk=reviewer).first(), due)
