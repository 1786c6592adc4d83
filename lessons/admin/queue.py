"""The queue of the review: every entry and proposed change that waits, with who looks at it and by when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from msn_kb.core.access import Handling, Status
from msn_kb.core.admin import AdminPage, register_page

from .. import review
from ..models import Proposal
from .review import KINDS
from .review_desk import QUEUE, assign
from .review_forms import AssignForm, reviewers
from .review_waiting import DUE, MINE, NOBODY, PROPOSAL, WAITING, Waiting, Wanted, loaded, waiting

A_PAGE = 25
STATES = [
    (Status.IN_REVIEW, "In review"),
    (Status.RETURNED, "Returned for changes"),
    (Status.DRAFT, "Draft"),
]


class QueueForm(forms.Form):
    """The filters. What is none of the choices is told and passed over."""

    state = forms.ChoiceField(choices=STATES, required=False)
    kind = forms.ChoiceField(required=False)
    handling = forms.ChoiceField(choices=[("", "Any"), *Handling.choices], required=False)
    reviewer = forms.ChoiceField(required=False)
    overdue = forms.BooleanField(required=False, label="Overdue only")
    sort = forms.ChoiceField(choices=[(DUE, "Due first"), (WAITING, "Waiting longest")], required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, capfirst(model._meta.verbose_name)) for kind, model in KINDS.items()]
        field: Any = self.fields["kind"]
        field.choices = [("", "Any"), *kinds, (PROPOSAL, "Proposed change")]
        field = self.fields["reviewer"]
        field.choices = [("", "Anybody"), (MINE, "Me"), (NOBODY, "Nobody yet"), *people]

    def wanted(self) -> Wanted:
        """What is asked for, as far as it could be understood."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**{"state": Status.IN_REVIEW, **given})


def review_queue(request: HttpRequest) -> HttpResponse:
    """The page of the queue."""
    people = reviewers()
    form = QueueForm(request.GET, people=people)
    rows = waiting(request.user, form.wanted())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "Review",
        "form": form,
        "page": page,
        "rows": [
            (one, _address(one), _assign_form(one, people)) for one in loaded(page.object_list, request.user)
        ],
        "query": _query(request.GET),
        "back": request.GET.urlencode(),
    }
    return TemplateResponse(request, "admin/review/queue.html", context)


def assign_in_place(request: HttpRequest) -> HttpResponse:
    """Set who reviews one row of the queue, and lead back to the same page of it."""
    record = _record(request)
    form = AssignForm(request.POST, people=reviewers())
    if form.is_valid():
        try:
            assign(record, form.cleaned_data["reviewer"], form.cleaned_data["due"])
            messages.success(request, f"Assigned: {record}")
        except review.MoveRefused as refused:
            messages.error(request, str(refused))
    for name, errors in form.errors.items():
        messages.error(request, f"{capfirst(name)}: {' '.join(map(str, errors))}")
    return HttpResponseRedirect(f"{reverse(QUEUE)}?{request.POST.get('back', '')}")


def _record(request: HttpRequest) -> Any:
    """The entry or proposal that a row stands for; ``Http404`` where this person sees none."""
    kind, number = request.POST.get("kind", ""), request.POST.get("number", "")
    model: Any = Proposal if kind == PROPOSAL else KINDS.get(kind)
    if model is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    found = model._default_manager.visible_to(request.user).filter(pk=int(number)).first()
    if found is None:
        raise Http404
    return found


def _address(one: Waiting) -> str:
    if one.kind == PROPOSAL:
        return reverse("admin:review-proposal", args=[one.number])
    return reverse("admin:review-entry", args=[one.kind, one.number])


def _assign_form(one: Waiting, people: list[tuple[int, str]]) -> AssignForm:
    chosen = {"reviewer": one.reviewer and one.reviewer.pk, "due": one.due}
    return AssignForm(initial=chosen, people=people, auto_id=f"id_{one.kind}_{one.number}_%s")


def _query(given: Any) -> str:
    """The filters for the links to other pages."""
    kept = given.copy()
    kept.pop("p", None)
    return f"{kept.urlencode()}&" if kept else ""


register_page(AdminPage("review-assign", "review/assign/", assign_in_place, methods=("POST",)))
register_page(
    AdminPage(
        "review-queue",
        "review/",
        review_queue,
        "Review",
        "What waits for review: entries and proposed changes.",
        methods=("GET", "HEAD"),
    )
)
