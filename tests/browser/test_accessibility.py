"""Every kind of page, light and dark, narrow and wide, breaks no rule of accessibility that axe knows.

The pages of the administration are Django's own and not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.core import mail
from django.db import OperationalError
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import OpenBrowser
from .pages import (
    EXPIRED_FORM,
    FAILURE,
    FORM_WITH_ERRORS,
    MEMBERS_PAGES,
    NEW_PASSWORD,
    OPEN_DRAWER,
    OPEN_MENU,
    OPEN_NAVIGATION,
    OPEN_SECTIONS,
    OPEN_TABLES,
    PAGES,
    REFUSED,
    STYLE_GUIDE,
    TICKED,
    TOO_MANY,
    UNAVAILABLE,
)
from .statement import SCHEMES, WIDTHS, Statement
from .watch import has_no_sideways_scroll

NARROW = WIDTHS[-1:]


class AssertAccessible(Protocol):
    """The page as it stands breaks no rule in either colour scheme at any of the widths; its name is in ``pages``."""

    def __call__(self, page: Page, name: str, widths: Sequence[int] = ...) -> None: ...


@pytest.fixture(scope="module", autouse=True)
def statement() -> Iterator[Statement]:
    """What this module finds; ``make accessibility`` has it written down for the page about accessibility."""
    statement = Statement()
    yield statement
    statement.publish_if_asked()


@pytest.fixture
def assert_accessible(statement: Statement) -> AssertAccessible:
    def assert_accessible(page: Page, name: str, widths: Sequence[int] = WIDTHS) -> None:
        broken = {}
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
                found = violations(page)
                statement.add(name, scheme, width, found)
                if found:
                    broken[scheme, width] = found
        assert broken == {}

    return assert_accessible


@pytest.mark.parametrize("name", PAGES)
def test_page_breaks_no_rule(
    name: str, open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    assert_accessible(open_browser(PAGES[name]), name)


@pytest.mark.parametrize("name", REFUSED)
def test_page_of_a_refusal_breaks_no_rule(
    name: str, open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    path, status = REFUSED[name]
    assert_accessible(open_browser(path, status=status), name)


@pytest.mark.parametrize(
    ("name", "failure", "status"),
    [(FAILURE, RuntimeError("a defect"), 500), (UNAVAILABLE, OperationalError("no database"), 503)],
)
def test_page_of_a_failure_breaks_no_rule(
    name: str,
    failure: Exception,
    status: int,
    open_browser: OpenBrowser,
    assert_accessible: AssertAccessible,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(user: Any) -> None:
        raise failure

    monkeypatch.setattr("msn_kb.views.home.what_is_inside", fail)
    page = open_browser("/", status=status)
    expect(page.locator("main")).to_contain_text(str(status))
    assert_accessible(page, name)


def test_page_of_an_expired_form_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    page = open_browser("/accounts/login/", status=403)
    page.context.clear_cookies()
    page.get_by_label("E-mail address").fill("person@example.org")
    page.get_by_label("Password").fill("anything")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The form could not be accepted")
    assert_accessible(page, EXPIRED_FORM)


def test_page_of_too_many_searches_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible, settings: Any
) -> None:
    settings.RATE_LIMITS = {"search": 1}
    open_browser("/lessons/?q=trust")
    assert_accessible(open_browser("/lessons/?q=trust", status=429), TOO_MANY)


def test_pages_of_a_member_break_no_rule(member: Page, assert_accessible: AssertAccessible) -> None:
    for name, path in MEMBERS_PAGES.items():
        member.goto(path)
        assert_accessible(member, name)


def test_forms_with_errors_break_no_rule(member: Page, assert_accessible: AssertAccessible) -> None:
    member.goto("/accounts/password_change/")
    member.get_by_label("Present password").fill("wrong")
    for label in ("New password", "New password confirmation"):
        member.get_by_label(label, exact=True).fill("12345")
    member.get_by_role("button", name="Change").click()
    expect(member.get_by_role("alert")).to_be_visible()
    assert_accessible(member, FORM_WITH_ERRORS)


def test_form_of_a_new_password_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    page = open_browser("/accounts/password_reset/")
    page.get_by_label("E-mail address").fill("member@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url("/accounts/password_reset/done/")
    link = next(word for word in str(mail.outbox[0].body).split() if "/accounts/reset/" in word)
    page.goto(link.removeprefix(settings.SITE_URL))
    expect(page.get_by_label("New password", exact=True)).to_be_visible()
    assert_accessible(page, NEW_PASSWORD)


def test_open_sections_break_no_rule(open_browser: OpenBrowser, assert_accessible: AssertAccessible) -> None:
    page = open_browser("/lessons/?page_size=10")
    page.evaluate("for (const section of document.querySelectorAll('.facets details')) section.open = true")
    assert_accessible(page, OPEN_SECTIONS)


def test_open_menus_break_no_rule(member: Page, assert_accessible: AssertAccessible) -> None:
    member.goto("/lessons/?page_size=10")
    member.locator("summary", has_text="Account").click()
    assert_accessible(member, OPEN_MENU)
    member.set_viewport_size({"width": 360, "height": 800})
    member.get_by_role("button", name="Menu").click()
    expect(member.get_by_role("navigation", name="Main")).to_be_visible()
    assert_accessible(member, OPEN_NAVIGATION, NARROW)


def test_open_drawer_breaks_no_rule(open_browser: OpenBrowser, assert_accessible: AssertAccessible) -> None:
    page = open_browser("/lessons/?theme=inclusion", viewport={"width": 360, "height": 800})
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    assert_accessible(page, OPEN_DRAWER, NARROW)


def test_open_table_of_a_picture_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    page = open_browser(PAGES["gaps by theme and phase"])
    page.locator("summary", has_text="The same numbers as a table").click()
    expect(page.locator(".picture-numbers table")).to_be_visible()
    assert_accessible(page, OPEN_TABLES)


def test_selection_for_a_comparison_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible
) -> None:
    page = open_browser("/offices/")
    for box in page.locator("#results input[data-pick]").all()[:2]:
        box.check()
    expect(page.locator(".compare-picked input")).to_have_count(2)
    assert_accessible(page, TICKED)


def test_style_guide_breaks_no_rule(
    open_browser: OpenBrowser, assert_accessible: AssertAccessible, settings: Any
) -> None:
    settings.DEBUG = True  # it stands nowhere else
    page = open_browser("/styleguide/")
    assert_accessible(page, STYLE_GUIDE)
    page.set_viewport_size({"width": 320, "height": 640})
    assert has_no_sideways_scroll(page)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(open_browser: OpenBrowser) -> None:
    page = open_browser("/", viewport={"width": 320, "height": 640})
    sideways = []
    for path in PAGES.values():
        page.goto(path)
        if not has_no_sideways_scroll(page):
            sideways.append(path)
    assert sideways == []
