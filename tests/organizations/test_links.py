"""The addresses of sources are asked with care, and what they answer is kept and reported."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from msn_kb.core.access import Handling
from organizations import links
from organizations.links import Answer, ask, is_public
from organizations.models import LinkCheck, Source
from tests import factories

SECONDS = 2.0


class Site(BaseHTTPRequestHandler):
    """Answers with the status that the path names; notes what it was asked."""

    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        what = self.path.strip("/").partition("?")[0]
        if what == "slow":
            threading.Event().wait(SECONDS * 2)
            return
        if what == "no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif what.startswith("to="):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to="))
        elif what == "round":
            self.send_response(302)
            self.send_header("Location", "/round")
        else:
            self.send_response(int(what))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a server on this machine."""
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def any_host(settings: Any) -> None:
    settings.LINK_CHECK_ANY_HOST = True


@pytest.mark.usefixtures("any_host")
@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", Answer("200 OK", failed=False)),
        ("/404", Answer("404 Not Found", failed=True)),
        ("/410", Answer("410 Gone", failed=True)),
        ("/503", Answer("503 Service Unavailable", failed=True)),
        ("/403", Answer("403 Forbidden", failed=False)),
        ("/429", Answer("429 Too Many Requests", failed=False)),
        ("/no-head", Answer("200 OK", failed=False)),
        ("/to=/404", Answer("404 Not Found", failed=True)),
        ("/to=/200", Answer("200 OK", failed=False)),
        ("/round", Answer("not asked: it redirects without an end", failed=False)),
        ("/slow", Answer("no answer in time", failed=True)),
        ("/200?q=é à", Answer("200 OK", failed=False)),
        ("/to=file:///etc/passwd", Answer("not asked: it is no address of the web", failed=False)),
        ("/to=http://a:99999/", Answer("not asked: it is no address of the web", failed=False)),
    ],
)
def test_program_asks_an_address_and_reads_its_answer(site: str, path: str, answer: Answer) -> None:
    assert ask(site + path, SECONDS) == answer


@pytest.mark.usefixtures("any_host")
def test_program_asks_with_head_and_says_who_it_is(site: str) -> None:
    ask(f"{site}/200", SECONDS)
    assert Site.asked == [("HEAD", "/200", links.USER_AGENT)]


@pytest.mark.usefixtures("any_host")
def test_program_asks_where_nobody_listens_or_no_host_is_finds_no_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        port = server.server_port
    assert ask(f"http://127.0.0.1:{port}/", SECONDS) == Answer(
        "no connection: ConnectionRefusedError", failed=True
    )
    assert ask("http://nobody.invalid/", SECONDS) == Answer("no such host", failed=True)


@pytest.mark.usefixtures("any_host")
def test_program_asks_for_https_where_there_is_none_finds_no_safe_connection(site: str) -> None:
    answer = ask(site.replace("http:", "https:") + "/200", SECONDS)
    assert (answer.text.partition(":")[0], answer.failed) == ("no safe connection", False)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/admin/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_program_is_led_to_a_private_address_asks_nobody(url: str) -> None:
    answer = ask(url, SECONDS)
    assert not answer.failed
    assert answer.text == "not asked: it leads to a private address"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "javascript:alert(1)", "http:///x", "http://a:99999/", "x"]
)
def test_program_is_given_what_is_no_address_of_the_web_asks_nobody(url: str) -> None:
    assert ask(url, SECONDS) == Answer("not asked: it is no address of the web", failed=False)


def test_program_is_redirected_to_a_private_address_does_not_follow(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first host counts as public, although the server runs here; the second is what it is.
    port = site.rpartition(":")[2]
    monkeypatch.setattr(links, "is_public", lambda address: address == "127.0.0.1")
    assert ask(f"http://127.0.0.1:{port}/to=http://127.0.0.2:{port}/200", SECONDS) == Answer(
        "not asked: it leads to a private address", failed=False
    )
    assert [path for _, path, _ in Site.asked] == [f"/to=http://127.0.0.2:{port}/200"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("2002:7f00:1::", False),
        ("::ffff:10.0.0.1", False),
        ("::", False),
        ("255.255.255.255", False),
    ],
)
def test_ip_address_is_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


