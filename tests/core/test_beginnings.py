"""Texts found by how they begin and by how their words begin."""

from __future__ import annotations

import pytest
from django.db import connection

from lessons.models import Lesson
from msn_kb.core.beginnings import after, that_begin, that_hold
from tests.factories import LessonFactory


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("trust", "trusu"),
        ("a", "b"),
        ("٩", "٪"),
        ("x\ud7ff", "x\ue000"),
        ("x\U0010ffff", "y"),
        ("x\U0010ffff\U0010ffff", "y"),
    ],
)
def test_what_begins_so_ends_before_the_text_that_follows(text, follows):
    assert after(text) == follows
    assert text < f"{text}\U0010ffff" < follows or text.endswith("\U0010ffff")


def titles(rows) -> list[str]:
    return list(rows.values_list("sort_title", flat=True))


@pytest.mark.django_db
def test_reader_finds_texts_that_begin_so_in_the_order_of_their_characters():
    for title in ("Trust takes time", "Trust", "Entrust", "Truste", "Trus", "Trust, again", "TRUST"):
        LessonFactory(title=f"{title}..." if len(title) < 5 else title)
    found = titles(that_begin(Lesson.objects.all(), "sort_title", "trust"))
    assert found == ["trust", "trust", "trust takes time", "trust, again", "truste"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("beginnings", "found"),
    [
        ("'etat':*", ["“l’état d’abord”/confiance"]),
        ("'confi':*", ["“l’état d’abord”/confiance"]),
        ("'abord':* & 'etat'", ["“l’état d’abord”/confiance"]),
        ("'abord':* & 'eta'", []),
        ("'文':*", ["中文调解"]),
        ("'fire':*", ["cease-fire"]),
        ("'trust':* | 'fire':*", ["cease-fire"]),
        ("'trust':*", []),
    ],
)
def test_reader_finds_texts_by_their_words(beginnings, found):
    for title in ("“L’État d’abord”/confiance", "中文调解", "Cease-fire"):
        LessonFactory(title=title)
    for several in (True, False):
        rows = that_hold(Lesson.objects.all(), "sort_title", beginnings, several=several)
        assert titles(rows) == [title.replace("É", "e").replace("é", "e") for title in found]


@pytest.mark.django_db
def test_the_indexes_serve_what_is_asked():
    Lesson.objects.bulk_create(
        Lesson(title=f"Lesson {number}", slug=f"lesson-{number}", kind="challenge", insight="Envoys learn.")
        for number in range(800)
    )
    rows = Lesson.objects.all()
    asked = {
        "lessons_lesson_title_begin": that_begin(rows, "sort_title", "trust"),
        "lessons_lesson_title_typed": that_hold(rows, "sort_title", "'trust':*", several=True),
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE lessons_lesson")
        for index, queryset in asked.items():
            sql, params = queryset.values("id").query.sql_with_params()
            cursor.execute(f"EXPLAIN {sql}", params)
            assert index in "\n".join(line for (line,) in cursor.fetchall())
