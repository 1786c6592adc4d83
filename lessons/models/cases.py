"""Good-practice cases."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from msn_kb.core.access import Attribution, PublicQuerySet
from msn_kb.core.beginnings import beginning_index, words_index
from msn_kb.core.dates import PartialDateField, partial_date_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel
from organizations.choices import LANGUAGES
from organizations.models import Citation, Country, Office, Organization, PeaceProcess, ProtectedRecord

from ..querysets import CaseQuerySet
from .lessons import Lesson
from .vocabularies import Theme, Track


class Case(SluggedModel, ProtectedRecord):
    """What somebody did in a situation, what came of it and why; the lessons drawn from it are linked."""

    title = models.CharField(max_length=250)
    situation = models.TextField(max_length=20000)
    approach = models.TextField(max_length=20000)
    result = models.TextField(blank=True, max_length=20000, help_text="Where stated.")
    what_worked = models.TextField(
        "what made it work", blank=True, max_length=20000, help_text="Where stated."
    )
    limits = models.TextField(
        "limits and transferability", blank=True, max_length=20000, help_text="Where stated."
    )
    start = PartialDateField("from")
    end = PartialDateField("until")
    process = models.ForeignKey(
        PeaceProcess, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    countries = models.ManyToManyField(Country, blank=True, related_name="cases")
    tracks = models.ManyToManyField(Track, blank=True, related_name="cases")
    themes = models.ManyToManyField(Theme, blank=True, related_name="cases")
    lessons = models.ManyToManyField(
        Lesson, blank=True, related_name="cases", verbose_name="lessons drawn from it"
    )
    language = models.CharField(max_length=3, choices=LANGUAGES, default="en")
    attribution = models.CharField(
        max_length=20, choices=Attribution.choices, default=Attribution.ORGANIZATION_ONLY
    )
    sort_title = FoldedField("title")
    tagged_names = names_column()
    search_vector = entry_vector(
        A=["title"],
        B=["approach", "result", "what_worked"],
        C=["situation", "limits"],
        D=["tagged_names"],
    )
    search_length = entry_length("title", "approach", "result", "what_worked", "situation", "limits")

    objects = CaseQuerySet.as_manager()

    class Meta(ProtectedRecord.Meta):
        ordering = ["sort_title", "pk"]
        indexes = [
            GinIndex(fields=["search_vector"], name="lessons_case_search"),
            beginning_index("sort_title", "lessons_case_title_begin"),
            words_index("sort_title", "lessons_case_title_typed"),
        ]
        constraints = [
            *SluggedModel.Meta.constraints,
            *ProtectedRecord.Meta.constraints,
            partial_date_constraint("start"),
            partial_date_constraint("end"),
            models.CheckConstraint(condition=~Q(title=""), name="lessons_case_titled"),
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values), name="lessons_case_attribution_known"
            ),
            models.CheckConstraint(
                condition=Q(start="") | Q(end="") | Q(end__gte=models.F("start")),
                name="lessons_case_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CaseActor(models.Model):
    """An organization or an office in a case, with what it did there in a few words."""

    part_of = "case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actors")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="case_roles"
    )
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="case_roles"
    )
    role = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, office__isnull=True)
                | Q(organization__isnull=True, office__isnull=False),
                name="lessons_caseactor_one_actor",
                violation_error_message="An actor is either an organization or an office.",
            )
        ]

    def __str__(self) -> str:
        return self.role


class CaseCitation(Citation):
    """Where a case is described."""

    record = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(fields=["record", "source", "locator"], name="lessons_casecitation_once")
        ]
