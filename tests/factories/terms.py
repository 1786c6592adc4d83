"""The glossary: terms, and contrasts of two."""

from __future__ import annotations

import factory

from lessons import models as lessons

from .records import RecordFactory
from .sources import CitationFactory


class TermFactory(RecordFactory):
    class Meta:
        model = lessons.Term

    name = factory.Sequence(lambda n: f"Term {n}")
    definition = "What the term means."


class TermCitationFactory(CitationFactory):
    class Meta:
        model = lessons.TermCitation

    record = factory.SubFactory(TermFactory)


class ContrastFactory(RecordFactory):
    class Meta:
        model = lessons.Contrast

    first = factory.SubFactory(TermFactory)
    second = factory.SubFactory(TermFactory)


class ContrastPointFactory(RecordFactory):
    class Meta:
        model = lessons.ContrastPoint

    contrast = factory.SubFactory(ContrastFactory)
    aspect = factory.Sequence(lambda n: f"Aspect {n}")
    first = "How the first term stands here."
    second = "How the second term stands here."


class ContrastCitationFactory(CitationFactory):
    class Meta:
        model = lessons.ContrastCitation

    record = factory.SubFactory(ContrastFactory)
