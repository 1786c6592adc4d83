"""A visitor looks at a list as a picture: its numbers are those of the table beside it and of the lists behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenBrowser
from .listing import box, cards, chips
from .test_keyboard import tab_to

READ_TABLE = """table => ({
  head: [...table.tHead.rows[0].cells].map(cell => cell.textContent.trim()),
  rows: [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim())),
})"""
READ_LINKS = """table => [...table.querySelectorAll("tbody td a")]
  .map(link => [link.textContent.trim(), link.getAttribute("href")])"""
READ_TITLES = "svg => [...svg.querySelectorAll('title')].map(title => title.textContent.trim())"
LISTED = {"lesson": "lessons", "process": "processes"}


@dataclass
class Table:
    """The table beside a picture."""

    head: list[str]
    rows: list[list[str]]

    @property
    def numbers(self) -> dict[tuple[str, str], int]:
        """By the names of the row and the column."""
        return {
            (row[0], column): int(cell)
            for row in self.rows
            for column, cell in zip(self.head[1:], row[1:], strict=True)
            if cell
        }


def table(page: Page) -> Table:
    return Table(**page.locator("#results .picture-numbers table").evaluate(READ_TABLE))


def titles_in(page: Page) -> set[str]:
    """What the drawing says of its parts, each once."""
    return set(page.locator("#results .picture-drawing svg").evaluate(READ_TITLES))


def total(page: Page) -> int:
    """How many records the heading of the list or picture promises."""
    return int(page.locator("#results-heading").inner_text().split()[0])


def view(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Show as").get_by_role("link", name=name, exact=True)


def expect_drawing_to_equal_the_table(page: Page) -> None:
    """Every number drawn stands in the table, and every number of the table is drawn."""
    beside = table(page)
    if page.locator(".picture-world").count():
        drawn = titles_in(page)
        written = set()
        for name, *numbers in beside.rows:
            counts = [
                _counted(int(number), noun) for number, noun in zip(numbers, beside.head[1:], strict=True)
            ]
            written.add(f"{name}: {', '.join(counts)}")
        assert drawn == written
        return
    drawn = {title for title in titles_in(page) if re.search(r": \d+$", title)}
    cells = {
        f"{row}, {column}: {number}" for (row, column), number in beside.numbers.items() if column != "All"
    }
    if page.locator(".picture-bars").count():
        cells = {cell for cell in cells if not cell.endswith(": 0")}  # no bar is as long as nothing
        cells |= {f"{row}: {number}" for (row, column), number in beside.numbers.items() if column == "All"}
    assert drawn == cells
    assert drawn


def _counted(number: int, plural: str) -> str:
    one = {many: noun for noun, many in LISTED.items()}[plural.lower()]
    return f"{number} {one if number == 1 else LISTED[one]}"


PICTURES = [
    "/lessons/matrix/",
    "/lessons/matrix/?columns=track&kind=recommendation",
    "/lessons/matrix/?columns=region&theme=inclusion",
    "/lessons/timeline/",
    "/lessons/timeline/?theme=inclusion&language=en",
    "/lessons/map/",
    "/lessons/map/?region=002",
    "/processes/map/",
]


@pytest.mark.parametrize("path", PICTURES)
def test_numbers_drawn_equal_the_table(path: str, open_browser: OpenBrowser) -> None:
    expect_drawing_to_equal_the_table(open_browser(path))


@pytest.mark.parametrize("path", PICTURES)
def test_each_number_leads_to_a_list_of_as_many(path: str, open_browser: OpenBrowser) -> None:
    page = open_browser(path)
    links = page.locator("#results .picture-numbers table").evaluate(READ_LINKS)
    counted = [(int(text), address) for text, address in links if text.isdigit() and "?" in address]
    assert counted
    counted.sort()
    # The smallest, the largest, and some between.
    for number, address in counted[:: max(1, len(counted) // 6)] + counted[-1:]:
        page.goto(address)
        assert total(page) == number, address


def test_visitor_clicks_a_field_of_the_drawing(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/matrix/?kind=recommendation&language=en")
    field = page.locator(".matrix-cell", has=page.locator("rect:not(.matrix-gap)")).first
    name, _, number = (field.locator("title").text_content() or "").rpartition(": ")
    field.locator("a").click()
    expect(page).to_have_url(re.compile(r"/lessons/\?kind=recommendation&language=en&theme=.*&phase="))
    expect(cards(page)).to_have_count(int(number))
    theme = name.split(", ")[0]
    expect(chips(page).filter(has_text=f"Theme: {theme}")).to_be_visible()
    expect(chips(page).filter(has_text="Kind: Recommendation")).to_be_visible()
    page.go_back()
    expect(page).to_have_url("/lessons/matrix/?kind=recommendation&language=en")


def test_switching_between_views_keeps_the_filters(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/?kind=challenge&theme=inclusion")
    number = total(page)
    for name, path in (
        ("Gaps", "/lessons/matrix/"),
        ("Years", "/lessons/timeline/"),
        ("Map", "/lessons/map/"),
        ("List", "/lessons/"),
    ):
        view(page, name).click()
        expect(page).to_have_url(f"{path}?kind=challenge&theme=inclusion")
        expect(view(page, name)).to_have_attribute("aria-current", "page")
        expect(chips(page)).to_have_text(["Remove filter Kind: Challenge", "Remove filter Theme: Inclusion"])
        assert total(page) == number
    expect(cards(page)).to_have_count(number)


@pytest.mark.parametrize("name", ["matrix", "timeline", "map"])
def test_ticking_a_filter_redraws_the_picture(name: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/{name}/")
    before, drawn = total(page), titles_in(page)
    box(page, "kind", "recommendation").check()
    expect(page).to_have_url(f"/lessons/{name}/?kind=recommendation")
    expect(chips(page)).to_have_text(["Remove filter Kind: Recommendation"])
    assert total(page) < before
    assert titles_in(page) != drawn
    expect_drawing_to_equal_the_table(page)
    page.go_back()
    expect(chips(page)).to_have_count(0)
    assert titles_in(page) == drawn
    assert total(page) == before


def test_filter_keeps_the_columns_of_the_matrix(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/matrix/")
    page.get_by_role("link", name="Track", exact=True).click()
    expect(page).to_have_url("/lessons/matrix/?columns=track")
    box(page, "kind", "recommendation").check()
    expect(chips(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("columns=track"))
    expect(page.locator("#lessons-by-theme-and-track")).to_be_visible()
    expect_drawing_to_equal_the_table(page)


@pytest.mark.parametrize("name", ["matrix", "timeline", "map"])
def test_picture_of_nothing_says_so_and_offers_more(name: str, open_browser: OpenBrowser) -> None:
    page = open_browser(f"/lessons/{name}/?q=xylophone&theme=inclusion")
    expect(page.get_by_role("heading", name="No lesson matches")).to_be_visible()
    expect(page.locator("#results svg[width][viewBox]")).to_have_count(0)
    page.get_by_role("link", name="Without your words").click()
    expect(page).to_have_url(f"/lessons/{name}/?theme=inclusion")
    expect_drawing_to_equal_the_table(page)


def test_keyboard_alone_reads_the_numbers_and_follows_one(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/matrix/?kind=recommendation")
    tab_to(page, ".picture-numbers > summary", at_most=150)
    page.keyboard.press("Enter")
    expect(page.locator(".picture-numbers table")).to_be_visible()
    tab_to(page, ".picture-numbers tbody td a", at_most=30)
    number = int(page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/lessons/\?"))
    assert total(page) == number


def test_visitor_without_javascript_filters_and_follows_a_picture(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/", java_script_enabled=False)
    view(page, "Gaps").click()
    box(page, "kind", "good-practice").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile(r"/lessons/matrix/\?.*kind=good-practice"))
    view(page, "Map").click()
    expect(page).to_have_url("/lessons/map/?kind=good-practice")
    page.locator("summary", has_text="The same numbers as a table").click()
    link = page.locator(".picture-numbers tbody td a[href^='/lessons/']").first
    number = int(link.inner_text())
    link.click()
    expect(page).to_have_url(re.compile(r"/lessons/\?kind=good-practice&country="))
    expect(cards(page)).to_have_count(number)
