"""An analyst takes the filtered list away: the file holds what the pages show, in their order."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenBrowser


def download(page: Page) -> tuple[str, list[dict[str, str]]]:
    """Click the link, and return the file's name and its rows."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    return waiting.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def addresses_on_all_pages(page: Page) -> list[str]:
    """The addresses of the list's entries, turning its pages to the last."""
    found: list[str] = []
    while True:
        links = page.locator(".lesson-card-title a")
        found += [link.get_attribute("href") or "" for link in links.all()]
        onwards = page.get_by_role("link", name="Next page")
        if not onwards.count():
            return found
        target = onwards.get_attribute("href") or ""
        onwards.click()
        expect(page).to_have_url(target)


def test_visitor_downloads_what_the_filtered_pages_show(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?sort=title&page_size=10")
    page.locator("input[name=kind][value=challenge]").check()
    expect(page.locator(".chip")).to_have_count(1)
    name, rows = download(page)
    assert re.fullmatch(r"lessons-\d{4}-\d\d-\d\d-TLP-CLEAR\.csv", name)
    assert {row["kind"] for row in rows} == {"challenge"}
    shown = addresses_on_all_pages(page)
    assert len(shown) > 10
    assert [row["url"].removeprefix("http://127.0.0.1:8000") for row in rows] == shown


@pytest.mark.parametrize("query", ["q=ecowas mali", "q=mediación&sort=oldest", "theme=inclusion&language=fr"])
def test_visitor_downloads_what_a_search_shows(query: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/?{query}")
    _, rows = download(page)
    assert rows
    assert [row["url"].removeprefix("http://127.0.0.1:8000") for row in rows] == addresses_on_all_pages(page)


def test_member_downloads_closed_entries_under_a_name_that_says_so(member: Page) -> None:
    member.goto("/lessons/?theme=trust-and-confidentiality&handling=green&handling=amber")
    name, rows = download(member)
    assert name.endswith("-TLP-AMBER.csv")
    assert {row["handling"] for row in rows} == {"green", "amber"}
    assert [row["url"].removeprefix("http://127.0.0.1:8000") for row in rows] == addresses_on_all_pages(
        member
    )