# --- What is kept and reported ---------------------------------------------------------------------------------------

FAILED, FINE = Answer("404 Not Found", failed=True), Answer("200 OK", failed=False)


def on(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """From now on it is noon of this day of March 2026."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, day, 12, tzinfo=UTC))


@pytest.mark.django_db
def test_address_fails_on_two_days_counts_as_dead_until_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    source = factories.SourceFactory(url="https://example.org/a")
    told = []
    for day, answer in ((1, FAILED), (1, FAILED), (3, FAILED), (4, FAILED), (5, FINE), (6, FAILED)):
        on(monkeypatch, day)
        kept = links.keep(source, answer)
        told.append((kept.is_dead, kept.dead_since and kept.dead_since.day))
    assert told == [(False, 1), (False, 1), (True, 1), (True, 1), (False, None), (False, 6)]


@pytest.mark.django_db
def test_address_that_is_dead_is_corrected_and_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    source = factories.SourceFactory(url="https://example.org/a")
    for day in (1, 2):
        on(monkeypatch, day)
        links.keep(source, FAILED)
    assert list(links.dead(Source.objects.all())) == [source]
    source.url = "https://example.org/b"
    source.save()
    assert not links.dead(Source.objects.all())
    assert list(links.unasked(Source.objects.all())) == [source]
    on(monkeypatch, 3)
    assert not links.keep(source, FAILED).is_dead


@pytest.mark.django_db
@pytest.mark.usefixtures("any_host")
def test_administrator_checks_the_links_and_reads_which_are_dead(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.SourceFactory(title="There", url=f"{site}/200")
    gone = factories.SourceFactory(title="Gone", url=f"{site}/404")
    member_only = factories.SourceFactory(title="Zanzibar", url=f"{site}/410", handling=Handling.GREEN)
    factories.SourceFactory(url="")
    factories.SourceFactory(url=f"{site}/500", handling=Handling.AMBER)
    factories.SourceFactory(url=f"{site}/500", handling=Handling.RED)
    assert checked() == [
        f"failed, dead if it fails on another day: source {gone.pk}, “Gone”, {site}/404: 404 Not Found "
        f"since {timezone.now():%Y-%m-%d}",
        f"failed, dead if it fails on another day: source {member_only.pk}, TLP:GREEN: 410 Gone "
        f"since {timezone.now():%Y-%m-%d}",
        "asked 3, failed 2, dead 0",
    ]
    yesterday = timezone.now() - timedelta(days=1)
    LinkCheck.objects.filter(dead_since__isnull=False).update(dead_since=yesterday)
    assert checked()[-1] == "asked 3, failed 0, dead 2"
    assert (
        checked()[0]
        == f"dead: source {gone.pk}, “Gone”, {site}/404: 404 Not Found since {yesterday:%Y-%m-%d}"
    )


def checked(**options: Any) -> list[str]:
    """What the command prints."""
    out = io.StringIO()
    call_command("check_links", timeout=SECONDS, stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.django_db
@pytest.mark.usefixtures("any_host")
def test_administrator_limits_the_check_asks_those_first_that_were_never_asked(site: str) -> None:
    for status in (200, 201, 202):
        factories.SourceFactory(url=f"{site}/{status}")
    for _ in range(3):
        assert checked(limit=1) == ["asked 1, failed 0, dead 0"]
    assert sorted(path for _, path, _ in Site.asked) == ["/200", "/201", "/202"]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"limit": 0}, "--limit 0: expected a number from 1 on."),
        ({"timeout": 0.0}, "--timeout 0: expected seconds, more than 0 and at most 120."),
    ],
)
def test_administrator_gives_an_impossible_option_reads_what_was_expected(
    option: dict[str, Any], message: str
) -> None:
    with pytest.raises(CommandError, match=message.replace("(", r"\(")):
        call_command("check_links", **option)
