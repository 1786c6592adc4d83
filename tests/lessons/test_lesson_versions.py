"""Which state of a lesson its page shows: superseded, translated, draft, overdue."""

import re
from datetime import date

import pytest

from lessons.choices import Relation
from msn_kb.core.access import Handling, Status
from tests.clients import signed_in
from tests.factories import (
    LessonFactory,
    LessonLinkFactory,
)

from .reading import html, in_order, links, text

pytestmark = pytest.mark.django_db


def test_reader_of_a_superseded_lesson_is_led_to_its_successor(client):
    successor = LessonFactory(title="Newer & better")
    old = LessonFactory(title="Old", status=Status.SUPERSEDED, superseded_by=successor)
    LessonLinkFactory(lesson=successor, relation=Relation.SUPERSEDES, other=old)

    page = html(client, old)
    assert "This entry has been superseded." in page
    assert links(page)["Newer &amp; better"] == successor.get_absolute_url()
    assert "superseded" not in html(client, successor)
    assert "Related lessons" not in html(client, successor)


def test_visitor_of_a_superseded_lesson_with_a_hidden_successor_sees_only_that_it_is_superseded(client):
    successor = LessonFactory(title="Secret", handling=Handling.GREEN)
    old = LessonFactory(status=Status.SUPERSEDED, superseded_by=successor)

    page = html(client, old)

    assert "no longer kept up to date" in page
    assert "Secret" not in page
    assert successor.slug not in page.replace(old.slug, "")


def test_reader_moves_between_languages(client):
    original = LessonFactory(title="Trust", language="en")
    french = LessonFactory(title="Confiance", language="fr", translation_of=original)
    spanish = LessonFactory(title="Confianza", language="es", translation_of=original)

    page = html(client, original)
    for lesson in (french, spanish):
        [link] = re.findall(rf'<a[^>]*href="{lesson.get_absolute_url()}"[^>]*>', page)
        assert f'hreflang="{lesson.language}"' in link
    assert in_order(text(client, french), "This is a translation of", "Trust", "Also in:")
    page = html(client, french)
    assert links(page)["Trust"] == original.get_absolute_url()
    assert spanish.get_absolute_url() in links(page).values()
    assert re.search(r'<h1[^>]*lang="fr"[^>]*>\s*Confiance\s*</h1>', page)


def test_curator_reads_a_draft_is_told_that_it_is_one(client):
    lesson = LessonFactory(status=Status.DRAFT)

    assert "Not published. Only curators and the people who work on this entry can see it." in text(
        signed_in(curator=True), lesson
    )
    assert client.get(lesson.get_absolute_url()).status_code == 404


def test_reader_of_a_demonstration_entry_is_warned(client):
    assert "Demonstration entry. It is invented" in text(client, LessonFactory(is_demonstration=True))


def test_reader_of_an_overdue_lesson_is_warned(client):
    assert "Due for review since 1 March 2020." in text(client, LessonFactory(review_by=date(2020, 3, 1)))
    assert "Due for review" not in text(client, LessonFactory(review_by=date(9999, 3, 1)))
