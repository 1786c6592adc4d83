"""All values of one parameter of a list with their numbers, to be looked through: ``/lessons/by/organization/``.

What a facet beside the list is too short for. The address holds the state of the list, and each value leads back to the
list with it; ``find`` narrows the values by their names, ``page`` turns them over.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..folding import fold
from .addresses import ListAddress
from .facet_values import Facet, FacetValue
from .facets import whole_facet
from .page import neighbours, page_links
from .views import ListView

A_PAGE = 100
LONGEST = 100


class RecordValues(ListView):
    """The values of the facet ``parameter`` of a list; 404 where the list has no such facet."""

    def get(self, request: HttpRequest, parameter: str) -> HttpResponse:
        filterset = self.listing.filterset(request.GET, request.user)
        facet = whole_facet(filterset, parameter)
        if facet is None:
            raise Http404
        address = ListAddress(self.listing.url, filterset)
        here = ListAddress(request.path, filterset)
        find = " ".join(request.GET.get("find", "").split())[:LONGEST]
        found = _named_like(facet, find)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        turned = partial(_turned, here, find)
        for value in page:
            write = address.without_value if value.selected else address.with_value
            value.url = write(parameter, value.value)
        context = {
            "listing": self.listing,
            "noun": self.listing.noun,
            "facet": facet,
            "heading": f"{self.listing.label} by {facet.label.lower()}",
            "page_obj": page,
            "find": find,
            "total": len(found),
            "list_url": str(address),
            "state": _state(here),
            "all_url": str(here),
            "notices": [text for sentences in filterset.problems.values() for text in sentences],
            "pages": page_links(page, turned),
            **neighbours(page, turned),
        }
        return render(request, "records/values.html", context)


def _named_like(facet: Facet, find: str) -> list[FacetValue]:
    """The values with a word in their name for every word of ``find``, typed to its end or not, whatever its case and
    accents; all where it is empty.

    Out of a tree they come with their names alone, as what they stand below may be left out.
    """
    words = _words(find)
    if not words:
        return facet.values
    found = [value for value in facet.values if _begins(_words(value.label), words)]
    for value in found:
        value.depth = 0
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _begins(words: list[str], typed: list[str]) -> bool:
    """Whether each typed word is the beginning of a word; facets.js finds by the same rule."""
    return all(any(word.startswith(part) for word in words) for part in typed)


def _state(address: ListAddress) -> list[tuple[str, str]]:
    """The address's parameters, for a form that keeps them."""
    return [(name, value) for name, values in address.state.items() for value in values]


def _turned(address: ListAddress, find: str, number: int) -> str:
    more: dict[str, Any] = {"page": str(number)} if number > 1 else {}
    return address.replacing_all(({"find": find} if find else {}) | more)
