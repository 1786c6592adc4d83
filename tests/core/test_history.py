"""History: every change by whatever way, read as versions, turned back."""

from typing import Any

import pytest
from django.db import connection

from lessons.models import Lesson
from msn_kb.core.access import Handling
from msn_kb.core.history import RowChange, changing, explain
from msn_kb.core.history.undoing import CannotUndo, put_back, restore, undo_transactions
from msn_kb.core.history.versions import last_key, versions
from tests.factories import (
    LessonCitationFactory,
    LessonFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrator():
    return UserFactory(is_superuser=True, is_staff=True)


def told(record, user) -> list[tuple[str, str, str]]:
    """Label, before and after of the newest version's differences."""
    return [(one.label, one.before, one.after) for one in versions(record, user)[0].differences]


def test_curator_changes_a_field_leaves_who_when_and_why(administrator):
    lesson = LessonFactory(title="Before")
    with changing(by=administrator, reason="The title was wrong", origin="admin"):
        lesson.title = "After"
        lesson.save()

    newest = versions(lesson, administrator)[0]

    assert (newest.by, newest.reason, newest.origin) == (administrator, "The title was wrong", "admin")
    assert told(lesson, administrator) == [("Title", "Before", "After")]


@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "sql"])
def test_no_way_of_writing_goes_unnoticed(administrator, way):
    lesson: Any = LessonFactory(title="Before")
    lesson.title = "After"
    if way == "save":
        lesson.save()
    elif way == "update":
        Lesson.objects.filter(pk=lesson.pk).update(title="After")
    elif way == "bulk_update":
        Lesson.objects.bulk_update([lesson], ["title"])
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE lessons_lesson SET title = 'After' WHERE id = %s", [lesson.pk])

    assert told(lesson, administrator) == [("Title", "Before", "After")]


def test_saving_without_a_change_is_no_version(administrator):
    lesson = LessonFactory()
    known = last_key(lesson)

    lesson.save()

    assert last_key(lesson) == known


def test_ties_and_parts_are_told_by_name(administrator):
    lesson = LessonFactory(title="One")
    lesson.themes.add(ThemeFactory(name="Inclusion"))
    assert told(lesson, administrator) == [("Themes", "", "Inclusion")]

    LessonCitationFactory(record=lesson, source=SourceFactory(title="A report"), locator="2.1")
    assert [difference[1:] for difference in told(lesson, administrator)] == [("", "A report, 2.1")]


def test_a_tie_to_a_hidden_record_is_not_told(administrator):
    curator = UserFactory(curator=True)
    lesson = LessonFactory(title="One")
    secret = PeaceProcessFactory(name="Quiet channel", handling=Handling.RED)
    lesson.processes.add(secret)

    assert told(lesson, administrator) == [("Processes", "", "Quiet channel")]
    assert "Quiet channel" not in repr(versions(lesson, curator))
    assert all(one.differences for one in versions(lesson, curator) if one.what == "changed")


def test_restoring_brings_back_texts_ties_and_parts_and_is_a_change_itself(administrator):
    theme, other = ThemeFactory(name="Inclusion"), ThemeFactory(name="Funding")
    lesson = LessonFactory(title="Before", themes=[theme])
    LessonCitationFactory(record=lesson, source=SourceFactory(title="A report"), locator="2.1")
    key = last_key(lesson)
    lesson.title = "After"
    lesson.save()
    lesson.themes.set([other])
    lesson.citations.all().delete()

    restore(lesson, key, administrator, "It was right before")

    lesson = Lesson.objects.get(pk=lesson.pk)
    assert str(lesson) == "Before"
    assert list(lesson.themes.all()) == [theme]
    assert [citation.locator for citation in lesson.citations.all()] == ["2.1"]
    assert "Inclusion" in lesson.tagged_names
    newest = versions(lesson, administrator)[0]
    assert (newest.by, newest.reason) == (administrator, "It was right before")
    assert ("Title", "After", "Before") in told(lesson, administrator)


