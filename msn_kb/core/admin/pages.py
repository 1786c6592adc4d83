"""Pages of the administration that belong to no single model, such as the queue of reviews or the bin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from ..access import Viewer


def for_curators(request: HttpRequest) -> bool:
    """Curators and administrators."""
    viewer = Viewer.of(request.user)
    return viewer.is_curator or viewer.is_administrator


def for_administrators(request: HttpRequest) -> bool:
    """Administrators alone."""
    return Viewer.of(request.user).is_administrator


class AdministratorsMixin(BaseModelAdmin):
    """For a model that administrators alone may look at."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return for_administrators(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return for_administrators(request)


@dataclass(frozen=True)
class AdminPage:
    """A page at ``/admin/<route>``, reversed as ``admin:<name>``.

    With a ``label`` it is listed on the first page of the administration. Whoever is not ``allowed`` gets the answer of
    a page that is not there. ``methods`` are the only ones answered.
    """

    name: str
    route: str
    view: Callable[..., HttpResponse]
    label: str = ""
    description: str = ""
    allowed: Callable[[HttpRequest], bool] = for_curators
    methods: tuple[str, ...] = ("GET", "HEAD", "POST")


_pages: dict[str, AdminPage] = {}


def register_page(page: AdminPage) -> AdminPage:
    """Add ``page`` to the administration; called when an app's ``admin`` package is loaded."""
    _pages[page.name] = page
    return page


def page_urls(site: Any) -> list[Any]:
    """The address patterns of all pages, before those of the models."""
    return [
        path(page.route, site.admin_view(_guarded(site, page)), name=page.name) for page in _pages.values()
    ]


def listed_pages(request: HttpRequest) -> list[AdminPage]:
    """The pages that the first page lists for whoever asks, by label."""
    pages = [page for page in _pages.values() if page.label and page.allowed(request)]
    return sorted(pages, key=lambda page: page.label)


def _guarded(site: Any, page: AdminPage) -> Callable[..., HttpResponse]:
    answered = require_http_methods(list(page.methods))(page.view)

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not page.allowed(request):
            found: HttpResponse = site.catch_all_view(request, "")
            return found
        return answered(request, *args, **kwargs)

    return view
