"""A visitor searches everything at once: an exact name on top, the kinds as tabs, and on to the filtered list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenBrowser
from .listing import cards, chips, on_all_pages, titles
from .test_keyboard import tab_to

ECOWAS = "Economic Community of West African States (ECOWAS)"


def search(page: Page, words: str) -> None:
    """In the head of whatever page this is."""
    box = page.get_by_role("banner").locator("input[type=search]")
    box.fill(words)
    page.get_by_role("banner").get_by_role("button", name="Search").click()


def tabs(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Kinds of results").get_by_role("link")


def counts(page: Page) -> dict[str, int]:
    """The count of each tab by its label."""
    words = [tab.inner_text().split() for tab in tabs(page).all()]
    return {" ".join(label): int(number) for *label, number in words}


def expect_ecowas_on_top_and_go_on_to_the_list(page: Page) -> None:
    expect(page).to_have_url("/search/?q=ECOWAS")
    expect(page).to_have_title("“ECOWAS” in everything · MSN Knowledge Base")
    first = page.get_by_role("main").get_by_role("heading", level=2).first
    expect(first).to_have_text("Exactly “ECOWAS”")
    exact = page.get_by_role("region", name="Exactly “ECOWAS”").get_by_role("listitem")
    expect(exact).to_have_count(1)
    expect(exact.get_by_role("link", name=ECOWAS)).to_have_attribute("href", "/organizations/ecowas/")

    numbers = counts(page)
    assert numbers.pop("All") == sum(numbers.values())
    assert list(numbers)[:2] == ["Lessons", "Cases"]
    assert all(numbers.values())
    expect(tabs(page).first).to_have_attribute("aria-current", "page")

    tabs(page).filter(has_text="Organizations").click()
    expect(page).to_have_url("/search/?q=ECOWAS&type=organizations")
    expect(tabs(page).filter(has_text="Organizations")).to_have_attribute("aria-current", "page")
    shown = titles(page)
    assert len(shown) == numbers["Organizations"]
    assert shown[0] == ECOWAS
    assert counts(page) == {"All": sum(numbers.values())} | numbers

    page.locator(".record-more").get_by_role("link").click()
    expect(page).to_have_url("/organizations/?q=ECOWAS")
    expect(chips(page)).to_have_text(["Remove filter Search: ECOWAS"])
    assert titles(page) == shown


def test_visitor_finds_ecowas_from_the_head_of_a_page(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/appointed-mediators-may-lack-skills/")
    search(page, "ECOWAS")
    expect_ecowas_on_top_and_go_on_to_the_list(page)


def test_visitor_finds_ecowas_from_home(home: Page) -> None:
    box = home.get_by_role("combobox", name="Search everything")
    box.fill("ECOWAS")
    box.press("Enter")
    expect_ecowas_on_top_and_go_on_to_the_list(home)


def test_visitor_without_javascript_finds_ecowas(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/un-msu/", java_script_enabled=False)
    search(page, "ECOWAS")
    expect_ecowas_on_top_and_go_on_to_the_list(page)


def test_keyboard_alone_searches_everything_and_opens_what_is_found(open_browser: OpenBrowser) -> None:
    page = open_browser("/about/")
    tab_to(page, "#header-q")
    page.keyboard.type("ecowas")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search/?q=ecowas")
    tab_to(page, ".exact-list a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(ECOWAS)


@pytest.mark.parametrize("words", ["mediation", "women ceasefire", "Mali", "coordination"])
def test_each_tab_counts_as_many_as_its_list_holds(words: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/search/?q={words}")
    for tab in counts(page):
        if tab != "All":
            page.goto(f"/search/?q={words}")
            link = tabs(page).filter(has_text=tab)
            number = int(link.locator(".facet-count").inner_text())
            link.click()
            page.locator(".record-more").get_by_role("link").click()
            expect(page.locator("#results-heading")).to_contain_text(f"{number} ")
            assert len(on_all_pages(page, titles)) == number


def test_visitor_who_finds_nothing_is_led_to_the_lists(open_browser: OpenBrowser) -> None:
    page = open_browser("/search/?q=xylophone")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(tabs(page)).to_have_count(0)
    page.get_by_role("region", name="Browse instead").get_by_role("link", name="Countries").click()
    expect(page).to_have_url("/countries/")


def test_empty_search_shows_what_can_be_browsed(open_browser: OpenBrowser) -> None:
    page = open_browser("/search/?q=+")
    expect(page.get_by_role("combobox", name="Search everything")).to_have_value("")
    expect(cards(page)).to_have_count(0)
    expect(page.get_by_role("region", name="Browse instead").get_by_role("link")).to_have_count(10)


def test_unknown_kind_is_named_and_all_are_shown(open_browser: OpenBrowser) -> None:
    page = open_browser("/search/?q=ECOWAS&type=people")
    expect(page.get_by_role("status")).to_contain_text("“people” is not a kind of record")
    expect(tabs(page).first).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(
    "payload",
    [
        "<script>document.title = 'run'</script>",
        '"><img src=x onerror="document.title=\'run\'">',
        "'; DROP TABLE",
    ],
)
def test_script_in_the_search_box_is_shown_as_text(home: Page, payload: str) -> None:
    home.get_by_role("combobox").fill(payload)
    home.get_by_role("button", name="Search").click()
    expect(home.get_by_role("combobox")).to_have_value(payload)
    expect(home).to_have_title(f"“{payload}” in everything · MSN Knowledge Base")
