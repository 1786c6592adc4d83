"""A visitor ticks records in a list and sees them side by side; the address keeps the selection."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenBrowser
from .listing import box, chips
from .watch import has_no_sideways_scroll

EAC = "eac-mediation-support"
ECOWAS = "ecowas-mediation-department"
MSP = "mediation-support-project"
OIC = "oic-mediation-support"
UN = "un-msu"


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("/offices/")


def pick(page: Page, slug: str) -> Locator:
    """The box beside one record of the list."""
    return page.locator(f"#results input[data-pick][value='{slug}']")


def picked(page: Page) -> Locator:
    """What the bar says is ticked."""
    return page.get_by_role("list", name="Ticked for comparison").get_by_role("listitem")


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("side by side")


def columns(page: Page) -> list[str]:
    """The records that stand side by side."""
    return page.locator(".compare-table thead th > a:first-of-type").all_inner_texts()


def table(page: Page) -> list[list[str]]:
    """The aspects with their values, as a person reads them: what is not recorded is empty."""
    return page.locator(".compare-table tbody tr").evaluate_all(
        """rows => rows.map(row => [...row.children].map(cell => {
            const copy = cell.cloneNode(true);
            for (const mark of copy.querySelectorAll(".compare-mark, .compare-name, .muted")) mark.remove();
            for (const end of copy.querySelectorAll("br")) end.replaceWith(" ");
            const items = [...copy.querySelectorAll("li")];
            return items.length ? items.map(item => item.textContent.trim()).join("; ") : copy.textContent;
        }))"""
    )


def test_visitor_compares_two_offices_then_others(page: Page) -> None:
    pick(page, EAC).check()
    pick(page, ECOWAS).check()
    expect(picked(page)).to_have_count(2)
    compare(page)
    expect(page).to_have_url(f"/offices/compare/?pick={EAC}&pick={ECOWAS}")
    assert columns(page) == [
        "Mediation support office, East African Community",
        "ECOWAS mediation department",
    ]
    status = page.get_by_role("row").filter(has_text="Status").first
    expect(status.get_by_role("rowheader")).to_contain_text("differs")
    assert status.get_by_role("cell").all_inner_texts() == ["Exploring", "Operational"]
    marked = page.locator(".compare-table tbody tr", has=page.locator(".compare-mark")).all()
    assert len(marked) >= 2  # the hosts and the status
    for row in marked:
        stated = set(row.get_by_role("cell").all_inner_texts()) - {"Not recorded"}
        assert len(stated) > 1

    page.get_by_role("link", name="Add another from the list").click()
    expect(page).to_have_url(f"/offices/?pick={EAC}&pick={ECOWAS}")
    expect(pick(page, EAC)).to_be_checked()
    pick(page, OIC).check()
    compare(page)
    assert len(columns(page)) == 3
    page.get_by_role("link", name=re.compile("Remove ?: ECOWAS mediation department")).click()
    expect(page).to_have_url(f"/offices/compare/?pick={EAC}&pick={OIC}")
    same = page.get_by_role("row").filter(has_text="Status").first
    assert same.get_by_role("cell").all_inner_texts() == ["Exploring", "Exploring"]
    expect(same.locator(".compare-mark")).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(f"/offices/compare/?pick={EAC}&pick={ECOWAS}&pick={OIC}")
    assert len(columns(page)) == 3


def test_back_from_a_comparison_finds_the_ticks_in_the_list(page: Page) -> None:
    pick(page, EAC).check()
    pick(page, UN).check()
    compare(page)
    page.go_back()
    expect(page).to_have_url("/offices/")
    for slug in (EAC, UN):
        expect(pick(page, slug)).to_be_checked()
    expect(picked(page)).to_have_count(2)


@pytest.mark.parametrize(
    "path",
    [
        f"/offices/compare/?pick={EAC}&pick={ECOWAS}&pick={MSP}",
        "/organizations/compare/?pick=ecowas&pick=wanep&pick=msn&pick=un",
        "/lessons/compare/?pick=complement-local-initiatives&pick=appointed-mediators-may-lack-skills",
        "/cases/compare/?pick=ecowas-multi-stakeholder-mediation-in-mali"
        "&pick=international-contact-group-on-mindanao",
    ],
)
def test_downloaded_comparison_equals_the_table(path: str, open_browser: OpenBrowser) -> None:
    page = open_browser(path)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == ["aspect", *columns(page)]
    written = [[" ".join(cell.removeprefix("'").split()) for cell in row] for row in rows]
    # Several values in one cell are joined by a semicolon, so a value's own becomes a comma.
    several = page.locator(".compare-table td ul").count()
    assert several == 0 or any("; " in cell for row in written for cell in row)
    assert [[cell.replace(";", ",") for cell in row] for row in written] == [
        [" ".join(cell.replace(";", ",").split()) for cell in row] for row in table(page)
    ]
    assert len(rows) > 1


def test_ticks_survive_filtering_and_other_pages(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/?page_size=10&sort=title")
    pick(page, ECOWAS).check()
    box(page, "status", "exploring").check()
    expect(chips(page)).to_have_count(1)
    expect(pick(page, ECOWAS)).to_have_count(0)
    expect(picked(page)).to_have_text(["ECOWAS mediation department"])
    expect(page).to_have_url(re.compile(r"/offices/\?status=exploring&"))
    pick(page, EAC).check()
    page.get_by_role("link", name="Remove filter Status: Exploring").click()
    expect(chips(page)).to_have_count(0)
    expect(picked(page)).to_have_count(2)
    expect(pick(page, ECOWAS)).to_be_checked()
    page.get_by_role("link", name="Next page").click()
    expect(picked(page)).to_have_count(2)
    page.locator("#results input[data-pick]").first.check()
    compare(page)
    assert len(columns(page)) == 3


def test_visitor_ticks_four_at_most_and_takes_one_away(page: Page) -> None:
    boxes = page.locator("#results input[data-pick]")
    for number in range(4):
        boxes.nth(number).check()
    expect(picked(page)).to_have_count(4)
    expect(boxes.nth(4)).to_be_disabled()
    expect(boxes.nth(0)).to_be_enabled()
    picked(page).first.get_by_role("checkbox").click()  # it goes away with its line
    expect(picked(page)).to_have_count(3)
    expect(boxes.nth(0)).not_to_be_checked()
    expect(boxes.nth(4)).to_be_enabled()


def test_address_of_five_compares_four_and_names_the_fifth(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/compare/?" + "&".join(f"pick={s}" for s in (EAC, ECOWAS, MSP, OIC, UN)))
    assert len(columns(page)) == 4
    expect(page.get_by_role("main")).to_contain_text("left out: UN Mediation Support Unit")
    expect(page.get_by_role("link", name="Add another from the list")).to_have_count(0)


def test_visitor_with_one_record_is_led_to_the_list(open_browser: OpenBrowser) -> None:
    page = open_browser(f"/offices/compare/?pick={EAC}&pick=nobody")
    expect(page.get_by_role("heading", name="Choose at least 2 offices")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("“nobody” is not known")
    page.get_by_role("link", name="Go to the list of offices").click()
    expect(pick(page, EAC)).to_be_checked()


def test_keyboard_alone_ticks_and_compares(page: Page) -> None:
    pick(page, EAC).focus()
    page.keyboard.press("Space")
    pick(page, OIC).focus()
    page.keyboard.press("Space")
    expect(picked(page)).to_have_count(2)
    page.get_by_role("button", name="Compare", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/offices/compare/?pick={EAC}&pick={OIC}")


def test_visitor_without_javascript_compares_two_of_one_page(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/", java_script_enabled=False)
    pick(page, EAC).check()
    pick(page, OIC).check()
    compare(page)
    assert len(columns(page)) == 2


def test_visitor_without_javascript_adds_one_from_another_page(open_browser: OpenBrowser) -> None:
    page = open_browser(f"/offices/?status=exploring&pick={ECOWAS}", java_script_enabled=False)
    expect(picked(page)).to_have_text(["ECOWAS mediation department"])
    pick(page, EAC).check()
    compare(page)
    assert set(columns(page)) == {
        "ECOWAS mediation department",
        "Mediation support office, East African Community",
    }
    page.get_by_role("link", name="Add another from the list").click()
    expect(pick(page, EAC)).to_be_checked()
    pick(page, OIC).check()
    compare(page)
    assert len(columns(page)) == 3


def test_comparison_of_four_reads_on_a_phone(open_browser: OpenBrowser) -> None:
    slugs = (EAC, ECOWAS, MSP, OIC)
    page = open_browser(
        "/offices/compare/?" + "&".join(f"pick={slug}" for slug in slugs),
        viewport={"width": 320, "height": 640},
    )
    assert has_no_sideways_scroll(page)
    names = columns(page)
    for row in page.locator(".compare-table tbody tr").all():
        cells = row.locator("td")
        assert cells.locator(".compare-name").all_inner_texts() == names
        for cell in cells.all():
            found = cell.bounding_box()
            assert found is not None
            assert found["x"] >= 0
            assert found["x"] + found["width"] <= 320
