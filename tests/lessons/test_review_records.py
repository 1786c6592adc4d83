"""What a step in the life of an entry leaves behind: history, remarks, who reviews it, and letters."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail

from lessons import review
from lessons.models import ReviewAssignment, ReviewComment
from lessons.review import MoveRefused
from msn_kb.core.history.versions import rows_of

from ..factories import (
    UserFactory,
)
from .reviewing import complete

pytestmark = pytest.mark.django_db


# --- What is kept, and who is told -----------------------------------------------------------------------------------


def test_each_move_stands_in_the_history_with_who_and_why(author: Any, curator: Any) -> None:
    lesson = complete("draft", author)
    review.submit(lesson, author)
    row = rows_of(lesson).last()
    assert row is not None
    assert (row.by, row.reason) == (author, "Submitted for review")
    review.return_for_changes(lesson, curator, "Name the phase.")
    row = rows_of(lesson).last()
    assert row is not None
    assert (row.by, row.reason) == (curator, "Name the phase.")
    assert row.after is not None
    assert row.after["status"] == "returned"


def test_author_is_assigned_as_reviewer_and_it_is_refused(author: Any, curator: Any) -> None:
    lesson = complete("in-review", author)
    with pytest.raises(MoveRefused, match="Somebody other than its author"):
        review.assign(lesson, author, None)
    review.assign(lesson, curator, date(2030, 1, 1))
    review.assign(lesson, curator, date(2031, 1, 1))
    assert ReviewAssignment.objects.get().due == date(2031, 1, 1)


def test_member_is_assigned_as_reviewer_and_it_is_refused(author: Any) -> None:
    with pytest.raises(MoveRefused, match="curator"):
        review.assign(complete("in-review", author), UserFactory(member=True), None)


def test_remark_is_kept_and_an_empty_one_refused(curator: Any) -> None:
    lesson = complete("in-review")
    review.comment(lesson, curator, " Looks right. ")
    assert ReviewComment.objects.get().text == "Looks right."
    with pytest.raises(MoveRefused):
        review.comment(lesson, curator, " ")


def test_author_and_reviewer_get_a_letter_and_whoever_acts_does_not(
    author: Any, curator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    lesson = complete("draft", author, title="Talk to both")
    reviewer = UserFactory(curator=True)
    with django_capture_on_commit_callbacks(execute=True):
        review.submit(lesson, author)
    assert mail.outbox == []
    review.assign(lesson, reviewer, None)
    with django_capture_on_commit_callbacks(execute=True):
        review.return_for_changes(lesson, curator, "Secret remark.")
    assert sorted(letter.to for letter in mail.outbox) == sorted([[author.email], [reviewer.email]])
    for letter in mail.outbox:
        assert letter.subject == "Returned for changes: “Talk to both”"
        assert "Secret remark" not in letter.body
        assert "/mine/" in letter.body


@pytest.mark.parametrize("handling", ["green", "amber"])
def test_letter_about_a_closed_entry_names_neither_it_nor_its_text(
    author: Any, curator: Any, django_capture_on_commit_callbacks: Any, handling: str
) -> None:
    lesson = complete("in-review", author, handling=handling, title="Closed title")
    with django_capture_on_commit_callbacks(execute=True):
        review.publish(lesson, curator)
    (letter,) = mail.outbox
    assert letter.subject == "Published: a lesson"
    assert "Closed title" not in letter.body


def test_move_that_is_refused_tells_nobody(
    author: Any, curator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    lesson = complete("published", author)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(MoveRefused):
        review.publish(lesson, curator)
    assert mail.outbox == []
