"""The living style guide: every component of the site on one page, while ``DEBUG`` is on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.choices import Evidence, LessonKind, Maturity
from msn_kb.core.access import Handling, Status
from msn_kb.core.lists.facet_values import Facet, FacetValue
from msn_kb.core.pictures import Bars, Heading, Matrix, Timeline, Years

from ..listings import LISTINGS

COLOURS = {
    "Ground and text": ("ground", "surface", "sunken", "ink", "ink-soft", "line", "line-strong"),
    "Petrol": ("petrol", "petrol-deep", "on-petrol", "link", "accent", "on-accent", "tint", "on-tint"),
    "Signals": (
        *("gold", "gold-ground", "on-gold", "rust-ground", "on-rust", "leaf-ground", "on-leaf"),
        *("plum-ground", "on-plum", "mark-ground", "on-mark", "focus"),
    ),
}


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components with the present collection; 404 where ``DEBUG`` is off."""
    if not settings.DEBUG:
        raise Http404
    context = {
        "colours": COLOURS,
        "kinds": LessonKind.choices,
        "evidences": Evidence.choices,
        "maturities": Maturity.choices,
        "handlings": Handling.values,
        "statuses": [choice for choice in Status.choices if choice[0] != Status.PUBLISHED],
        "nouns": [listing.noun for listing in LISTINGS] + ["country", "region"],
        "cards": [(listing, _first(listing, request.user)) for listing in LISTINGS],
        "facets": _facets(),
        "chips": [{"label": "Theme", "value": "Inclusion", "remove_url": "#chips"}],
        "pages": [
            {"number": 1, "url": "#pages", "current": False, "gap": False},
            {"number": 2, "url": "#pages", "current": True, "gap": False},
            {"number": 3, "url": "", "current": False, "gap": True},
            {"number": 9, "url": "#pages", "current": False, "gap": False},
        ],
        "matrix": _matrix(),
        "bars": _bars(),
        "timeline": _timeline(),
    }
    return render(request, "styleguide.html", context)


def _first(listing: Any, user: Any) -> Any:
    """The first record of a list as its card shows it; ``None`` where there is none."""
    pool = listing.filterset_class.pool(QueryDict(), user)
    keys = list(pool.order_by("pk").values_list("pk", flat=True)[:1])
    return next(iter(listing.cards(pool.filter(pk__in=keys), user)), None)


def _facets() -> list[Facet]:
    values = [
        FacetValue("inclusion", "Inclusion", 12, True),
        FacetValue("women", "Women", 5, False, 1),
        FacetValue("youth", "Youth", 2, False, 1),
        FacetValue("funding", "Funding", 7, False),
    ]
    return [Facet("sample", "Theme", values, open=True, is_tree=True)]


def _headings(**labels: str) -> list[Heading]:
    return [Heading(value, label) for value, label in labels.items()]


def _matrix() -> Matrix:
    return Matrix(
        "sample-matrix",
        "Lessons by theme and phase",
        _headings(inclusion="Inclusion", funding="Funding"),
        _headings(ceasefire="Ceasefire", agreement="Agreement"),
        {("inclusion", "ceasefire"): 12, ("inclusion", "agreement"): 3, ("funding", "agreement"): 1},
        lambda row, column: "#matrix",
    )


def _bars() -> Bars:
    return Bars(
        "sample-bars",
        "Lessons by year and source",
        [Heading("2018", "2018"), Heading("2022", "2022")],
        _headings(note="A note", blog="A blog"),
        {("2018", "note"): 9, ("2022", "note"): 2, ("2022", "blog"): 5},
        lambda row, column: "#bars",
    )


def _timeline() -> Timeline:
    rows = [
        Years("A contact group", "Contact-group member", 2009, 2014, "#timeline"),
        Years("An envoy", "Envoy", 2012, None, "#timeline"),
        Years("A host", "Host", None, None, "#timeline"),
    ]
    return Timeline("sample-timeline", "Who was engaged when", rows)
