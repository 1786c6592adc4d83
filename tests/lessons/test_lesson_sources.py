"""The sources on a lesson's page: where it was drawn from, as far as the reader may know."""

import pytest

from msn_kb.core.access import Handling
from tests.clients import signed_in
from tests.factories import (
    LessonCitationFactory,
    LessonFactory,
    SourceFactory,
)

from .reading import html, in_order, links, text

pytestmark = pytest.mark.django_db


def test_reader_is_led_to_the_place_in_the_source(client):
    lesson = LessonFactory()
    source = SourceFactory(
        title="A report",
        url="https://example.org/r?a=1&b=2",
        authors=["Ada Lanz", "Bo Gasser"],
        date="2013-05",
    )
    LessonCitationFactory(
        record=lesson, source=source, locator="Section 2.1", note="The example only.", position=2
    )
    LessonCitationFactory(
        record=lesson, source=SourceFactory(title="", description="Workshop note"), locator="p. 4", position=1
    )

    assert in_order(
        text(client, lesson, "sources"),
        *("[Workshop note]", "Where: p. 4"),
        *("A report", "Lanz and Gasser, 2013", "Where: Section 2.1", "The example only."),
    )
    assert "https://example.org/r?a=1&amp;b=2" in links(html(client, lesson)).values()


def test_reader_of_an_uncited_lesson_is_told(client):
    assert text(client, LessonFactory(), "sources") == "Drawn from No source is recorded for this entry."


def test_visitor_sees_no_trace_of_a_hidden_source(client):
    lesson = LessonFactory()
    LessonCitationFactory(
        record=lesson, source=SourceFactory(title="Memo", handling=Handling.GREEN), locator="Section 9"
    )

    assert text(client, lesson, "sources") == "Drawn from No source is recorded for this entry."
    assert in_order(text(signed_in(member=True), lesson, "sources"), "Drawn from", "Memo", "Where: Section 9")
