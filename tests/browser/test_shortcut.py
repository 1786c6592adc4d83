"""“/” leads to the search box, unless somebody types or has switched it off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import OpenBrowser


@pytest.mark.parametrize(
    ("path", "box"), [("/lessons/", "#q"), ("/search/", "main input[name=q]"), ("/about/", "#header-q")]
)
def test_reader_presses_slash_and_types_into_the_page_s_search_box(
    open_browser: OpenBrowser, path: str, box: str
) -> None:
    page = open_browser(path)
    page.keyboard.press("/")
    expect(page.locator(box)).to_be_focused()
    page.keyboard.type("and/or")
    expect(page.locator(box)).to_have_value("and/or")


def test_reader_who_types_elsewhere_types_a_slash(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/")
    field = page.get_by_label("From", exact=True)
    page.get_by_text("Years", exact=True).first.click()
    field.fill("20")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("20/")


def test_reader_switches_the_key_off_and_it_stays_off(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/")
    choice = page.get_by_label("Press / to search")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.goto(page.url.replace("/lessons/", "/about/"))
    expect(page.get_by_label("Press / to search")).not_to_be_checked()
    expect(page.locator("#header-q")).not_to_have_attribute("aria-keyshortcuts", "/")
    page.keyboard.press("/")
    expect(page.locator("#header-q")).not_to_be_focused()
    page.get_by_label("Press / to search").check()
    page.keyboard.press("/")
    expect(page.locator("#header-q")).to_be_focused()


def test_reader_without_scripts_is_offered_no_key(open_browser: OpenBrowser) -> None:
    page = open_browser("/about/", java_script_enabled=False)
    expect(page.get_by_text("Press / to search")).to_be_hidden()
