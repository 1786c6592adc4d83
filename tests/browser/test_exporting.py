"""An analyst takes the filtered list away: the file holds what the pages show, in their order."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from .conftest import OpenBrowser
from .listing import addresses, box, chips, on_all_pages


def download(page: Page) -> tuple[str, list[dict[str, str]]]:
    """Click the link, and return the file's name and its rows."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    return waiting.value.suggested_filename, list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def paths(rows: list[dict[str, str]]) -> list[str]:
    """The addresses in the file, without the site's name."""
    return [row["url"].removeprefix(settings.SITE_URL) for row in rows]


def test_visitor_downloads_what_the_filtered_pages_show(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?sort=title&page_size=10")
    box(page, "kind", "challenge").check()
    expect(chips(page)).to_have_count(1)
    name, rows = download(page)
    assert re.fullmatch(r"lessons-\d{4}-\d\d-\d\d-TLP-CLEAR\.csv", name)
    assert {row["kind"] for row in rows} == {"challenge"}
    shown = on_all_pages(page, addresses)
    assert len(shown) > 10
    assert paths(rows) == shown


@pytest.mark.parametrize("query", ["q=ecowas mali", "q=mediación&sort=oldest", "theme=inclusion&language=fr"])
def test_visitor_downloads_what_a_search_shows(query: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/?{query}")
    _, rows = download(page)
    assert rows
    assert paths(rows) == on_all_pages(page, addresses)


def test_member_downloads_closed_entries_under_a_name_that_says_so(member: Page) -> None:
    member.goto("/lessons/?theme=trust-and-confidentiality&handling=green&handling=amber")
    name, rows = download(member)
    assert name.endswith("-TLP-AMBER.csv")
    assert {row["handling"] for row in rows} == {"green", "amber"}
    assert paths(rows) == on_all_pages(member, addresses)
