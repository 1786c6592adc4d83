"""Changes that are proposed to an entry: one function for each move, and both texts side by side.

draft → in review → accepted, declined; returned for changes on the way, withdrawn by the author at any time before.
The entry stays as it is until a curator other than the author accepts the change; then all of it is written in one
transaction. What was changed in the meantime is never written over: the move is refused and both texts are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from msn_kb.core.access import READABLE, Viewer, open_door
from msn_kb.core.history import changing

from . import notices
from .choices import OPEN, ProposalState, ReviewMove
from .completeness import LACKS, lacks
from .models import Lesson, Proposal, ReviewStep
from .models.reviews import proposable_models
from .proposable import (
    ProposableField,
    content_of,
    fields_of,
    kept_value,
    write_to,
)
from .review import MoveRefused, authors
from .rules import check_translation
from .sides import Side, side_by_side

__all__ = [
    "MoveRefused",
    "ProposableField",
    "Side",
    "accept",
    "decline",
    "fields_of",
    "moves_for",
    "open_proposal",
    "propose",
    "return_for_changes",
    "rewrite",
    "side_by_side",
    "submit",
    "withdraw",
]

BEFORE_REVIEW = (ProposalState.DRAFT, ProposalState.RETURNED)
# From which states each move leads, and to which.
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    ReviewMove.SUBMIT: (BEFORE_REVIEW, ProposalState.IN_REVIEW),
    ReviewMove.WITHDRAW: (OPEN, ProposalState.WITHDRAWN),
    ReviewMove.RETURN: ((ProposalState.IN_REVIEW,), ProposalState.RETURNED),
    ReviewMove.ACCEPT: ((ProposalState.IN_REVIEW,), ProposalState.ACCEPTED),
    ReviewMove.DECLINE: ((ProposalState.IN_REVIEW,), ProposalState.DECLINED),
}
AUTHORS_MOVES = (ReviewMove.SUBMIT, ReviewMove.WITHDRAW)


def propose(record: Any, by: Any, values: Mapping[str, Any], explanation: str) -> Proposal:
    """A draft of changes to ``record``: of ``values`` by field, those that differ are kept.

    Members may; raises ``MoveRefused`` for who may not, for a field that this person may not change, and while another
    proposal by the same person about the record is open; ``ValidationError`` for a value that the field cannot hold.
    """
    _check_author(record, by)
    with transaction.atomic(), open_door():
        # Two posts of one form wait here for each other.
        type(record)._default_manager.filter(pk=record.pk).select_for_update(of=("self",)).first()
        if open_proposal(record, by):
            raise MoveRefused("You have a proposal about this entry already; change that one.")
        proposal = Proposal.of(record, author=by)
        _write(proposal, record, by, values, explanation)
    return proposal


def rewrite(proposal: Proposal, by: Any, values: Mapping[str, Any], explanation: str) -> Proposal:
    """Write a draft or returned proposal again, by its author, on the ground of the entry as it is now."""
    with _locked(proposal, by, BEFORE_REVIEW, "change it") as locked:
        if locked.author_id != by.pk:
            raise MoveRefused("Only its author may change a proposal.")
        record = _record_of(locked, by)
        _check_author(record, by)
        _write(locked, record, by, values, explanation)
    _follow(proposal, locked)
    return proposal


def open_proposal(record: Any, by: Any) -> Proposal | None:
    """The proposal of ``by`` about ``record`` that is neither decided nor withdrawn."""
    own = Proposal.objects.visible_to(by).about(record)
    found: Proposal | None = own.filter(author_id=by.pk, state__in=OPEN).first()
    return found


def submit(proposal: Proposal, by: Any) -> ReviewStep:
    """Hand ``proposal`` in for review; its author may."""
    with _move(proposal, ReviewMove.SUBMIT, by) as locked:
        return _step(proposal, locked, ReviewMove.SUBMIT, by, "")


def withdraw(proposal: Proposal, by: Any) -> ReviewStep:
    """Give ``proposal`` up; its author may, until it is decided."""
    with _move(proposal, ReviewMove.WITHDRAW, by) as locked:
        return _step(proposal, locked, ReviewMove.WITHDRAW, by, "")


def return_for_changes(proposal: Proposal, by: Any, reason: str) -> ReviewStep:
    """Give ``proposal`` back to its author, with what is to be changed."""
    _needs(reason, "what is to be changed")
    with _move(proposal, ReviewMove.RETURN, by) as locked:
        return _step(proposal, locked, ReviewMove.RETURN, by, reason)


def decline(proposal: Proposal, by: Any, reason: str) -> ReviewStep:
    """Leave the entry as it is."""
    _needs(reason, "why it is declined")
    with _move(proposal, ReviewMove.DECLINE, by) as locked:
        return _step(proposal, locked, ReviewMove.DECLINE, by, reason)


def accept(proposal: Proposal, by: Any, reason: str) -> ReviewStep:
    """Write the proposed change to its entry, all of it or nothing.

    Raises ``MoveRefused`` for its author, where the entry was changed in a proposed field since the proposal was
    written, and where the entry would break a rule. A proposal in words alone is closed with what was done about it.
    """
    with _move(proposal, ReviewMove.ACCEPT, by) as locked:
        if by.pk in authors(locked):
            raise MoveRefused("Somebody other than its author has to review it.")
        if not locked.proposed:
            _needs(reason, "what was done about it")
        record = _record_of(locked, by, lock=True)
        _check_unchanged(locked, record)
        why = f"Proposed by {locked.author or 'somebody'}: {locked.explanation} {reason}".strip()
        with changing(by=by, reason=why):
            _apply(record, locked.proposed)
        return _step(proposal, locked, ReviewMove.ACCEPT, by, reason)


def moves_for(proposal: Proposal, user: Any) -> list[str]:
    """The moves that ``user`` may make with ``proposal`` as it stands."""
    return [
        move
        for move, (states, _) in MOVES.items()
        if proposal.state in states
        and _is_allowed(proposal, user, move)
        and not (move == ReviewMove.ACCEPT and user.pk in authors(proposal))
    ]


def _write(proposal: Proposal, record: Any, by: Any, values: Mapping[str, Any], explanation: str) -> None:
    _needs(explanation, "what is wrong or missing, and how you know")
    allowed = {field.name for field in fields_of(record, by)}
    if refused := sorted(set(values) - allowed):
        raise MoveRefused(f"This cannot be changed by a proposal: {', '.join(refused)}.")
    present = content_of(record, values)
    wanted = {name: kept_value(record, name, value, by) for name, value in values.items()}
    changed = [name for name, value in wanted.items() if value != present[name]]
    proposal.proposed = {name: wanted[name] for name in changed}
    proposal.basis = {name: present[name] for name in changed}
    proposal.explanation = explanation.strip()
    proposal.full_clean()
    proposal.save()


def _apply(record: Any, proposed: dict[str, Any]) -> None:
    if not proposed:
        return
    is_gated = type(record) in LACKS and record.status in READABLE
    lacked = lacks(record) if is_gated else []
    try:
        with transaction.atomic():
            write_to(record, proposed)
            if isinstance(record, Lesson):
                check_translation(record)
    except ValidationError as error:
        raise MoveRefused(f"The entry would break a rule. {' '.join(error.messages)}") from error
    except IntegrityError as error:
        raise MoveRefused(
            "The entry would break a rule: something that it names is there no more."
        ) from error
    # What was missing before, as in entries of old, does not stand in the way of a correction.
    missing = [one for one in lacks(record) if one not in lacked] if is_gated else []
    if missing:
        raise MoveRefused(f"The entry would lack {', '.join(missing)}.")


def _check_unchanged(proposal: Proposal, record: Any) -> None:
    present = content_of(record, proposal.proposed)
    changed = [name for name, value in present.items() if value != proposal.basis.get(name)]
    if changed:
        labels = [one.label for one in fields_of(record) if one.name in changed]
        raise MoveRefused(
            f"The entry was changed after this was written: {', '.join(labels)}. Nothing is written over. Compare "
            "both, and return the proposal to its author, who then sees the entry as it is now."
        )


@contextmanager
def _move(proposal: Proposal, move: str, by: Any) -> Iterator[Proposal]:
    """The proposal locked and as it is now, if ``by`` may make ``move`` with it."""
    with _locked(proposal, by, MOVES[move][0], "do this") as locked:
        if not _is_allowed(locked, by, move):
            raise MoveRefused(
                "Only its author may do this." if move in AUTHORS_MOVES else "Only curators may do this."
            )
        yield locked


@contextmanager
def _locked(proposal: Proposal, by: Any, states: tuple[str, ...], what: str) -> Iterator[Proposal]:
    with transaction.atomic(), open_door():
        found = Proposal.objects.visible_to(by).filter(pk=proposal.pk)
        locked = found.select_for_update(of=("self",)).first()
        if locked is None:
            raise MoveRefused("There is no such proposal.")
        if locked.state not in states:
            raise MoveRefused(f"It is {locked.get_state_display().lower()} by now: you cannot {what}.")
        yield locked


def _is_allowed(proposal: Proposal, by: Any, move: str) -> bool:
    viewer = Viewer.of(by)
    if move in AUTHORS_MOVES:
        return viewer.user_id is not None and proposal.author_id == viewer.user_id
    return viewer.is_curator or viewer.is_administrator


def _check_author(record: Any, by: Any) -> None:
    viewer = Viewer.of(by)
    if type(record) not in proposable_models():
        raise MoveRefused("Changes to this kind of record cannot be proposed.")
    if not (viewer.is_member or viewer.sees_affiliations):
        raise MoveRefused("Only members of the network may propose changes.")
    every: Any = type(record)._default_manager
    if not every.visible_to(by).filter(pk=record.pk).exists():
        raise MoveRefused("There is no such entry.")


def _record_of(proposal: Proposal, by: Any, *, lock: bool = False) -> Any:
    every: Any = proposal.model._default_manager
    records = every.visible_to(by).filter(pk=proposal.number)
    record = (records.select_for_update(of=("self",)) if lock else records).first()
    if record is None:
        raise MoveRefused("There is no such entry.")
    return record


def _step(proposal: Proposal, locked: Proposal, move: str, by: Any, reason: str) -> ReviewStep:
    """Write the new state and the step; ``proposal`` in the caller's hand follows."""
    before, locked.state = locked.state, MOVES[move][1]
    locked.save()
    step = ReviewStep.of(
        locked, move=move, from_status=before, to_status=locked.state, by=by, reason=reason.strip()
    )
    step.save()
    _follow(proposal, locked)
    notices.tell_of(locked, step)
    return step


def _follow(proposal: Proposal, locked: Proposal) -> None:
    for name in ("state", "proposed", "basis", "explanation", "updated_at"):
        setattr(proposal, name, getattr(locked, name))


def _needs(text: str, what: str) -> None:
    if not text.strip():
        raise MoveRefused(f"Say {what}.")
