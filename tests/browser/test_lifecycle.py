"""A lesson's life, as the people in it see it: from a member's form to the successor that takes its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from lessons.demonstration import CURATOR, MEMBER
from lessons.models import Lesson, Proposal, ReviewStep
from msn_kb.core.history.versions import rows_of
from organizations.accounts import second_factor
from organizations.models import User
from tests.factories import UserFactory

from .conftest import OpenBrowser, SignIn

TITLE = "Agree on who speaks to the press before talks begin"
INSIGHT = "Where nobody was agreed on, both sides briefed the press against each other."
REVISED = "Where no spokesperson was agreed on, both sides briefed the press against each other."
PATH = "/lessons/agree-on-who-speaks-to-the-press-before-talks-begin/"
SUCCESSOR = "appointed-mediators-may-lack-skills"
SECOND = "second.curator@example.org"


@pytest.fixture
def people(restored: None) -> None:
    """A second curator, since nobody reviews what they handed in."""
    second_factor.set_up(UserFactory(email=SECOND, name="Second Curator", curator=True))
    mail.outbox.clear()


@pytest.fixture
def enter(people: None, open_browser: OpenBrowser, sign_in: SignIn) -> Callable[[str], Page]:
    """A browser in which somebody has signed in."""

    def enter(email: str) -> Page:
        page = open_browser("/")
        sign_in(page, email)
        expect(page.get_by_text("Account", exact=True)).to_be_visible()
        return page

    return enter


def letters() -> list[tuple[list[str], str]]:
    """To whom each letter since the last look went, and its subject."""
    found = sorted((letter.to, letter.subject) for letter in mail.outbox)
    mail.outbox.clear()
    return found


def lesson() -> Any:
    return Lesson.objects.get(title=TITLE)


def steps(record: Any) -> list[tuple[str, str, str]]:
    """Each step so far: the move, by whom, and why."""
    found = ReviewStep.objects.about(record).select_related("by")
    return [(step.move, step.by.email, step.reason) for step in found]


def last_change(record: Any) -> tuple[str, str]:
    """Who changed the record last, and why, by its history."""
    row = rows_of(record).select_related("by").last()
    assert row is not None
    return row.by.email, row.reason


def own_card(page: Page) -> Any:
    """The lesson among the member's own contributions."""
    page.goto("/mine/")
    return page.get_by_role("region", name="Lessons").get_by_role("article").filter(has_text=TITLE)


def review_page(page: Page, label: str = TITLE) -> None:
    """Open the page of the entry, or of what is proposed for it, from the queue."""
    page.goto("/admin/review/")
    page.locator("#content").get_by_role("link", name=label).first.click()


def move(page: Page, name: str, button: str, reason: str) -> None:
    page.locator(f"#id_{name}_reason").fill(reason)
    page.get_by_role("button", name=button, exact=True).click()


def test_lesson_lives_from_a_members_form_to_its_successor(
    enter: Callable[[str], Page], open_browser: OpenBrowser
) -> None:
    member, curator, second = enter(MEMBER), enter(CURATOR), enter(SECOND)
    write_a_draft(member)
    hand_it_in(member)
    return_it(curator, member)
    revise_it(member)
    publish_it(second, member, open_browser)
    propose_a_revision(member, open_browser)
    accept_the_revision(curator, member, open_browser)
    supersede_it(second, member, open_browser)
    moves = [step[0] for step in steps(lesson())]
    assert moves == ["submit", "return", "submit", "publish", "supersede"]


def write_a_draft(member: Page) -> None:
    member.get_by_text("Account", exact=True).click()
    member.get_by_role("link", name="Write a lesson").click()
    member.get_by_label("Title", exact=True).fill(TITLE)
    member.get_by_label("Handling").select_option("TLP:CLEAR")
    member.get_by_role("button", name="Save draft").click()
    expect(member.get_by_role("status").first).to_contain_text("The draft is saved")
    expect(own_card(member)).to_contain_text("Draft")
    assert last_change(lesson()) == (MEMBER, "Written by its author.")
    assert letters() == []


def hand_it_in(member: Page) -> None:
    own_card(member).get_by_role("button", name="Hand in for review").click()
    expect(member.get_by_text("Before it can be reviewed, this lesson needs:")).to_be_visible()
    member.get_by_label("Insight").fill(INSIGHT)
    member.get_by_role("checkbox", name="Communication and media", exact=True).check()
    member.locator("#id_citations-0-source").select_option(index=1)
    member.locator("#id_citations-0-locator").fill("p. 4")
    member.get_by_role("button", name="Save and hand in for review").click()
    expect(own_card(member)).to_contain_text("In review")
    assert steps(lesson()) == [("submit", MEMBER, "")]
    assert last_change(lesson()) == (MEMBER, "Submitted for review")
    # What is in review stays as it is.
    member.goto(f"{PATH}edit/")
    expect(member.get_by_text("It is in review, so it stays as it is.")).to_be_visible()


