"""Records that belong to no single app."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from .entry_totals import EntryTotal  # noqa: F401 - Django looks for models here
from .handling import Handling
from .history.models import RowChange  # noqa: F401 - Django looks for models here
from .search.models import SearchStatistics, SearchWord  # noqa: F401 - Django looks for models here


class FormerSlugManager(models.Manager["FormerSlug"]):
    def remember(self, record: models.Model, slug: str) -> None:
        """Note that ``record`` was once found under ``slug``; a later holder of the same slug takes it over."""
        self.update_or_create(model=record._meta.label_lower, slug=slug, defaults={"object_id": record.pk})

    def holder(self, model: type[models.Model], slug: str) -> int | None:
        """Primary key of the record of ``model`` that once had ``slug``."""
        found = self.filter(model=model._meta.label_lower, slug=slug).values_list("object_id", flat=True)
        return found.first()


class FormerSlug(models.Model):
    """An address that a record had before; it redirects to the present one."""

    has_history = False

    model = models.CharField(max_length=100)
    slug = models.CharField(max_length=120)
    object_id = models.BigIntegerField()
    changed_at = models.DateTimeField(auto_now=True)

    objects = FormerSlugManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="core_formerslug_model_slug")]

    def __str__(self) -> str:
        return f"{self.model} {self.slug}"


class StarterRecord(models.Model):
    """What the starter collection last wrote for one entry, so that a curator's edit is told from it and kept."""

    has_history = False

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    written = models.JSONField(help_text="The entry as the loader last left it in the database.")
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="core_starterrecord_kind_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Change(models.Model):
    """Somebody wrote to one of the watched tables; triggers add these rows (``msn_kb.core.changes``)."""

    has_history = False

    token = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.token)


class AccessEntry(models.Model):
    """Somebody read or took along something that is TLP:AMBER or TLP:RED: who, what and when, never the text.

    ``what`` says by which way (“page”, “CSV”, “admin” …); an export names all its closed records in one entry each.
    """

    has_history = False
    is_watched = False

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="access_entries",
        verbose_name="person",
    )
    what = models.CharField("way", max_length=40)
    kind = models.CharField(max_length=60)
    number = models.BigIntegerField()
    handling = models.CharField(max_length=10, choices=Handling.choices)

    class Meta:
        verbose_name = "entry of the access log"
        verbose_name_plural = "access log"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes = [models.Index(fields=["kind", "number"], name="core_accessentry_about")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class MergedRecord(models.Model):
    """A record that went into another one of the same kind; its history stays under its own number."""

    has_history = False

    kind = models.CharField(max_length=60)
    number = models.BigIntegerField()
    into = models.BigIntegerField()
    title = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "into"], name="core_mergedrecord_into")]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="core_mergedrecord_once")]

    def __str__(self) -> str:
        return self.title
