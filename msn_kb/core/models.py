"""Records that belong to no single app."""

from __future__ import annotations

from django.db import models

from .entry_totals import EntryTotal  # noqa: F401 - Django looks for models here
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

    token = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.token)
