"""A visitor narrows the list: the address keeps every state, for Back, a reload and another person's browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenBrowser
from .listing import box, cards, chips, titles


def promised(page: Page, name: str, value: str) -> int:
    """The count that stands beside a value of a facet."""
    counts = page.locator(f"li:has(> input[name='{name}'][value='{value}']) > label .facet-count")
    return int((counts.text_content() or "").strip(" ,").split()[0])


def expect_state(page: Page, total: int, *active: str) -> None:
    """The list tells of ``total`` lessons, has these chips, and its boxes are ticked accordingly."""
    expect(page.locator("#results-heading")).to_have_text(f"{total} lesson{'s' * (total != 1)}")
    expect(chips(page)).to_have_text([f"Remove filter {chip}" for chip in active])
    expect(page.locator("#facets input:checked")).to_have_count(len(active))


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/lessons/")


def test_visitor_ticks_values_and_sees_the_list_narrow(page: Page) -> None:
    challenges = promised(page, "kind", "challenge")
    box(page, "kind", "challenge").check()
    expect(page).to_have_url("/lessons/?kind=challenge")
    expect_state(page, challenges, "Kind: Challenge")
    expect(page.locator("#announcement")).to_have_text(f"{challenges} lessons")

    opportunities = promised(page, "kind", "opportunity")
    box(page, "kind", "opportunity").check()
    expect(page).to_have_url("/lessons/?kind=challenge&kind=opportunity")
    expect_state(page, challenges + opportunities, "Kind: Challenge", "Kind: Opportunity")

    narrowed = promised(page, "evidence", "several-accounts")
    box(page, "evidence", "several-accounts").check()
    expect(page).to_have_url("/lessons/?kind=challenge&kind=opportunity&evidence=several-accounts")
    expect_state(page, narrowed, "Kind: Challenge", "Kind: Opportunity", "Evidence: Several accounts")
    expect(page).to_have_title("Lessons · MSN Knowledge Base")


def test_visitor_takes_filters_away_by_their_chips(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?kind=challenge&evidence=documented")
    page.get_by_role("link", name="Remove filter Kind: Challenge").click()
    expect(page).to_have_url("/lessons/?evidence=documented")
    expect(chips(page)).to_have_text(["Remove filter Evidence: Documented"])
    expect(page.locator("#facets input:checked")).to_have_count(1)
    page.locator("#results").get_by_role("link", name="Clear all").click()
    expect(page).to_have_url("/lessons/")
    expect(chips(page)).to_have_count(0)


def test_back_reload_and_another_browser_restore_the_list(page: Page, open_browser: OpenBrowser) -> None:
    first = promised(page, "kind", "challenge")
    box(page, "kind", "challenge").check()
    expect_state(page, first, "Kind: Challenge")
    second = promised(page, "theme", "inclusion")
    box(page, "theme", "inclusion").check()
    expect_state(page, second, "Kind: Challenge", "Theme: Inclusion")
    shown = titles(page)

    page.reload()
    expect(page.locator("#facets input:checked")).to_have_count(2)
    assert titles(page) == shown
    elsewhere = open_browser(page.url)
    expect(elsewhere.locator("#facets input:checked")).to_have_count(2)
    assert titles(elsewhere) == shown

    page.go_back()
    expect(page).to_have_url("/lessons/?kind=challenge")
    expect_state(page, first, "Kind: Challenge")
    page.go_back()
    expect(page).to_have_url("/lessons/")
    expect(page.locator("#facets input:checked")).to_have_count(0)
    page.go_forward()
    expect_state(page, first, "Kind: Challenge")


def test_back_from_a_lesson_returns_to_the_filtered_list(page: Page) -> None:
    box(page, "theme", "inclusion").check()
    expect(chips(page)).to_have_count(1)
    shown = titles(page)
    cards(page).first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(shown[0])
    page.go_back()
    expect(page).to_have_url("/lessons/?theme=inclusion")
    expect(box(page, "theme", "inclusion")).to_be_checked()
    assert titles(page) == shown


def test_visitor_limits_the_years(page: Page) -> None:
    page.locator("summary", has_text="Years").click()
    page.get_by_role("textbox", name="From").fill("2019")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page).to_have_url("/lessons/?year_min=2019")
    expect(chips(page)).to_have_text(["Remove filter From year: 2019"])


def test_sections_a_person_opened_stay_open(page: Page) -> None:
    page.locator("#facet-track summary").click()
    box(page, "track", "II").check()
    expect(chips(page)).to_have_text(["Remove filter Track: II"])
    expect(page.locator("#facet-track")).to_have_attribute("open", "")
    expect(box(page, "track", "II")).to_be_visible()


def test_visitor_sorts_by_title(page: Page) -> None:
    page.locator("#facet-language > summary").click()
    box(page, "language", "en").check()
    expect(chips(page)).to_have_count(1)
    page.get_by_role("link", name="Title", exact=True).click()
    expect(page).to_have_url("/lessons/?language=en&sort=title")
    expect(page.get_by_role("link", name="Title", exact=True)).to_have_attribute("aria-current", "true")
    folded = [title.casefold().strip("“‘\"'") for title in titles(page)]
    assert len(folded) == 25
    assert folded == sorted(folded)
    box(page, "kind", "challenge").check()
    expect(page).to_have_url("/lessons/?kind=challenge&language=en&sort=title")


def test_visitor_turns_pages_and_changes_their_size(page: Page) -> None:
    first = titles(page)
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url("/lessons/?page=2")
    expect(page).to_have_title("Lessons, page 2 · MSN Knowledge Base")
    expect(page.locator("ol.card-list")).to_have_attribute("start", "26")
    second = titles(page)
    assert not set(first) & set(second)

    page.get_by_label("Per page").select_option("50")
    expect(page).to_have_url("/lessons/?page_size=50")
    expect(cards(page)).to_have_count(50)
    assert titles(page) == first + second
    page.get_by_role("link", name="Page 2").click()
    expect(page).to_have_url("/lessons/?page_size=50&page=2")


def test_visitor_filters_in_the_drawer_of_a_small_screen(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", viewport={"width": 360, "height": 740}, has_touch=True)
    expect(box(page, "kind", "challenge")).to_be_hidden()
    opener = page.get_by_role("button", name="Filters")
    opener.tap()
    drawer = page.get_by_role("dialog", name="Filters")
    expect(drawer).to_be_visible()
    count = promised(page, "kind", "challenge")
    box(page, "kind", "challenge").tap()
    show = drawer.get_by_role("button", name=f"Show {count} lessons")
    expect(show).to_be_visible()
    show.tap()
    expect(drawer).to_be_hidden()
    expect_state(page, count, "Kind: Challenge")
    expect(opener).to_contain_text("1 active")


@pytest.mark.parametrize(
    ("query", "chip"), [("theme=inclusion", "Theme: Inclusion"), ("track=II", "Track: II")]
)
def test_address_of_a_filter_shows_entries(query: str, chip: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/?{query}")
    expect(chips(page)).to_have_text([f"Remove filter {chip}"])
    expect(cards(page).first).to_be_visible()
    name, value = query.split("=")
    expect(box(page, name, value)).to_be_visible()
    expect(box(page, name, value)).to_be_checked()
