"""Pages about the site itself. They read no entry, so everybody gets the same."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lessons.choices import EVIDENCE_EXPLAINED, MATURITY_EXPLAINED, Evidence, Maturity
from lessons.presentation import ATTRIBUTION_EXPLAINED, HANDLING_EXPLAINED
from msn_kb.about.accessibility import last_check
from msn_kb.about.libraries import shipped_libraries
from msn_kb.core.access import Attribution, Handling, Status

DAY = 24 * 3600  # seconds

ABOUT_PAGES = {
    "about": "What this is",
    "about-entries": "How entries are made",
    "about-licence": "Licence",
    "about-privacy": "Privacy",
    "about-accessibility": "Accessibility",
    "about-names": "Names and boundaries",
}

STATUS_EXPLAINED: dict[str, str] = {
    Status.DRAFT: "Being written. Seen by its owner and by curators.",
    Status.IN_REVIEW: "Waiting for a curator's look.",
    Status.RETURNED: "Looked at, and given back to its owner for changes.",
    Status.PUBLISHED: "In force: everybody whom its handling allows can read it.",
    Status.SUPERSEDED: "Replaced by a newer entry. It stays readable at its address, marked; lists leave it out.",
    Status.ARCHIVED: "Taken out of use. Only curators can read it.",
}
READERS_OF_HANDLING: dict[str, str] = {
    Handling.CLEAR: "Anyone, without an account.",
    Handling.GREEN: "Signed-in members of the network: people whose account belongs to an organization.",
    Handling.AMBER: "Members of the organizations that own the entry, but not of their parent organizations, "
    "and the people it names.",
    Handling.RED: "Only the people it names.",
}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, what it holds and for whom."""
    return _about_page(request, "about")


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """How entries come about, and what their marks mean."""
    return _about_page(
        request,
        "about-entries",
        statuses=[(status.label, STATUS_EXPLAINED[status]) for status in Status],
        evidence=[(code.value, code.label, EVIDENCE_EXPLAINED[code]) for code in Evidence],
        maturity=[(code.value, MATURITY_EXPLAINED[code]) for code in Maturity],
        handling=[(code.value, READERS_OF_HANDLING[code], HANDLING_EXPLAINED[code]) for code in Handling],
        attribution=[(code.label, ATTRIBUTION_EXPLAINED[code]) for code in Attribution],
    )


@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    """Under which terms entries, cited works, maps and software may be used."""
    return _about_page(request, "about-licence", libraries=shipped_libraries())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site keeps of those who use it."""
    return _about_page(
        request,
        "about-privacy",
        session_cookie=settings.SESSION_COOKIE_NAME,
        session_days=settings.SESSION_COOKIE_AGE // DAY,
        csrf_cookie=settings.CSRF_COOKIE_NAME,
        csrf_days=settings.CSRF_COOKIE_AGE // DAY,
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What the last check of accessibility found, and what no check finds."""
    return _about_page(request, "about-accessibility", check=last_check())


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Where names, codes and outlines of countries and regions come from."""
    return _about_page(request, "about-names")


def _about_page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    pages = [{"name": page, "label": label, "url": reverse(page)} for page, label in ABOUT_PAGES.items()]
    breadcrumbs = [("Home", reverse("home")), ("About", reverse("about")), (ABOUT_PAGES[name], "")]
    if name == "about":
        del breadcrumbs[1:2]
    context |= {"about_pages": pages, "current": name, "breadcrumbs": breadcrumbs}
    return render(request, f"about/{name.removeprefix('about-')}.html", context)
