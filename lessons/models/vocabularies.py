"""The vocabularies a lesson is tagged with."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel
from msn_kb.core.vocabulary import VocabularyTerm

from ..querysets import ThemeQuerySet


class Track(VocabularyTerm):
    """The level at which a mediation effort works."""


class Phase(VocabularyTerm):
    """The phase of a peace process."""


class Audience(VocabularyTerm):
    """Who a lesson speaks to."""


class Theme(SluggedModel):
    """A subject of mediation support; a vocabulary of two levels. Always public."""

    slug_source = "name"

    name = models.CharField(max_length=120, unique=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        limit_choices_to={"parent__isnull": True},
    )
    definition = models.TextField(blank=True, max_length=4000)
    synonyms = ArrayField(
        models.CharField(max_length=120),
        blank=True,
        default=list,
        help_text="Search words, separated by commas.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_retired = models.BooleanField(
        "retired", default=False, help_text="No longer offered; entries that carry it keep it."
    )
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    sort_name = FoldedField("name")
    tagged_names = names_column()
    search_vector = entry_vector(language="en", A=["name"], B=["tagged_names"], C=["definition"])
    search_length = entry_length("name", "definition")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="lessons_theme_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="lessons_theme_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two levels only: a parent has no parent, a theme with children gets none."""
        if self.parent and (self.parent.parent_id or (self.pk and self.children.exists())):
            raise ValidationError({"parent": "Themes have two levels: choose a theme of the first level."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)
