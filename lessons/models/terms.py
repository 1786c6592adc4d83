"""The glossary: terms, and contrasts that explain two terms side by side."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from msn_kb.core.access import PublicQuerySet
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel
from organizations.models import Citation

from ..querysets import TermQuerySet


class Term(SluggedModel):
    """A term of the field and what it means. Always public."""

    slug_source = "name"

    name = models.CharField(max_length=150, unique=True)
    definition = models.TextField(max_length=8000)
    synonyms = ArrayField(
        models.CharField(max_length=150), blank=True, default=list, help_text="Separated by commas."
    )
    is_editorial = models.BooleanField(
        "editors' own definition", default=False, help_text="The sources use the term but do not define it."
    )
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_name = FoldedField("name")
    tagged_names = names_column()
    search_vector = entry_vector(language="en", A=["name"], B=["tagged_names"], C=["definition"])
    search_length = entry_length("name", "definition")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="lessons_term_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(definition=""), name="lessons_term_defined"),
        ]

    def __str__(self) -> str:
        return self.name


class Contrast(SluggedModel):
    """Two terms that are often confused, explained point by point. Always public."""

    slug_source = "name"

    first = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="contrasts_as_first")
    second = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="contrasts_as_second")
    summary = models.TextField(blank=True, max_length=8000)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            *SluggedModel.Meta.constraints,
            models.UniqueConstraint(fields=["first", "second"], name="lessons_contrast_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="lessons_contrast_two_terms"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Both terms, as in “Mediation and negotiation”."""
        return f"{self.first} and {self.second.name[:1].lower()}{self.second.name[1:]}"


class ContrastPoint(models.Model):
    """One aspect in which the two terms differ."""

    part_of = "contrast"

    contrast = models.ForeignKey(Contrast, on_delete=models.CASCADE, related_name="points")
    aspect = models.CharField(max_length=150)
    first = models.TextField("of the first term", max_length=4000)
    second = models.TextField("of the second term", max_length=4000)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contrast", "aspect"], name="lessons_contrastpoint_once")
        ]

    def __str__(self) -> str:
        return self.aspect


class TermCitation(Citation):
    record = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["record", "source", "locator"], name="lessons_termcitation_once")
        ]


class ContrastCitation(Citation):
    record = models.ForeignKey(Contrast, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="lessons_contrastcitation_once"
            )
        ]
