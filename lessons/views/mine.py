"""A person's own contributions: where they stand, and what their author may do with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from msn_kb.core.lists.page import page_links

from .. import proposals, review
from ..contributions.saving import hand_in
from ..contributions.standing import own_lessons, own_proposals, standing_of
from ..models import Lesson, Proposal
from .contributors import contributors_only, refused

A_PAGE = 20
DISCARDED = "Discarded by its author."


@contributors_only("GET", "HEAD")
def mine(request: HttpRequest) -> HttpResponse:
    """Own lessons, and changes that were proposed to entries."""
    lessons = _page_of(request, own_lessons(request.user), "page")
    proposed = _page_of(request, own_proposals(request.user), "proposals")
    context = {
        "lessons": standing_of(lessons, request.user),
        "lesson_pages": _links(request, lessons, "page"),
        "proposals": standing_of(proposed, request.user),
        "proposal_pages": _links(request, proposed, "proposals"),
        "before_review": review.BEFORE_REVIEW,
    }
    return render(request, "lessons/mine.html", context)


@contributors_only("POST")
def move_lesson(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Submit, withdraw or discard one's own lesson."""
    moves: dict[str, tuple[Any, str]] = {
        "submit": (hand_in, "is handed in for review"),
        "withdraw": (review.withdraw, "is withdrawn; you can go on writing"),
        "discard": (_discard, "is discarded. A curator can bring it back"),
    }
    lesson: Lesson = get_object_or_404(own_lessons(request.user), pk=pk)
    if move not in moves:
        raise Http404("There is no such move.")
    make, said = moves[move]
    try:
        make(lesson, request.user)
    except review.MoveRefused as error:
        if move == "submit" and lesson.status in review.BEFORE_REVIEW:
            messages.warning(request, str(error))
            return redirect(f"{reverse('lesson-edit', args=[lesson.slug])}?check=")
        return refused(request, str(error))
    messages.success(request, f"“{lesson}” {said}.")
    return redirect("mine")


@contributors_only("GET", "HEAD")
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own proposal: both texts side by side, and its steps."""
    proposal: Proposal = get_object_or_404(own_proposals(request.user), pk=pk)
    (standing,) = standing_of([proposal], request.user)
    context = {
        "standing": standing,
        "proposal": proposal,
        "record": standing.record,
        "kind": standing.record.url_noun(),
        "sides": proposals.side_by_side(proposal, request.user),
        "moves": proposals.moves_for(proposal, request.user),
    }
    return render(request, "lessons/mine_proposal.html", context)


@contributors_only("POST")
def move_proposal(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Submit or withdraw one's own proposal."""
    moves = {
        "submit": (proposals.submit, "Your proposal is handed in for review."),
        "withdraw": (proposals.withdraw, "Your proposal is withdrawn."),
    }
    proposal: Proposal = get_object_or_404(own_proposals(request.user), pk=pk)
    if move not in moves:
        raise Http404("There is no such move.")
    make, said = moves[move]
    try:
        make(proposal, request.user)
    except proposals.MoveRefused as error:
        return refused(request, str(error))
    messages.success(request, said)
    return redirect("mine-proposal", proposal.pk)


def _discard(lesson: Lesson, user: Any) -> None:
    review.archive(lesson, user, DISCARDED)


def _page_of(request: HttpRequest, contributions: Any, name: str) -> Page:
    return Paginator(contributions, A_PAGE).get_page(request.GET.get(name))


def _links(request: HttpRequest, page: Page, name: str) -> dict[str, Any]:
    """What ``includes/_pagination.html`` takes; the other list stays on its page."""

    def url(number: int) -> str:
        asked = request.GET.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}"

    return {
        "pages": page_links(page, url),
        "previous_url": url(page.number - 1) if page.has_previous() else "",
        "next_url": url(page.number + 1) if page.has_next() else "",
    }
