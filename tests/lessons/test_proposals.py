"""Changes proposed to an entry: what may be proposed by whom, letters about it, and both texts side by side."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from lessons import proposals
from lessons.choices import ProposalState
from lessons.models import Lesson, Proposal, ReviewAssignment
from lessons.models.reviews import proposable_models
from lessons.review import MoveRefused

from ..factories import (
    CaseFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    TermFactory,
    UserFactory,
)
from .proposing import WHY, in_review

pytestmark = pytest.mark.django_db


# --- Proposing -------------------------------------------------------------------------------------------------------


def test_member_proposes_texts_and_only_those_that_differ_are_kept(lesson: Lesson, member: Any) -> None:
    proposal = proposals.propose(lesson, member, {"title": "Talk to both", "insight": "Talk to all."}, WHY)
    assert (proposal.state, proposal.author) == (ProposalState.DRAFT, member)
    assert proposal.proposed == {"insight": "Talk to all."}
    assert proposal.basis == {"insight": "Talk to both sides early."}
    lesson.refresh_from_db()
    assert lesson.insight == "Talk to both sides early."


def test_member_proposes_in_words_alone_and_nothing_is_kept_but_these(lesson: Lesson, member: Any) -> None:
    proposal = proposals.propose(lesson, member, {}, WHY)
    assert (proposal.proposed, proposal.explanation) == ({}, WHY)


def test_member_who_gives_no_explanation_is_refused(lesson: Lesson, member: Any) -> None:
    with pytest.raises(MoveRefused, match="Say what is wrong or missing"):
        proposals.propose(lesson, member, {"insight": "Other."}, " ")
    assert not Proposal.objects.exists()


def test_member_proposes_tags_of_somebody_elses_entry_and_is_refused(lesson: Lesson, member: Any) -> None:
    with pytest.raises(MoveRefused, match="This cannot be changed by a proposal: themes"):
        proposals.propose(lesson, member, {"themes": []}, WHY)


@pytest.mark.parametrize("name", ["status", "handling", "owner", "slug", "named_people"])
def test_curator_proposes_what_is_no_content_and_is_refused(lesson: Lesson, curator: Any, name: str) -> None:
    with pytest.raises(MoveRefused, match=f"This cannot be changed by a proposal: {name}"):
        proposals.propose(lesson, curator, {name: "clear"}, WHY)


def test_user_without_organization_proposes_and_is_refused(lesson: Lesson) -> None:
    with pytest.raises(MoveRefused, match="Only members"):
        proposals.propose(lesson, UserFactory(), {"insight": "Other."}, WHY)


def test_member_proposes_for_a_hidden_entry_and_is_refused_as_if_missing(member: Any) -> None:
    hidden = LessonFactory(handling="red")
    with pytest.raises(MoveRefused, match="There is no such entry"):
        proposals.propose(hidden, member, {"insight": "Other."}, WHY)


def test_member_proposes_twice_at_a_time_and_is_refused(lesson: Lesson, member: Any) -> None:
    proposals.propose(lesson, member, {"insight": "One."}, WHY)
    with pytest.raises(MoveRefused, match="You have a proposal about this entry already"):
        proposals.propose(lesson, member, {"insight": "Two."}, WHY)


def test_member_proposes_again_once_the_first_is_decided(lesson: Lesson, member: Any, curator: Any) -> None:
    proposals.decline(in_review(lesson, member, insight="One."), curator, "Not so.")
    assert proposals.propose(lesson, member, {"insight": "Two."}, WHY).pk


def test_member_proposes_an_impossible_date_and_is_refused(lesson: Lesson, member: Any) -> None:
    with pytest.raises(ValidationError, match="is not a date"):
        proposals.propose(lesson, member, {"date": "2018-13"}, WHY)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (LessonFactory, "insight"),
        (CaseFactory, "situation"),
        (TermFactory, "definition"),
        (OrganizationFactory, "description"),
        (OfficeFactory, "mandate"),
        (PeaceProcessFactory, "summary"),
        (SourceFactory, "description"),
    ],
)
def test_member_corrects_each_kind_of_record_and_a_curator_accepts(
    make: Any, name: str, member: Any, curator: Any
) -> None:
    record = make()
    proposals.accept(in_review(record, member, **{name: "Corrected text."}), curator, "")
    record.refresh_from_db()
    assert getattr(record, name) == "Corrected text."


def test_every_proposable_kind_has_content_with_a_text() -> None:
    for model in proposable_models():
        assert any(field.is_text for field in proposals.fields_of(model())), model


# --- Under the Chatham House Rule ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["speaker", "organizations", "offices", "attribution"])
def test_member_is_offered_no_affiliation_under_the_chatham_house_rule(name: str, member: Any) -> None:
    lesson = LessonFactory(attribution="chatham-house", speaker="Somebody", owner=member)
    assert name not in {field.name for field in proposals.fields_of(lesson, member)}
    with pytest.raises(MoveRefused, match="This cannot be changed"):
        proposals.propose(lesson, member, {name: "named"}, WHY)


def test_curator_is_offered_affiliations_under_the_chatham_house_rule(curator: Any) -> None:
    lesson = LessonFactory(attribution="chatham-house")
    offered = {field.name for field in proposals.fields_of(lesson, curator)}
    assert offered >= {"speaker", "organizations", "offices", "attribution"}


def test_author_reads_nothing_of_affiliations_once_the_rule_is_set(curator: Any) -> None:
    lesson = LessonFactory(attribution="named", speaker="Ms Secretname")
    author = UserFactory(member=True)
    proposal = proposals.propose(lesson, author, {"speaker": "Mr Othername", "insight": "Other."}, WHY)
    lesson.attribution = "chatham-house"
    lesson.save()
    assert [side.name for side in proposals.side_by_side(proposal, author)] == ["insight"]
    assert {side.name for side in proposals.side_by_side(proposal, curator)} == {"insight", "speaker"}


# --- Letters ---------------------------------------------------------------------------------------------------------


def test_author_and_reviewer_learn_of_a_step_without_what_is_proposed(
    lesson: Lesson, member: Any, curator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    proposal = in_review(lesson, member, insight="Proposed words.")
    reviewer: Any = UserFactory(curator=True)
    ReviewAssignment.objects.create(kind="lessons.proposal", number=proposal.pk, reviewer=reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        proposals.return_for_changes(proposal, curator, "Remarked words.")
    assert sorted(letter.to for letter in mail.outbox) == sorted([[member.email], [reviewer.email]])
    assert mail.outbox[0].subject == "Returned for changes: proposed change to “Talk to both”"
    assert "Proposed words" not in mail.outbox[0].body
    assert "Remarked words" not in mail.outbox[0].body


def test_letter_about_a_closed_entry_does_not_name_it(
    member: Any, curator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    lesson = LessonFactory(title="Confidential title", handling="green")
    proposal = in_review(lesson, member, insight="Other.")
    with django_capture_on_commit_callbacks(execute=True):
        proposals.decline(proposal, curator, "No.")
    (letter,) = mail.outbox
    assert letter.subject == "Declined: proposed change to a lesson"
    assert "Confidential" not in letter.body


# --- Side by side ----------------------------------------------------------------------------------------------------


def test_sides_mark_what_differs_word_by_word(lesson: Lesson, member: Any) -> None:
    proposal = proposals.propose(lesson, member, {"insight": "Talk to all sides early."}, WHY)
    (side,) = proposals.side_by_side(proposal, member)
    assert (side.label, side.is_long) == ("Insight", True)
    assert [(part.mark, part.text) for part in side.parts] == [
        ("same", "Talk to "),
        ("removed", "both "),
        ("added", "all "),
        ("same", "sides early."),
    ]


def test_sides_of_an_accepted_proposal_still_tell_what_was_there(
    lesson: Lesson, member: Any, curator: Any
) -> None:
    proposal = in_review(lesson, member, title="Talk to all", evidence="documented")
    proposals.accept(proposal, curator, "")
    sides = {side.name: (side.published, side.proposed) for side in proposals.side_by_side(proposal, member)}
    assert sides == {
        "title": ("Talk to both", "Talk to all"),
        "evidence": ("Single account", "Documented"),
    }


def test_sides_of_a_record_that_was_closed_since_are_empty(lesson: Lesson, member: Any) -> None:
    proposal = proposals.propose(lesson, member, {"insight": "Other."}, WHY)
    lesson.handling = "red"
    lesson.save()
    assert proposals.side_by_side(proposal, member) == []
