"""Curators decide on proposed changes, with the published and the proposed text side by side."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons import proposals
from lessons.choices import ProposalState
from lessons.models import Lesson, Proposal, ReviewComment, ReviewStep
from msn_kb.core.access import Handling
from msn_kb.core.history.versions import versions
from organizations.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(proposal: Proposal) -> str:
    return f"/admin/proposals/{proposal.pk}/"


@pytest.fixture
def lesson() -> Lesson:
    return factories.LessonFactory(
        title="Plan for exits",
        insight="Envoys leave too early and without a plan.",
        cited=True,
        themes=[factories.ThemeFactory()],
    )


@pytest.fixture
def proposal(lesson: Lesson) -> Proposal:
    """A member's change to one word of the lesson, handed in."""
    author = factories.UserFactory(member=True, name="Ben Okri")
    text = "Envoys leave too late and without a plan."
    made = proposals.propose(lesson, author, {"insight": text}, "Section 4 says the contrary.")
    proposals.submit(made, author)
    return made


def test_curator_reads_both_texts_with_the_words_marked(curator_client: Client, proposal: Proposal) -> None:
    page = curator_client.get(page_of(proposal)).content.decode()
    assert "<del>early </del>" in page
    assert "<ins>late </ins>" in page
    assert "Section 4 says the contrary." in page
    assert "Ben Okri" in page


def test_curator_accepts_a_change_and_the_entry_holds_it(
    curator_client: Client, curator: User, proposal: Proposal, lesson: Lesson
) -> None:
    response = curator_client.post(page_of(proposal), {"do": "accept", "reason": "Right."})
    assert (response.status_code, response["location"]) == (302, page_of(proposal))
    lesson.refresh_from_db()
    assert lesson.insight == "Envoys leave too late and without a plan."
    version = versions(lesson, curator)[0]
    assert version.reason == "Proposed by Ben Okri: Section 4 says the contrary. Right."
    page = curator_client.get(page_of(proposal))
    assert list(page.context["desk"].moves) == []
    assert "Accepted" in page.content.decode()


@pytest.mark.parametrize(
    ("do", "state"), [("return", ProposalState.RETURNED), ("decline", ProposalState.DECLINED)]
)
def test_curator_returns_or_declines_with_a_reason(
    curator_client: Client, proposal: Proposal, lesson: Lesson, do: str, state: str
) -> None:
    assert curator_client.post(page_of(proposal), {"do": do, "reason": ""}).status_code == 200
    assert curator_client.post(page_of(proposal), {"do": do, "reason": "Say where."}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == state
    assert ReviewStep.objects.about(proposal).values_list("move", "reason").last() == (do, "Say where.")
    before = lesson.insight
    lesson.refresh_from_db()
    assert lesson.insight == before


def test_curator_accepts_what_was_changed_since_reads_both_and_nothing_is_lost(
    curator_client: Client, proposal: Proposal, lesson: Lesson
) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(insight="Envoys leave when they must.")
    response = curator_client.post(page_of(proposal), {"do": "accept", "reason": ""})
    assert response.status_code == 409
    page = response.content.decode()
    assert "The entry was changed after this was written" in page
    assert "Its author saw: “Envoys leave too early and without a plan.”" in page
    lesson.refresh_from_db()
    assert lesson.insight == "Envoys leave when they must."


def test_curator_who_proposed_it_cannot_accept_it(
    curator_client: Client, curator: User, lesson: Lesson
) -> None:
    own = proposals.propose(lesson, curator, {"title": "Plan for leaving"}, "Plainer.")
    proposals.submit(own, curator)
    page = curator_client.get(page_of(own))
    assert "accept" not in page.context["desk"].moves
    assert "somebody else has to accept it" in page.content.decode()
    assert curator_client.post(page_of(own), {"do": "accept"}).status_code == 409
    lesson.refresh_from_db()
    assert lesson.title == "Plan for exits"


def test_curator_accepts_a_correction_in_words_alone_says_what_was_done(
    curator_client: Client, lesson: Lesson
) -> None:
    author = factories.UserFactory(member=True)
    in_words = proposals.propose(lesson, author, {}, "The year is wrong.")
    proposals.submit(in_words, author)
    assert "in words alone" in curator_client.get(page_of(in_words)).content.decode()
    response = curator_client.post(page_of(in_words), {"do": "accept", "reason": ""})
    assert (response.status_code, "Say what was done about it." in response.content.decode()) == (409, True)
    assert curator_client.post(page_of(in_words), {"do": "accept", "reason": "Corrected."}).status_code == 302


@pytest.mark.parametrize("do", ["submit", "withdraw", "publish", "archive", "", "x"])
def test_curator_sends_a_step_that_proposals_do_not_have_is_refused(
    curator_client: Client, proposal: Proposal, do: str
) -> None:
    response = curator_client.post(page_of(proposal), {"do": do, "reason": "x"})
    assert response.status_code in (400, 409)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.IN_REVIEW


def test_curator_keeps_a_remark_on_a_proposal(curator_client: Client, proposal: Proposal) -> None:
    curator_client.post(page_of(proposal), {"do": "comment", "text": "Ask the author."})
    assert ReviewComment.objects.about(proposal).get().text == "Ask the author."


def test_curator_opens_a_proposal_about_a_hidden_entry_finds_nothing(
    curator_client: Client, proposal: Proposal, lesson: Lesson
) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(handling=Handling.RED)
    for sent in ({"do": "decline", "reason": "x"}, {"do": "comment", "text": "x"}):
        assert curator_client.post(page_of(proposal), sent).status_code == 404
    assert curator_client.get(page_of(proposal)).status_code == 404
    for number in (0, 10**9, 10**30):
        assert curator_client.get(f"/admin/proposals/{number}/").status_code == 404


def test_curator_reads_markup_in_a_proposal_as_text(curator_client: Client, lesson: Lesson) -> None:
    author = factories.UserFactory(member=True)
    hostile = "<script>alert(1)</script>"
    made = proposals.propose(lesson, author, {"insight": hostile}, hostile)
    proposals.submit(made, author)
    assert hostile not in curator_client.get(page_of(made)).content.decode()


def test_curator_opens_a_proposal_with_30_steps_takes_the_queries_of_3(
    curator_client: Client, proposal: Proposal
) -> None:
    taken: list[Any] = []
    for more in (3, 27):
        for _ in range(more):
            by = factories.UserFactory(curator=True)
            ReviewStep.of(proposal, move="return", by=by, reason="x").save()
            ReviewComment.of(proposal, by=by, text="x").save()
        curator_client.get(page_of(proposal))
        with CaptureQueriesContext(connection) as captured:
            assert curator_client.get(page_of(proposal)).status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1]
    assert taken[0] <= 24
