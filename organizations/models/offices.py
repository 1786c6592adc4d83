"""Mediation support offices and units, whom they serve and what they offer."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from msn_kb.core.dates import PartialDateField, partial_date_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel
from msn_kb.core.vocabulary import VocabularyTerm

from ..choices import OfficeStatus, Placement
from ..querysets import OfficeQuerySet
from .organizations import Organization
from .sources import Citation


class SupportService(VocabularyTerm):
    """What a mediation support office does along the advisory cycle and beyond."""


class ClientGroup(VocabularyTerm):
    """Whom a mediation support office serves."""


class Office(SluggedModel):
    """A mediation support office or unit of one or more organizations. Always public."""

    slug_source = "name"

    name = models.CharField(max_length=250, unique=True)
    acronym = models.CharField(max_length=30, blank=True, db_index=True)
    hosts = models.ManyToManyField(Organization, related_name="offices", verbose_name="host organizations")
    status = models.CharField(max_length=12, choices=OfficeStatus.choices, default=OfficeStatus.NOT_STATED)
    year_established = models.PositiveSmallIntegerField(null=True, blank=True)
    mandate = models.TextField(blank=True, max_length=8000)
    placement = models.CharField(max_length=40, choices=Placement.choices, blank=True)
    staff_min = models.PositiveSmallIntegerField("staff, at least", null=True, blank=True)
    staff_max = models.PositiveSmallIntegerField("staff, at most", null=True, blank=True)
    staff_as_of = PartialDateField("date of the staff figure")
    clients = models.ManyToManyField(ClientGroup, blank=True, related_name="offices")
    services = models.ManyToManyField(
        SupportService, blank=True, related_name="offices", verbose_name="services offered"
    )
    funding = models.TextField(blank=True, max_length=4000)
    contact = models.TextField(blank=True, max_length=2000)
    website = models.URLField(max_length=400, blank=True)
    description = models.TextField(blank=True, max_length=8000)
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_name = FoldedField("name")
    tagged_names = names_column()
    # An acronym counts again: whoever types it means its bearer.
    search_vector = entry_vector(
        language="en", A=["name", "acronym"], B=["acronym", "tagged_names"], C=["mandate", "description"]
    )
    search_length = entry_length("name", "acronym", "mandate", "description")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="organizations_office_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            partial_date_constraint("staff_as_of"),
            models.CheckConstraint(
                condition=Q(staff_min__isnull=True)
                | Q(staff_max__isnull=True)
                | Q(staff_max__gte=models.F("staff_min")),
                name="organizations_office_staff_order",
                violation_error_message="The most staff is less than the least.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def short_name(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class OfficeCitation(Citation):
    record = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_officecitation_once"
            )
        ]
