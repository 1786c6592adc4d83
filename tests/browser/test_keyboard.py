"""Everything works with the keyboard alone, and where the focus is can always be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenBrowser
from .listing import box, chips

FOCUSED = "document.activeElement?.matches(selector) ?? false"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/lessons/?page_size=10")


def tab_to(page: Page, selector: str, at_most: int = 60) -> None:
    """Press Tab until the focus is on ``selector``; every stop on the way shows where it is."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert page.evaluate(RING), f"the focus cannot be seen on {stop}"
        if page.evaluate(f"selector => {FOCUSED}", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_first_stop_leads_past_the_header(page: Page) -> None:
    tab_to(page, ".skip-link", at_most=1)
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keyboard_alone_filters_and_opens_a_lesson(page: Page) -> None:
    tab_to(page, "input[name=kind][value=challenge]")
    page.keyboard.press("Space")
    expect(chips(page)).to_have_text(["Remove filter Kind: Challenge"])
    expect(box(page, "kind", "challenge")).to_be_focused()
    assert page.evaluate(RING)
    tab_to(page, ".record-card-title a", at_most=90)
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_keyboard_opens_and_closes_the_drawer(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?page_size=10", viewport={"width": 360, "height": 740})
    tab_to(page, ".filter-toggle")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Filters")
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator(".filter-toggle")).to_be_focused()


def test_keyboard_opens_and_closes_the_account_menu(member: Page) -> None:
    tab_to(member, "details[data-menu] > summary")
    member.keyboard.press("Enter")
    expect(member.get_by_role("button", name="Sign out")).to_be_visible()
    member.keyboard.press("Escape")
    expect(member.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(member.locator("details[data-menu] > summary")).to_be_focused()
