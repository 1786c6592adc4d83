"""Text folded for sorting: case and accents do not count."""

import pytest

from lessons.models import Lesson
from msn_kb.core.folding import fold
from tests.factories import LessonFactory, OrganizationFactory, SourceFactory


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Égalité", "egalite"),
        ("E\u0301galite\u0301", "egalite"),
        ("  Straße ", "strasse"),
        ("ÇA À ÑANDÚ", "ca a nandu"),
        ("Ångström", "angstrom"),
        ("Øresund", "øresund"),
        ("ﬁrst", "first"),
        ("İstanbul", "istanbul"),
        ("الوِساطة", "الوساطة"),
        ("Ⅳ. Track", "iv. track"),
        ("2018", "2018"),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Égalité", "İstanbul", "Straße", "Ⅳ", "الوِساطة"])
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.django_db
def test_lesson_renamed_sorts_under_its_new_title():
    lesson = LessonFactory(title="Égalité")
    assert lesson.sort_title == "egalite"

    lesson.title = "Árbol"
    lesson.save()

    lesson.refresh_from_db()
    assert lesson.sort_title == "arbol"


@pytest.mark.django_db
def test_lessons_made_in_bulk_sort_under_their_titles():
    [lesson] = Lesson.objects.bulk_create([Lesson(title="Égalité", slug="egalite", kind="observation")])

    lesson.refresh_from_db()
    assert lesson.sort_title == "egalite"


@pytest.mark.django_db
def test_source_without_title_sorts_by_its_description():
    assert SourceFactory(title="", description="Éditorial").sort_label == "[editorial]"


@pytest.mark.django_db
def test_longest_name_that_grows_when_folded_still_fits():
    organization = OrganizationFactory(name="ﷺ" * 250)

    organization.refresh_from_db()
    assert len(organization.sort_name) == 400
