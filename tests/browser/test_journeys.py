"""A reader walks from a country to what was learned there and to the document that says so, and back up again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.models import Contrast, Lesson

from .conftest import OpenBrowser
from .listing import cards
from .test_keyboard import tab_to
from .watch import has_no_sideways_scroll

MALI = "Mediation in Mali after the coup of 2020"
ECOWAS = "Economic Community of West African States (ECOWAS)"
WANEP = "West Africa Network for Peacebuilding (WANEP)"
CASE = "Mali: a multi-stakeholder approach to mediation by ECOWAS after the coup of 2020"
LESSON = "A multi-stakeholder mediation, as by ECOWAS in Mali, can link international and local efforts"
SOURCE = "/sources/msn-discussion-points-2022/"
UP = [
    # Each page of the walk, and the list to which its breadcrumbs lead.
    ("/countries/mli/", "Countries", "/countries/"),
    ("/processes/mali/", "Peace processes", "/processes/"),
    ("/organizations/ecowas/", "Organizations", "/organizations/"),
    ("/cases/ecowas-multi-stakeholder-mediation-in-mali/", "Cases", "/cases/"),
    ("/lessons/multi-stakeholder-mediation-links-levels/", "Lessons", "/lessons/"),
    (SOURCE, "Sources", "/sources/"),
    ("/offices/ecowas-mediation-department/", "Offices", "/offices/"),
    ("/meetings/mediation-support-workshop-nairobi-2018/", "Meetings", "/meetings/"),
    ("/themes/inclusion/", "Themes", "/themes/"),
    ("/glossary/mediation/", "Glossary", "/glossary/"),
]


def region(page: Page, name: str) -> Locator:
    """A part of the page by its heading, whether or not a number follows in it."""
    return page.get_by_role("region", name=re.compile(rf"^{re.escape(name)}( \d.*)?$"))


def link(place: Page | Locator, name: str) -> Locator:
    return place.get_by_role("link", name=name, exact=True).first


def crumbs(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Breadcrumb")


def arrive(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def walk_from_home_to_the_source(page: Page) -> None:
    """By clicks alone: Mali, its process, the role of ECOWAS, WANEP, the case, the lesson, the source."""
    region(page, "By country").get_by_role("link", name="Mali").click()
    arrive(page, "Mali")
    link(region(page, "Peace processes"), MALI).click()
    arrive(page, MALI)
    link(region(page, "Lead"), ECOWAS).click()
    arrive(page, ECOWAS)
    role = region(page, "Processes and roles").get_by_role("row", name=MALI).filter(has_text="Co-chair")
    expect(role).to_contain_text("Transition Support Group Mali")
    link(region(page, "Cases it acts in"), WANEP).click()
    arrive(page, WANEP)
    expect(region(page, "Processes and roles")).to_contain_text("Capacity building")
    link(region(page, "Cases it acts in"), CASE).click()
    arrive(page, CASE)
    link(region(page, "Lessons drawn from it"), LESSON).click()
    arrive(page, LESSON)
    region(page, "Drawn from").get_by_role("listitem").get_by_role("link").first.click()
    expect(page).to_have_url(SOURCE)


def entries_drawn(page: Page, heading: str, path: str) -> set[str]:
    """The addresses below ``path`` in one part of what was drawn from a source; as many as its heading says."""
    part = page.locator(".drawn-group", has=page.get_by_role("heading", name=heading))
    links = part.locator(".drawn-entries > li > a:first-of-type")
    promised = int(part.get_by_role("heading", level=3).locator(".drawn-number").inner_text())
    found = {one.get_attribute("href") or "" for one in links.all()}
    assert len(found) == promised
    assert all(address.startswith(path) for address in found)
    return found


def expect_every_other_entry(page: Page) -> None:
    """The source's page names every entry drawn from it, the lesson and the case of the walk among them."""
    drawn = entries_drawn(page, "Lessons", "/lessons/")
    assert "/lessons/multi-stakeholder-mediation-links-levels/" in drawn
    published = Lesson.objects.filter(
        citations__source__slug="msn-discussion-points-2022", status="published", handling="clear"
    )
    assert drawn == {lesson.get_absolute_url() for lesson in published}
    assert "/cases/ecowas-multi-stakeholder-mediation-in-mali/" in entries_drawn(page, "Cases", "/cases/")
    assert "/organizations/wanep/" in entries_drawn(page, "Organizations", "/organizations/")


def test_visitor_walks_from_mali_to_every_entry_of_the_source(home: Page) -> None:
    walk_from_home_to_the_source(home)
    expect_every_other_entry(home)
    other = home.locator(".drawn-group").first.locator(".drawn-entries a").first
    title = other.inner_text()
    other.click()
    arrive(home, title)


def test_visitor_without_javascript_walks_the_same_way(open_browser: OpenBrowser) -> None:
    page = open_browser("/", java_script_enabled=False)
    walk_from_home_to_the_source(page)
    expect_every_other_entry(page)


def test_visitor_on_a_phone_walks_the_same_way(open_browser: OpenBrowser) -> None:
    walk_from_home_to_the_source(open_browser("/", viewport={"width": 360, "height": 740}))


def test_keyboard_alone_walks_from_home_to_ecowas(home: Page) -> None:
    for selector, heading in (
        ("[aria-labelledby=countries-heading] a[href='/countries/mli/']", "Mali"),
        ("#processes a[href='/processes/mali/']", MALI),
        ("#supporters a[href='/organizations/ecowas/']", ECOWAS),
    ):
        tab_to(home, selector, at_most=120)
        home.keyboard.press("Enter")
        arrive(home, heading)


