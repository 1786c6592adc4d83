"""Where a person's contributions stand: their state, who looks at them by when, and every step so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..models import Lesson, Proposal, ReviewAssignment, ReviewComment, ReviewStep


@dataclass(frozen=True)
class Remark:
    """What somebody said in the course of a review."""

    at: datetime
    text: str
    by: Any


@dataclass
class Standing:
    """One contribution: the entry or the proposal, its ``record`` (of a proposal what it is about), and its review."""

    contribution: Any
    record: Any
    reviewer: Any = None
    due: date | None = None
    steps: list[ReviewStep] = field(default_factory=list)
    comments: list[ReviewComment] = field(default_factory=list)

    @property
    def remark(self) -> Remark | None:
        """The last thing that was said about it, in a comment or as the reason of a step; else ``None``."""
        said = [Remark(one.at, one.text, one.by) for one in self.comments]
        said += [Remark(step.at, step.reason, step.by) for step in self.steps if step.reason]
        return max(said, key=lambda one: one.at, default=None)


def own_lessons(user: Any) -> Any:
    """The lessons that ``user`` wrote, as far as they may still see them; last changed first."""
    texts = ("context", "recommendation", "applicability", "evidence_note", "search_vector", "tagged_names")
    return Lesson.objects.visible_to(user).filter(owner=user).defer(*texts).order_by("-updated_at", "-pk")


def own_proposals(user: Any) -> Any:
    """The changes that ``user`` proposed to entries they may still see; last changed first."""
    return Proposal.objects.visible_to(user).filter(author=user).order_by("-updated_at", "-pk")


def standing_of(contributions: Iterable[Any], user: Any) -> list[Standing]:
    """How each of ``contributions``, all of one kind, stands; a few queries for any number of them."""
    found = list(contributions)
    records = _records(found, user)
    made = {one.pk: Standing(one, records.get(one.pk)) for one in found}
    if not made:
        return []
    for assigned in ReviewAssignment.objects.about_all(found).select_related("reviewer"):
        made[assigned.number].reviewer, made[assigned.number].due = assigned.reviewer, assigned.due
    for step in ReviewStep.objects.about_all(found).select_related("by"):
        made[step.number].steps.append(step)
    for comment in ReviewComment.objects.about_all(found).select_related("by"):
        made[comment.number].comments.append(comment)
    return [made[one.pk] for one in found]


def _records(found: list[Any], user: Any) -> dict[int, Any]:
    """What each contribution is about, by its primary key: a lesson itself, of a proposal the record."""
    records: dict[int, Any] = {}
    wanted: dict[Any, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if isinstance(one, Proposal):
            wanted[one.model][one.number].append(one.pk)
        else:
            records[one.pk] = one
    for model, proposals in wanted.items():
        for record in model._default_manager.visible_to(user).filter(pk__in=list(proposals)):
            records.update(dict.fromkeys(proposals[record.pk], record))
    return records
