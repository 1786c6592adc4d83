"""Countries and regions: ISO 3166-1 (and the user-assigned XKX) in the tree of UN M49.

Names come from libraries in four languages and may be edited by curators; they imply no position on any territory.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language

from msn_kb.core.access import PublicQuerySet
from msn_kb.core.folding import FoldedField
from msn_kb.core.record_addresses import record_address


class Place(models.Model):
    """Something on the map with a name in each of the four languages."""

    name_en = models.CharField("name in English", max_length=120, unique=True)
    name_fr = models.CharField("name in French", max_length=120)
    name_es = models.CharField("name in Spanish", max_length=120)
    name_ar = models.CharField("name in Arabic", max_length=120)
    sort_name = FoldedField("name_en")

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def url_noun(cls) -> str:
        """What the names of this place's addresses begin with."""
        return str(cls._meta.model_name)

    @property
    def name(self) -> str:
        """The name in the interface's language, else in English."""
        return getattr(self, f"name_{(get_language() or 'en')[:2]}", None) or self.name_en


class Region(Place):
    """A region, sub-region or intermediate region of UN M49."""

    code = models.CharField(
        "M49 code",
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^\d{3}$", "Three digits, such as 011.")],
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    lineage = ArrayField(
        models.CharField(max_length=3),
        editable=False,
        default=list,
        help_text="Codes from the world down to this region, itself included.",
    )

    class Meta(Place.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{3}$"), name="organizations_region_code_form"
            )
        ]

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        """Keep the lineage in step with the parent, of the parts too."""
        self.lineage = [*(self.parent.lineage if self.parent else []), self.code]
        super().save(*args, **kwargs)
        for part in self.parts.all():
            if part.lineage[:-1] != self.lineage:
                part.save()

    def get_absolute_url(self) -> str:
        return record_address(self.url_noun(), self.code)

    @property
    def level(self) -> int:
        """0 for the world, 1 for a region, 2 for a sub-region, 3 for an intermediate region."""
        return len(self.lineage) - 1


class Country(Place):
    """A country or area of ISO 3166-1."""

    alpha3 = models.CharField(
        "ISO alpha-3",
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", "Three capital letters.")],
    )
    alpha2 = models.CharField("ISO alpha-2", max_length=2, unique=True)
    m49 = models.CharField("M49 code", max_length=3, blank=True, help_text="Empty where M49 lists no code.")
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="countries",
        help_text="The smallest one.",
    )

    class Meta(Place.Meta):
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(alpha3__regex=r"^[A-Z]{3}$"), name="organizations_country_alpha3_form"
            )
        ]

    def get_absolute_url(self) -> str:
        return record_address(self.url_noun(), self.alpha3.lower())
