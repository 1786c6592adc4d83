"""What the triggers write in the odd cases: parts that move, tables emptied, columns renamed, transactions at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lessons.models import Lesson, LessonCitation
from msn_kb.core.history import RowChange, changing
from msn_kb.core.history.conflicts import state_of
from msn_kb.core.history.triggers import renamed
from msn_kb.core.history.undoing import CannotUndo, put_back, restore, undo_transactions
from msn_kb.core.history.versions import last_key, rows_of, versions
from organizations.models import Membership, Organization
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def administrator() -> Any:
    return factories.UserFactory(administrator=True)


def told(record: Any, user: Any) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in versions(record, user)[0].differences]


def last_transaction() -> int:
    return RowChange.objects.latest("pk").transaction


def test_part_that_moves_is_taken_from_one_record_and_added_to_the_other(administrator: Any) -> None:
    old, new = factories.LessonFactory(title="Old"), factories.LessonFactory(title="New")
    citation: Any = factories.LessonCitationFactory(
        record=old, source=factories.SourceFactory(title="A report"), locator="2.1"
    )
    LessonCitation.objects.filter(pk=citation.pk).update(record=new)

    assert told(old, administrator) == [("Lesson citation", "A report, 2.1", "")]
    assert told(new, administrator) == [("Lesson citation", "", "A report, 2.1")]

    undo_transactions([last_transaction()], administrator, "Back")
    assert LessonCitation.objects.get().record_id == old.pk


def test_deleting_a_record_whose_part_moved_away_leaves_the_part(administrator: Any) -> None:
    old, new = factories.LessonFactory(), factories.LessonFactory()
    factories.LessonCitationFactory(record=old, locator="2.1")
    with transaction.atomic():
        LessonCitation.objects.update(record=new)
        Lesson.objects.get(pk=old.pk).delete()

    put_back(last_transaction(), administrator, "Back")

    assert LessonCitation.objects.get().record_id == new.pk
    assert Lesson.objects.filter(pk=old.pk).exists()


def test_emptied_table_is_kept_row_by_row() -> None:
    factories.LessonCitationFactory.create_batch(3, locator="2.1")
    with changing(reason="By hand"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE lessons_lessoncitation")

    rows = RowChange.objects.filter(table="lessons_lessoncitation", after__isnull=True)
    assert [(row.before["locator"], row.reason) for row in rows] == [("2.1", "By hand")] * 3
    assert len({row.transaction for row in rows}) == 1


def test_column_that_was_renamed_is_told_and_restored_under_its_new_name(administrator: Any) -> None:
    lesson = factories.LessonFactory(title="Before")
    RowChange.objects.filter(table="lessons_lesson").update(after={"id": lesson.pk, "heading": "Before"})
    with connection.schema_editor() as editor:
        renamed("lessons_lesson", "heading", "title").database_forwards("core", editor, None, None)
    row = RowChange.objects.get(table="lessons_lesson", row_id=lesson.pk)
    assert row.after == {"id": lesson.pk, "title": "Before"}
    with connection.schema_editor() as editor:
        renamed("lessons_lesson", "heading", "title").database_backwards("core", editor, None, None)
    row.refresh_from_db()
    assert row.after == {"id": lesson.pk, "heading": "Before"}


def test_rows_of_a_table_that_is_there_no_more_are_passed_over(administrator: Any) -> None:
    lesson = factories.LessonFactory(title="Before")
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(title="After")
    RowChange.objects.create(
        transaction=last_transaction(),
        table="lessons_nothing",
        row_id=1,
        record_table="lessons_lesson",
        record_id=lesson.pk,
        before={"x": 1},
    )

    assert told(lesson, administrator) == [("Title", "Before", "After")]
    restore(lesson, key, administrator, "Back")
    assert str(Lesson.objects.get()) == "Before"


def test_numbers_of_transactions_go_on_where_a_backup_is_restored() -> None:
    """PostgreSQL's own begin anew in another cluster, and would mix what belongs to different transactions."""
    factories.LessonFactory()
    before = last_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM core_rowchange_transaction_seq")
        assert cursor.fetchone() == (before,)
    with transaction.atomic():
        factories.LessonFactory()
        factories.LessonFactory()
    numbers = RowChange.objects.filter(transaction__gt=before).values_list("transaction", flat=True)
    assert set(numbers) == {before + 1}


