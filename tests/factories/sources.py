"""Sources, and what every citation of one has."""

from __future__ import annotations

import factory

from organizations import models as organizations
from organizations.choices import SourceKind

from .records import ProtectedFactory, RecordFactory


class SourceFactory(ProtectedFactory):
    class Meta:
        model = organizations.Source

    title = factory.Sequence(lambda n: f"Source {n}")
    kind = SourceKind.REPORT


class CitationFactory(RecordFactory):
    class Meta:
        abstract = True

    source = factory.SubFactory(SourceFactory)
    locator = factory.Sequence(lambda n: f"Section {n}")


class SourceCitationFactory(CitationFactory):
    class Meta:
        model = organizations.SourceCitation

    record = factory.SubFactory(SourceFactory)
