"""Archiving several entries at once, with one reason: the second half of the lists' action."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse

from msn_kb.core.admin import AdminPage, register_page
from msn_kb.core.admin.widgets import possible_keys
from organizations.admin.protected import MOST_AT_ONCE

from .. import review
from .review import KINDS, log
from .review_forms import LONGEST


def archive_entries(request: HttpRequest) -> HttpResponse:
    """Archive the entries of ``kind`` whose numbers are given, all or none."""
    model = KINDS.get(request.POST.get("kind", ""))
    if model is None:
        raise Http404
    numbers = request.POST.get("numbers", "").split(",")
    if len(numbers) > MOST_AT_ONCE or len(possible_keys(model, numbers)) < len(numbers):
        return HttpResponseBadRequest(f"numbers: the numbers of at most {MOST_AT_ONCE} entries, with commas.")
    entries = list(model._default_manager.visible_to(request.user).filter(pk__in=numbers))
    if len(entries) < len(set(numbers)):
        raise Http404
    reason = request.POST.get("reason", "")[:LONGEST]
    try:
        with transaction.atomic():
            _archive(request, entries, reason)
    except review.MoveRefused as refused:
        messages.error(request, f"Nothing was archived. {refused}")
    else:
        messages.success(request, f"Archived: {len(entries)}.")
    meta = model._meta
    return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"))


def _archive(request: HttpRequest, entries: list[Any], reason: str) -> None:
    for entry in entries:
        try:
            step = review.archive(entry, request.user, reason)
        except review.MoveRefused as refused:
            raise review.MoveRefused(f"“{entry}”: {refused}" if reason.strip() else str(refused)) from refused
        log(request, entry, step)


register_page(AdminPage("review-archive", "review/archive/", archive_entries, methods=("POST",)))
