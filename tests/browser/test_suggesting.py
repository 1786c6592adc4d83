"""Suggestions under the search boxes: by mouse, by keyboard alone, and without them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .axe import violations
from .conftest import OpenBrowser
from .statement import SCHEMES
from .watch import has_no_sideways_scroll

SUGGEST = "**/search/suggest/**"


def box(page: Page, name: str = "Search everything") -> Locator:
    return page.get_by_role("combobox", name=name)


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def active(page: Page) -> str:
    """The text of the option that the box says is the active one; it must be marked as such, and no other."""
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box(page).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    return " ".join(chosen.inner_text().split())


def type_and_wait(page: Page, text: str) -> None:
    box(page).press_sequentially(text)
    expect(options(page).last).to_have_text(f"Search everything: “{text}”")


def test_reader_types_and_clicks_a_suggestion_goes_to_the_record_and_back(home: Page) -> None:
    box(home).press_sequentially("mindan")
    group = home.get_by_role("group", name="Peace processes")
    expect(group.get_by_role("option")).to_have_count(1)
    expect(group.locator("mark")).to_have_text(["Mindan"])
    group.get_by_role("option").click()
    expect(home).to_have_url("/processes/mindanao/")
    home.go_back()
    expect(home).to_have_url("/")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(box(home)).to_have_attribute("aria-expanded", "false")


def test_reader_chooses_by_keyboard_alone_and_goes_round(home: Page) -> None:
    home.keyboard.press("/")
    expect(box(home)).to_be_focused()
    home.keyboard.type("ecowas m")
    expect(options(home).last).to_have_text("Search everything: “ecowas m”")
    expect(box(home)).not_to_have_attribute("aria-activedescendant", "")
    number = options(home).count()
    home.keyboard.press("ArrowDown")
    first = active(home)
    assert "ECOWAS" in first
    home.keyboard.press("ArrowUp")
    assert active(home) == "Search everything: “ecowas m”"
    for _ in range(number):
        home.keyboard.press("ArrowDown")
    assert active(home) == "Search everything: “ecowas m”"
    home.keyboard.press("ArrowDown")
    assert active(home) == first
    expect(box(home)).to_be_focused()
    expect(box(home)).to_have_value("ecowas m")
    home.keyboard.press("Enter")
    expect(home.get_by_role("heading", level=1)).to_contain_text("ECOWAS")


def test_reader_presses_enter_without_choosing_searches(home: Page) -> None:
    type_and_wait(home, "impartial")
    home.keyboard.press("Enter")
    expect(home).to_have_url("/search/?q=impartial")
    expect(box(home)).to_have_value("impartial")
    expect(home.get_by_role("listbox")).to_be_hidden()


def test_reader_chooses_the_last_line_searches_by_key_or_click(home: Page) -> None:
    type_and_wait(home, "impartial")
    home.keyboard.press("ArrowUp")
    home.keyboard.press("Enter")
    expect(home).to_have_url("/search/?q=impartial")
    home.goto("/")
    type_and_wait(home, "impartial")
    options(home).last.click()
    expect(home).to_have_url("/search/?q=impartial")


def test_reader_leaves_by_escape_tab_and_click_elsewhere(home: Page) -> None:
    type_and_wait(home, "mali")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Escape")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(box(home)).to_have_value("mali")
    expect(box(home)).to_be_focused()
    assert box(home).get_attribute("aria-activedescendant") is None
    home.keyboard.press("ArrowDown")
    assert active(home).startswith("Mali")
    home.keyboard.press("Tab")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(home.get_by_role("button", name="Search", exact=True)).to_be_focused()
    expect(home).to_have_url("/")
    box(home).focus()
    home.keyboard.press("ArrowDown")
    expect(options(home).first).to_be_visible()
    home.get_by_role("heading", level=1).click()
    expect(home.get_by_role("listbox")).to_be_hidden()


def test_reader_moves_the_cursor_in_the_text_and_leaves_the_list(home: Page) -> None:
    type_and_wait(home, "mali")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("ArrowLeft")
    assert box(home).get_attribute("aria-activedescendant") is None
    home.keyboard.type("xx")
    expect(box(home)).to_have_value("malxxi")
    expect(home.get_by_role("listbox")).to_be_hidden()


def test_reader_hears_how_many_suggestions_there_are(home: Page) -> None:
    status = home.locator(".hero-search [aria-live=polite]")
    type_and_wait(home, "mindan")
    expect(status).to_have_text(f"{options(home).count() - 1} suggestions")
    home.keyboard.press("Escape")
    expect(status).to_have_text("")
    box(home).fill("xylophon")
    expect(home.get_by_role("listbox")).to_be_hidden()
    expect(status).to_have_text("")


def test_reader_makes_an_error_finds_what_was_meant(home: Page) -> None:
    box(home).press_sequentially("mindnao")
    expect(options(home).filter(has_text="Mindanao").first).to_be_visible()


def test_reader_of_a_list_filters_it_by_enter_and_goes_elsewhere_by_a_suggestion(
    open_browser: OpenBrowser,
) -> None:
    page = open_browser("/lessons/")
    page.get_by_role("combobox", name="Search the lessons").press_sequentially("women")
    expect(options(page).last).to_have_text("Search the lessons: “women”")
    page.keyboard.press("Enter")
    expect(page.locator("#results-heading")).to_contain_text("for “women”")
    expect(page).to_have_url("/lessons/?q=women")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_role("combobox", name="Search the lessons").fill("philipp")
    page.get_by_role("group", name="Countries and regions").get_by_role("option", name="Philippines").click()
    expect(page).to_have_url("/countries/phl/")


def test_reader_uses_the_box_of_the_header(open_browser: OpenBrowser) -> None:
    page = open_browser("/about/")
    type_and_wait(page, "good off")
    page.get_by_role("group", name="Glossary").get_by_role("option").first.click()
    expect(page).to_have_url("/glossary/good-offices/")


def test_reader_types_on_sees_no_older_answer(home: Page) -> None:
    """The answer to the first letters comes last."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.url.endswith("q=mal"):
            held.append(route)
        else:
            route.continue_()

    home.route(SUGGEST, hold)
    with home.expect_request(SUGGEST):
        box(home).press_sequentially("mal")
    home.keyboard.type("i")
    expect(options(home).last).to_have_text("Search everything: “mali”")
    for route in held:
        route.abort("aborted")  # the page has given the question up
    expect(options(home).last).to_have_text("Search everything: “mali”")


