"""Search across all kinds of records: ``/search/?q=`` (``contract.md``, Addresses)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from msn_kb.core.lists import Listing
from msn_kb.core.lists.listing import mark
from msn_kb.core.search import Query, holds_only_stop_words, parse
from msn_kb.core.search.across import Found, best_keys, search_across

from ..listings import LISTINGS
from ..naming import exact_matches

OF_EACH = 3  # of every kind, when all are shown
OF_ONE = 25  # of the one kind that was chosen


@dataclass
class Tab:
    """One kind of record in the results: how many it holds, and where to go on."""

    listing: Listing
    total: int
    full: int
    url: str
    list_url: str
    is_current: bool
    records: list[Any] = field(default_factory=list)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out here."""
        return len(self.records) == self.total


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The best of each kind with counts, or more of the kind that ``type`` names; an exact name on top."""
    text = request.GET.get("q", "").strip()
    query = parse(text)
    asked = request.GET.get("type", "").strip().lower()
    kinds = {listing.file: listing for listing in LISTINGS}
    notices = list(query.notices)
    if asked and asked not in kinds:
        notices.append(f"Type: “{asked[:40]}” is not a kind of record ({', '.join(kinds)}); all are shown.")
        asked = ""
    tabs = _tabs(kinds, query, asked, request.user) if query.text else []
    exact = exact_matches(query.text, request.user) if query.text and not asked else []
    total = sum(tab.total for tab in tabs)
    if query.text and not total and holds_only_stop_words(query):
        notices.append(f"“{query.text[:80]}” holds only words that are too common to be searched for.")
    context = {
        "query": query.text,
        "tabs": [tab for tab in tabs if tab.total or tab.is_current],
        "shown": _in_order(tabs, exact),
        "current": asked,
        "all_url": _address(query),
        "total": total,
        "exact": exact,
        "notices": notices,
        "listings": LISTINGS,
    }
    return render(request, "search.html", context)


def _tabs(kinds: Mapping[str, Listing], query: Query, asked: str, user: Any) -> list[Tab]:
    pools = {
        name: listing.filterset_class.pool(QueryDict(), user).order_by() for name, listing in kinds.items()
    }
    found = search_across(pools, query)
    wanted = {name: one for name, one in found.items() if asked in ("", name)}
    keys = best_keys(wanted, OF_ONE if asked else OF_EACH)
    tabs = [_tab(listing, found[name], query, name == asked) for name, listing in kinds.items()]
    for name, tab in zip(kinds, tabs, strict=True):
        if keys.get(name):
            tab.records = _records(tab.listing, pools[name], keys[name], user)
    mark([(tab.listing, record) for tab in tabs for record in tab.records], query)
    return tabs


def _in_order(tabs: list[Tab], exact: list[Any]) -> list[Tab]:
    """Tabs to show: first the kinds of what bears the very name; partial matches only where nothing holds all words."""
    shown = [tab for tab in tabs if tab.records]
    if any(tab.full for tab in shown):
        shown = [tab for tab in shown if tab.full]
    named = {record.url_noun() for record in exact}
    return sorted(shown, key=lambda tab: tab.listing.noun not in named)


def _tab(listing: Listing, found: Found, query: Query, is_current: bool) -> Tab:
    url, list_url = _address(query, listing.file), f"{listing.url}?{urlencode({'q': query.text})}"
    return Tab(listing, found.total, found.full, url, list_url, is_current)


def _records(listing: Listing, pool: Any, keys: list[int], user: Any) -> list[Any]:
    """The records with these keys, in their order, with what their cards show."""
    by_key = {record.pk: record for record in listing.compact(pool.filter(pk__in=keys), user)}
    return [by_key[key] for key in keys if key in by_key]


def _address(query: Query, kind: str = "") -> str:
    values = {"q": query.text} | ({"type": kind} if kind else {})
    return f"{reverse('search')}?{urlencode(values)}"
