"""How lessons bear on each other, and where they were applied."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from msn_kb.core.dates import PartialDateField, partial_date_constraint
from organizations.models import Country, Organization, PeaceProcess

from ..choices import Relation
from ..querysets import ApplicationQuerySet, LinkQuerySet
from .lessons import Lesson


class LessonLink(models.Model):
    """One lesson supports, contradicts, refines or supersedes another."""

    part_of = "lesson"

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="links")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    other = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="reverse_links")
    note = models.CharField(max_length=600, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["relation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "other"],
                name="lessons_lessonlink_once",
                violation_error_message="These two lessons are linked already.",
            ),
            models.CheckConstraint(
                condition=~Q(lesson=F("other")),
                name="lessons_lessonlink_two_lessons",
                violation_error_message="A lesson cannot be linked to itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_relation_display()


class Application(models.Model):
    """This lesson was applied here: where, when, by whom, what came of it."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="applications")
    description = models.TextField(max_length=8000, help_text="What was done with the lesson.")
    process = models.ForeignKey(
        PeaceProcess, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    date = PartialDateField()
    outcome = models.TextField(blank=True, max_length=8000, help_text="What came of it.")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-date", "pk"]
        constraints = [partial_date_constraint("date")]

    def __str__(self) -> str:
        return f"Application {self.pk or ''}".strip()
