"""Entries related to a lesson or a case: which, in which order, and the reason that the page gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from msn_kb.core.search import statistics
from tests.factories import (
    CaseFactory,
    CountryFactory,
    LessonFactory,
    LessonLinkFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .reading import text
from .tagging import tag_in_bulk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def others() -> None:
    """So many other lessons that a theme on a few of them is rare."""
    Lesson.objects.bulk_create(
        Lesson(
            title=f"Other {n}", slug=f"other-{n}", kind="challenge", insight="x", status="published", handling="clear"
        )
        for n in range(200)
    )  # fmt: skip


def related(client: Client, record: Any) -> list[tuple[str, str]]:
    """Title and reasons of each related entry, in the order of the page."""
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return [
        (
            entry.record.title,
            "; ".join(f"{reason.label}: {', '.join(reason.names)}" for reason in entry.reasons),
        )
        for entry in response.context["similar"]
    ]


def titles(client: Client, record: Any) -> list[str]:
    return [title for title, _ in related(client, record)]


def test_reader_of_a_lesson_sees_what_a_related_one_has_in_common_with_it(client):
    theme, process = ThemeFactory(name="Ceasefire monitoring"), PeaceProcessFactory(name="Mindanao")
    lesson = LessonFactory(themes=[theme], processes=[process])
    LessonFactory(title="Monitors need a mandate", themes=[theme], processes=[process])

    assert text(client, lesson, "similar") == (
        "Related by subject Monitors need a mandate Lesson "
        "Same process: Mindanao ; same theme: Ceasefire monitoring"
    )


def test_reader_sees_several_values_of_one_kind_under_one_label(client):
    themes = [ThemeFactory(name="Funding"), ThemeFactory(name="Media")]
    lesson = LessonFactory(themes=themes, countries=[CountryFactory(name_en="Mali")])
    LessonFactory(title="Both", themes=themes)

    assert related(client, lesson) == [("Both", "Same themes: Funding, Media")]


def test_reader_finds_what_shares_a_rare_theme_before_what_shares_one_that_many_carry(client):
    rare, frequent = ThemeFactory(name="Rare"), ThemeFactory(name="Frequent")
    process = PeaceProcessFactory(name="Process")
    lesson = LessonFactory(themes=[rare, frequent], processes=[process])
    for n in range(8):
        LessonFactory(title=f"Frequent alone {n}", themes=[frequent])
    LessonFactory(title="Frequent and process", themes=[frequent], processes=[process])
    LessonFactory(title="Rare and process", themes=[rare], processes=[process])

    found = titles(client, lesson)

    assert found[:2] == ["Rare and process", "Frequent and process"]
    assert not any(title.startswith("Frequent alone") for title in found)


def test_reader_finds_nothing_related_by_a_theme_that_half_of_the_lessons_carry(client):
    theme = ThemeFactory()
    lesson = LessonFactory(themes=[theme])
    tag_in_bulk("themes", [(other, theme) for other in Lesson.objects.exclude(pk=lesson.pk)[:100]])

    assert related(client, lesson) == []
    assert "Related by subject" not in text(client, lesson)


def test_reader_finds_lessons_that_share_telling_words_quoted_as_the_text_has_them(client):
    lesson = LessonFactory(title="Monitors of a ceasefire", insight="What monitors do.")
    LessonFactory(title="A ceasefire without monitoring", insight="Something else.")
    LessonFactory(title="Elsewhere", insight="One monitor, one ceasefire: named in passing.")
    statistics.refresh()

    assert related(client, lesson) == [
        ("A ceasefire without monitoring", "Shares the words: ceasefire, monitors")
    ]
    assert "Shares the words: “ ceasefire ”, “ monitors ”" in text(client, lesson, "similar")


def test_reader_of_a_collection_that_was_never_counted_finds_lessons_by_tags_alone(client):
    theme = ThemeFactory(name="Theme")
    lesson = LessonFactory(title="Monitors of a ceasefire", themes=[theme])
    LessonFactory(title="Ceasefire monitors", themes=[theme])

    assert related(client, lesson) == [("Ceasefire monitors", "Same theme: Theme")]


def test_reader_is_not_told_again_what_the_page_names_already(client):
    theme = ThemeFactory()
    lesson = LessonFactory(title="Shown", themes=[theme])
    LessonFactory(title="Traduction", themes=[theme], translation_of=lesson, language="fr")
    linked = LessonFactory(title="Linked", themes=[theme])
    LessonFactory(title="Linked in Spanish", themes=[theme], translation_of=linked, language="es")
    LessonLinkFactory(lesson=linked, other=lesson)
    CaseFactory(title="Case of it", themes=[theme], lessons=[lesson])
    CaseFactory(title="Another case", themes=[theme])
    LessonFactory(title="Another lesson", themes=[theme])

    assert titles(client, lesson) == ["Another lesson", "Another case"]


def test_reader_of_a_superseded_lesson_does_not_find_its_successor_among_the_related(client):
    theme = ThemeFactory()
    successor = LessonFactory(title="Successor", themes=[theme])
    lesson = LessonFactory(title="Old", themes=[theme], status=Status.SUPERSEDED, superseded_by=successor)
    LessonFactory(title="Another", themes=[theme])

    assert titles(client, lesson) == ["Another"]
    assert titles(client, successor) == ["Another"]


def test_reader_finds_five_at_most_and_equals_by_id(client):
    theme = ThemeFactory()
    lesson = LessonFactory(themes=[theme])
    for n in (3, 1, 2, 6, 5, 4):
        LessonFactory(title=f"Lesson {n}", themes=[theme])

    assert titles(client, lesson) == [f"Lesson {n}" for n in (3, 1, 2, 6, 5)]


def test_reader_finds_what_is_in_the_language_of_the_interface_first_among_equals(client):
    theme = ThemeFactory()
    lesson = LessonFactory(themes=[theme])
    LessonFactory(title="Leçon", themes=[theme], language="fr")
    LessonFactory(title="English", themes=[theme])

    assert titles(client, lesson) == ["English", "Leçon"]


def test_reader_finds_one_of_the_versions_of_a_lesson_that_in_the_language_of_the_interface(client):
    theme = ThemeFactory()
    lesson = LessonFactory(themes=[theme])
    original = LessonFactory(title="Original", themes=[theme], language="fr")
    LessonFactory(title="Translation", themes=[theme], translation_of=original)
    LessonFactory(title="Traducción", themes=[theme], translation_of=original, language="es")

    assert titles(client, lesson) == ["Translation"]


def test_reader_of_a_case_finds_related_cases_and_lessons_but_not_those_drawn_from_it(client):
    theme, process = ThemeFactory(name="Theme"), PeaceProcessFactory(name="Mindanao")
    drawn = LessonFactory(title="Drawn", themes=[theme])
    case = CaseFactory(themes=[theme], process=process, lessons=[drawn])
    LessonFactory(title="Lesson", themes=[theme])
    CaseFactory(title="Case", process=process)

    assert related(client, case) == [("Case", "Same process: Mindanao"), ("Lesson", "Same theme: Theme")]


def test_reader_sees_how_closed_a_related_entry_is(curator_client):
    theme = ThemeFactory(name="Theme")
    lesson = LessonFactory(themes=[theme])
    LessonFactory(title="Green", themes=[theme], handling=Handling.GREEN)
    LessonFactory(title="Open", themes=[theme])
    LessonFactory(title="Draft", themes=[theme], status=Status.DRAFT)

    assert text(curator_client, lesson, "similar") == (
        "Related by subject Green Lesson Handling: TLP:GREEN Same theme: Theme "
        "Open Lesson Same theme: Theme Draft Lesson Status: Draft Same theme: Theme"
    )
