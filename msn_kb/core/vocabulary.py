"""Vocabularies that curators edit: each value has a code that addresses and exports use, and a name people read."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction

from .access import PublicQuerySet
from .models import FormerSlug


class VocabularyTerm(models.Model):
    """One value of a vocabulary."""

    code = models.CharField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", "Letters, digits, hyphens and full stops.")
        ],
        help_text="Used in addresses, imports and exports. Changing it breaks saved addresses.",
    )
    name = models.CharField(max_length=200, unique=True)
    definition = models.TextField(blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Values are listed in this order, then by name."
    )

    is_retired = models.BooleanField(
        "retired", default=False, help_text="No longer offered; entries that carry it keep it."
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A code that was used before goes on working in addresses of lists."""
        before = getattr(self, "_stored_code", "")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and before != self.code:
                FormerSlug.objects.remember(self, before)
        self._stored_code = self.code

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Any:
        instance = super().from_db(db, field_names, values)
        instance._stored_code = instance.__dict__.get("code", "")
        return instance
