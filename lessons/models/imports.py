"""Imports of lessons from files: previewed, applied and undone as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from msn_kb.core.access import GuardedQuerySet, Viewer

from ..choices import ImportState


class ImportRunQuerySet(GuardedQuerySet):
    """A file may hold anything, so an import shows to who began it and to administrators."""

    def visibility(self, viewer: Viewer) -> Q:
        if viewer.is_administrator:
            return Q()
        return Q(by=viewer.user_id) if viewer.is_curator else Q(pk__in=[])


class ImportRun(models.Model):
    """One file on its way in, or one that came in. ``content`` is kept until it is applied or given up.

    ``transactions`` are those that wrote its rows: they tell the history what to turn back.
    """

    has_history = False

    file_name = models.CharField(max_length=200)
    checksum = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(null=True)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.PREVIEWED)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, help_text="Line, column, value and what was expected, of each.")
    transactions = ArrayField(models.BigIntegerField(), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    reason = models.TextField(blank=True, max_length=2000)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="undone_imports"
    )

    objects: ClassVar[Any] = ImportRunQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
