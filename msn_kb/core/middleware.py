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
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes
from django.views.defaults import page_not_found

from . import uploads
from .access import closed_door, open_door
from .discreet import first_line
from .history import changing
from .kept import keeping

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}
NUL = "The request holds a NUL character (%00), which no text can hold."
TOO_MUCH = "The request holds too many parameters or is too large."

# What a request may take as a whole, before anything of it is read: files go to the administration only.
MOST_BYTES = 4 * 1024 * 1024
MOST_BYTES_WITH_FILES = uploads.MOST_BYTES + MOST_BYTES


class RefuseUnreadable:
    """Answer 400, early and without the database, to what nothing behind could read.

    That is a request with a NUL byte, which PostgreSQL's text cannot hold (the admin included), one with more
    parameters than the settings allow, and one with too many bytes (413 where it announces them).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.length(request) > (
            MOST_BYTES_WITH_FILES if request.path.startswith("/admin/") else MOST_BYTES
        ):
            return HttpResponse(render_to_string("400.html", {"reason": TOO_MUCH}), status=413)
        try:
            reason = NUL if self.holds_nul(request) else ""
        except (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig):
            reason = TOO_MUCH
        if reason:
            return HttpResponseBadRequest(render_to_string("400.html", {"reason": reason}))
        return self.get_response(request)

    @staticmethod
    def length(request: HttpRequest) -> int:
        """How many bytes of the body the request announces; Django reads no more, and none of an unannounced one."""
        announced = request.META.get("CONTENT_LENGTH") or ""
        return int(announced) if announced.isascii() and announced.isdigit() else 0

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
    NOT_OURS = (
        "/accounts/reset/",
        "/accounts/confirm-email/",
        "/accounts/invitation/",
        "/admin/",
        "/api/",
        "/static/",
    )

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
            return self.get_response(request)


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
        # Without a session nobody is signed in, and pages that need no database go on needing none.
        if (
            request.method in ("GET", "HEAD", "OPTIONS")
            or settings.SESSION_COOKIE_NAME not in request.COOKIES
        ):
            return self.get_response(request)
        origin = "admin" if request.path.startswith("/admin/") else "site"
        try:
            with changing(by=request.user, origin=origin):  # type: ignore[attr-defined]
                return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return unavailable(error)


class ServiceUnavailable:
    """A database that is down gives a plain 503 page, which needs no database; the next request tries anew."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raises."""
        return unavailable(exception) if isinstance(exception, (OperationalError, InterfaceError)) else None


def unavailable(error: Exception) -> HttpResponse:
    """The plain 503 page."""
    logger.error("The database does not answer: %s", first_line(error))
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
