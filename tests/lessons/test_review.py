"""The life of an entry: each move by each person from each status, and what it asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from lessons import review
from lessons.choices import ReviewMove
from lessons.models import Lesson, ReviewStep
from lessons.review import MOVES, MoveRefused
from msn_kb.core.access import Status

from ..factories import (
    CaseFactory,
    EngagementFactory,
    LessonFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
    SourceFactory,
    UserFactory,
)
from .reviewing import complete

pytestmark = pytest.mark.django_db

MAKES: dict[str, Any] = {
    ReviewMove.SUBMIT: review.submit,
    ReviewMove.WITHDRAW: review.withdraw,
    ReviewMove.RETURN: review.return_for_changes,
    ReviewMove.PUBLISH: review.publish,
    ReviewMove.ARCHIVE: review.archive,
    ReviewMove.REOPEN: review.reopen,
    ReviewMove.SUPERSEDE: lambda entry, by, reason: review.supersede(entry, LessonFactory(), by, reason),
    ReviewMove.REINSTATE: review.reinstate,
    ReviewMove.STILL_VALID: review.confirm_still_valid,
}
AUTHORS = {
    (ReviewMove.SUBMIT, Status.DRAFT),
    (ReviewMove.SUBMIT, Status.RETURNED),
    (ReviewMove.WITHDRAW, Status.IN_REVIEW),
    (ReviewMove.ARCHIVE, Status.DRAFT),
    (ReviewMove.ARCHIVE, Status.RETURNED),
}


# --- Every move from every status ------------------------------------------------------------------------------------


def test_every_move_of_the_lifecycle_is_tested_here() -> None:
    assert set(MAKES) == set(MOVES)


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("move", MAKES)
def test_curator_makes_each_move_from_exactly_its_statuses(curator: Any, move: str, status: str) -> None:
    lesson = complete(status)
    statuses, after = MOVES[move]
    if status not in statuses:
        with pytest.raises(MoveRefused, match="by now"):
            MAKES[move](lesson, curator, "Because.")
        lesson.refresh_from_db()
        assert lesson.status == status
        assert not ReviewStep.objects.exists()
        return
    step = MAKES[move](lesson, curator, "Because.")
    stored = Lesson.objects.get(pk=lesson.pk)
    assert stored.status == lesson.status == (after or status)
    assert (step.move, step.from_status, step.to_status) == (move, status, after or status)
    assert (step.by, step.reason, step.kind, step.number) == (
        curator,
        "Because.",
        "lessons.lesson",
        lesson.pk,
    )


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("move", MAKES)
def test_author_makes_the_authors_moves_and_no_other(author: Any, move: str, status: str) -> None:
    lesson = complete(status, author)
    if (move, status) in AUTHORS:
        MAKES[move](lesson, author, "Because.")
        assert lesson.status == MOVES[move][1]
        return
    with pytest.raises(MoveRefused):
        MAKES[move](lesson, author, "Because.")
    lesson.refresh_from_db()
    assert lesson.status == status


@pytest.mark.parametrize("move", MAKES)
def test_others_make_no_move(move: str) -> None:
    for person in (UserFactory(member=True), UserFactory(), AnonymousUser(), None):
        lesson = complete(MOVES[move][0][0])
        with pytest.raises(MoveRefused):
            MAKES[move](lesson, person, "Because.")
        lesson.refresh_from_db()
        assert lesson.status == MOVES[move][0][0]


@pytest.mark.parametrize("move", MAKES)
def test_curator_meets_a_red_entry_that_does_not_name_them_as_missing(curator: Any, move: str) -> None:
    lesson = complete(MOVES[move][0][0], handling="red")
    with pytest.raises(MoveRefused, match="There is no such entry"):
        MAKES[move](lesson, curator, "Because.")


@pytest.mark.parametrize("make", [CaseFactory, PeaceProcessFactory, EngagementFactory, SourceFactory])
def test_entries_of_other_kinds_are_archived_and_taken_back(curator: Any, make: Any) -> None:
    entry = make(status="published")
    review.archive(entry, curator, "Out of date.")
    review.reopen(entry, curator, "Still needed.")
    entry.refresh_from_db()
    assert entry.status == Status.DRAFT
    moves = ReviewStep.objects.about(entry).values_list("move", flat=True)
    assert list(moves) == [ReviewMove.ARCHIVE, ReviewMove.REOPEN]


@pytest.mark.parametrize("status", Status.values)
def test_moves_that_are_offered_are_those_that_are_made(curator: Any, author: Any, status: str) -> None:
    for person in (curator, author):
        offered = review.moves_for(complete(status, author), person)
        made = []
        for move, make in MAKES.items():
            try:
                make(complete(status, author), person, "Because.")
            except MoveRefused:
                continue
            made.append(move)
        assert offered == made, person


def test_cases_are_not_offered_what_only_lessons_know(curator: Any) -> None:
    assert review.moves_for(CaseFactory(status="published"), curator) == [ReviewMove.ARCHIVE]


# --- Completeness and reviewers --------------------------------------------------------------------------------------


def test_author_submits_what_is_incomplete_and_is_told_what_it_needs(author: Any) -> None:
    lesson = LessonFactory(status="draft", owner=author, insight="")
    with pytest.raises(MoveRefused) as refused:
        review.submit(lesson, author)
    assert str(refused.value) == (
        "Before it can be reviewed it needs what was learned (insight), at least one theme, at least one citation "
        "with a locator."
    )


def test_curator_publishes_what_became_incomplete_in_review_and_is_refused(curator: Any) -> None:
    lesson = complete("in-review")
    lesson.themes.clear()
    with pytest.raises(MoveRefused, match="Before it can be published it needs at least one theme"):
        review.publish(lesson, curator)


def test_process_without_a_citation_is_not_submitted(curator: Any) -> None:
    process = PeaceProcessFactory(status="draft")
    with pytest.raises(MoveRefused, match="at least one citation"):
        review.submit(process, curator)
    ProcessCitationFactory(record=process)
    review.submit(process, curator)
    assert process.status == Status.IN_REVIEW


def test_curator_publishes_their_own_entry_and_is_refused(curator: Any) -> None:
    lesson = complete("in-review", curator)
    with pytest.raises(MoveRefused, match="Somebody other than its author"):
        review.publish(lesson, curator)


def test_curator_publishes_what_they_handed_in_and_is_refused(curator: Any, author: Any) -> None:
    lesson = complete("draft", author)
    review.submit(lesson, curator)
    with pytest.raises(MoveRefused, match="Somebody other than its author"):
        review.publish(lesson, curator)
    review.publish(lesson, UserFactory(curator=True))
    assert lesson.status == Status.PUBLISHED


def test_published_lesson_without_a_day_of_review_is_due_in_two_years(curator: Any) -> None:
    lesson = complete("in-review")
    review.publish(lesson, curator)
    stored = Lesson.objects.get(pk=lesson.pk)
    assert stored.review_by is not None
    assert stored.review_by.year == timezone.localdate().year + 2
    kept = complete("in-review", review_by=date(2040, 1, 1))
    review.publish(kept, curator)
    assert Lesson.objects.get(pk=kept.pk).review_by == date(2040, 1, 1)


@pytest.mark.parametrize(
    "move",
    [
        ReviewMove.RETURN,
        ReviewMove.ARCHIVE,
        ReviewMove.REOPEN,
        ReviewMove.SUPERSEDE,
        ReviewMove.REINSTATE,
        ReviewMove.STILL_VALID,
    ],
)
def test_curator_gives_no_reason_and_is_refused(curator: Any, move: str) -> None:
    lesson = complete(MOVES[move][0][0])
    with pytest.raises(MoveRefused, match="Say "):
        MAKES[move](lesson, curator, "  ")


# --- Successors and validity -----------------------------------------------------------------------------------------


def test_superseded_lesson_leads_to_its_successor_and_back_in_force_it_leads_nowhere(curator: Any) -> None:
    lesson, successor = complete("published"), complete("published")
    review.supersede(lesson, successor, curator, "Newer findings.")
    stored = Lesson.objects.get(pk=lesson.pk)
    assert (stored.status, stored.superseded_by) == (Status.SUPERSEDED, successor)
    review.reinstate(stored, curator, "It holds after all.")
    stored.refresh_from_db()
    assert (stored.status, stored.superseded_by) == (Status.PUBLISHED, None)


def test_curator_names_a_successor_that_cannot_be_one_and_is_refused(curator: Any) -> None:
    lesson = complete("published")
    for successor in (lesson, complete("draft"), complete("archived"), complete("superseded")):
        with pytest.raises(MoveRefused, match="another entry that is published"):
            review.supersede(lesson, successor, curator, "Newer.")


def test_curator_names_a_successor_they_may_not_see_and_it_is_missing(curator: Any) -> None:
    lesson, hidden = complete("published"), complete("published", handling="red")
    with pytest.raises(MoveRefused, match="There is no such"):
        review.supersede(lesson, hidden, curator, "Newer.")


def test_successor_that_was_archived_meanwhile_is_refused(curator: Any) -> None:
    lesson, successor = complete("published"), complete("published")
    stale = Lesson.objects.get(pk=successor.pk)
    review.archive(successor, curator, "Wrong.")
    with pytest.raises(MoveRefused, match="another entry that is published"):
        review.supersede(lesson, stale, curator, "Newer.")


def test_lesson_found_valid_is_due_again_later(curator: Any) -> None:
    lesson = complete("published", review_by=date(2020, 1, 1))
    review.confirm_still_valid(lesson, curator, "Asked the authors.", review_by=date(2035, 5, 1))
    stored = Lesson.objects.get(pk=lesson.pk)
    assert (stored.review_by, stored.review_overdue) == (date(2035, 5, 1), False)
    with pytest.raises(MoveRefused, match="after today"):
        review.confirm_still_valid(lesson, curator, "Again.", review_by=timezone.localdate())
    review.confirm_still_valid(lesson, curator, "Again.")
    assert lesson.review_by is not None
    assert lesson.review_by > timezone.localdate() + timedelta(days=700)


def test_supersede_in_a_circle_is_refused(curator: Any) -> None:
    first, second = complete("published"), complete("published")
    review.supersede(first, second, curator, "Newer.")
    Lesson.objects.filter(pk=first.pk).update(status="published", superseded_by=None)
    Lesson.objects.filter(pk=second.pk).update(superseded_by=first, status="superseded")
    Lesson.objects.filter(pk=first.pk).update(status="published")
    with pytest.raises((MoveRefused, ValidationError)):
        review.supersede(Lesson.objects.get(pk=first.pk), Lesson.objects.get(pk=second.pk), curator, "Round.")
