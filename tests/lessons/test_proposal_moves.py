"""Moves of proposed changes: who may make which, what is written, and what is never written over."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lessons import proposals
from lessons.choices import ProposalState, ReviewMove
from lessons.models import Lesson, Proposal, ReviewStep
from lessons.review import MoveRefused
from msn_kb.core.history.versions import rows_of

from ..factories import (
    LessonCitationFactory,
    LessonFactory,
    PeaceProcessFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
    UserFactory,
)
from .proposing import WHY, in_review

pytestmark = pytest.mark.django_db


# --- Moves -----------------------------------------------------------------------------------------------------------


def test_proposal_goes_through_return_and_revision_to_acceptance_with_each_step_kept(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposal = in_review(lesson, member, insight="Talk to all sides early.")
    proposals.return_for_changes(proposal, curator, "Name the phase.")
    assert proposal.state == ProposalState.RETURNED
    proposals.rewrite(proposal, member, {"insight": "Talk to all sides before a ceasefire."}, WHY)
    proposals.submit(proposal, member)
    proposals.accept(proposal, curator, "Checked.")
    lesson.refresh_from_db()
    assert lesson.insight == "Talk to all sides before a ceasefire."
    assert lesson.status == "published"
    steps = ReviewStep.objects.about(proposal).values_list("move", "from_status", "to_status", "by", "reason")
    assert list(steps) == [
        (ReviewMove.SUBMIT, "draft", "in-review", member.pk, ""),
        (ReviewMove.RETURN, "in-review", "returned", curator.pk, "Name the phase."),
        (ReviewMove.SUBMIT, "returned", "in-review", member.pk, ""),
        (ReviewMove.ACCEPT, "in-review", "accepted", curator.pk, "Checked."),
    ]


def test_accepted_change_stands_in_the_history_with_who_and_why(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposals.accept(in_review(lesson, member, insight="Other."), curator, "Checked.")
    newest = rows_of(lesson).last()
    assert newest is not None
    assert (newest.by, newest.reason) == (curator, f"Proposed by {member}: {WHY} Checked.")
    assert newest.before is not None
    assert newest.before["insight"] == "Talk to both sides early."
    assert newest.after is not None
    assert newest.after["insight"] == "Other."


def test_owner_revises_tags_and_citations_of_a_published_lesson(member: Any, curator: Any) -> None:
    old, new = ThemeFactory(), ThemeFactory()
    lesson = LessonFactory(owner=member, themes=[old])
    kept, gone = (
        LessonCitationFactory(record=lesson, locator=text, note="Kept") for text in ("p. 1", "p. 2")
    )
    added = SourceFactory()
    citations = [[kept.source_id, "p. 1"], [added.pk, "p. 9"]]
    proposal = in_review(lesson, member, themes=[new], citations=citations)
    proposals.accept(proposal, curator, "")
    assert list(lesson.themes.all()) == [new]
    assert list(lesson.citations.values_list("source", "locator", "note")) == [
        (kept.source_id, "p. 1", "Kept"),
        (added.pk, "p. 9", ""),
    ]
    assert not lesson.citations.filter(pk=gone.pk).exists()


def test_related_records_that_the_author_may_not_see_survive_the_revision(member: Any, curator: Any) -> None:
    hidden, seen = PeaceProcessFactory(handling="amber"), PeaceProcessFactory()
    lesson = LessonFactory(owner=member, themes=[ThemeFactory()], processes=[hidden, seen])
    LessonCitationFactory(record=lesson, locator="p. 1")
    LessonCitationFactory(record=lesson, locator="secret", source=SourceFactory(handling="amber"))
    proposal = in_review(lesson, member, processes=[], citations=[])
    assert proposals.side_by_side(proposal, member)[0].proposed == ""
    assert "secret" not in proposals.side_by_side(proposal, member)[1].published
    proposals.accept(proposal, curator, "")
    assert list(lesson.processes.all()) == [hidden]
    assert list(lesson.citations.values_list("locator", flat=True)) == ["secret"]


def test_owner_names_a_hidden_process_and_is_refused(member: Any) -> None:
    lesson = LessonFactory(owner=member)
    hidden = PeaceProcessFactory(handling="red")
    with pytest.raises(ValidationError, match="There is no such record"):
        proposals.propose(lesson, member, {"processes": [hidden.pk]}, WHY)


def test_curator_accepts_what_was_overtaken_and_is_refused_with_both_texts_kept(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposal = in_review(lesson, member, insight="Theirs.", context="New context.")
    lesson.insight = "Mine."
    lesson.save()
    with pytest.raises(MoveRefused, match="changed after this was written: Insight"):
        proposals.accept(proposal, curator, "")
    lesson.refresh_from_db()
    assert (lesson.insight, lesson.context) == ("Mine.", "")
    sides = {side.name: side for side in proposals.side_by_side(proposal, curator)}
    insight = sides["insight"]
    assert (insight.published, insight.proposed, insight.seen) == (
        "Mine.",
        "Theirs.",
        "Talk to both sides early.",
    )
    assert (insight.changed_since, sides["context"].changed_since) == (True, False)


def test_author_rewrites_on_the_ground_of_the_entry_as_it_is_now(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposal = in_review(lesson, member, insight="Theirs.")
    lesson.insight = "Mine."
    lesson.save()
    proposals.return_for_changes(proposal, curator, "Changed meanwhile.")
    proposals.rewrite(proposal, member, {"insight": "Mine and theirs."}, WHY)
    proposals.submit(proposal, member)
    proposals.accept(proposal, curator, "")
    lesson.refresh_from_db()
    assert lesson.insight == "Mine and theirs."


def test_curator_accepts_their_own_proposal_and_is_refused(lesson: Lesson, curator: Any) -> None:
    proposal = in_review(lesson, curator, insight="Other.")
    with pytest.raises(MoveRefused, match="Somebody other than its author"):
        proposals.accept(proposal, curator, "")
    assert ReviewMove.ACCEPT not in proposals.moves_for(proposal, curator)


def test_curator_accepts_what_would_leave_a_lesson_incomplete_and_is_refused(
    member: Any, curator: Any
) -> None:
    lesson = LessonFactory(owner=member, themes=[ThemeFactory()])
    LessonCitationFactory(record=lesson, locator="p. 1")
    proposal = in_review(lesson, member, themes=[])
    with pytest.raises(MoveRefused, match="The entry would lack at least one theme"):
        proposals.accept(proposal, curator, "")
    assert lesson.themes.count() == 1
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.IN_REVIEW


def test_curator_accepts_a_name_that_was_taken_meanwhile_and_is_refused(member: Any, curator: Any) -> None:
    term = TermFactory(name="Ripeness")
    proposal = in_review(term, member, name="Ripe moment")
    TermFactory(name="Ripe moment")
    with pytest.raises(MoveRefused, match="The entry would break a rule"):
        proposals.accept(proposal, curator, "")


def test_curator_closes_words_alone_only_with_what_was_done(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposal = in_review(lesson, member)
    with pytest.raises(MoveRefused, match="Say what was done about it"):
        proposals.accept(proposal, curator, "")
    proposals.accept(proposal, curator, "Corrected by hand.")
    assert proposal.state == ProposalState.ACCEPTED


@pytest.mark.parametrize("move", [proposals.return_for_changes, proposals.decline])
def test_curator_returns_or_declines_without_a_reason_and_is_refused(
    lesson: Lesson, member: Any, curator: Any, move: Any
) -> None:
    with pytest.raises(MoveRefused, match="Say w"):
        move(in_review(lesson, member, insight="Other."), curator, "")


@pytest.mark.parametrize("move", ["accept", "decline", "return_for_changes"])
def test_member_decides_on_their_own_proposal_and_is_refused(lesson: Lesson, member: Any, move: str) -> None:
    proposal = in_review(lesson, member, insight="Other.")
    with pytest.raises(MoveRefused, match="Only curators"):
        getattr(proposals, move)(proposal, member, "Because.")
    assert proposals.moves_for(proposal, member) == [ReviewMove.WITHDRAW]


def test_other_member_meets_somebodys_proposal_as_if_it_were_missing(lesson: Lesson, member: Any) -> None:
    proposal = proposals.propose(lesson, member, {"insight": "Other."}, WHY)
    with pytest.raises(MoveRefused, match="There is no such proposal"):
        proposals.submit(proposal, UserFactory(member=True))


@pytest.mark.parametrize("move", ["submit", "withdraw"])
def test_curator_makes_an_authors_move_and_is_refused(
    lesson: Lesson, member: Any, curator: Any, move: str
) -> None:
    proposal = proposals.propose(lesson, member, {"insight": "Other."}, WHY)
    with pytest.raises(MoveRefused, match="Only its author"):
        getattr(proposals, move)(proposal, curator)


def test_author_withdraws_and_no_move_is_left(lesson: Lesson, member: Any, curator: Any) -> None:
    proposal = in_review(lesson, member, insight="Other.")
    proposals.withdraw(proposal, member)
    assert proposal.state == ProposalState.WITHDRAWN
    assert proposals.moves_for(proposal, curator) == proposals.moves_for(proposal, member) == []
    with pytest.raises(MoveRefused, match="It is withdrawn by now"):
        proposals.accept(proposal, curator, "")


def test_proposal_is_accepted_once_only(lesson: Lesson, member: Any, curator: Any) -> None:
    proposal = in_review(lesson, member, insight="Other.")
    stale = Proposal.objects.get(pk=proposal.pk)
    proposals.accept(proposal, curator, "")
    with pytest.raises(MoveRefused, match="It is accepted by now"):
        proposals.accept(stale, curator, "")
