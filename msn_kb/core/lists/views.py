"""Views that every list has: its page and its export."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from ..exports.csv import write_csv
from ..exports.responses import download, file_name, taken_along
from ..search.easing import Effort, with_less_effort
from .comparison import FEWEST, MOST, PARAMETER
from .filters import stripped
from .filterset import ListFilterSet
from .listing import Listing
from .page import ListPage, Rows


class ListView(View):
    """A view of the list that ``as_view(listing=...)`` names; reading only."""

    http_method_names = ["get", "head", "options"]
    listing: Listing = cast(Listing, None)


class RecordList(ListView):
    """A list's page; for htmx only the part that changes."""

    template_name = "records/list.html"
    results_template_name = "records/_results.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        def answer(effort: Effort) -> dict[str, Any]:
            return self.context(self.page(self.listing.filterset(request.GET, request.user, effort)))

        context = with_less_effort(answer) if request.GET.get("q") else answer(Effort.FULL)
        # A boosted or restored navigation wants the whole page, a filter change only its results.
        partial = request.htmx and not request.htmx.history_restore_request and not request.htmx.boosted  # type: ignore[attr-defined]
        response = render(request, self.results_template_name if partial else self.template_name, context)
        response["Vary"] = "HX-Request, Cookie"
        return response

    def page(self, filterset: ListFilterSet) -> ListPage:
        """The page that the address asks for, its cards ready."""
        rows = Rows(filterset, lambda records: self.listing.cards(records, self.request.user))
        page = ListPage(filterset, rows, self.request.path)
        self.listing.mark(list(page.page.object_list), filterset.query)
        return page

    def context(self, page: ListPage) -> dict[str, Any]:
        """Everything the templates use."""
        return {
            **page.context(),
            "listing": self.listing,
            "noun": self.listing.noun,
            "nothing_matches": f"No {self.listing.singular} matches",
            "nothing_yet": f"No {self.listing.plural} yet",
            "count_text": self.listing.count_text(page.total),
            "picked": picked_records(self.listing, self.request),
            "compare_bounds": (FEWEST, MOST),
            "compare_url": self.listing.compare_url,
            "export_url": page.address.at(f"{self.listing.url}export.csv"),
            "views": self.views(page),
            "opening": self.opening(page),
        }

    def opening(self, page: ListPage) -> Any:
        """What stands above the list as long as nothing is asked of it."""
        is_plain = (
            not page.filterset.active and not page.filterset.search.query.text and page.page.number == 1
        )
        return self.listing.opens_with(self.request.user) if is_plain else None

    def views(self, page: ListPage) -> list[dict[str, Any]]:
        """The list and its pictures, each in the state of this page; nothing where there are no pictures."""
        if not self.listing.pictures:
            return []
        paths = [("List", self.listing.url)]
        paths += [(drawn.label, reverse(drawn.address)) for drawn in self.listing.pictures]
        here = self.request.path
        return [
            {
                "label": label,
                "url": str(page.address) if path == here else page.address.at(path),
                "is_current": path == here,
            }
            for label, path in paths
        ]


def picked_records(listing: Listing, request: HttpRequest) -> list[Any]:
    """What an address of the list has picked for comparison (``pick``, repeated), as far as this person may see it."""
    asked = stripped(request.GET.getlist(PARAMETER))[:MOST] if listing.is_compared else []
    if not asked:
        return []
    records = listing.model._default_manager.visible_to(request.user)
    return list(records.filter(slug__in=[slug.lower() for slug in asked]).only("pk", "slug", listing.title))


class RecordExport(ListView):
    """A list as CSV: the rows of the FilterSet, all pages, in its order."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        rows = self.listing.filterset(request.GET, request.user).qs
        columns = self.listing.columns()
        handling = taken_along(rows, columns, request)
        file = write_csv(rows, columns, request.user)
        return download(file, file_name(self.listing.file, handling, "csv"), "text/csv; charset=utf-8")
