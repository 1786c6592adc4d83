"""A member writes and corrects, with and without scripts; what was contributed can be read by everybody's means."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lessons import proposals
from lessons.demonstration import CURATOR, MEMBER
from lessons.models import Lesson, Proposal
from organizations.models import User

from .axe import violations
from .conftest import OpenBrowser, SignIn
from .watch import has_no_sideways_scroll

PATH = "/lessons/appointed-mediators-may-lack-skills/"


@pytest.fixture
def member(restored: None, open_browser: OpenBrowser, sign_in: SignIn) -> Page:
    page = open_browser("/")
    sign_in(page, MEMBER)
    expect(page.get_by_text("Account", exact=True)).to_be_visible()
    return page


def test_member_without_scripts_writes_a_lesson_and_hands_it_in(
    restored: None, open_browser: OpenBrowser, sign_in: SignIn
) -> None:
    page = open_browser("/", java_script_enabled=False, viewport={"width": 360, "height": 740})
    sign_in(page, MEMBER)
    page.goto("/lessons/new/")
    page.get_by_label("Title", exact=True).fill("Listen before you draft")
    page.get_by_label("Insight").fill("Drafts that came first closed doors.")
    page.get_by_role("checkbox", name="Process design", exact=True).check()
    page.locator("#id_citations-0-source").select_option(index=2)
    page.locator("#id_citations-0-locator").fill("p. 2")
    page.get_by_role("button", name="Save and hand in for review").click()
    expect(page.get_by_role("region", name="Lessons")).to_contain_text("In review")
    assert has_no_sideways_scroll(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("region", name="Lessons")).to_contain_text("Draft")
    assert Lesson.objects.get(title="Listen before you draft").status == "draft"


def test_member_finds_a_country_by_typing_part_of_its_name(member: Page) -> None:
    member.goto("/lessons/new/")
    member.locator("#list-countries summary").click()
    member.get_by_label("Find in: Countries").fill("phil")
    boxes = member.locator("#list-countries").get_by_role("checkbox")
    expect(boxes).to_have_count(1)
    boxes.check()
    member.get_by_label("Title", exact=True).fill("Listen before you draft")
    member.get_by_role("button", name="Save draft").click()
    expect(member.locator("#list-countries summary")).to_contain_text("(1 chosen)")
    assert [one.alpha3 for one in Lesson.objects.get(title="Listen before you draft").countries.all()] == [
        "PHL"
    ]


def test_member_corrects_an_entry_from_its_page_and_reads_both_texts(member: Page) -> None:
    member.goto(PATH)
    member.get_by_role("link", name="Suggest a correction").click()
    member.get_by_label("What is wrong or missing").fill("The paper says more.")
    member.get_by_label("Title", exact=True).fill("An appointed mediator may lack some skills")
    member.get_by_role("button", name="Hand in for review").click()
    expect(member.get_by_role("heading", level=1)).to_have_text("Proposed change")
    expect(member.locator("ins").first).to_have_text("An ")
    expect(member.get_by_role("region", name="Title")).to_contain_text(
        "An appointed mediator may lack some skills"
    )
    member.get_by_role("button", name="Withdraw").click()
    expect(member.locator(".status").first).to_contain_text("Withdrawn")


def test_contributions_break_no_rule_of_accessibility(member: Page) -> None:
    author, curator = (User.objects.get(email=email) for email in (MEMBER, CURATOR))
    lesson = Lesson.objects.get(slug="appointed-mediators-may-lack-skills")
    proposal: Proposal = proposals.propose(
        lesson, author, {"insight": "Something shorter."}, "It is too long."
    )
    proposals.submit(proposal, author)
    proposals.return_for_changes(proposal, curator, "Not that short.")
    draft = Lesson.objects.create(title="A draft of mine", owner=author, kind="observation")
    paths = {
        "/mine/": "A draft of mine",
        f"/mine/proposals/{proposal.pk}/": "Not that short.",
        f"/lessons/{draft.slug}/edit/?check=": "Before it can be reviewed",
    }
    for path, text in paths.items():
        for width in (1280, 320):
            for scheme in ("light", "dark"):
                member.set_viewport_size({"width": width, "height": 900})
                member.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                member.goto(path)
                expect(member.locator("main")).to_contain_text(text)
                assert violations(member) == [], (path, width, scheme)
                assert has_no_sideways_scroll(member), (path, width)
