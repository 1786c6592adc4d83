"""What every request passes."""

import logging
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string

from .access import closed_door, open_door

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefuseNulBytes:
    """Answer 400 to any request that carries a NUL byte: PostgreSQL text cannot hold one (the admin included)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")) or "\0" in request.path:
            return self.refuse(request)
        # A quoted cookie may spell the byte as \000; the session's key is looked up in the database.
        if any("\0" in value for value in request.COOKIES.values()):
            return self.refuse(request)
        if request.method == "POST" and request.content_type in FORM_TYPES and self.holds_nul(request):
            return self.refuse(request)
        return self.get_response(request)

    @staticmethod
    def holds_nul(request: HttpRequest) -> bool:
        """Whether any name or value of the form that was sent holds a NUL character."""
        return any("\0" in text for name, values in request.POST.lists() for text in [name, *values])

    @staticmethod
    def refuse(request: HttpRequest) -> HttpResponse:
        """A plain 400 page that says what was wrong."""
        reason = "The request holds a NUL character (%00), which no text can hold."
        return HttpResponseBadRequest(render_to_string("400.html", {"reason": reason}))


FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}


class CloseTheDoor:
    """Readers' pages get protected records through ``visible_to`` only; the admin restricts its own querysets."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = open_door if request.path.startswith("/admin/") else closed_door
        with door():
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
