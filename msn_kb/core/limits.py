"""How often a person may search, ask for suggestions and take files: so often that only programs reach the limit.

``settings.RATE_LIMITS`` says how many a minute, by kind; a kind without a number is not counted. Whoever is signed in
is counted as that person wherever they are, a visitor by network address. Each worker counts for itself and in its own
memory, so that a search costs no statement more; with several workers the limit is at most that many times as high.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable
from time import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from .client_address import client_address

CACHE = "limits"
WINDOW = 60  # seconds
# A network of its own is what one customer is given in IPv6, and every address in it is free to use.
IPV6_NETWORK = 64

SUGGESTIONS = "/search/suggest/"
EXPORT = re.compile(r"/export\.[a-z]+/?$")
WHAT = {"search": "searches", "suggest": "suggestions", "export": "files"}


class LimitRate:
    """Middleware: answers 429 to whoever asked too often within a minute, and says when to ask again.

    Behind the one that knows the user. The administration's own lists and look-ups are not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kind = kind_of(request)
        most = settings.RATE_LIMITS.get(kind)
        if most is None:
            return self.get_response(request)
        window, passed = divmod(time(), WINDOW)
        key = f"{kind}:{who(request)}:{int(window)}"
        cache = caches[CACHE]
        if not cache.add(key, 1, WINDOW) and count(key) > most:
            return too_many(request, kind, most, math.ceil(WINDOW - passed))
        return self.get_response(request)


def count(key: str) -> int:
    """One more of ``key``; 1 where the cache has just dropped it for room."""
    try:
        return caches[CACHE].incr(key)
    except ValueError:
        return 1


def kind_of(request: HttpRequest) -> str:
    """Which of the limited things ``request`` asks for: ``search``, ``suggest``, ``export``; empty for none."""
    if request.method not in ("GET", "HEAD") or request.path.startswith("/admin/"):
        return ""
    if request.path == SUGGESTIONS:
        return "suggest"
    if EXPORT.search(request.path):
        return "export"
    return "search" if request.GET.get("q", "").strip() else ""


def who(request: HttpRequest) -> str:
    """Under which name ``request`` is counted: the person's number, or the network that a visitor comes from."""
    if request.user.is_authenticated:
        return f"person-{request.user.pk}"
    address = client_address(request)
    try:
        if ipaddress.ip_address(address).version == 6:
            return str(ipaddress.ip_network(f"{address}/{IPV6_NETWORK}", strict=False))
    except ValueError:
        pass  # a socket has no address: all who come through it are counted together
    return address


def too_many(request: HttpRequest, kind: str, most: int, wait: int) -> HttpResponse:
    """429 and when to ask again, as JSON where JSON was asked for; the page needs no database."""
    headers = {"Retry-After": str(wait), "Cache-Control": "private, no-store"}
    reason = f"At most {most} {WHAT[kind]} a minute are answered."
    if request.path.startswith("/api/") or request.path.endswith(".json"):
        return JsonResponse({"detail": f"{reason} Ask again in {wait} s."}, status=429, headers=headers)
    page = render_to_string("429.html", {"reason": reason, "wait": wait})
    return HttpResponse(page, status=429, headers=headers)
