"""Peace processes, and who is engaged in them in which role."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce

from msn_kb.core.dates import year_order_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel

from ..choices import EngagementRole, ProcessStatus
from ..querysets import EngagementQuerySet, PeaceProcessQuerySet
from .geography import Country
from .offices import Office
from .organizations import Organization
from .protected import ProtectedRecord
from .sources import Citation


class PeaceProcess(SluggedModel, ProtectedRecord):
    """An effort to end or prevent an armed conflict by talks."""

    slug_source = "name"
    noun = "process"

    name = models.CharField(max_length=250, unique=True)
    other_names = ArrayField(
        models.CharField(max_length=250), blank=True, default=list, help_text="Separated by commas."
    )
    countries = models.ManyToManyField(Country, blank=True, related_name="processes")
    start_year = models.PositiveSmallIntegerField("since", null=True, blank=True)
    end_year = models.PositiveSmallIntegerField("until", null=True, blank=True)
    process_status = models.CharField(
        "state of the process", max_length=20, choices=ProcessStatus.choices, default=ProcessStatus.NOT_STATED
    )
    summary = models.TextField(blank=True, max_length=8000)
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_name = FoldedField("name")
    tagged_names = names_column()
    search_vector = entry_vector(language="en", A=["name"], B=["tagged_names"], C=["summary"])
    search_length = entry_length("name", "summary")

    objects = PeaceProcessQuerySet.as_manager()

    class Meta(ProtectedRecord.Meta):
        ordering = ["sort_name", "pk"]
        verbose_name_plural = "peace processes"
        indexes = [GinIndex(fields=["search_vector"], name="organizations_process_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            *ProtectedRecord.Meta.constraints,
            year_order_constraint(),
        ]

    def __str__(self) -> str:
        return self.name


class Engagement(ProtectedRecord):
    """An organization or a state in a process, with its role as the source gives it."""

    process = models.ForeignKey(PeaceProcess, on_delete=models.CASCADE, related_name="engagements")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="engagements",
        help_text="States are organizations of the kind “State or state body”.",
    )
    office = models.ForeignKey(
        Office,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="engagements",
        help_text="The office that acts, where the source says so.",
    )
    through = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="member_engagements",
        limit_choices_to={"kind": "network"},
        help_text="The contact group it acts in.",
    )
    role = models.CharField(
        max_length=24, choices=EngagementRole.choices, default=EngagementRole.NOT_SPECIFIED
    )
    start_year = models.PositiveSmallIntegerField("since", null=True, blank=True)
    end_year = models.PositiveSmallIntegerField("until", null=True, blank=True)
    description = models.TextField(
        blank=True, max_length=4000, help_text="What it did, in a sentence or two."
    )
    note = models.TextField("editors' note", blank=True, max_length=2000)

    objects = EngagementQuerySet.as_manager()

    class Meta(ProtectedRecord.Meta):
        ordering = ["process__sort_name", "role", "organization__sort_name", "pk"]
        constraints = [
            *ProtectedRecord.Meta.constraints,
            year_order_constraint(),
            models.UniqueConstraint(
                "process",
                "organization",
                "role",
                Coalesce("start_year", 0),
                name="organizations_engagement_once",
                violation_error_message="This organization is entered in this role already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.pk or ''}".strip()


class ProcessCitation(Citation):
    record = models.ForeignKey(PeaceProcess, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_processcitation_once"
            )
        ]


class EngagementCitation(Citation):
    record = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_engagementcitation_once"
            )
        ]
