"""The life of an entry: one function for each move, and the only place where a status changes.

draft → in review → published → archived; returned for changes on the way, and superseded by a successor in the end.
Each move locks the entry, checks the rule, writes the status and records who, when and why (:class:`ReviewStep`). Who
reviews an entry is not its author. Moves hold for every record with a status: lessons, cases, processes, engagements
and sources. Proposed changes to what is published are moved in ``lessons.proposals``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from msn_kb.core.access import Handling, Status, Viewer, open_door
from msn_kb.core.history import changing

from . import notices
from .choices import ReviewMove
from .completeness import lacks
from .models import Lesson, ReviewAssignment, ReviewComment, ReviewStep
from .rules import check_successor

BEFORE_REVIEW = (Status.DRAFT, Status.RETURNED)
# From which statuses each move leads, and to which; ``None`` leaves it.
MOVES: dict[str, tuple[tuple[str, ...], str | None]] = {
    ReviewMove.SUBMIT: (BEFORE_REVIEW, Status.IN_REVIEW),
    ReviewMove.WITHDRAW: ((Status.IN_REVIEW,), Status.DRAFT),
    ReviewMove.RETURN: ((Status.IN_REVIEW,), Status.RETURNED),
    ReviewMove.PUBLISH: ((Status.IN_REVIEW,), Status.PUBLISHED),
    ReviewMove.ARCHIVE: (
        (Status.DRAFT, Status.RETURNED, Status.IN_REVIEW, Status.PUBLISHED),
        Status.ARCHIVED,
    ),
    ReviewMove.REOPEN: ((Status.ARCHIVED,), Status.DRAFT),
    ReviewMove.SUPERSEDE: ((Status.PUBLISHED,), Status.SUPERSEDED),
    ReviewMove.REINSTATE: ((Status.SUPERSEDED,), Status.PUBLISHED),
    ReviewMove.STILL_VALID: ((Status.PUBLISHED,), None),
}
AUTHORS_MOVES = (ReviewMove.SUBMIT, ReviewMove.WITHDRAW)


class MoveRefused(ValueError):
    """A move that the rules do not allow; the message says why, for whoever tried it."""


def submit(
    entry: Any, by: Any, note: str = "", *, reviewer: Any = None, due: date | None = None
) -> ReviewStep:
    """Hand ``entry`` in for review, if it lacks nothing; its author or a curator may."""
    with _move(entry, ReviewMove.SUBMIT, by) as locked:
        if missing := lacks(locked):
            raise MoveRefused(f"Before it can be reviewed it needs {', '.join(missing)}.")
        step = _record(entry, locked, ReviewMove.SUBMIT, by, note)
        if reviewer is not None or due is not None:
            assign(entry, reviewer, due)
    return step


def withdraw(entry: Any, by: Any, note: str = "") -> ReviewStep:
    """Take ``entry`` back from review, to go on writing; its author or a curator may."""
    with _move(entry, ReviewMove.WITHDRAW, by) as locked:
        return _record(entry, locked, ReviewMove.WITHDRAW, by, note)


def return_for_changes(entry: Any, by: Any, reason: str) -> ReviewStep:
    """Give ``entry`` back to its author, with what is to be changed."""
    _needs(reason, "what is to be changed")
    with _move(entry, ReviewMove.RETURN, by) as locked:
        return _record(entry, locked, ReviewMove.RETURN, by, reason)


def publish(entry: Any, by: Any, reason: str = "") -> ReviewStep:
    """Let readers see ``entry``. The reviewer is a curator and neither its author nor who handed it in.

    A lesson without a day of review is to be looked at again in two years.
    """
    with _move(entry, ReviewMove.PUBLISH, by) as locked:
        if by.pk in authors(locked):
            raise MoveRefused("Somebody other than its author has to review it.")
        if missing := lacks(locked):
            raise MoveRefused(f"Before it can be published it needs {', '.join(missing)}.")
        if isinstance(locked, Lesson) and locked.review_by is None:
            locked.review_by = _in_two_years(timezone.localdate())
        return _record(entry, locked, ReviewMove.PUBLISH, by, reason)


def archive(entry: Any, by: Any, reason: str) -> ReviewStep:
    """Take ``entry`` from readers and keep it; its author may as long as it is not handed in."""
    _needs(reason, "why it is archived")
    with _move(entry, ReviewMove.ARCHIVE, by) as locked:
        return _record(entry, locked, ReviewMove.ARCHIVE, by, reason)


def reopen(entry: Any, by: Any, reason: str) -> ReviewStep:
    """Take an archived entry back into draft."""
    _needs(reason, "why it is taken back")
    with _move(entry, ReviewMove.REOPEN, by) as locked:
        return _record(entry, locked, ReviewMove.REOPEN, by, reason)


def supersede(lesson: Lesson, successor: Lesson, by: Any, reason: str) -> ReviewStep:
    """Mark ``lesson`` as superseded: it stays readable at its address and leads to ``successor``."""
    _needs(reason, "why it is superseded")
    with transaction.atomic():
        # Both in one order: two people who supersede each other's lesson at once would wait for each other for ever.
        with open_door():
            both = Lesson.objects.visible_to(by).filter(pk__in=[lesson.pk, successor.pk]).order_by("pk")
            present = {one.pk: one for one in both.select_for_update(of=("self",))}
        with _move(lesson, ReviewMove.SUPERSEDE, by) as locked:
            found = present.get(successor.pk)
            if found is None:
                raise MoveRefused("There is no such successor.")
            if found.pk == locked.pk or found.status != Status.PUBLISHED:
                raise MoveRefused("The successor has to be another entry that is published.")
            locked.superseded_by = found
            check_successor(locked)
            return _record(lesson, locked, ReviewMove.SUPERSEDE, by, reason)


def reinstate(lesson: Lesson, by: Any, reason: str) -> ReviewStep:
    """Put a superseded lesson back in force, without a successor."""
    _needs(reason, "why it holds again")
    with _move(lesson, ReviewMove.REINSTATE, by) as locked:
        locked.superseded_by = None
        return _record(lesson, locked, ReviewMove.REINSTATE, by, reason)


def confirm_still_valid(lesson: Lesson, by: Any, note: str, *, review_by: date | None = None) -> ReviewStep:
    """Say that ``lesson`` was looked at again and holds; it is due again on ``review_by``, by default in two years."""
    _needs(note, "what was checked")
    today = timezone.localdate()
    again = review_by or _in_two_years(today)
    if again <= today:
        raise MoveRefused("The next review has to be after today.")
    with _move(lesson, ReviewMove.STILL_VALID, by) as locked:
        locked.review_by = again
        return _record(lesson, locked, ReviewMove.STILL_VALID, by, note)


def assign(record: Any, reviewer: Any, due: date | None) -> ReviewAssignment:
    """Set who reviews ``record``, and by when; either may be empty.

    Raises ``MoveRefused`` for its author, and for who is no curator or may not see it.
    """
    if reviewer is not None:
        if reviewer.pk in authors(record):
            raise MoveRefused("Somebody other than its author has to review it.")
        every: Any = type(record)._default_manager
        is_seen = every.visible_to(reviewer).filter(pk=record.pk).exists()
        if not (Viewer.of(reviewer).sees_affiliations and is_seen):
            raise MoveRefused("The reviewer has to be a curator who may see the entry.")
    made, _ = ReviewAssignment.objects.update_or_create(
        kind=record._meta.label_lower, number=record.pk, defaults={"reviewer": reviewer, "due": due}
    )
    return made


def comment(record: Any, by: Any, text: str) -> ReviewComment:
    """Keep a remark about ``record``."""
    _needs(text, "what is to be said")
    made = ReviewComment.of(record, by=by, text=text.strip())
    made.save()
    return made


def publish_imported(lessons: Collection[Lesson], by: Any, reason: str) -> int:
    """Take drafts that a file brought through review in the name of ``by``, those that lack nothing; returns how many.

    They have no author here, so ``by`` is their reviewer (``contract.md``, Import).
    """
    _needs(reason, "why these are published")
    _check_person(None, by, ReviewMove.PUBLISH)
    with transaction.atomic(), open_door(), changing(by=by, reason=reason):
        drafts = Lesson.objects.filter(pk__in=[lesson.pk for lesson in lessons], status__in=BEFORE_REVIEW)
        ready = [lesson for lesson in drafts.select_for_update(of=("self",)) if not lacks(lesson)]
        moves = (
            (ReviewMove.SUBMIT, Status.DRAFT, Status.IN_REVIEW),
            (ReviewMove.PUBLISH, Status.IN_REVIEW, Status.PUBLISHED),
        )
        ReviewStep.objects.bulk_create(
            ReviewStep.of(lesson, move=move, from_status=old, to_status=new, by=by, reason=reason)
            for lesson in ready
            for move, old, new in moves
        )
        Lesson.objects.filter(pk__in=[lesson.pk for lesson in ready]).update(
            status=Status.PUBLISHED,
            updated_at=timezone.now(),
            review_by=Coalesce("review_by", _in_two_years(timezone.localdate())),
        )
    return len(ready)


def note_lowered_handling(record: Any, before: str, by: Any, reason: str) -> ReviewStep:
    """Record that ``record`` is saved with a lower handling level than ``before``, and why."""
    _needs(reason, "why the handling is lowered")
    levels = f"{Handling(before).label} to {Handling(record.handling).label}"
    step = ReviewStep.of(
        record,
        move=ReviewMove.LOWER_HANDLING,
        from_status=record.status,
        to_status=record.status,
        by=by,
        reason=f"{levels}. {reason.strip()}",
    )
    step.save()
    return step


def authors(record: Any) -> set[int]:
    """Primary keys of those who wrote ``record`` or handed it in last: they do not review it."""
    last = ReviewStep.objects.about(record).filter(move=ReviewMove.SUBMIT).order_by("-pk")
    handed_in = last.values_list("by", flat=True).first()
    written = getattr(record, "owner_id", None) or getattr(record, "author_id", None)
    return {pk for pk in (handed_in, written) if pk is not None}


def moves_for(entry: Any, user: Any) -> list[str]:
    """The moves that ``user`` may make with ``entry`` as it stands, whatever it lacks."""
    found = []
    for move, (statuses, _) in MOVES.items():
        if entry.status not in statuses or (move in LESSONS_MOVES and not isinstance(entry, Lesson)):
            continue
        try:
            _check_person(entry, user, move)
        except MoveRefused:
            continue
        if move == ReviewMove.PUBLISH and user.pk in authors(entry):
            continue
        found.append(move)
    return found


LESSONS_MOVES = (ReviewMove.SUPERSEDE, ReviewMove.REINSTATE, ReviewMove.STILL_VALID)


@contextmanager
def _move(entry: Any, move: str, by: Any) -> Iterator[Any]:
    """The entry locked and as it is now, if ``by`` may make ``move`` with it."""
    statuses, _ = MOVES[move]
    with transaction.atomic(), open_door():
        found = type(entry)._default_manager.filter(pk=entry.pk)
        locked = found.visible_to(by).select_for_update(of=("self",)).first()
        if locked is None:
            raise MoveRefused("There is no such entry.")
        _check_person(locked, by, move)
        if locked.status not in statuses:
            raise MoveRefused(
                f"It is {locked.get_status_display().lower()} by now; this asks for one that is "
                f"{' or '.join(Status(one).label.lower() for one in statuses)}."
            )
        yield locked


def _check_person(entry: Any, by: Any, move: str) -> None:
    viewer = Viewer.of(by)
    if viewer.is_curator or viewer.is_administrator:
        return
    owns = entry is not None and entry.owner_id == viewer.user_id and viewer.user_id is not None
    # Whoever began an entry may give it up; once it is handed in it is the curators' to keep or not.
    discards = move == ReviewMove.ARCHIVE and entry is not None and entry.status in BEFORE_REVIEW
    if not owns or not (move in AUTHORS_MOVES or discards):
        raise MoveRefused("Only curators may do this.")


def _record(entry: Any, locked: Any, move: str, by: Any, reason: str) -> ReviewStep:
    """Write the new status and the step; ``entry`` in the caller's hand follows."""
    before, after = locked.status, MOVES[move][1] or locked.status
    locked.status = after
    with changing(by=by, reason=reason or ReviewMove(move).label):
        locked.save()
    step = ReviewStep.of(locked, move=move, from_status=before, to_status=after, by=by, reason=reason.strip())
    step.save()
    for name in ("status", "superseded_by_id", "review_by", "updated_at"):
        if hasattr(locked, name):
            setattr(entry, name, getattr(locked, name))
    notices.tell_of(locked, step)
    return step


def _needs(text: str, what: str) -> None:
    if not text.strip():
        raise MoveRefused(f"Say {what}.")


def _in_two_years(day: date) -> date:
    try:
        return day.replace(year=day.year + 2)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 2, day=28)
