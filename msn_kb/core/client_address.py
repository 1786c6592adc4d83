"""From which network address a request comes, as far as it can be believed."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"  # a server behind a socket of the same machine names no address


def client_address(request: HttpRequest) -> str:
    """The address of whoever sent ``request``, such as ``192.0.2.7``; ``unknown`` where the server names none.

    ``X-Forwarded-For`` is written by anybody; only its last ``TRUSTED_PROXIES`` addresses were added by proxies of the
    operator. The first of these is the client as the outermost proxy saw it. Without such proxies, or where the header
    holds fewer addresses or none that reads as one, the address is that of the connection.
    """
    trusted: int = settings.TRUSTED_PROXIES
    connection = _readable(request.META.get("REMOTE_ADDR", "")) or UNKNOWN
    if not trusted:
        return connection
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if len(forwarded) < trusted:
        return connection
    return _readable(forwarded[-trusted]) or connection


def _readable(text: str) -> str:
    """``text`` as an address in its shortest spelling, without a port; empty where it is none."""
    text = text.strip()
    for candidate in (text, text.rpartition(":")[0].strip("[]")):
        try:
            return str(ipaddress.ip_address(candidate))
        except ValueError:
            continue
    return ""
