"""A real Chromium on a live server that serves the real starter collection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from lessons.demonstration import CURATOR, MEMBER
from organizations.accounts import second_factor
from organizations.models import User
from tests import chromium
from tests.factories import PASSWORD

from .collection import CollectionDatabase
from .watch import Watch

PATIENCE = 15_000  # milliseconds; waiting ends as soon as what is waited for is there
WIDE = {"width": 1280, "height": 900}
QUIET = (
    "--no-sandbox",  # root and containers have none; only this site is ever opened
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing outside this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class OpenBrowser(Protocol):
    """Opens a page at an address of the site in a context of its own: own cookies, storage and history."""

    def __call__(self, path: str = ..., **options: Any) -> Page: ...


class SignIn(Protocol):
    """Fills in the sign-in page, and gives the code that it goes on to ask for."""

    def __call__(self, page: Page, email: str, password: str = ...) -> None: ...


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[CollectionDatabase]:
    """The collection's database in the place of pytest-django's transaction, which a server would not see.

    The name is pytest-django's own: by it the plugin knows that these tests need a database.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop in this thread; Django would take that for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        database = CollectionDatabase()
        try:
            database.load()
            with database.in_use():
                yield database
        finally:
            database.drop()


@pytest.fixture(scope="package")
def site(db: CollectionDatabase) -> Iterator[str]:
    """The address of the site, without the last slash."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(scope="package")
def browser(site: str) -> Iterator[Browser]:
    """One Chromium for all tests; each test has contexts of its own in it.

    It starts after the site: with Playwright's event loop running, this thread has other database connections.
    """
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.ADVICE)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(browser: Browser, site: str) -> Iterator[OpenBrowser]:
    """Opens browsers that fail the test for anything that goes wrong behind the page."""
    contexts, watches = [], []

    def open_browser(path: str = "/", **options: Any) -> Page:
        expected: int = options.pop("status", 200)
        defaults: Any = {
            "base_url": site,
            "viewport": WIDE,
            "reduced_motion": "reduce",
            "locale": "en-GB",
        }
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watch = Watch(context, site)
        watches.append(watch)
        watch.expect(expected, path.partition("?")[0])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert [trouble for watch in watches for trouble in watch.troubles] == []


@pytest.fixture
def home(open_browser: OpenBrowser) -> Page:
    """A visitor's browser with the home page."""
    return open_browser("/")


@pytest.fixture
def restored(db: CollectionDatabase) -> Iterator[None]:
    """For a test that writes: what it wrote is gone afterwards. Named before the browser, it ends after it."""
    yield
    db.restore()


@pytest.fixture
def sign_in() -> SignIn:
    """Signs a person in as people do."""

    def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        if password == PASSWORD and second_factor.has_second_factor(User.objects.get(email=email)):
            page.get_by_label("Code").fill(fresh_code(email))
            page.get_by_role("button", name="Sign in").click()

    return sign_in


def fresh_code(email: str) -> str:
    """A code of the person's second factor; as one works once, those used before are taken for unused."""
    cache.clear()
    return second_factor.present_code(User.objects.get(email=email))[0]


@pytest.fixture
def member(open_browser: OpenBrowser, sign_in: SignIn) -> Page:
    """The browser of the member whom the demonstration entries name."""
    return _signed_in(open_browser, sign_in, MEMBER)


@pytest.fixture
def curator(restored: None, open_browser: OpenBrowser, sign_in: SignIn) -> Page:
    """A curator's browser; what the curator writes is gone after the test."""
    return _signed_in(open_browser, sign_in, CURATOR)


def _signed_in(open_browser: OpenBrowser, sign_in: SignIn, email: str) -> Page:
    page = open_browser("/")
    sign_in(page, email)
    expect(page.get_by_text("Account", exact=True)).to_be_visible()
    return page
