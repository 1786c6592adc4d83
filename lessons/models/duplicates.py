"""Pairs of entries that look alike and are not the same: what a curator has looked into is not suspected again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from msn_kb.core.access import CuratorsQuerySet


class NotDuplicates(models.Model):
    """Two entries of one kind (a model's label) that a curator found to be two; ``first`` has the lower number."""

    has_history = False

    kind = models.CharField(max_length=60)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=600, blank=True)

    objects = CuratorsQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="lessons_notduplicates_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="lessons_notduplicates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} and {self.second}"
