"""The review of entries: every step of an entry's life, who looks at it by when, what was said, and proposed changes.

They speak of records of several kinds, so each names its record by ``kind`` (a model's label, such as
``lessons.lesson``) and ``number`` (its primary key). Only ``lessons.review`` writes steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from msn_kb.core.access import GuardedQuerySet, Viewer, is_guarded, open_door

from ..choices import ProposalState, ReviewMove


class AboutQuerySet(GuardedQuerySet):
    """Rows about records of several kinds; whoever may not see the record sees nothing about it."""

    def visibility(self, viewer: Viewer) -> Q:
        """Administrators all; curators those about records they may see; others by :meth:`about` alone."""
        if viewer.is_administrator:
            return Q()
        return _about_seen(viewer) if viewer.is_curator else Q(pk__in=[])

    def about(self, record: models.Model) -> Self:
        """Those about ``record``, which has come through its own door."""
        return self.about_all([record])

    def about_all(self, records: Sequence[models.Model]) -> Self:
        """The same for several records of one kind, at least one."""
        keys = [record.pk for record in records]
        found = self.filter(kind=records[0]._meta.label_lower, number__in=keys)
        found._came_through_the_door = True
        return found


class AboutARecord(models.Model):
    """Speaks of one record of any kind."""

    has_history = False

    kind = models.CharField(max_length=60, editable=False)
    number = models.BigIntegerField(editable=False)

    objects: ClassVar[Any] = AboutQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @classmethod
    def of(cls, record: models.Model, **fields: Any) -> Self:
        """One about ``record``, not saved yet."""
        return cls(kind=record._meta.label_lower, number=record.pk, **fields)

    @property
    def model(self) -> type[models.Model]:
        """What kind of record it speaks of."""
        return apps.get_model(self.kind)

    def record_for(self, user: Any) -> models.Model | None:
        """The record it speaks of as far as ``user`` may see it."""
        every: Any = self.model._default_manager
        found: models.Model | None = every.visible_to(user).filter(pk=self.number).first()
        return found


class ReviewStep(AboutARecord):
    """One step in the life of an entry or of a proposed change: who did what, when and why. Never changed."""

    move = models.CharField(max_length=20, choices=ReviewMove.choices)
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="review_steps"
    )
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True, max_length=4000)

    class Meta(AboutARecord.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        indexes = [models.Index(fields=["kind", "number"], name="lessons_reviewstep_about")]

    def __str__(self) -> str:
        return self.get_move_display()


class ReviewAssignment(AboutARecord):
    """Who is to review a record, and by when."""

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    due = models.DateField(null=True, blank=True)

    class Meta(AboutARecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="lessons_reviewassignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class ReviewComment(AboutARecord):
    """A remark of a curator, or of the author, in the course of a review."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="review_comments"
    )
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=4000)

    class Meta(AboutARecord.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        indexes = [models.Index(fields=["kind", "number"], name="lessons_reviewcomment_about")]

    def __str__(self) -> str:
        return self.text[:80]


class ProposalQuerySet(AboutQuerySet):
    """Proposed changes; whoever may not see the record sees no proposal about it."""

    def visibility(self, viewer: Viewer) -> Q:
        """Administrators all; curators those about records they may see; authors their own about such records."""
        if viewer.user_id is None:
            return Q(pk__in=[])
        if viewer.is_administrator:
            return Q()
        seen = _about_seen(viewer)
        return seen if viewer.is_curator else seen & Q(author_id=viewer.user_id)


class Proposal(AboutARecord):
    """A change to an entry that somebody proposes; the entry stays as it is until a curator accepts it.

    ``proposed`` holds the new value of each field that is to change, ``basis`` what the field held when the proposal
    was written; texts as text, relations as lists of primary keys. A correction may also be put in words alone.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    state = models.CharField(
        max_length=12, choices=ProposalState.choices, default=ProposalState.DRAFT, db_index=True
    )
    proposed = models.JSONField(default=dict, blank=True)
    basis = models.JSONField(default=dict, blank=True)
    explanation = models.TextField(
        max_length=4000, help_text="What is wrong or missing, and how you know: a source, a page, a date."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = ProposalQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes = [models.Index(fields=["kind", "number"], name="lessons_proposal_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="lessons_proposal_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(proposed={}) | ~Q(explanation=""), name="lessons_proposal_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Proposed change {self.pk}"


def proposable_models() -> list[type[models.Model]]:
    """The kinds of records to which members may propose changes: all that have a page of their own."""
    names = (
        "lessons.lesson",
        "lessons.case",
        "lessons.term",
        "organizations.organization",
        "organizations.office",
        "organizations.meeting",
        "organizations.peaceprocess",
        "organizations.source",
    )
    return [apps.get_model(name) for name in names]


def _about_seen(viewer: Viewer) -> Q:
    """About a record that ``viewer`` may see."""
    seen = Q()
    with open_door():
        for model in (*proposable_models(), apps.get_model("organizations.engagement")):
            records: Any = model._default_manager.all()
            if is_guarded(model):
                records = records.filter(records.visibility(viewer))
            seen |= Q(kind=model._meta.label_lower, number__in=records.order_by().values("pk"))
    return seen
