"""How many other lessons are drawn from a lesson's sources: as many as the list that the page leads to."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from tests.clients import signed_in
from tests.factories import LessonCitationFactory, LessonFactory, SourceFactory

from .reading import text

pytestmark = pytest.mark.django_db


def numbers(client: Client, lesson: Lesson) -> dict[str, int]:
    """How many more lessons each source has; checked against the list."""
    found = client.get(lesson.get_absolute_url()).context["same_sources"]
    own = int(lesson.status != Status.SUPERSEDED)
    for one in found:
        assert client.get(one.url).context["total"] == one.more + own, one
    return {one.source.title: one.more for one in found}


def test_reader_sees_how_many_more_lessons_each_source_has(client):
    study, report = SourceFactory(title="Study"), SourceFactory(title="Report")
    lesson = LessonFactory()
    LessonCitationFactory(record=lesson, source=study)
    LessonCitationFactory(record=lesson, source=study)
    LessonCitationFactory(record=lesson, source=report)
    LessonCitationFactory(record=lesson, source=SourceFactory(title="Cited here alone"))
    for source in (study, study, report):
        LessonCitationFactory(source=source)

    assert numbers(client, lesson) == {"Study": 2, "Report": 1}
    assert text(client, lesson, "same-sources") == (
        "From the same sources 2 more lessons from Study 1 more lesson from Report"
    )


def test_each_reader_counts_only_lessons_they_may_see(client):
    study = SourceFactory(title="Study")
    lesson = LessonFactory()
    LessonCitationFactory(record=lesson, source=study)
    for handling in (Handling.CLEAR, Handling.GREEN, Handling.RED):
        LessonCitationFactory(record=LessonFactory(handling=handling), source=study)
    LessonCitationFactory(record=LessonFactory(status=Status.DRAFT), source=study)

    assert numbers(client, lesson) == {"Study": 1}
    assert numbers(signed_in(member=True), lesson) == {"Study": 2}
    assert numbers(signed_in(curator=True), lesson) == {"Study": 3}
    assert numbers(signed_in(administrator=True), lesson) == {"Study": 4}


def test_source_that_a_reader_may_not_see_is_not_counted(client):
    quiet = SourceFactory(title="Quiet", handling=Handling.GREEN)
    lesson = LessonFactory()
    for record in (lesson, LessonFactory()):
        LessonCitationFactory(record=record, source=quiet)

    assert numbers(client, lesson) == {}
    assert numbers(signed_in(member=True), lesson) == {"Quiet": 1}


def test_superseded_lesson_is_counted_nowhere_not_even_on_its_own_page(client):
    study, successor = SourceFactory(title="Study"), LessonFactory()
    old = LessonFactory(status=Status.SUPERSEDED, superseded_by=successor)
    for record in (old, successor):
        LessonCitationFactory(record=record, source=study)

    assert numbers(client, old) == {"Study": 1}
    assert numbers(client, successor) == {}
