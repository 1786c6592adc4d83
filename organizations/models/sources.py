"""Publications and documents, and the citations that lead from a record to them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from msn_kb.core.access import CuratorsQuerySet
from msn_kb.core.dates import PartialDateField, partial_date_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel

from ..choices import LANGUAGES, SourceKind
from ..querysets import LONGEST_LABEL, CitationQuerySet, SourceQuerySet
from .protected import ProtectedRecord


class Source(SluggedModel, ProtectedRecord):
    """A publication or document. Where a document does not state its own title, a description stands for it."""

    slug_source = "label"

    title = models.CharField(max_length=400, blank=True)
    description = models.TextField(
        blank=True,
        max_length=4000,
        help_text="What it is. Needed where the document states no title of its own.",
    )
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    authors = ArrayField(
        models.CharField(max_length=200), blank=True, default=list, help_text="Separated by commas."
    )
    publishers = models.ManyToManyField("organizations.Organization", blank=True, related_name="publications")
    publisher = models.CharField(
        max_length=200, blank=True, help_text="A publisher that is not among the organizations."
    )
    date = PartialDateField("date of publication")
    language = models.CharField(max_length=3, choices=LANGUAGES, default="en")
    url = models.URLField("address", max_length=600, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    container = models.CharField("journal or series", max_length=300, blank=True)
    volume = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=30, blank=True)
    pages = models.CharField(max_length=30, blank=True)
    place = models.CharField("place of publication", max_length=120, blank=True)
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_label = FoldedField("label")
    tagged_names = names_column()
    search_vector = entry_vector(A=["title"], B=["tagged_names", "container"], C=["description"])
    search_length = entry_length("title", "container", "description")

    objects = SourceQuerySet.as_manager()

    class Meta(ProtectedRecord.Meta):
        ordering = ["sort_label", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="organizations_source_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            *ProtectedRecord.Meta.constraints,
            partial_date_constraint("date"),
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(description=""),
                name="organizations_source_titled_or_described",
                violation_error_message="Give a title, or a description where the document states no title.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The title; in square brackets, as cataloguers do, the first sentence that describes an untitled document.

        ``organizations.querysets.source_label`` is the same in SQL.
        """
        return self.title or f"[{self.description.split('. ')[0].rstrip('.')[:LONGEST_LABEL]}]"

    @property
    def byline(self) -> str:
        """Authors and year, as far as known: “Lanz and Gasser, 2013”."""
        names = [author.split()[-1] for author in self.authors]
        joined = (
            f"{names[0]} and others" if len(names) > 3 else " and ".join(", ".join(names).rsplit(", ", 1))
        )
        return ", ".join(part for part in (joined, self.date[:4]) if part)


class Citation(models.Model):
    """A record's link to a source. Each citing record has a table of its own, so that the database keeps the link."""

    part_of = "record"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="%(class)ss")
    locator = models.CharField(
        max_length=200,
        blank=True,
        help_text="Where in the source: a chapter, section, paragraph, page or footnote.",
    )
    note = models.CharField(
        max_length=600, blank=True, help_text="The editors' remark on this use of the source."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = CitationQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.locator or "Citation"


class SourceCitation(Citation):
    """Where one document names another."""

    record = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_sourcecitation_once"
            ),
            models.CheckConstraint(
                condition=~Q(record=models.F("source")), name="organizations_sourcecitation_other"
            ),
        ]


class LinkCheck(models.Model):
    """What the address of a source answered when it was last asked."""

    has_history = False

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="link_check")
    url = models.URLField(max_length=600)
    checked_at = models.DateTimeField()
    answer = models.CharField(max_length=200, help_text="A status such as 404, or why there was no answer.")
    is_dead = models.BooleanField(default=False)
    dead_since = models.DateTimeField(null=True, blank=True)

    objects = CuratorsQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.url}: {self.answer}"