def return_it(curator: Page, member: Page) -> None:
    review_page(curator)
    move(curator, "return", "Return for changes", "Name the phase of the process.")
    expect(curator.locator("#review-steps")).to_contain_text("Name the phase of the process.")
    assert steps(lesson())[-1] == ("return", CURATOR, "Name the phase of the process.")
    assert last_change(lesson()) == (CURATOR, "Name the phase of the process.")
    assert letters() == [([MEMBER], f"Returned for changes: “{TITLE}”")]
    card = own_card(member)
    expect(card).to_contain_text("Returned for changes")
    expect(card).to_contain_text("Name the phase of the process.")


def revise_it(member: Page) -> None:
    own_card(member).get_by_role("link", name="Edit").click()
    member.get_by_role("checkbox", name="Pre-talks", exact=True).check()
    member.get_by_role("button", name="Save and hand in for review").click()
    expect(own_card(member)).to_contain_text("In review")
    assert [phase.code for phase in lesson().phases.all()] == ["pre-talks"]


def publish_it(second: Page, member: Page, open_browser: OpenBrowser) -> None:
    open_browser(PATH, status=404)
    review_page(second)
    move(second, "publish", "Publish", "Checked against the source.")
    expect(second.locator("#review-state")).to_contain_text("Published")
    assert last_change(lesson()) == (SECOND, "Checked against the source.")
    assert letters() == [([MEMBER], f"Published: “{TITLE}”")]
    expect(own_card(member)).to_contain_text("Published")
    reader = open_browser(PATH)
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_role("article").first).to_contain_text(INSIGHT)


def propose_a_revision(member: Page, open_browser: OpenBrowser) -> None:
    own_card(member).get_by_role("link", name="Propose a revision").click()
    member.get_by_label("What is wrong or missing").fill("The source speaks of a spokesperson.")
    member.get_by_label("Insight").fill(REVISED)
    member.get_by_role("button", name="Hand in for review").click()
    expect(member.locator("ins")).to_contain_text("no spokesperson")
    expect(member.locator("del")).to_contain_text("nobody")
    # The entry stays up as it is while the revision is reviewed.
    expect(open_browser(PATH).get_by_role("article").first).to_contain_text(INSIGHT)
    assert steps(Proposal.objects.get()) == [("submit", MEMBER, "")]


def accept_the_revision(curator: Page, member: Page, open_browser: OpenBrowser) -> None:
    review_page(curator)
    expect(curator.locator("#review-sides ins")).to_contain_text("no spokesperson")
    move(curator, "accept", "Accept", "So it says.")
    expect(curator.locator("#review-state")).to_contain_text("Accepted")
    assert steps(Proposal.objects.get())[-1] == ("accept", CURATOR, "So it says.")
    author = User.objects.get(email=MEMBER)
    why = f"Proposed by {author}: The source speaks of a spokesperson. So it says."
    assert last_change(lesson()) == (CURATOR, why)
    assert letters() == [([MEMBER], f"Accepted: proposed change to “{TITLE}”")]
    member.goto("/mine/")
    expect(member.get_by_role("region", name="Proposed changes")).to_contain_text("Accepted")
    expect(open_browser(PATH).get_by_role("article").first).to_contain_text(REVISED)


def supersede_it(second: Page, member: Page, open_browser: OpenBrowser) -> None:
    successor = Lesson.objects.get(slug=SUCCESSOR)
    second.goto(f"/admin/review/lessons.lesson/{lesson().pk}/")
    form = second.locator("form", has=second.locator("#id_supersede_reason"))
    form.locator(".select2-selection").click()
    second.locator(".select2-search__field").last.press_sequentially(successor.title[:30])
    second.locator(".select2-results__option", has_text=successor.title).click()
    move(second, "supersede", "Supersede", "The other one says more.")
    expect(second.locator("#review-state")).to_contain_text("Superseded")
    assert steps(lesson())[-1] == ("supersede", SECOND, "The other one says more.")
    assert last_change(lesson()) == (SECOND, "The other one says more.")
    assert letters() == [([MEMBER], f"Superseded: “{TITLE}”")]
    expect(own_card(member)).to_contain_text("Superseded")
    reader = open_browser(PATH)
    expect(reader.get_by_text("This entry has been superseded.")).to_be_visible()
    expect(reader.get_by_role("link", name=successor.title).first).to_be_visible()
    reader.goto(f"/lessons/?q={TITLE}")
    expect(reader.locator(".record-card-title").filter(has_text=TITLE)).to_have_count(0)
