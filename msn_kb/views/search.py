"""Search across all kinds of records: ``/search/?q=`` (``contract.md``, Addresses)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from msn_kb.core.lists import Listing
from msn_kb.core.lists.fields import Narrowed, narrow
from msn_kb.core.lists.listing import mark
from msn_kb.core.lists.meaning import meaning
from msn_kb.core.search import Query, holds_only_stop_words, in_force, parse
from msn_kb.core.search.across import Found, best_keys, search_across
from msn_kb.core.search.easing import Effort, eased, with_less_effort

from ..listings import LISTINGS
from ..naming import exact_matches, offers

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
    return render(request, "search.html", with_less_effort(lambda effort: _context(request, effort)))


def _context(request: HttpRequest, effort: Effort) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()
    typed = parse(text, has_fields=True)
    asked = request.GET.get("type", "").strip().lower()
    kinds = {listing.file: listing for listing in LISTINGS}
    search = _Search(typed, request.user, kinds, effort)
    query = search.query
    notices = list(query.notices)
    if asked and asked not in kinds:
        notices.append(f"Type: “{asked[:40]}” is not a kind of record ({', '.join(kinds)}); all are shown.")
        asked = ""
    tabs = _tabs(search, asked) if typed.text else []
    exact = exact_matches(query.text, request.user) if typed.text and not asked else []
    total = sum(tab.total for tab in tabs)
    if typed.text and not total and holds_only_stop_words(query):
        notices.append(f"“{typed.text[:80]}” holds only words that are too common to be searched for.")
    return {
        "query": typed.text,
        "searched": query.text,
        "meaning": meaning(typed, query, lambda other: _address(other, asked)),
        "tabs": [tab for tab in tabs if tab.total or tab.is_current],
        "shown": _in_order(tabs, exact),
        "current": asked,
        "all_url": _address(typed.text),
        "total": total,
        "exact": exact,
        "offers": offers(query, exact, request.user) if typed.text and not asked else [],
        "notices": notices,
        "listings": LISTINGS,
    }


class _Search:
    """What was typed, in all kinds of records: the words that are searched for, and among what."""

    def __init__(self, typed: Query, user: Any, kinds: Mapping[str, Listing], effort: Effort) -> None:
        self.typed, self.user, self.kinds, self.effort = typed, user, kinds, effort

    @cached_property
    def _narrowed(self) -> dict[str, Narrowed]:
        lists = {name: one.filterset(QueryDict(), self.user) for name, one in self.kinds.items()}
        self._all = {name: one.queryset.order_by() for name, one in lists.items()}
        return narrow(self.typed, lists)

    @cached_property
    def pools(self) -> dict[str, QuerySet]:
        """By kind, what there is before any word; nothing of a kind that the fields of the query say nothing about."""
        narrowed = self._narrowed
        return {
            name: rows.filter(condition)
            for name, rows in self._all.items()
            if (condition := narrowed[name].condition) is not None
        }

    @cached_property
    def query(self) -> Query:
        """The words that are searched for: as they were typed, or what was likely meant."""
        [words, *_] = [one.query for one in self._narrowed.values()]
        return in_force(self.pools.values(), eased(words, self.effort))


def _tabs(search: _Search, asked: str) -> list[Tab]:
    query, pools = search.query, search.pools
    found = search_across(pools, query)
    wanted = {name: one for name, one in found.items() if asked in ("", name)}
    keys = best_keys(wanted, OF_ONE if asked else OF_EACH)
    tabs = {name: _tab(search.kinds[name], one, search.typed, name == asked) for name, one in found.items()}
    for name, tab in tabs.items():
        if keys.get(name):
            tab.records = _records(tab.listing, pools[name], keys[name], search.user)
    mark([(tab.listing, record) for tab in tabs.values() for record in tab.records], query)
    return list(tabs.values())


def _in_order(tabs: list[Tab], exact: list[Any]) -> list[Tab]:
    """Tabs to show: first the kinds of what bears the very name; partial matches only where nothing holds all words."""
    shown = [tab for tab in tabs if tab.records]
    if any(tab.full for tab in shown):
        shown = [tab for tab in shown if tab.full]
    named = {record.url_noun() for record in exact}
    return sorted(shown, key=lambda tab: tab.listing.noun not in named)


def _tab(listing: Listing, found: Found, typed: Query, is_current: bool) -> Tab:
    url, list_url = _address(typed.text, listing.file), f"{listing.url}?{urlencode({'q': typed.text})}"
    return Tab(listing, found.total, found.full, url, list_url, is_current)


def _records(listing: Listing, pool: Any, keys: list[int], user: Any) -> list[Any]:
    """The records with these keys, in their order, with what their cards show."""
    by_key = {record.pk: record for record in listing.compact(pool.filter(pk__in=keys), user)}
    return [by_key[key] for key in keys if key in by_key]


def _address(text: str, kind: str = "") -> str:
    values = {"q": text} | ({"type": kind} if kind else {})
    return f"{reverse('search')}?{urlencode(values)}"
