"""How often a sign-in or a reset may be tried: by network address, and by address and account; never by account alone.

Whoever guesses at an account from one address is refused there; its owner still signs in from any other. The numbers
are in the settings (``ACCOUNT_RATE_LIMITS``), the counts in the cache that all workers share.
"""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from msn_kb.core.client_address import client_address

WAIT = 300  # seconds; the window of the narrowest limit


def account_key(request: HttpRequest, email: str) -> str:
    """What tries at one account from one network count under, whatever the case of the e-mail address."""
    return f"{truncate_ip(client_address(request))} {email.strip().lower()}"


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of whoever has tried too often; status 429."""
    response = render(request, "account/too_many.html", status=429)
    response["Retry-After"] = str(WAIT)
    return response


def forget(**kwargs: Any) -> None:
    """Delete counts that have lapsed, for they hold network addresses; a receiver of each sign-in.

    The cache itself deletes a row only when the same one is asked for again, or when there are very many.
    """
    caches: dict[str, Any] = settings.CACHES
    table = connection.ops.quote_name(caches["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608 - a name of ours


def connect() -> None:
    """Listen to sign-ins; called once when the program starts."""
    user_logged_in.connect(forget, dispatch_uid="lapsed counts of tries")
