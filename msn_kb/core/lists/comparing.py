"""The views of a comparison: its page and its export."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.generic import View

from ..exports.csv import small_csv
from ..exports.responses import download, file_name
from ..handling import Handling
from ..shown import so_far
from .comparison import FEWEST, MOST, PARAMETER, ComparedList, Comparison


class ComparisonView(View):
    """A view of the records that the address picks of one list; reading only."""

    http_method_names = ["get", "head", "options"]
    compared: ComparedList = cast(ComparedList, None)

    def comparison(self, request: HttpRequest) -> Comparison:
        """The comparison that the address asks for."""
        return Comparison(self.compared, request.GET.getlist(PARAMETER), request.user)


class ComparisonPage(ComparisonView):
    """Records side by side, differences marked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        comparison, listing = self.comparison(request), self.compared.listing
        context = {
            "comparison": comparison,
            "listing": listing,
            "columns": comparison.columns(request.path),
            "notices": comparison.notices,
            "fewest": FEWEST,
            "most": MOST,
            "can_add": len(comparison.records) < MOST,
            "add_url": comparison.address(listing.url),
            "export_url": comparison.address(reverse(f"{listing.noun}-compare-csv")),
        }
        return render(request, "records/compare.html", context)


class ComparisonExport(ComparisonView):
    """The same table as CSV."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        comparison = self.comparison(request)
        header, rows = comparison.table()
        # Of everything that was read for the table: a cell may name a record that is more closed than the others.
        shown = so_far()
        handling = shown.highest if shown else Handling.CLEAR.value
        name = file_name(f"{self.compared.listing.file}-compared", handling, "csv")
        return download(small_csv(header, rows), name, "text/csv; charset=utf-8")


def comparison_urls(compared: ComparedList, segment: str) -> list[URLPattern]:
    """The addresses of a comparison of the list at ``segment`` (such as ``offices/``)."""
    noun = compared.listing.noun
    page, export = ComparisonPage.as_view(compared=compared), ComparisonExport.as_view(compared=compared)
    return [
        path(f"{segment}compare/", page, name=f"{noun}-compare"),
        path(f"{segment}compare/export.csv", export, name=f"{noun}-compare-csv"),
    ]
