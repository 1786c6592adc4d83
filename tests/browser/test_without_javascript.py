"""Every job can be done with scripts switched off."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.demonstration import MEMBER

from .conftest import OpenBrowser, SignIn
from .listing import box, cards, chips, titles


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/", java_script_enabled=False)


def test_visitor_searches_filters_sorts_and_opens(page: Page) -> None:
    page.goto("/lessons/")
    page.get_by_role("searchbox", name="Search the lessons").fill("mediation")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator("#results-heading")).to_contain_text("for “mediation”")

    box(page, "kind", "challenge").check()
    page.locator("#facet-track summary").click()
    box(page, "track", "I").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(chips(page)).to_have_count(3)
    expect(box(page, "track", "I")).to_be_checked()

    page.get_by_role("link", name="Remove filter Track: I").click()
    expect(chips(page)).to_have_count(2)
    page.get_by_role("link", name="Title", exact=True).click()
    expect(page.get_by_role("link", name="Title", exact=True)).to_have_attribute("aria-current", "true")
    link = page.locator(".record-card-title a").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("button", name="Copy citation")).to_be_hidden()


def test_visitor_turns_pages_and_changes_their_size(page: Page) -> None:
    page.goto("/lessons/")
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_title("Lessons, page 2 · MSN Knowledge Base")
    page.get_by_label("Per page").select_option("50")
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(cards(page)).to_have_count(50)


def test_visitor_filters_on_a_small_screen(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", java_script_enabled=False, viewport={"width": 360, "height": 740})
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Home")).to_be_visible()
    box(page, "kind", "opportunity").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(chips(page)).to_have_text(["Remove filter Kind: Opportunity"])


def test_member_signs_in_and_out(page: Page, sign_in: SignIn) -> None:
    sign_in(page, MEMBER)
    page.goto("/lessons/?handling=green")
    expect(cards(page)).to_have_count(1)
    page.locator("summary", has_text="Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_visitor_downloads_the_list(page: Page) -> None:
    page.goto("/lessons/?theme=inclusion")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert rows
    assert [row["title"] for row in rows] == titles(page)
