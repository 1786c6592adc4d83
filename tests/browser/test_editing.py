"""A curator corrects an entry in the administration, and readers see the correction."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import OpenBrowser
from .listing import cards

PATH = "/lessons/appointed-mediators-may-lack-skills/"


def save(page: Page) -> None:
    """Readers see the entry, so its form asks why it was changed."""
    page.get_by_label("Reason for the change").fill("Checked against the source.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")


def test_curator_corrects_a_title_and_a_locator(curator: Page, open_browser: OpenBrowser) -> None:
    curator.goto(PATH)
    curator.get_by_role("link", name="Edit this entry").click()
    curator.get_by_label("Title").fill("A mediator of standing needs a team of experts")
    locator = curator.locator("input[name='citations-0-locator']")
    locator.fill("Section 9, page 99")
    save(curator)

    reader = open_browser(PATH)
    expect(reader.get_by_role("heading", level=1)).to_have_text(
        "A mediator of standing needs a team of experts"
    )
    expect(reader).to_have_title("A mediator of standing needs a team of experts · MSN Knowledge Base")
    expect(reader.get_by_role("region", name="Drawn from")).to_contain_text("Where: Section 9, page 99")
    reader.goto("/lessons/?q=team of experts")
    expect(cards(reader).filter(has_text="A mediator of standing needs a team of experts")).to_be_visible()


def test_curator_finds_a_theme_by_typing(curator: Page, open_browser: OpenBrowser) -> None:
    curator.goto(PATH)
    expect(
        curator.get_by_role("region", name="Filed under").get_by_role("link", name="Funding")
    ).to_have_count(0)
    curator.get_by_role("link", name="Edit this entry").click()
    themes = curator.locator(".field-themes")
    themes.locator(".select2-search__field").click()
    themes.locator(".select2-search__field").press_sequentially("fund")
    curator.locator(".select2-results__option", has_text="Funding").click()
    expect(themes.locator(".select2-selection__choice", has_text="Funding")).to_be_visible()
    save(curator)

    reader = open_browser(PATH)
    expect(
        reader.get_by_role("region", name="Filed under").get_by_role("link", name="Funding")
    ).to_be_visible()


def test_curator_is_told_what_is_missing(curator: Page) -> None:
    curator.goto(PATH)
    curator.get_by_role("link", name="Edit this entry").click()
    # The browser itself asks for a title; what it cannot know is told by the page.
    curator.get_by_label("Title").fill(" ")
    curator.get_by_label("Reason for the change").fill("To see what happens.")
    curator.get_by_role("button", name="Save", exact=True).click()
    expect(curator.locator(".errornote")).to_be_visible()
    expect(curator.locator(".field-title .errorlist")).to_contain_text("required")
