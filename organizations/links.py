"""Whether the addresses of sources still lead anywhere.

An address counts as dead when it failed on two different days with no success between: one bad day of a server is no
news. It fails when there is no such host, no connection or no answer in time, and when the answer is 404, 410 or 5xx.
Any other answer (403, 429, a certificate that has run out …) comes from a page that is there.

A source's address is typed by people, so it is asked with care: only http and https, only hosts on the public
internet, checked by the IP address that is then connected to, at every redirect again, and no more than a header read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from msn_kb.core.access import Handling, open_door

from .models import LinkCheck, Source

USER_AGENT = "MSN-Knowledge-Base-link-check/1.0"
AT_ONCE = 4
SECONDS = 10.0
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)
# What a server answers that does not know HEAD, or treats it otherwise than GET; then GET has the last word.
ASK_AGAIN_FROM = 400
# Who asks for an address tells others of it, so only what the network may pass on is asked for.
ASKED = (Handling.CLEAR, Handling.GREEN)
NO_ADDRESS = "it is no address of the web"
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAsked(Exception):
    """The address is none that this program may ask; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What an address answered: ``text`` for people; whether it ``failed``."""

    text: str
    failed: bool


def sources_to_ask(limit: int | None = None) -> list[Source]:
    """Sources with an address, those first that were never asked or longest ago; at most ``limit``.

    For the program itself, whoever may see them; what is TLP:AMBER or TLP:RED is left alone.
    """
    with open_door():
        sources = Source.objects.exclude(url="").filter(handling__in=ASKED)
        asked = sources.order_by(F("link_check__checked_at").asc(nulls_first=True), "pk")
        return list(asked[:limit])


def check(sources: Iterable[Source], seconds: float = SECONDS) -> Iterator[tuple[Source, LinkCheck]]:
    """Ask the addresses of ``sources``, four at once, and keep what they answer; each as soon as its turn comes."""
    sources = list(sources)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda source: ask(source.url, seconds), sources)
        for source, answer in zip(sources, answers, strict=True):
            yield source, keep(source, answer)


def keep(source: Source, answer: Answer) -> LinkCheck:
    """Note what the address of ``source`` answered now; on the second failing day it counts as dead."""
    now = timezone.now()
    known = LinkCheck.objects.filter(source=source.pk, url=source.url).first()
    failed_before = known.dead_since if known else None
    dead_since = (failed_before or now) if answer.failed else None
    is_dead = dead_since is not None and timezone.localdate(dead_since) < timezone.localdate(now)
    kept, _ = LinkCheck.objects.update_or_create(
        source_id=source.pk,
        defaults={
            "url": source.url,
            "checked_at": now,
            "answer": answer.text[:200],
            "is_dead": is_dead,
            "dead_since": dead_since,
        },
    )
    return kept


def dead(sources: QuerySet) -> QuerySet:
    """Those of ``sources`` whose address, as it is now, counts as dead."""
    return sources.filter(link_check__is_dead=True, link_check__url=F("url"))


def failing(sources: QuerySet) -> QuerySet:
    """Those of ``sources`` whose address failed when it was last asked, and does not count as dead yet."""
    return sources.filter(
        link_check__is_dead=False, link_check__dead_since__isnull=False, link_check__url=F("url")
    )


def unasked(sources: QuerySet) -> QuerySet:
    """Those of ``sources`` with an address that was never asked."""
    return sources.exclude(url="").filter(Q(link_check__isnull=True) | ~Q(link_check__url=F("url")))


def ask(url: str, seconds: float = SECONDS) -> Answer:
    """What ``url`` answers: asked with HEAD, and where that is refused with GET."""
    try:
        status = _status(url, "HEAD", seconds)
        if status >= ASK_AGAIN_FROM:
            status = _status(url, "GET", seconds)
    except NotAsked as refused:
        return Answer(f"not asked: {refused}", failed=False)
    except socket.gaierror:
        return Answer("no such host", failed=True)
    except TimeoutError:
        return Answer("no answer in time", failed=True)
    except ssl.SSLError as error:
        return Answer(f"no safe connection: {error.reason or 'unknown reason'}", failed=False)
    except ValueError:  # what looked like one cannot be read as one
        return Answer(f"not asked: {NO_ADDRESS}", failed=False)
    except (OSError, http.client.HTTPException) as error:
        return Answer(f"no connection: {type(error).__name__}", failed=True)
    reason = http.client.responses.get(status, "")
    return Answer(f"{status} {reason}".strip(), failed=status in GONE or status >= 500)


def _status(url: str, method: str, seconds: float) -> int:
    """The status at the end of the redirects that start at ``url``."""
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _ask_once(_parsed(url), method, seconds)
        if status not in REDIRECTS or not location:
            return status
        url = urljoin(url, location)
    raise NotAsked("it redirects without an end")


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise NotAsked(NO_ADDRESS)
    return parts


def _ask_once(parts: SplitResult, method: str, seconds: float) -> tuple[int, str]:
    host = str(parts.hostname)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    with _connected(host, parts, seconds) as connection:
        connection.request(method, path, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")


@contextmanager
def _connected(host: str, parts: SplitResult, seconds: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to an IP address of ``host`` that was found to be public: no second look-up can lead elsewhere."""
    is_safe = parts.scheme == "https"
    usual = 443 if is_safe else 80
    connection: Any = http.client.HTTPConnection(host, parts.port or usual, timeout=seconds)
    connection.default_port = usual
    with closing(connection):
        connection.sock = _socket_to(_addresses(host, connection.port), connection.port, seconds)
        if is_safe:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(
                connection.sock, server_hostname=host, do_handshake_on_connect=False
            )
        # Each read has a time limit of its own, so a server that sends a byte now and then is cut off by the clock.
        clock = Timer(3 * seconds, _cut, [connection.sock])
        clock.daemon = True
        clock.start()
        try:
            if is_safe:
                connection.sock.do_handshake()
            yield connection
        finally:
            clock.cancel()


def _cut(connected: socket.socket) -> None:
    try:
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return


def _addresses(host: str, port: int) -> list[str]:
    """The IP addresses of ``host``; raises ``NotAsked`` where any of them is not on the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise NotAsked(NO_ADDRESS) from None
    addresses = [str(one[4][0]) for one in found]
    if not settings.LINK_CHECK_ANY_HOST and not all(is_public(address) for address in addresses):
        raise NotAsked("it leads to a private address")
    return addresses


def _socket_to(addresses: list[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first of ``addresses`` that takes one."""
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError:
            continue
    return socket.create_connection((last, port), timeout=seconds)


def is_public(address: str) -> bool:
    """Whether the IP ``address`` belongs to the public internet, and hides no private one in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
