"""What a list's page shows around its rows: notices, chips, orders, page links, and what to loosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from .. import kept
from ..search import holds_only_stop_words
from .addresses import ListAddress
from .counting import count_values
from .facets import Facet, facets, link, loosened, undated
from .filters import Selection
from .filterset import DEFAULT_PAGE_SIZE, PAGE_SIZES, ListFilterSet
from .meaning import Meaning, meaning

EDGE, NEAR = 1, 2


class Rows:
    """The records of a list's FilterSet, each with what its card needs: what a paginator takes its pages from.

    Which records stand on a page is a question of keys alone, whose answer is kept until somebody writes; the records
    themselves are read anew. ``cards`` adds to a queryset what their cards need.
    """

    def __init__(self, filterset: ListFilterSet, cards: Callable[[QuerySet], QuerySet]) -> None:
        self.filterset, self.cards = filterset, cards

    def __getitem__(self, place: slice) -> list[Any]:
        keys = [key for (key,) in kept.values(self.filterset.qs.values_list("pk")[place])]
        records = {
            record.pk: record for record in self.cards(self.filterset.queryset.filter(pk__in=keys).order_by())
        }
        partial = set(self.filterset.partial)
        found = [records[key] for key in keys if key in records]
        for record in found:
            record.is_partial = record.pk in partial
        return found


def page_links(page: Page, url: Callable[[int], str]) -> list[dict[str, Any]]:
    """Links to the first, the last and the neighbouring pages; ``gap`` where some are left out."""
    current, last = page.number, page.paginator.num_pages
    shown = sorted(
        {
            *range(1, EDGE + 1),
            *range(current - NEAR, current + NEAR + 1),
            *range(last - EDGE + 1, last + 1),
        }
    )
    found: list[dict[str, Any]] = []
    for number in (number for number in shown if 1 <= number <= last):
        if found and number > found[-1]["number"] + 1:
            found.append({"number": number - 1, "gap": True})
        found.append({"number": number, "url": url(number), "current": number == current, "gap": False})
    return found


def neighbours(page: Page, url: Callable[[int], str]) -> dict[str, str]:
    """The addresses of the page before and the page after; empty where there is none."""
    return {
        "previous_url": url(page.number - 1) if page.has_previous() else "",
        "next_url": url(page.number + 1) if page.has_next() else "",
    }


class ListPage:
    """One page of a list, of the records in ``rows``."""

    def __init__(self, filterset: ListFilterSet, rows: Any, path: str) -> None:
        self.filterset = filterset
        self.address = ListAddress(path, filterset)
        self.list_path = path
        self.paginator = Paginator(rows, filterset.page_size)
        self._counted = count_values(filterset)
        self.paginator.count = self._counted.total  # type: ignore[misc]

    @property
    def total(self) -> int:
        """How many entries the list holds on all its pages."""
        return self.paginator.count

    @cached_property
    def _asked(self) -> tuple[int, str]:
        """The page to show, and a sentence where it is not the one asked for."""
        text = self.filterset.data.get("page", "").strip()
        if not text:
            return 1, ""
        last = self.paginator.num_pages
        if not (text.isascii() and text.isdigit()) or not int(text[:9]) >= 1:
            return 1, f"Page: “{text[:40]}” is not a page number; the first page is shown."
        if len(text) > 9 or int(text) > last:
            return last, f"Page: there is no page {text[:40]}; the last one, {last}, is shown."
        return int(text), ""

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is."""
        return self.paginator.page(self._asked[0])

    @property
    def notices(self) -> list[str]:
        """Everything of the address that was not understood."""
        sentences = [sentence for found in self.filterset.problems.values() for sentence in found]
        return [*sentences, *filter(None, [self._asked[1], self._undated, self._too_common])]

    @property
    def _undated(self) -> str:
        """Entries without a date match no year; whoever filters by years is told how many there would be."""
        left_out = undated(self.filterset)
        if not left_out:
            return ""
        entries = "1 entry has" if left_out == 1 else f"{left_out} entries have"
        return f"{entries} no date and so {'is' if left_out == 1 else 'are'} left out by the years."

    @property
    def _too_common(self) -> str:
        query = self.filterset.query
        if self.total or not query.text or not holds_only_stop_words(query):
            return ""
        return f"“{query.text[:80]}” holds only words that are too common to be searched for."

    @property
    def chips(self) -> list[dict[str, str]]:
        """What narrows the list, each with the address that takes it away."""
        found = []
        if self.filterset.search.query.text:
            text = self.filterset.search.query.text
            found.append({"label": "Search", "value": text[:80], "remove_url": self.address.without("q")})
        for name, value in self.filterset.active.items():
            label = str(self.filterset.filters[name].label)
            if not isinstance(value, Selection):
                found.append({"label": label, "value": str(value), "remove_url": self.address.without(name)})
                continue
            texts = [(choice.value, choice.label) for choice in value.chosen]
            texts += [(text, text[:80]) for text in value.unknown]
            for address_value, text in texts:
                url = self.address.without_value(name, address_value)
                found.append({"label": label, "value": text, "remove_url": url})
        return found

    @property
    def loosen(self) -> list[dict[str, Any]]:
        """For an empty list: which single parameter to drop, and what that would show."""
        if self.total:
            return []
        found = []
        for name, count in loosened(self.filterset).items():
            label = "your words" if name == "q" else str(self.filterset.filters[name].label).lower()
            found.append({"label": f"Without {label}", "url": self.address.without(name), "count": count})
        return found

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets with the address of each value."""
        found = facets(self.filterset, self._counted)
        link(found, self.address, self.list_path)
        return found

    @property
    def meaning(self) -> Meaning:
        """What to tell about words that nobody wrote."""
        filterset = self.filterset
        return meaning(
            filterset.search.query, filterset.query, lambda text: self.address.replacing("q", text)
        )

    @property
    def pages(self) -> list[dict[str, Any]]:
        """Links to the first, the last and the neighbouring pages."""
        return page_links(self.page, self.page_url)

    def page_url(self, number: int) -> str:
        """The address of one page; the first needs no number."""
        return self.address.replacing("page", str(number)) if number > 1 else str(self.address)

    @cached_property
    def matches(self) -> dict[str, Any]:
        """How many entries hold all words, and where on this page the partial matches begin."""
        if not self.filterset.partial:
            return {"full_count": self.total, "partial_count": 0, "first_partial_id": None}
        partial = len(self.filterset.partial)
        if self.filterset.active:
            partial = kept.count(self.filterset.qs.filter(is_partial=True))
        on_page = [entry for entry in self.page.object_list if entry.is_partial]
        return {
            "full_count": self.total - partial,
            "partial_count": partial,
            "first_partial_id": on_page[0].pk if on_page else None,
        }

    def context(self) -> dict[str, Any]:
        """Everything the list templates use."""
        page, filterset = self.page, self.filterset
        return {
            "page_obj": page,
            "total": self.total,
            "query": filterset.search.query.text,
            "facets": self.facets,
            "has_years": "year_min" in filterset.filters,
            "year_min": filterset.data.get("year_min", ""),
            "year_max": filterset.data.get("year_max", ""),
            "chips": self.chips,
            "clear_url": self.address.path,
            "sort": filterset.sort,
            "sorts": [
                {
                    "value": name,
                    "label": sort.label,
                    "selected": name == filterset.sort,
                    "url": self.address.replacing("sort", name),
                }
                for name, sort in filterset.available_sorts.items()
            ],
            "page_sizes": [{"value": size, "selected": size == filterset.page_size} for size in PAGE_SIZES],
            "default_page_size": DEFAULT_PAGE_SIZE,
            "notices": self.notices,
            "meaning": self.meaning,
            "loosen": self.loosen,
            "pages": self.pages,
            **neighbours(page, self.page_url),
            **self.matches,
        }