def test_change_that_began_first_and_ended_last_is_no_less_a_change(administrator: Any) -> None:
    """Its number is below the last one that a form has seen, so the number alone would not tell."""
    lesson: Any = factories.LessonFactory()
    first, second = factories.ThemeFactory(), factories.ThemeFactory()
    tie = "INSERT INTO lessons_lesson_themes (lesson_id, theme_id) VALUES (%s, %s)"
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(tie, [lesson.pk, first.pk])
            lesson.themes.add(second)
            seen = state_of(Lesson, lesson.pk)
            slow.commit()
    finally:
        slow.close()

    assert last_key(lesson) == int(seen.partition(".")[0])
    assert state_of(Lesson, lesson.pk) != seen


def test_history_of_a_part_with_a_page_of_its_own_is_its_own(administrator: Any) -> None:
    network = factories.OrganizationFactory(network=True)
    one, other = factories.MembershipFactory.create_batch(2, network=network, note="Before")
    key = last_key(one)
    Membership.objects.filter(pk=one.pk).update(note="After")
    Membership.objects.filter(pk=other.pk).update(note="Another")

    assert told(one, administrator) == [("Membership", "Before", "After")]
    assert rows_of(one).exclude(row_id=one.pk).count() == 0
    restore(one, key, administrator, "Back")
    assert set(Membership.objects.values_list("note", flat=True)) == {"Before", "Another"}


def test_list_and_very_long_text_come_back_as_they_were(administrator: Any) -> None:
    long = "Paragraph with “quotes”, a \\ and a tab\t.\r\n" * 20_000
    source: Any = factories.SourceFactory(authors=["Lanz, David", "O'Neil"], note=long)
    key = last_key(source)
    type(source).objects.filter(pk=source.pk).update(authors=[], note="")

    restore(source, key, administrator, "Back")

    source.refresh_from_db()
    assert (source.authors, source.note) == (["Lanz, David", "O'Neil"], long)


def test_swapped_values_of_a_unique_field_are_swapped_back(administrator: Any) -> None:
    one, other = factories.OrganizationFactory(slug="one"), factories.OrganizationFactory(slug="other")
    with transaction.atomic():
        for record, slug in ((one, "aside"), (other, "one"), (one, "other")):
            Organization.objects.filter(pk=record.pk).update(slug=slug)

    undo_transactions([last_transaction()], administrator, "Back")

    assert set(Organization.objects.values_list("pk", "slug")) == {(one.pk, "one"), (other.pk, "other")}


def test_what_is_needed_meanwhile_is_not_undone_and_names_the_kind_alone(administrator: Any) -> None:
    source: Any = factories.SourceFactory()
    created = last_transaction()
    LessonCitation.objects.all().delete()
    factories.LessonCitationFactory(source=source, record=factories.LessonFactory(title="Zanzibar"))

    with pytest.raises(CannotUndo, match=r"^It is needed meanwhile by a lesson citation\.$"):
        undo_transactions([created], administrator, "Back")


def test_failed_statement_in_a_request_leaves_the_author_of_the_next_one_alone(administrator: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), changing(by=administrator, reason="Mine"):
        Lesson.objects.create(title="", insight="x", kind="observation", slug="x")
    lesson = factories.LessonFactory()
    row = rows_of(lesson).first()
    assert row is not None
    assert (row.by_id, row.reason) == (None, "")


def test_queries_of_versions_do_not_grow(administrator: Any, django_assert_num_queries: Any) -> None:
    lesson: Any = factories.LessonFactory()
    for number in range(40):
        Lesson.objects.filter(pk=lesson.pk).update(title=f"Title {number}")
        lesson.themes.add(factories.ThemeFactory())
    with django_assert_num_queries(5):  # transactions, rows, the role, lessons and themes by name
        assert len(versions(lesson, administrator)) == 81