@pytest.mark.parametrize(("path", "label", "parent"), UP)
def test_visitor_goes_back_up_by_the_breadcrumbs(
    path: str, label: str, parent: str, open_browser: OpenBrowser
) -> None:
    page = open_browser(path)
    heading = page.get_by_role("heading", level=1).inner_text()
    expect(crumbs(page).get_by_role("listitem").last).to_have_text(heading)
    link(crumbs(page), label).click()
    expect(page).to_have_url(parent)
    arrive(page, label if parent != "/countries/" else "Countries and regions")
    link(crumbs(page), "Home").click()
    expect(page).to_have_url("/")


def test_visitor_goes_up_from_a_country_by_its_regions(open_browser: OpenBrowser) -> None:
    page = open_browser("/countries/mli/")
    for name in ("Western Africa", "Sub-Saharan Africa", "Africa"):
        link(crumbs(page), name).click()
        arrive(page, name)


def test_page_on_mindanao_shows_nine_engagements(open_browser: OpenBrowser) -> None:
    page = open_browser("/processes/mindanao/")
    supporters = region(page, "Who supports it")
    expect(supporters).to_contain_text("9 engagements")
    expect(supporters.locator("li[id^='engagement-']")).to_have_count(9)
    expect(region(page, "Lead").locator("li[id^='engagement-']")).to_contain_text(["Malaysia"])
    members = region(page, "Contact group").locator("li[id^='engagement-']")
    expect(members).to_have_count(8)
    page.locator("summary", has_text="The same years as a table").click()
    expect(page.locator("#timeline table tbody tr")).to_have_count(9)


@pytest.mark.parametrize(
    ("slug", "host"), [("eac", "East African Community"), ("oic", "Organisation of Islamic Cooperation")]
)
def test_office_that_is_being_considered_stands_as_exploring(
    slug: str, host: str, open_browser: OpenBrowser
) -> None:
    page = open_browser("/offices/")
    card = cards(page).filter(has=page.get_by_role("link", name=host, exact=True))
    expect(card).to_contain_text("Exploring")
    card.get_by_role("heading").get_by_role("link").click()
    expect(page).to_have_url(f"/offices/{slug}-mediation-support/")
    expect(page.locator(".office-status").first).to_have_text("Status: Exploring")


def test_mediation_support_project_shows_both_hosts(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/")
    card = cards(page).filter(has_text="Mediation Support Project")
    for slug in ("swisspeace", "css-eth-zurich"):
        expect(card.locator(f"a[href='/organizations/{slug}/']")).to_be_visible()
    card.get_by_role("heading").get_by_role("link").click()
    hosts = region(page, "At a glance").locator("dt:has-text('Hosts') + dd, dt:has-text('Hosts') ~ dd").first
    expect(hosts.get_by_role("link")).to_have_text(
        ["Center for Security Studies, ETH Zurich (CSS)", "swisspeace"]
    )
    for host in ("swisspeace", "Center for Security Studies, ETH Zurich (CSS)"):
        page.goto("/offices/mediation-support-project/")
        link(region(page, "At a glance"), host).click()
        link(region(page, "Mediation support offices"), "Mediation Support Project (MSP)").click()
        arrive(page, "Mediation Support Project (MSP)")


def test_support_unit_and_network_link_to_each_other(open_browser: OpenBrowser) -> None:
    page = open_browser("/offices/un-msu/")
    link(region(page, "Member of"), "Mediation Support Network (MSN)").click()
    arrive(page, "Mediation Support Network (MSN)")
    link(page.get_by_role("main"), "UN Mediation Support Unit (MSU)").click()
    expect(page).to_have_url("/offices/un-msu/")


def test_contrast_of_mediation_and_negotiation_reads_well_on_a_phone(open_browser: OpenBrowser) -> None:
    page = open_browser(
        "/glossary/contrasts/mediation-versus-negotiation/",
        viewport={"width": 360, "height": 740},
        has_touch=True,
    )
    contrast = Contrast.objects.get(slug="mediation-versus-negotiation")
    points = list(contrast.points.all())
    rows = page.locator(".contrast-table tbody tr")
    expect(rows).to_have_count(len(points) + 1)  # the meanings of both come first
    assert has_no_sideways_scroll(page)
    for point, row in zip(points, rows.all()[1:], strict=True):
        expect(row.get_by_role("rowheader")).to_have_text(point.aspect)
        for cell, term, text in (
            (row.get_by_role("cell").first, "Mediation", point.first),
            (row.get_by_role("cell").last, "Negotiation", point.second),
        ):
            expect(cell.locator(".contrast-label")).to_be_visible()
            expect(cell.locator(".contrast-label")).to_have_text(term)
            assert " ".join(text.split()) in " ".join(cell.inner_text().split())
            box = cell.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
            assert box["width"] >= 240, "too narrow to be read"
            size = cell.evaluate("cell => parseFloat(getComputedStyle(cell).fontSize)")
            assert size >= 15


def test_term_marked_in_a_lesson_is_reached_by_keyboard(open_browser: OpenBrowser) -> None:
    page = open_browser("/lessons/multi-stakeholder-mediation-links-levels/")
    marked = region(page, "What was learned").locator("a.term-link")
    expect(marked).to_have_text(["mediation", "diplomats", "mediator"])
    tab_to(page, "a.term-link[href='/glossary/mediator/']", at_most=60)
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    expect(page.locator(f"#{described}")).to_contain_text("A person with a mandate")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/glossary/mediator/")
    arrive(page, "Mediator")
    expect(page.get_by_role("main")).to_contain_text(re.compile("A person with a mandate to help parties"))
