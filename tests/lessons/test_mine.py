"""A person's own contributions: what stands there, for whom, and the moves of authors."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons import proposals, review
from lessons.models import Lesson, Proposal, ReviewAssignment, ReviewStep
from msn_kb.core.access import Status
from tests.clients import signed_in

from ..factories import (
    CaseFactory,
    LessonCitationFactory,
    LessonFactory,
    OrganizationFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WHY = "The report says so on page 4."


def draft(owner: Any, **fields: Any) -> Lesson:
    """A draft that lacks nothing."""
    lesson: Lesson = LessonFactory(
        owner=owner, **{"status": Status.DRAFT, "themes": [ThemeFactory()], **fields}
    )
    LessonCitationFactory(record=lesson, locator="p. 1")
    return lesson


def test_author_reads_state_last_remark_reviewer_and_due_day(
    member: Any, member_client: Client, curator: Any
) -> None:
    lesson = draft(member, title="Talk to both")
    review.submit(lesson, member)
    review.assign(lesson, curator, date(2026, 12, 1))
    review.return_for_changes(lesson, curator, "Name the phase.")
    page = member_client.get("/mine/")
    (standing,) = page.context["lessons"]
    assert (standing.contribution, standing.reviewer, standing.due) == (lesson, curator, date(2026, 12, 1))
    assert (standing.remark.text, len(standing.steps)) == ("Name the phase.", 2)
    text = page.content.decode()
    for said in ("Returned for changes", "Name the phase.", str(curator), "1 December 2026", "Submitted for"):
        assert said in text, said


def test_author_reads_the_last_comment_as_the_last_remark(
    member: Any, member_client: Client, curator: Any
) -> None:
    lesson = draft(member)
    review.submit(lesson, member)
    review.return_for_changes(lesson, curator, "Name the phase.")
    review.comment(lesson, curator, "And the country.")
    (standing,) = member_client.get("/mine/").context["lessons"]
    assert standing.remark.text == "And the country."


def test_member_sees_nothing_of_others(member_client: Client) -> None:
    other = UserFactory(member=True)
    draft(other, title="Somebody elses draft")
    LessonFactory(owner=other, title="Somebody elses lesson")
    proposals.propose(LessonFactory(), other, {"insight": "Other."}, WHY)
    page = member_client.get("/mine/")
    assert page.context["lessons"] == page.context["proposals"] == []


def test_author_who_lost_access_sees_no_trace_of_the_entry(member: Any, member_client: Client) -> None:
    lesson = LessonFactory(title="Closed since")
    proposal = proposals.propose(lesson, member, {"insight": "Other."}, WHY)
    Lesson.objects.update(handling="red")
    assert member_client.get("/mine/").context["proposals"] == []
    assert member_client.get(f"/mine/proposals/{proposal.pk}/").status_code == 404
    assert member_client.post(f"/mine/proposals/{proposal.pk}/submit/").status_code == 404


def test_author_hands_in_and_withdraws(member: Any, member_client: Client) -> None:
    lesson = draft(member)
    assert member_client.post(f"/mine/lessons/{lesson.pk}/submit/")["Location"] == "/mine/"
    lesson.refresh_from_db()
    assert lesson.status == Status.IN_REVIEW
    assert member_client.post(f"/mine/lessons/{lesson.pk}/withdraw/")["Location"] == "/mine/"
    lesson.refresh_from_db()
    assert lesson.status == Status.DRAFT


def test_author_hands_in_what_is_incomplete_and_is_led_to_the_form(
    member: Any, member_client: Client
) -> None:
    lesson = LessonFactory(owner=member, status="draft")
    response = member_client.post(f"/mine/lessons/{lesson.pk}/submit/")
    assert response["Location"] == f"/lessons/{lesson.slug}/edit/?check="
    lesson.refresh_from_db()
    assert lesson.status == Status.DRAFT


def test_author_discards_a_draft_and_curators_keep_it(member: Any, member_client: Client) -> None:
    lesson = draft(member)
    member_client.post(f"/mine/lessons/{lesson.pk}/discard/")
    lesson.refresh_from_db()
    assert lesson.status == Status.ARCHIVED
    assert member_client.get("/mine/").context["lessons"] == []
    step = ReviewStep.objects.about(lesson).get()
    assert (step.by, step.reason) == (member, "Discarded by its author.")


@pytest.mark.parametrize(
    ("status", "move"),
    [
        ("in-review", "submit"),
        ("in-review", "discard"),
        ("draft", "withdraw"),
        ("published", "submit"),
        ("published", "withdraw"),
        ("published", "discard"),
        ("returned", "withdraw"),
    ],
)
def test_author_makes_a_move_outside_the_lifecycle_and_is_refused(
    member: Any, member_client: Client, status: str, move: str
) -> None:
    lesson = draft(member, status=status)
    response = member_client.post(f"/mine/lessons/{lesson.pk}/{move}/")
    assert response.status_code == 409
    lesson.refresh_from_db()
    assert lesson.status == status
    assert not ReviewStep.objects.exists()


@pytest.mark.parametrize("move", ["publish", "archive", "accept", "x"])
def test_author_makes_up_a_move_and_it_is_missing(member: Any, member_client: Client, move: str) -> None:
    lesson = draft(member)
    proposal = proposals.propose(LessonFactory(), member, {"insight": "Other."}, WHY)
    assert member_client.post(f"/mine/lessons/{lesson.pk}/{move}/").status_code == 404
    assert member_client.post(f"/mine/proposals/{proposal.pk}/{move}/").status_code == 404


@pytest.mark.parametrize("key", ["strange", "99999999", "9" * 30])
def test_member_forges_a_number_and_it_is_missing(member_client: Client, key: str) -> None:
    other = UserFactory(member=True)
    lesson, proposal = key, key
    if key == "strange":
        lesson = str(draft(other).pk)
        proposal = str(proposals.propose(LessonFactory(), other, {"insight": "Other."}, WHY).pk)
    assert member_client.post(f"/mine/lessons/{lesson}/withdraw/").status_code == 404
    assert member_client.get(f"/mine/proposals/{proposal}/").status_code == 404
    assert member_client.post(f"/mine/proposals/{proposal}/withdraw/").status_code == 404


def test_moves_are_made_by_post_alone(member: Any, member_client: Client) -> None:
    lesson = draft(member)
    assert member_client.get(f"/mine/lessons/{lesson.pk}/submit/").status_code == 405


def test_author_hands_in_withdraws_and_reads_a_proposal(member: Any, member_client: Client) -> None:
    lesson = LessonFactory(insight="Talk to both sides.")
    proposal = proposals.propose(lesson, member, {"insight": "Talk to all sides."}, WHY)
    address = f"/mine/proposals/{proposal.pk}/"
    assert member_client.post(f"{address}submit/")["Location"] == address
    text = member_client.get(address).content.decode()
    assert "<del>both </del>" in text
    assert "<ins>all </ins>" in text
    assert member_client.post(f"{address}withdraw/")["Location"] == address
    assert member_client.post(f"{address}submit/").status_code == 409
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_curator_reads_others_proposals_in_the_administration_only(curator_client: Client) -> None:
    proposal = proposals.propose(LessonFactory(), UserFactory(member=True), {"insight": "Other."}, WHY)
    assert curator_client.get(f"/mine/proposals/{proposal.pk}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "999", "9" * 40])
def test_member_asks_for_a_page_that_is_not_there_and_gets_a_near_one(
    member_client: Client, number: str
) -> None:
    assert member_client.get("/mine/", {"page": number, "proposals": number}).status_code == 200


def plant(member: Any, curator: Any, number: int) -> None:
    """So many lessons and proposals about several kinds of records, each with steps, a remark and a reviewer."""
    for count in range(number):
        lesson = draft(member)
        review.submit(lesson, member)
        review.return_for_changes(lesson, curator, "Name the phase.")
        review.assign(lesson, curator, date(2026, 12, 1))
        make, name = [
            (LessonFactory, "insight"),
            (CaseFactory, "situation"),
            (OrganizationFactory, "description"),
        ][count % 3]
        proposal: Proposal = proposals.propose(make(), member, {name: "Other."}, WHY)
        proposals.submit(proposal, member)
        ReviewAssignment.objects.create(kind="lessons.proposal", number=proposal.pk, reviewer=curator)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_number_of_queries_does_not_grow_with_contributions(
    member: Any, member_client: Client, curator: Any
) -> None:
    plant(member, curator, 4)
    few = queries(member_client, "/mine/")
    plant(member, curator, 12)
    assert queries(member_client, "/mine/") == few
    assert few <= 24


@pytest.mark.parametrize("edits", [False, True])
def test_number_of_queries_of_the_form_does_not_grow_with_its_lists(
    member: Any, member_client: Client, edits: bool
) -> None:
    lesson = draft(member)
    address = f"/lessons/{lesson.slug}/edit/" if edits else "/lessons/new/"
    few = queries(member_client, address)
    for _ in range(10):
        lesson.themes.add(ThemeFactory())
        lesson.organizations.add(OrganizationFactory())
        LessonCitationFactory(record=lesson, locator="p. 1")
    assert queries(member_client, address) == few
    assert few <= 24


@pytest.mark.parametrize("make", [LessonFactory, CaseFactory, OrganizationFactory])
def test_number_of_queries_of_a_revision_does_not_grow_with_its_lists(make: Any) -> None:
    record, client = make(), signed_in(curator=True)
    address = f"/suggest/{record.url_noun()}/{record.slug}/"
    few = queries(client, address)
    for _ in range(10):
        theme, lesson = ThemeFactory(), LessonFactory(organizations=[OrganizationFactory()])
        lesson.themes.add(theme)
        if hasattr(record, "themes"):
            record.themes.add(theme)
        LessonCitationFactory(record=lesson, locator="p. 1")
    assert queries(client, address) == few
    assert few <= 24