def test_restoring_leaves_status_and_address_alone(administrator):
    lesson = LessonFactory(title="One", status="draft", slug="one")
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(status="published", slug="two", title="Two")

    restore(lesson, key, administrator, "Back")

    assert Lesson.objects.values_list("title", "status", "slug").get(pk=lesson.pk) == (
        "One",
        "published",
        "two",
    )


def test_what_is_no_version_of_the_record_is_refused(administrator):
    lesson, other = LessonFactory(), LessonFactory()
    with pytest.raises(CannotUndo, match="no such version"):
        restore(lesson, last_key(other), administrator, "Back")


def test_restoring_what_is_there_no_more_is_refused_as_a_whole(administrator):
    theme = ThemeFactory(name="Inclusion")
    lesson = LessonFactory(title="Before", themes=[theme])
    key = last_key(lesson)
    lesson.themes.clear()
    lesson.title = "After"
    lesson.save()
    theme.delete()

    with pytest.raises(CannotUndo, match="there no more"):
        restore(lesson, key, administrator, "Back")

    assert Lesson.objects.get(pk=lesson.pk).title == "After"


def test_deleted_lesson_is_put_back_with_all_that_went_with_it(administrator):
    theme = ThemeFactory(name="Inclusion")
    lesson = LessonFactory(title="Kept", themes=[theme])
    LessonCitationFactory(record=lesson, locator="2.1")
    pk, slug = lesson.pk, lesson.slug
    stored = Lesson.objects.values().get(pk=pk)
    lesson.delete()
    gone = RowChange.objects.filter(table="lessons_lesson", row_id=pk, after__isnull=True).get()

    assert put_back(gone.transaction, administrator, "Deleted by mistake") == [(Lesson, pk)]

    again = Lesson.objects.get(slug=slug)
    assert list(again.themes.all()) == [theme]
    assert again.citations.get().locator == "2.1"
    assert Lesson.objects.values().get(pk=pk) == stored


def test_transaction_is_undone_as_a_whole_unless_something_changed_since(administrator):
    from django.db import transaction

    kept = LessonFactory(title="Kept", themes=[ThemeFactory(name="Inclusion")])
    stored = Lesson.objects.values().get(pk=kept.pk)
    with transaction.atomic():
        new = LessonFactory(title="New")
        kept.title = "Changed"
        kept.save()
        kept.themes.clear()
    done = RowChange.objects.filter(record_table="lessons_lesson", record_id=new.pk).first().transaction

    with transaction.atomic():
        Lesson.objects.filter(pk=new.pk).update(title="Newer")
        with pytest.raises(CannotUndo, match="“Newer”"):
            undo_transactions([done], administrator, "A wrong file")
        transaction.set_rollback(True)
    undo_transactions([done], administrator, "A wrong file")

    assert not Lesson.objects.filter(pk=new.pk).exists()
    assert Lesson.objects.values().get(pk=kept.pk) == stored
    assert [theme.name for theme in kept.themes.all()] == ["Inclusion"]


def test_account_s_own_data_is_not_kept_and_its_role_is(administrator):
    person = UserFactory(email="secret@example.org", name="Secret Name")
    person.organization = OrganizationFactory(name="African Union")
    person.save()

    rows = RowChange.objects.filter(record_table="organizations_user", record_id=person.pk)
    assert "secret" not in repr([(row.before, row.after) for row in rows]).lower()
    assert told(person, administrator) == [("Organization", "", "African Union")]


def test_reason_may_be_given_while_writing():
    lesson = LessonFactory(title="One")
    with changing(origin="import"):
        explain("Line 3 of the file")
        Lesson.objects.filter(pk=lesson.pk).update(title="Two")
    Lesson.objects.filter(pk=lesson.pk).update(title="Three")

    rows = RowChange.objects.filter(record_id=lesson.pk, table="lessons_lesson", before__isnull=False)
    assert [(row.reason, row.origin) for row in rows] == [("Line 3 of the file", "import"), ("", "")]
