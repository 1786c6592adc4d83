"""The two views that every list has: its page and its export."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.generic import View

from ..exports.csv import write_csv
from ..exports.responses import download, file_name, highest_handling
from ..exports.table import Column, GatheredColumn
from .filterset import ListFilterSet
from .page import ListPage


class RecordList(View):
    """A list's page; for htmx only the part that changes. Subclasses name the FilterSet and the templates."""

    http_method_names = ["get", "head", "options"]
    filterset_class: ClassVar[type[ListFilterSet]]
    template_name: ClassVar[str]
    results_template_name: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset = self.filterset_class(request.GET, user=request.user)
        listing = ListPage(filterset, self.rows(filterset), request.path)
        context = {
            **listing.context(),
            "export_url": listing.address.at(f"{request.path}export.csv"),
            **self.more(listing),
        }
        # A boosted or restored navigation wants the whole page, a filter change only its results.
        partial = request.htmx and not request.htmx.history_restore_request and not request.htmx.boosted  # type: ignore[attr-defined]
        response = render(request, self.results_template_name if partial else self.template_name, context)
        response["Vary"] = "HX-Request, Cookie"
        return response

    def rows(self, filterset: ListFilterSet) -> QuerySet:
        """The FilterSet's rows with what the cards show."""
        return filterset.qs

    def more(self, listing: ListPage) -> dict[str, Any]:
        """Whatever else the templates of this list use."""
        return {}


class RecordExport(View):
    """A list as CSV: the rows of the FilterSet, all pages, in its order."""

    http_method_names = ["get", "head", "options"]
    filterset_class: ClassVar[type[ListFilterSet]]
    name: ClassVar[str]

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        rows = self.filterset_class(request.GET, user=request.user).qs
        file = write_csv(rows, self.columns(), request.user)
        return download(file, file_name(self.name, highest_handling(rows), "csv"), "text/csv; charset=utf-8")

    def columns(self) -> list[Column | GatheredColumn]:
        """The columns of the export, in order."""
        raise NotImplementedError