def test_reader_composes_a_word_is_not_interrupted(home: Page) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    box(home).focus()
    keyboard = home.context.new_cdp_session(home)
    keyboard.send("Input.imeSetComposition", {"text": "mindan", "selectionStart": 6, "selectionEnd": 6})
    expect(box(home)).to_have_value("mindan")
    home.wait_for_timeout(400)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "mindanao"})
    expect(options(home).filter(has_text="Mindanao").first).to_be_visible()


@pytest.mark.parametrize("failure", ["abort", "refusal"])
def test_reader_whose_request_fails_keeps_the_plain_box(open_browser: OpenBrowser, failure: str) -> None:
    page = open_browser("/about/")
    page.route(
        SUGGEST,
        lambda route: route.abort("aborted") if failure == "abort" else route.fulfill(status=204, body=""),
    )
    with page.expect_request(SUGGEST):
        box(page).press_sequentially("mali")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search/?q=mali")


def test_reader_without_scripts_has_a_plain_form(open_browser: OpenBrowser) -> None:
    page = open_browser("/", java_script_enabled=False)
    page.get_by_role("searchbox", name="Search everything").fill("mali")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search/?q=mali")


@pytest.mark.parametrize("path", ["/", "/about/", "/lessons/", "/search/"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_suggestions_break_no_rule(open_browser: OpenBrowser, path: str, scheme: str) -> None:
    page = open_browser(path, color_scheme=scheme)
    field = page.locator("main input[data-suggest], #header-q").last
    field.press_sequentially("ma")
    expect(options(page).last).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found += violations(page)
        assert has_no_sideways_scroll(page)
    assert found == []


def test_reader_with_a_touch_screen_taps_a_large_enough_suggestion(open_browser: OpenBrowser) -> None:
    page = open_browser("/about/", has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    box(page).tap()
    page.keyboard.type("mindan")
    option = page.get_by_role("group", name="Peace processes").get_by_role("option")
    expect(option).to_be_visible()
    heights = [one.bounding_box()["height"] for one in options(page).all()]
    assert min(heights) >= 40
    option.tap()
    expect(page).to_have_url("/processes/mindanao/")
