"""The page of one proposed change: the published text beside the proposed one, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from msn_kb.core.admin import AdminPage, register_page

from .. import proposals, review
from ..choices import ProposalState, ReviewMove
from ..models import Proposal, ReviewStep
from .review import KINDS
from .review_desk import Desk
from .review_forms import MoveForm

WITH_REASON: dict[str, Callable[..., ReviewStep]] = {
    ReviewMove.ACCEPT: proposals.accept,
    ReviewMove.RETURN: proposals.return_for_changes,
    ReviewMove.DECLINE: proposals.decline,
}


def review_proposal(request: HttpRequest, number: int) -> HttpResponse:
    """The page of one proposal; one about a record that is hidden from this person is missing."""
    proposal = _find(request.user, number)
    record: Any = proposal and proposal.record_for(request.user)
    if proposal is None or record is None:
        raise Http404
    desk = Desk(
        request,
        proposal,
        [move for move in proposals.moves_for(proposal, request.user) if move in WITH_REASON],
        MoveForm,
        lambda move, cleaned: _perform(proposal, move, cleaned, request),
    )
    meta = record._meta
    context = {
        **admin.site.each_context(request),
        "title": f"Proposed change to: {record}",
        "proposal": proposal,
        "record": record,
        "opts": meta,
        "sides": proposals.side_by_side(proposal, request.user),
        "is_own": proposal.state == ProposalState.IN_REVIEW and request.user.pk in review.authors(proposal),
        "change_address": reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]),
        "review_address": reverse("admin:review-entry", args=[meta.label_lower, record.pk])
        if meta.label_lower in KINDS
        else "",
    }
    return desk.answer("admin/review/proposal.html", context, lambda: _find(request.user, number) is not None)


def _find(user: Any, number: int) -> Proposal | None:
    found: Proposal | None = (
        Proposal.objects.visible_to(user).select_related("author").filter(pk=number).first()
    )
    return found


def _perform(proposal: Proposal, move: str, cleaned: dict[str, Any], request: HttpRequest) -> ReviewStep:
    if move not in WITH_REASON:
        raise review.MoveRefused("Only its author may do this, on the site.")
    return WITH_REASON[move](proposal, request.user, cleaned["reason"])


register_page(AdminPage("review-proposal", "proposals/<int:number>/", review_proposal))
