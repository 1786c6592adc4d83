"""Suggestions while somebody types into a search box: ``/search/suggest/?q=``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..suggesting import suggest


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Groups of options for a list box, best first; of the kind only that ``kind`` names (``lesson``, ``theme`` …).

    Empty where nothing fits or hardly anything was typed.
    """
    groups = suggest(request.GET.get("q", ""), request.user, request.GET.get("kind", "").strip().lower())
    if not groups:
        return HttpResponse()
    return render(request, "includes/_suggestions.html", {"groups": groups})
