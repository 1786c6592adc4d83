"""Organizations, their names, and the networks they belong to."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from msn_kb.core.access import PublicQuerySet
from msn_kb.core.dates import PartialDateField, partial_date_constraint, year_order_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel

from ..choices import LANGUAGES, NameKind, OrganizationKind
from ..querysets import OrganizationQuerySet
from .geography import Country, Region
from .sources import Citation


class Organization(SluggedModel):
    """A body that acts: intergovernmental, regional, state, NGO, academic, or a network of such. Always public."""

    slug_source = "name"

    name = models.CharField(max_length=250, unique=True)
    acronym = models.CharField(
        max_length=30, blank=True, db_index=True, help_text="Two bodies may share an acronym."
    )
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    website = models.URLField(max_length=400, blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
        verbose_name="headquarters",
    )
    regions = models.ManyToManyField(
        Region, blank=True, related_name="organizations", verbose_name="regions of work"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    description = models.TextField(blank=True, max_length=8000)
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_name = FoldedField("name")
    tagged_names = names_column()
    # An acronym counts again: whoever types it means its bearer.
    search_vector = entry_vector(
        language="en", A=["name", "acronym"], B=["acronym", "tagged_names"], C=["description"]
    )
    search_length = entry_length("name", "acronym", "description")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="organizations_org_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="organizations_organization_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def short_name(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class OrganizationName(models.Model):
    """Another name of an organization: in another language, former, short, or as a source writes it."""

    part_of = "organization"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=250)
    language = models.CharField(max_length=3, choices=LANGUAGES, blank=True)
    kind = models.CharField(max_length=12, choices=NameKind.choices, default=NameKind.VARIANT)
    note = models.CharField(max_length=600, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="organizations_organizationname_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organization or an office belongs to a network (which is itself an organization)."""

    part_of = "network"

    network = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="members", limit_choices_to={"kind": "network"}
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    office = models.ForeignKey(
        "organizations.Office", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    start_year = models.PositiveSmallIntegerField("since", null=True, blank=True)
    end_year = models.PositiveSmallIntegerField("until", null=True, blank=True)
    as_of = PartialDateField(
        "as of", help_text="The date of the list that names this member: 2022 or 2022-04."
    )
    note = models.TextField("editors' note", blank=True, max_length=2000)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["network__sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, office__isnull=True)
                | Q(organization__isnull=True, office__isnull=False),
                name="organizations_membership_one_member",
                violation_error_message="A member is either an organization or an office.",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) | ~Q(organization=models.F("network")),
                name="organizations_membership_not_itself",
                violation_error_message="A network is no member of itself.",
            ),
            models.UniqueConstraint(
                "network",
                "organization",
                Coalesce("start_year", 0),
                condition=Q(organization__isnull=False),
                name="organizations_membership_organization_once",
            ),
            models.UniqueConstraint(
                "network",
                "office",
                Coalesce("start_year", 0),
                condition=Q(office__isnull=False),
                name="organizations_membership_office_once",
            ),
            year_order_constraint(),
            partial_date_constraint("as_of"),
        ]

    def __str__(self) -> str:
        return f"Membership {self.pk}"

    @property
    def member(self) -> models.Model:
        """The organization or the office."""
        return self.organization or self.office  # type: ignore[return-value]


class OrganizationCitation(Citation):
    record = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_organizationcitation_once"
            )
        ]


class MembershipCitation(Citation):
    record = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_membershipcitation_once"
            )
        ]
