"""The history of a merge, and a merge that is turned back: what each transaction did is told apart."""

from typing import Any

import pytest
from django.test import Client

from lessons.merging import merge, undo_merge
from lessons.models import Application, Lesson, LessonCitation
from msn_kb.core.history.undoing import CannotUndo
from msn_kb.core.history.versions import versions
from msn_kb.core.models import MergedRecord
from tests.factories import ApplicationFactory, LessonCitationFactory, LessonFactory, ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two() -> tuple[Any, Any]:
    return LessonFactory(title="Include women early"), LessonFactory(title="Including women early")


def test_history_tells_of_a_merge_and_why(curator, two):
    kept, gone = two
    gone.themes.set([ThemeFactory(name="Inclusion")])
    merge(kept, gone, curator, "The same finding")

    newest = versions(Lesson.objects.get(), curator)[0]
    assert (newest.by, newest.reason) == (curator, "The same finding")
    assert [(one.label, one.after) for one in newest.differences] == [("Themes", "Inclusion")]
    merged = MergedRecord.objects.get()
    assert (merged.number, merged.into, merged.title) == (gone.pk, kept.pk, "Including women early")


def test_undone_merge_leaves_both_as_they_were(client: Client, curator, two):
    kept, gone = two
    theme = ThemeFactory(name="Inclusion")
    gone.themes.set([theme])
    LessonCitationFactory(record=gone, locator="p. 4")
    ApplicationFactory(lesson=gone)
    before = {one.pk: _columns(one) for one in Lesson.objects.all()}
    merge(kept, gone, curator, "One", {"insight": "both", "title": "gone"})

    undo_merge(MergedRecord.objects.get(), Lesson, curator, "They are two after all")

    assert {one.pk: _columns(one) for one in Lesson.objects.all()} == before
    assert list(gone.themes.all()) == [theme]
    assert list(kept.themes.all()) == []
    assert LessonCitation.objects.get().record_id == gone.pk
    assert Application.objects.get().lesson_id == gone.pk
    assert not MergedRecord.objects.exists()
    assert client.get(gone.get_absolute_url()).status_code == 200


def test_merge_is_not_undone_over_a_later_change(curator, two):
    kept, gone = two
    done = merge(kept, gone, curator, "One", {"insight": "both"})
    done.insight = "Rewritten since."
    done.save()
    with pytest.raises(CannotUndo, match="Include women early"):
        undo_merge(MergedRecord.objects.get(), Lesson, curator, "Two")


def _columns(lesson: Lesson) -> dict[str, Any]:
    names = [one.attname for one in lesson._meta.concrete_fields if one.name != "updated_at"]
    return {name: getattr(lesson, name) for name in names}
