"""The nets that every browser test hangs in do catch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .axe import violations
from .conftest import OpenBrowser
from .watch import Watch, has_no_sideways_scroll


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    # The site's policy would stop a foreign request before the net sees it: test_csp.py.
    context = browser.new_context(base_url=site, bypass_csp=True)
    yield context
    context.close()


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        ("console.error('something broke')", "console: something broke"),
        ("void setTimeout(() => nothing.here)", "script: "),
        ("fetch('/lessons/no-such-entry/')", "404: "),
        ("void fetch('http://example.org/').catch(() => 0)", "foreign request: http://example.org/"),
    ],
)
def test_watch_notices_trouble(script: str, trouble: str, context: BrowserContext, site: str) -> None:
    watch = Watch(context, site)
    page = context.new_page()
    page.goto("/")
    assert watch.troubles == []
    page.evaluate(script)
    page.wait_for_function("new Promise(done => setTimeout(done))")
    page.goto("/lessons/")
    assert any(found.startswith(trouble) for found in watch.troubles), watch.troubles


def test_axe_notices_a_page_without_language(home: Page) -> None:
    home.evaluate("document.documentElement.removeAttribute('lang')")
    assert any(found.startswith("html-has-lang") for found in violations(home))


def test_sideways_scroll_is_noticed(open_browser: OpenBrowser) -> None:
    page = open_browser("/accounts/login/")
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    assert not has_no_sideways_scroll(page)
