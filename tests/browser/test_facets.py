"""Filters stay where the person is, show what fits, and unfold the rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenBrowser
from .listing import box, chips
from .watch import has_no_sideways_scroll

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/lessons/")


def more(page: Page, name: str) -> Locator:
    return page.locator(f"#facet-{name}-more > summary")


def top(element: Locator) -> float:
    """How far below the upper edge of the window an element stands."""
    return element.evaluate("element => element.getBoundingClientRect().top")


def branch(page: Page, name: str, value: str) -> Locator:
    """What opens the values below one."""
    return page.locator(f"#branch-{name}-{value}")


def field(page: Page, name: str) -> Locator:
    """Where a value of a long facet is looked for by its name."""
    return page.locator(f"#facet-{name}-find")


def found(page: Page, name: str) -> Locator:
    """What is said of the search."""
    return page.locator(f"#facet-{name} .facet-found")


def visible(page: Page, name: str) -> list[str]:
    """The labels of the values of a facet that show."""
    labels = page.locator(f"#facet-{name} .facet-label")
    return [label.inner_text() for label in labels.all() if label.is_visible()]


def test_visitor_who_ticks_a_value_far_down_stays_where_they_are(page: Page) -> None:
    inclusion = box(page, "theme", "inclusion")
    inclusion.evaluate("element => element.scrollIntoView({block: 'center'})")
    expect(inclusion).to_be_in_viewport()
    before = page.evaluate("window.scrollY")
    assert before > 0
    inclusion.check()
    expect(chips(page)).to_have_text(["Remove filter Theme: Inclusion"])
    assert page.evaluate("window.scrollY") == before
    expect(inclusion).to_be_in_viewport()
    expect(inclusion).to_be_focused()


def test_visitor_who_ticks_values_in_the_drawer_keeps_their_place(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", viewport=PHONE, has_touch=True)
    page.get_by_role("button", name="Filters").tap()
    drawer = page.locator(".facets-scroll")
    documented = box(page, "evidence", "documented")
    documented.scroll_into_view_if_needed()
    assert drawer.evaluate("element => element.scrollTop") > 0
    before = top(documented)
    documented.check()
    expect(page.locator("#filter-count")).to_have_text("1 active")
    expect(documented).to_be_checked()
    expect(documented).to_be_in_viewport()
    # Values without entries leave the list; the box keeps its place as far as what is left can scroll.
    assert drawer.evaluate("element => element.scrollTop") > 0
    assert abs(top(documented) - before) < 100


def test_visitor_sees_all_main_themes_and_opens_what_lies_below_one(page: Page) -> None:
    main = page.locator("#facet-theme .facet-tree > .facet-value")
    below = page.locator("#facet-theme .facet-value .facet-value")
    assert main.count() > 1
    for theme in main.all():
        expect(theme).to_be_visible()
    for theme in below.all():
        expect(theme).to_be_hidden()
    opener = branch(page, "theme", "inclusion").locator("summary")
    expect(opener).to_have_text("Parts of Inclusion")
    opener.click()
    parts = page.locator(".facet-value:has(> #branch-theme-inclusion) .facet-value")
    assert 0 < parts.count() < below.count()
    for theme in parts.all():
        expect(theme).to_be_visible()
    opener.press("Enter")
    expect(parts.first).to_be_hidden()


def test_branch_a_person_opened_stays_open_and_shows_what_they_ticked_once_closed(page: Page) -> None:
    branch(page, "theme", "inclusion").locator("summary").click()
    parts = page.locator(".facet-value:has(> #branch-theme-inclusion) .facet-value")
    ticked = parts.first.locator("input")
    ticked.check()
    expect(chips(page)).to_have_count(1)
    expect(branch(page, "theme", "inclusion")).to_have_attribute("open", "")
    branch(page, "theme", "inclusion").locator("summary").click()
    expect(ticked).to_be_visible()
    expect(parts.last).to_be_hidden()
    page.reload()
    expect(branch(page, "theme", "inclusion")).to_have_attribute("open", "")
    expect(branch(page, "theme", "process-design")).not_to_have_attribute("open", "")


def test_visitor_walks_from_a_region_to_its_countries(page: Page) -> None:
    page.locator("#facet-place > summary").click()
    for code in ("002", "202", "011"):
        opened = branch(page, "region", code)
        if opened.get_attribute("open") is None:
            opened.locator("summary").press("Enter")
    mali = box(page, "country", "MLI")
    mali.check()
    expect(page).to_have_url("/lessons/?country=MLI")
    expect(chips(page)).to_have_text(["Remove filter Country: Mali"])
    expect(mali).to_be_focused()
    # Where no lesson on Mali leads, regions keep their place and countries can still be added.
    asia = page.locator(".facet-value:has(> #branch-region-142)")
    expect(asia.locator("> .facet-heading")).to_have_text("Asia")
    expect(box(page, "region", "142")).to_have_count(0)
    box(page, "region", "002").check()
    expect(chips(page)).to_have_count(2)
    expect(page).to_have_url("/lessons/?region=002&country=MLI")


def test_visitor_finds_a_value_by_the_beginning_of_a_word(page: Page) -> None:
    page.locator("#facet-organization > summary").click()
    field(page, "organization").press_sequentially("un")
    expect(found(page, "organization")).to_contain_text("found")
    names = visible(page, "organization")
    assert names
    for name in names:
        assert any(word.casefold().startswith("un") for word in name.replace("(", " ").split()), name
    field(page, "organization").press("Enter")
    expect(page).to_have_url("/lessons/")
    page.keyboard.press("Escape")
    expect(field(page, "organization")).to_have_value("")
    expect(found(page, "organization")).to_have_text("")
    assert len(visible(page, "organization")) == 8

    field(page, "organization").fill("xylophone")
    expect(found(page, "organization")).to_have_text("No name found")
    assert visible(page, "organization") == []
    page.locator("#facet-organization").get_by_role("link", name="Look through all").click()
    expect(page).to_have_url("/lessons/by/organization/?find=xylophone")


def test_visitor_finds_a_country_in_closed_branches_and_ticks_it(page: Page) -> None:
    page.locator("#facet-place > summary").click()
    field(page, "place").fill("MÁL")
    expect(found(page, "place")).to_have_text("1 name found")
    assert visible(page, "place") == ["Africa", "Sub-Saharan Africa", "Western Africa", "Mali"]
    box(page, "country", "MLI").check()
    expect(page).to_have_url("/lessons/?country=MLI")
    expect(chips(page)).to_have_count(1)
    expect(field(page, "place")).to_have_value("MÁL")
    assert visible(page, "place") == ["Africa", "Sub-Saharan Africa", "Western Africa", "Mali"]
    expect(box(page, "country", "MLI")).to_be_focused()


def test_visitor_empties_the_search_of_a_facet_and_the_drawer_stays(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", viewport=PHONE)
    page.get_by_role("button", name="Filters").click()
    field(page, "theme").fill("incl")
    expect(found(page, "theme")).to_have_text("1 name found")
    field(page, "theme").press("Escape")
    expect(field(page, "theme")).to_have_value("")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    field(page, "theme").press("Escape")
    expect(page.get_by_role("dialog", name="Filters")).to_be_hidden()


def test_number_is_announced_after_every_change_also_where_it_stays_the_same(page: Page) -> None:
    said = page.locator("#announcement")
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(announcement.textContent))
        .observe(document.getElementById("announcement"), {childList: true, characterData: true, subtree: true}) }"""
    )
    page.locator("#facet-place > summary").click()
    page.evaluate("for (const one of document.querySelectorAll('.facet-branch')) one.open = true")
    box(page, "country", "MLI").check()
    expect(chips(page)).to_have_count(1)
    number = page.locator("#results-heading").inner_text()
    expect(said).to_have_text(number)
    box(page, "region", "011").check()
    expect(chips(page)).to_have_count(2)
    box(page, "region", "202").check()
    expect(chips(page)).to_have_count(3)
    expect(page.locator("#results-heading")).to_have_text(number)
    texts = page.evaluate("window.said")
    assert [text.strip() for text in texts] == [number] * 3
    assert texts[0] != texts[1] != texts[2]


