"""What waits for review, of all kinds together: one query that filters, sorts and pages, and then one for each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from msn_kb.core.access import Handling, is_guarded
from organizations.models import User

from ..choices import ReviewMove
from ..completeness import LACKS
from ..models import Proposal, ReviewAssignment, ReviewStep
from ..models.reviews import proposable_models

PROPOSAL: str = Proposal._meta.label_lower
# Sorts behind every day that something is due.
NEVER = date.max
COLUMNS = ("what", "entry_number", "reviewer_number", "due_day", "since")
DUE, WAITING = "due", "waiting"
ORDERS = {DUE: ("due_order", "since", "what", "entry_number"), WAITING: ("since", "what", "entry_number")}
MINE, NOBODY = "mine", "nobody"


@dataclass(frozen=True)
class Wanted:
    """What is asked for. ``kind``: a model's label; ``reviewer``: “mine”, “nobody” or an account's number."""

    state: str
    kind: str = ""
    handling: str = ""
    reviewer: str = ""
    overdue: bool = False
    sort: str = DUE


@dataclass(frozen=True)
class Waiting:
    """One entry or proposal of the queue. ``about`` is the entry itself, or the one that the proposal would change."""

    kind: str
    number: int
    record: Any
    about: Any
    author: Any
    reviewer: Any
    due: date | None
    since: datetime

    @property
    def handling(self) -> str:
        """The handling of the entry; nothing for kinds that are always public."""
        return Handling(self.about.handling).label if hasattr(self.about, "handling") else ""

    @property
    def noun(self) -> str:
        """What it is: “lesson”, “change to a lesson”."""
        noun = str(self.about._meta.verbose_name)
        return f"change to: {noun}" if self.kind == PROPOSAL else noun

    @property
    def is_overdue(self) -> bool:
        """Whether its review was due before today."""
        return self.due is not None and self.due < timezone.localdate()


def waiting(user: Any, wanted: Wanted) -> QuerySet:
    """Rows of :data:`COLUMNS` of all that ``wanted`` asks for and ``user`` may see, in its order."""
    models: list[Any] = list(LACKS)
    parts: list[Any] = [
        _rows(
            model._default_manager.visible_to(user).filter(status=wanted.state, **_handled(wanted)),
            model._meta.label_lower,
            user,
            wanted,
        )
        for model in models
        if wanted.kind in ("", model._meta.label_lower)
    ]
    if wanted.kind in ("", PROPOSAL):
        proposed = Proposal.objects.visible_to(user).filter(state=wanted.state)
        parts.append(_rows(proposed.filter(_about(wanted.handling)), PROPOSAL, user, wanted))
    first, *others = parts
    return first.union(*others, all=True).order_by(*ORDERS[wanted.sort])


def loaded(rows: Iterable[dict[str, Any]], user: Any) -> list[Waiting]:
    """The records of ``rows``, in their order; as many queries for one row of each kind as for many."""
    rows = list(rows)
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        numbers[row["what"]].add(row["entry_number"])
    proposed = (
        Proposal.objects.visible_to(user).select_related("author").in_bulk(numbers.pop(PROPOSAL, set()))
    )
    for proposal in proposed.values():
        numbers[proposal.kind].add(proposal.number)
    records = {kind: _records(kind, keys, user) for kind, keys in numbers.items()}
    people = User.objects.in_bulk({row["reviewer_number"] for row in rows} - {None})
    found = []
    for row in rows:
        kind, number = row["what"], row["entry_number"]
        record = proposed.get(number) if kind == PROPOSAL else records[kind].get(number)
        about: Any = (
            records.get(record.kind, {}).get(record.number) if kind == PROPOSAL and record else record
        )
        if record is not None and about is not None:
            author = record.author if kind == PROPOSAL else record.owner
            reviewer = people.get(row["reviewer_number"])
            found.append(Waiting(kind, number, record, about, author, reviewer, row["due_day"], row["since"]))
    return found


def _rows(records: QuerySet, kind: str, user: Any, wanted: Wanted) -> QuerySet:
    this = {"kind": kind, "number": OuterRef("pk")}
    assigned = ReviewAssignment.objects.filter(**this)
    handed_in = ReviewStep.objects.filter(**this, move=ReviewMove.SUBMIT).order_by().values("kind")
    rows = records.order_by().annotate(
        what=Value(kind, CharField()),
        entry_number=F("pk"),
        reviewer_number=Subquery(assigned.values("reviewer")[:1]),
        due_day=Subquery(assigned.values("due")[:1]),
        due_order=Coalesce("due_day", Value(NEVER, DateField())),
        since=Coalesce(Subquery(handed_in.annotate(last=Max("at")).values("last")), "updated_at"),
    )
    rows = rows.filter(_reviewer(wanted.reviewer, user))
    if wanted.overdue:
        rows = rows.filter(due_day__lt=timezone.localdate())
    return rows.values(*COLUMNS, "due_order")


def _reviewer(wanted: str, user: Any) -> Q:
    if wanted == NOBODY:
        return Q(reviewer_number__isnull=True)
    if wanted:
        return Q(reviewer_number=user.pk if wanted == MINE else int(wanted))
    return Q()


def _handled(wanted: Wanted) -> dict[str, str]:
    return {"handling": wanted.handling} if wanted.handling else {}


def _about(handling: str) -> Q:
    """Proposals about records of this handling; what is always public counts as TLP:CLEAR."""
    if not handling:
        return Q()
    found = Q(pk__in=[])
    for model in proposable_models():
        kind = model._meta.label_lower
        if is_guarded(model):
            of_level = model._default_manager.filter(handling=handling).order_by().values("pk")
            found |= Q(kind=kind, number__in=of_level)
        elif handling == Handling.CLEAR:
            found |= Q(kind=kind)
    return found


def _records(kind: str, keys: set[int], user: Any) -> dict[int, Any]:
    from django.apps import apps

    model: Any = apps.get_model(kind)
    relations = [name for name in ("owner", "organization", "process") if _is_relation(model, name)]
    found: dict[int, Any] = model._default_manager.visible_to(user).select_related(*relations).in_bulk(keys)
    return found


def _is_relation(model: Any, name: str) -> bool:
    return any(field.name == name and field.many_to_one for field in model._meta.get_fields())
