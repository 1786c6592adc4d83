"""The whole way from a half-remembered word to a lesson: by mouse, by keyboard alone, and with scripts switched off.

Type, pick a suggestion, search, filter, open, come back, sort, and give the address to somebody else. In each state
axe finds nothing.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from . import axe
from .conftest import OpenBrowser
from .listing import box, chips, titles
from .test_keyboard import tab_to

PLAIN = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
ASKED = "/lessons/?q=mediators&theme=inclusion"
NARROWED = "/lessons/?q=mediators&kind=recommendation&theme=inclusion"


def assert_clean(page: Page) -> None:
    """The page, as it now is, breaks no rule of accessibility."""
    assert axe.violations(page) == [], page.url


def assert_clean_without_scripts(page: Page, judge: Page) -> None:
    """The same of a page without scripts; axe is one, so another browser looks at what this one shows."""
    judge.goto(page.url)
    judge.set_content(re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL))
    assert judge.locator("html.js").count() == 0
    assert_clean(judge)


def search_box(page: Page) -> Locator:
    return page.locator("main input[type=search][name=q]")


def lesson(page: Page) -> Locator:
    """The first lesson of the list."""
    return page.locator(".record-card-title a").first


def expect_narrowed(page: Page) -> None:
    """The list of lessons with words, a theme and a kind."""
    expect(chips(page)).to_have_count(3)
    expect(box(page, "theme", "inclusion")).to_be_checked()
    expect(box(page, "kind", "recommendation")).to_be_checked()
    expect(search_box(page)).to_have_value("mediators")


def expect_sorted(page: Page) -> None:
    """The same list by title."""
    expect(page).to_have_url(f"{NARROWED}&sort=title")
    expect(page.get_by_role("link", name="Title", exact=True)).to_have_attribute("aria-current", "true")
    expect_narrowed(page)
    assert len(titles(page)) > 1
    assert titles(page) == sorted(titles(page), key=str.casefold)


def expect_same_elsewhere(page: Page, other: Page) -> None:
    """Another browser shows at this address what this one shows."""
    expect_sorted(other)
    assert titles(other) == titles(page)


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/lessons/")


def test_journey_by_mouse(page: Page, open_browser: OpenBrowser) -> None:
    search_box(page).press_sequentially("inclus")
    option = page.get_by_role("option", name="Inclusion", exact=True)
    expect(option).to_be_visible()
    assert_clean(page)
    option.click()
    expect(page).to_have_url("/themes/inclusion/")
    page.get_by_role("main").locator("a[href='/lessons/?theme=inclusion']").first.click()
    expect(box(page, "theme", "inclusion")).to_be_checked()

    search_box(page).fill("mediators")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_url(ASKED)
    expect(chips(page)).to_have_count(2)
    assert_clean(page)

    box(page, "kind", "recommendation").click()
    expect(page).to_have_url(NARROWED)
    expect_narrowed(page)
    shown = titles(page)
    assert_clean(page)

    lesson(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])
    assert_clean(page)
    page.go_back()
    expect_narrowed(page)
    assert titles(page) == shown

    page.get_by_role("link", name="Title", exact=True).click()
    expect_sorted(page)
    assert_clean(page)
    expect_same_elsewhere(page, open_browser(page.url))


def test_journey_by_keyboard_alone(page: Page, open_browser: OpenBrowser) -> None:
    page.keyboard.press("/")
    expect(search_box(page)).to_be_focused()
    page.keyboard.type("inclus")
    option = page.get_by_role("option", name="Inclusion", exact=True)
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert_clean(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/themes/inclusion/")
    tab_to(page, "a[href='/lessons/?theme=inclusion']")
    page.keyboard.press("Enter")
    expect(box(page, "theme", "inclusion")).to_be_checked()

    page.keyboard.press("/")
    page.keyboard.type("mediators")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ASKED)
    tab_to(page, "input[name=kind][value=recommendation]")
    page.keyboard.press("Space")
    expect_narrowed(page)
    expect(box(page, "kind", "recommendation")).to_be_focused()
    assert_clean(page)
    shown = titles(page)

    tab_to(page, ".record-card-title a", at_most=150)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])
    page.go_back()
    expect_narrowed(page)
    tab_to(page, ".skip-filters")
    page.keyboard.press("Enter")
    tab_to(page, ".sort-list a[href$='sort=title']")
    page.keyboard.press("Enter")
    expect_sorted(page)
    assert_clean(page)
    expect_same_elsewhere(page, open_browser(page.url))


def test_journey_without_scripts(open_browser: OpenBrowser) -> None:
    page, judge = open_browser("/lessons/", **PLAIN), open_browser("/")
    search_box(page).fill("mediators")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(chips(page)).to_have_count(1)
    assert_clean_without_scripts(page, judge)
    box(page, "theme", "inclusion").check()
    box(page, "kind", "recommendation").check()
    page.get_by_role("button", name="Apply filters").click()
    expect_narrowed(page)
    assert_clean_without_scripts(page, judge)
    shown = titles(page)
    lesson(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])
    page.go_back()
    expect_narrowed(page)
    page.get_by_role("link", name="Title", exact=True).click()
    expect_sorted(page)
    expect_same_elsewhere(page, open_browser(page.url, **PLAIN))


def test_journey_on_a_phone(open_browser: OpenBrowser) -> None:
    page = open_browser(ASKED, **PHONE)
    page.get_by_role("button", name="Filters").tap()
    box(page, "kind", "recommendation").tap()
    expect(page.locator("#filter-count")).to_have_text("3 active")
    assert_clean(page)
    page.get_by_role("dialog", name="Filters").get_by_role("button", name="Show ").tap()
    expect_narrowed(page)
    assert_clean(page)
    shown = titles(page)
    lesson(page).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])
    page.go_back()
    expect_narrowed(page)
    page.get_by_role("link", name="Title", exact=True).tap()
    expect_sorted(page)
    expect_same_elsewhere(page, open_browser(page.url, **PHONE))