def test_keyboard_goes_on_from_the_section_where_an_unticked_value_is_gone(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?country=MLI&kind=challenge")
    expect(page.locator("#results-heading")).to_have_text("0 lessons")
    box(page, "kind", "challenge").uncheck()
    expect(chips(page)).to_have_count(1)
    expect(box(page, "kind", "challenge")).to_have_count(0)
    expect(page.locator("#facet-kind > summary")).to_be_focused()


def test_visitor_without_scripts_opens_branches_and_looks_through_all(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", java_script_enabled=False)
    expect(field(page, "theme")).to_be_hidden()
    branch(page, "theme", "inclusion").locator("summary").click()
    parts = page.locator(".facet-value:has(> #branch-theme-inclusion) .facet-value")
    parts.first.locator("input").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(chips(page)).to_have_count(1)
    expect(parts.first.locator("input")).to_be_checked()
    expect(parts.last).to_be_visible()
    page.locator("#facet-theme").get_by_role("link", name="Look through all").click()
    page.get_by_role("searchbox", name="Find a name among").fill("inclu")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator(".values > li")).to_have_count(1)


def test_visitor_sees_eight_values_of_a_long_list_and_what_they_ticked(page: Page) -> None:
    page.locator("#facet-source > summary").click()
    sources = page.locator("#facet-source .facet-value")
    assert sources.count() > 9
    expect(sources.nth(7)).to_be_visible()
    expect(sources.nth(8)).to_be_hidden()
    more(page, "source").click()
    last = sources.last.locator("input")
    value = last.get_attribute("value") or ""
    last.check()
    expect(chips(page)).to_have_count(1)
    expect(more(page, "source")).to_contain_text("Show fewer")
    more(page, "source").click()
    expect(sources.nth(8)).to_be_hidden()
    expect(box(page, "source", value)).to_be_visible()
    page.reload()
    expect(box(page, "source", value)).to_be_visible()
    expect(sources.nth(8)).to_be_hidden()


def test_theme_below_another_is_visible_where_it_is_asked_for(page: Page, open_browser: OpenBrowser) -> None:
    value = page.locator("#facet-theme .facet-value .facet-value input").first.get_attribute("value") or ""
    asked = open_browser(f"/lessons/?theme={value}")
    expect(box(asked, "theme", value)).to_be_visible()
    expect(box(asked, "theme", value)).to_be_checked()


@pytest.mark.parametrize("parameter", ["q", "track", "theme", "sort", "page", "year_min"])
def test_long_word_without_a_break_does_not_widen_the_page(open_browser: OpenBrowser, parameter: str) -> None:
    page = open_browser(f"/lessons/?{parameter}={'W' * 120}", viewport=PHONE)
    expect(page.locator("#results-heading")).to_be_visible()
    assert has_no_sideways_scroll(page)
