"""Lessons: what was learned in supporting mediation."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Left, NullIf
from django.utils import timezone

from msn_kb.core.access import Attribution, Status
from msn_kb.core.beginnings import beginning_index, words_index
from msn_kb.core.dates import PartialDateField, partial_date_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.lists.facet_keys import keys_column
from msn_kb.core.search.languages import LANGUAGES as MARKED
from msn_kb.core.search.vector import entry_length, entry_vector, names_column, title_index
from msn_kb.core.slugs import SluggedModel
from organizations.choices import LANGUAGES
from organizations.models import (
    Citation,
    Country,
    Office,
    Organization,
    PeaceProcess,
    ProtectedRecord,
    Region,
    SupportService,
)

from ..choices import Evidence, LessonKind, Maturity
from ..querysets import LessonQuerySet
from .vocabularies import Audience, Phase, Theme, Track


class Lesson(SluggedModel, ProtectedRecord):
    """One lesson learned: where it arose, what was learned, what to do, where it holds, and how far to trust it."""

    title = models.CharField(max_length=250, validators=[MinLengthValidator(3)])
    kind = models.CharField(max_length=20, choices=LessonKind.choices)
    context = models.TextField(blank=True, max_length=20000, help_text="Where it arose.")
    insight = models.TextField(max_length=20000, help_text="What was learned.")
    recommendation = models.TextField(blank=True, max_length=20000, help_text="What to do.")
    applicability = models.TextField(
        blank=True, max_length=20000, help_text="Where it holds, and where it does not."
    )
    evidence = models.CharField("evidence strength", max_length=20, choices=Evidence.choices, blank=True)
    evidence_note = models.TextField(blank=True, max_length=4000)
    themes = models.ManyToManyField(Theme, blank=True, related_name="lessons")
    processes = models.ManyToManyField(PeaceProcess, blank=True, related_name="lessons")
    countries = models.ManyToManyField(Country, blank=True, related_name="lessons")
    regions = models.ManyToManyField(Region, blank=True, related_name="lessons")
    tracks = models.ManyToManyField(Track, blank=True, related_name="lessons")
    phases = models.ManyToManyField(Phase, blank=True, related_name="lessons")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="lessons")
    services = models.ManyToManyField(
        SupportService, blank=True, related_name="lessons", verbose_name="support services"
    )
    organizations = models.ManyToManyField(Organization, blank=True, related_name="lessons")
    offices = models.ManyToManyField(Office, blank=True, related_name="lessons")
    date = PartialDateField(help_text="When it was learned, as stated: 2018, 2018-10 or 2018-10-17.")
    year = models.GeneratedField(
        expression=Cast(NullIf(Left("date", 4), models.Value("")), models.SmallIntegerField()),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
        editable=False,
    )
    language = models.CharField(max_length=3, choices=LANGUAGES, default="en")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations"
    )
    attribution = models.CharField(
        max_length=20,
        choices=Attribution.choices,
        default=Attribution.ORGANIZATION_ONLY,
        help_text="Under the Chatham House Rule neither speaker nor affiliation may appear anywhere a reader can see.",
    )
    speaker = models.CharField(
        max_length=250,
        blank=True,
        help_text="Name and function of who said it; shown only where attribution is “Named”.",
    )
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes_lessons"
    )
    review_by = models.DateField(null=True, blank=True, help_text="When a curator should look at it again.")
    external_id = models.CharField(
        max_length=200, blank=True, help_text="The number a partner's file gives it."
    )
    # Within what that number is its own: a source or a file (``lessons.imports.identity``).
    external_scope = models.CharField(max_length=300, blank=True, default="", editable=False)
    is_demonstration = models.BooleanField(
        "demonstration entry", default=False, help_text="Invented to show how handling works; states no fact."
    )
    sort_title = FoldedField("title")
    tagged_names = names_column()
    facet_keys = keys_column()
    affiliation_keys = keys_column()
    search_vector = entry_vector(
        A=["title"],
        B=["insight", "recommendation"],
        C=["context", "applicability", "evidence_note"],
        D=["tagged_names"],
    )
    search_length = entry_length(
        "title", "insight", "recommendation", "context", "applicability", "evidence_note"
    )

    objects = LessonQuerySet.as_manager()

    class Meta(ProtectedRecord.Meta):
        ordering = ["-date", "pk"]
        indexes = [
            GinIndex(fields=["search_vector"], name="lessons_lesson_search"),
            title_index("lessons_lesson_title_words"),
            # The order of the list, with what decides who sees an entry: read without touching the table.
            models.Index(
                F("year").desc(nulls_last=True),
                F("date").desc(),
                F("id"),
                include=["status", "handling", "owner"],
                name="lessons_lesson_newest",
            ),
            models.Index(fields=["sort_title", "id"], name="lessons_lesson_title"),
            # The few whose language no mark in the vector tells (``msn_kb.core.search.missing``).
            models.Index(
                fields=["id"], condition=~Q(language__in=list(MARKED)), name="lessons_lesson_other_language"
            ),
            models.Index(
                fields=["external_scope", "external_id"],
                condition=~Q(external_scope=""),
                name="lessons_lesson_imported",
            ),
            beginning_index("sort_title", "lessons_lesson_title_begin"),
            words_index("sort_title", "lessons_lesson_title_typed"),
        ]
        constraints = [
            *SluggedModel.Meta.constraints,
            *ProtectedRecord.Meta.constraints,
            partial_date_constraint("date"),
            models.CheckConstraint(condition=~Q(title=""), name="lessons_lesson_titled"),
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values), name="lessons_lesson_attribution_known"
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=["", *Evidence.values]), name="lessons_lesson_evidence_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=LessonKind.values), name="lessons_lesson_kind_known"),
            models.CheckConstraint(
                condition=Q(status=Status.SUPERSEDED, superseded_by__isnull=False)
                | ~Q(status=Status.SUPERSEDED) & Q(superseded_by__isnull=True),
                name="lessons_lesson_superseded_by_one",
                violation_error_message="A superseded entry names its successor; no other entry does.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="lessons_lesson_not_own_successor",
                violation_error_message="An entry cannot supersede itself.",
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("id")),
                name="lessons_lesson_not_own_translation",
                violation_error_message="An entry cannot be a translation of itself.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | ~Q(insight=""),
                name="lessons_lesson_published_with_insight",
                violation_error_message="A published lesson says what was learned.",
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=Q(translation_of__isnull=False),
                name="lessons_lesson_one_translation_a_language",
                violation_error_message="There is a translation into this language already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``: which way the entry's language is written."""
        return "rtl" if self.language in settings.LANGUAGES_BIDI else "ltr"

    @property
    def maturity_label(self) -> str:
        """“Identified” for ``identified``; nothing for an entry that is not published. Needs ``with_maturity``."""
        code = getattr(self, "maturity", "")
        return Maturity(code).label if code else ""

    @property
    def review_overdue(self) -> bool:
        """Whether a curator should have looked at it again by now."""
        return bool(self.review_by and self.review_by < timezone.localdate())


class LessonCitation(Citation):
    """Where a lesson is drawn from."""

    record = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="lessons_lessoncitation_once"
            )
        ]
