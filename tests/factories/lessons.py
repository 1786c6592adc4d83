"""Lessons, their links and their applications."""

from __future__ import annotations

import factory

from lessons import models as lessons
from lessons.choices import Evidence, LessonKind, Relation

from .records import ProtectedFactory, RecordFactory
from .sources import CitationFactory


class LessonFactory(ProtectedFactory):
    """A published TLP:CLEAR lesson; ``cited=True`` adds one citation."""

    class Meta:
        model = lessons.Lesson
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Lesson {n}")
    kind = LessonKind.OBSERVATION
    insight = factory.Sequence(lambda n: f"What was learned, number {n}.")
    evidence = Evidence.SINGLE_ACCOUNT

    class Params:
        cited = factory.Trait(
            citation=factory.RelatedFactory(
                "tests.factories.LessonCitationFactory", factory_related_name="record"
            )
        )


class LessonCitationFactory(CitationFactory):
    class Meta:
        model = lessons.LessonCitation

    record = factory.SubFactory(LessonFactory)


class LessonLinkFactory(RecordFactory):
    class Meta:
        model = lessons.LessonLink

    lesson = factory.SubFactory(LessonFactory)
    relation = Relation.SUPPORTS
    other = factory.SubFactory(LessonFactory)


class ApplicationFactory(RecordFactory):
    class Meta:
        model = lessons.Application

    lesson = factory.SubFactory(LessonFactory)
    description = factory.Sequence(lambda n: f"Where it was applied, number {n}.")
