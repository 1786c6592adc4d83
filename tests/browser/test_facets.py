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


def test_visitor_who_ticks_a_value_far_down_stays_where_they_are(page: Page) -> None:
    more(page, "theme").click()
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


def test_visitor_sees_all_main_themes_and_unfolds_what_lies_below_them(page: Page) -> None:
    themes = page.locator("#facet-theme")
    below = themes.locator(".facet-depth-1")
    assert themes.locator(".facet-depth-0").count() > 1
    for theme in themes.locator(".facet-depth-0").all():
        expect(theme).to_be_visible()
    expect(below.first).to_be_hidden()
    count = themes.locator(".facet-value").count()
    expect(more(page, "theme")).to_contain_text(f"Show all {count}", use_inner_text=True)
    more(page, "theme").click()
    expect(more(page, "theme")).to_contain_text("Show fewer", use_inner_text=True)
    for theme in below.all():
        expect(theme).to_be_visible()
        assert top(theme) < top(more(page, "theme"))
    more(page, "theme").click()
    expect(below.first).to_be_hidden()


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
    value = page.locator("#facet-theme .facet-depth-1 input").first.get_attribute("value") or ""
    asked = open_browser(f"/lessons/?theme={value}")
    expect(box(asked, "theme", value)).to_be_visible()
    expect(box(asked, "theme", value)).to_be_checked()


@pytest.mark.parametrize("parameter", ["q", "track", "theme", "sort", "page", "year_min"])
def test_long_word_without_a_break_does_not_widen_the_page(open_browser: OpenBrowser, parameter: str) -> None:
    page = open_browser(f"/lessons/?{parameter}={'W' * 120}", viewport=PHONE)
    expect(page.locator("#results-heading")).to_be_visible()
    assert has_no_sideways_scroll(page)
