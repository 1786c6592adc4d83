"""What every request passes."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
)
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes
from django.views.defaults import page_not_found

from .access import closed_door, open_door
from .history import changing
from .kept import keeping

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
NUL = "The request holds a NUL character (%00), which no text can hold."
TOO_MUCH = "The request holds too many parameters or is too large."


class RefuseUnreadable:
    """Answer 400, early and without the database, to what nothing behind could read.

    That is a request with a NUL byte, which PostgreSQL's text cannot hold (the admin included), and one with more
    parameters or bytes than the settings allow.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            reason = NUL if self.holds_nul(request) else ""
        except (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig):
            reason = TOO_MUCH
        if reason:
            return HttpResponseBadRequest(render_to_string("400.html", {"reason": reason}))
        return self.get_response(request)

    @staticmethod
    def holds_nul(request: HttpRequest) -> bool:
        """Whether the path, a parameter, a cookie or a form's name or value holds a NUL character."""
        # A quoted cookie may spell the byte as \000; the session's key is looked up in the database.
        texts = [request.path, *request.COOKIES.values()]
        forms = [request.GET]
        if request.method == "POST" and request.content_type in FORM_TYPES:
            forms.append(request.POST)
        for form in forms:
            texts += [text for name, values in form.lists() for text in [name, *values]]
        return any("\0" in text for text in texts)


class CanonicalAddress:
    """Leads an address in the wrong case to its one spelling: lower case and, but for files, a slash at the end.

    It asks the table of addresses and never the database, so a missing and a hidden record are answered alike. Where
    the case is right and only the slash is missing, Django's ``CommonMiddleware`` does the same.
    """

    # Theirs are addresses of other makers' pages, and tokens in which the case counts.
    NOT_OURS = ("/accounts/reset/", "/admin/", "/api/", "/static/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        canonical = self.canonical_path(request.path_info) if request.method in ("GET", "HEAD") else None
        if canonical is None:
            return self.get_response(request)
        address = request.path.removesuffix(request.path_info) + canonical
        query = request.META.get("QUERY_STRING", "")
        # Escaped as Django's own redirects are: a path that began with two slashes would name another host.
        return HttpResponsePermanentRedirect(
            escape_leading_slashes(escape_uri_path(address)) + (f"?{iri_to_uri(query)}" if query else "")
        )

    @classmethod
    def canonical_path(cls, path: str) -> str | None:
        """The address that ``path`` means where that is spelled otherwise and exists; None for anything else."""
        lowered = path.lower()
        if lowered == path or not path.isascii() or f"{lowered}/".startswith(cls.NOT_OURS):
            return None
        return next((spelling for spelling in (lowered, f"{lowered}/") if is_valid_path(spelling)), None)


class CloseTheDoor:
    """Readers' pages get protected records through ``visible_to`` only; the admin restricts its own querysets."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = open_door if request.path.startswith("/admin/") else closed_door
        with door():
            response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            # What a signed-in person read must not come back from a cache after they signed out.
            patch_cache_control(response, private=True, no_store=True)
        return response


class KeepAnswers:
    """Readers may be answered with counts that were kept since the last change; the admin always asks anew."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path.startswith("/admin/"):
            return self.get_response(request)
        with keeping():
            return self.get_response(request)


class NoteAuthor:
    """What a form changes is kept in the history as changed by whoever sent it, from the site or the admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        origin = "admin" if request.path.startswith("/admin/") else "site"
        with changing(by=request.user, origin=origin):  # type: ignore[attr-defined]
            return self.get_response(request)


class ServiceUnavailable:
    """A database that is down gives a plain 503 page, which needs no database; the next request tries anew."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raises."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("The database does not answer: %s", exception)
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


class OwnNotFoundPage:
    """Shows our 404 page where ``DEBUG`` would list every address: ``make run`` is what a newcomer sees first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            settings.DEBUG
            and response.status_code == 404
            and not request.path.startswith(("/admin/", "/static/"))
        ):
            return page_not_found(request, Http404())
        return response
