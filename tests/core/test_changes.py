"""Every way of writing is noticed, and nothing else is."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from lessons.models import Lesson, Theme
from msn_kb.core import changes
from organizations.models import Organization, User
from tests.factories import CountryFactory, LessonFactory, OrganizationFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_writer_by_the_program_changes_the_version():
    seen = {changes.version()}
    lesson = LessonFactory()
    seen.add(changes.version())
    lesson.themes.add(ThemeFactory())
    seen.add(changes.version())
    Lesson.objects.filter(pk=lesson.pk).update(title="Another")
    seen.add(changes.version())
    lesson.delete()
    seen.add(changes.version())
    assert len(seen) == 5


def test_writer_by_hand_changes_the_version():
    CountryFactory()
    before = changes.version()
    run("UPDATE organizations_country SET name_en = name_en || '!'")
    assert changes.version() != before


def test_reader_changes_nothing(client: Client):
    LessonFactory()
    before = changes.version()
    assert client.get("/lessons/").status_code == 200
    assert changes.version() == before


def test_person_who_signs_in_changes_nothing():
    user = UserFactory()
    before = changes.version()
    user.last_login = None
    user.save(update_fields=["last_login"])
    assert changes.version() == before


def test_writer_who_changes_her_mind_leaves_the_version_as_it_was_and_never_meets_it_again():
    OrganizationFactory()
    before = changes.version()
    seen = set()
    for _ in range(2):
        with transaction.atomic():
            OrganizationFactory()
            seen.add(changes.version())
            transaction.set_rollback(True)
        assert changes.version() == before
    assert len(seen | {before}) == 3


def test_writer_who_sums_up_the_tokens_keeps_the_version():
    for _ in range(5):
        OrganizationFactory()
    before = changes.version()
    run(
        "WITH gone AS (DELETE FROM core_change RETURNING token) "
        "INSERT INTO core_change (token) SELECT bit_xor(token) FROM gone"
    )
    assert changes.version() == before


def test_rows_do_not_pile_up_however_often_somebody_writes():
    theme = ThemeFactory()
    run("SELECT setseed(0.5)")
    for number in range(3000):
        run(f"UPDATE lessons_theme SET name = 'Theme {number}' WHERE id = {theme.pk}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_change")
        assert cursor.fetchone()[0] < 3000


@pytest.mark.parametrize("model", [Lesson, Theme, Organization])
def test_every_table_of_the_records_is_watched(model):
    tables = changes.watched_tables(apps.get_app_config(model._meta.app_label))
    assert model._meta.db_table in tables
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = 'note_change'"
        )
        watched = {table for (table,) in cursor.fetchall()}
    assert set(tables) <= watched
    assert User._meta.db_table not in watched
