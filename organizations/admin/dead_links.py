"""Sources whose address leads nowhere: a filter of their list, and a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from msn_kb.core.admin import AdminPage, register_page

from ..links import dead, failing, unasked
from ..models import Source

A_PAGE = 50


class DeadLinkFilter(admin.SimpleListFilter):
    """What the address of a source answered when it was last asked."""

    title = "address"
    parameter_name = "address"
    chosen = {"dead": dead, "failing": failing, "unasked": unasked}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("dead", "Dead link"), ("failing", "Failed once"), ("unasked", "Never asked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        narrowed = self.chosen.get(self.value() or "")
        return narrowed(queryset) if narrowed else queryset


def dead_links(request: HttpRequest) -> HttpResponse:
    """Dead links of the sources that this person may see, longest dead first."""
    sources = dead(Source.objects.visible_to(request.user)).defer("search_vector", "tagged_names")
    told = {name: F(f"link_check__{name}") for name in ("answer", "dead_since", "checked_at")}
    listed = sources.annotate(**told).order_by("dead_since", "pk")
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("p"))
    context = {**admin.site.each_context(request), "title": "Dead links", "page": page, "query": ""}
    return TemplateResponse(request, "admin/review/dead_links.html", context)


register_page(
    AdminPage(
        "dead-links",
        "dead-links/",
        dead_links,
        "Dead links",
        "Sources whose address has not answered on two days.",
        methods=("GET", "HEAD"),
    )
)
