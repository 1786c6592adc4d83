"""Proposing a change to any entry: a correction by a member, or the revision of an entry by its owner or a curator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst

from msn_kb.core.access import open_door
from msn_kb.core.history.opened import OPENED, lock, state_of
from msn_kb.core.pages import record_or_redirect

from .. import proposals
from ..choices import ProposalState
from ..contributions.citation_forms import citation_set
from ..contributions.correction_form import EXPLANATION, CorrectionForm
from ..contributions.overtaken import Overtaken, changed_since, overtaken
from ..contributions.sections import sections_of
from ..models import Lesson, Proposal
from ..models.reviews import proposable_models
from ..proposable import CITATIONS, content_of, fields_of
from ..review import BEFORE_REVIEW
from .contributing import SUBMIT
from .contributors import contributors_only


@contributors_only("GET", "HEAD", "POST")
def suggest_correction(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The form on which a change to one record is proposed."""
    model: Any = next((one for one in proposable_models() if one.url_noun() == kind), None)  # type: ignore[attr-defined]
    if model is None:
        raise Http404("There is no such kind of record.")
    found = record_or_redirect(model._default_manager.visible_to(request.user), slug, f"{kind}-detail")
    if isinstance(found, HttpResponse):
        return found
    if isinstance(found, Lesson) and found.owner_id == request.user.pk and found.status in BEFORE_REVIEW:
        return redirect("lesson-edit", found.slug)
    proposal = proposals.open_proposal(found, request.user)
    if proposal is not None and proposal.state == ProposalState.IN_REVIEW:
        messages.info(
            request, "Your proposal about this entry is in review. Withdraw it to write another one."
        )
        return redirect("mine-proposal", proposal.pk)
    if request.method != "POST":
        state = state_of(model, found.pk)
        # What was written on the ground of an older text is not handed in again without seeing the newer one.
        clashes = changed_since(found, proposal, request.user) if proposal else []
        proposed = Proposed(found, request.user, proposal)
        return _page(request, found, proposed, state, clashes=clashes or None)
    with transaction.atomic():
        with open_door():
            lock(model, found.pk)
        return _posted(request, model._default_manager.visible_to(request.user).get(pk=found.pk), proposal)


class Proposed:
    """The forms of one page: the fields of ``record`` that ``user`` may change, and its citations where they may."""

    def __init__(self, record: Any, user: Any, proposal: Proposal | None, data: Any = None) -> None:
        self.proposal = proposal
        self.form = CorrectionForm(data, record=record, user=user, proposal=proposal)
        self.citations = None
        if any(one.name == CITATIONS for one in fields_of(record, user)):
            stored = content_of(record, [CITATIONS])[CITATIONS]
            cited = proposal.proposed.get(CITATIONS, stored) if proposal else stored
            self.citations = citation_set(user, cited, data)

    def is_valid(self) -> bool:
        """Whether it can be kept; both are asked, so that all faults show at once."""
        with open_door():
            checked = [self.form.is_valid(), self.citations is None or self.citations.is_valid()]
        return all(checked)

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as ``proposals.propose`` takes it."""
        cited = {} if self.citations is None else {CITATIONS: self.citations.pairs}
        return {**self.form.values, **cited}


def _posted(request: HttpRequest, record: Any, proposal: Proposal | None) -> HttpResponse:
    state, user = state_of(type(record), record.pk), request.user
    proposed = Proposed(record, user, proposal, request.POST)
    is_valid = proposed.is_valid()
    if request.POST.get(OPENED) != state:
        # Bound to the entry as it is, so that what differs from it is what is told.
        plain = CorrectionForm(request.POST, record=record, user=user)
        clashes = overtaken(record, content_of(record, plain.names), plain, user)
        return _page(request, record, proposed, state, clashes=clashes, status=409)
    if not is_valid:
        return _page(request, record, proposed, state, status=400)
    explanation = proposed.form.cleaned_data[EXPLANATION]
    try:
        with transaction.atomic():
            made = (
                proposals.rewrite(proposal, user, proposed.values, explanation)
                if proposal
                else proposals.propose(record, user, proposed.values, explanation)
            )
            if request.POST.get("then") == SUBMIT:
                proposals.submit(made, user)
    except (ValidationError, proposals.MoveRefused) as error:
        proposed.form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        return _page(request, record, proposed, state, status=400)
    is_draft = made.state == ProposalState.DRAFT or made.state == ProposalState.RETURNED
    messages.success(
        request,
        "Your proposal is saved as a draft." if is_draft else "Your proposal is handed in for review.",
    )
    return redirect("mine-proposal", made.pk)


def _page(
    request: HttpRequest,
    record: Any,
    proposed: Proposed,
    state: str,
    *,
    clashes: list[Overtaken] | None = None,
    status: int = 200,
) -> HttpResponse:
    form, citations = proposed.form, proposed.citations
    context = {
        "record": record,
        "kind": capfirst(str(record._meta.verbose_name)),
        "form": form,
        "citations": citations,
        "sections": sections_of(form, record, cites=citations is not None),
        "proposal": proposed.proposal,
        "clashes": clashes,
        "state": state,
        "has_errors": bool(form.errors or (citations and citations.is_bound and not citations.is_valid())),
    }
    return render(request, "lessons/contribute_correction.html", context, status=status)
