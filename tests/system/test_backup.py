"""Backups: written, tried out, restored into an empty database, and refused where they are none."""

import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from lessons.starter.loading import load_collection
from msn_kb.core.access import Handling
from msn_kb.core.backup import BackupError, Fingerprint, back_up, fingerprint, restore
from msn_kb.core.backup.comparing import differences
from msn_kb.core.backup.programs import Database, ProgramFailed, run, scratch
from organizations.models import User
from tests.databases import connected_to
from tests.factories import LessonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = Path(__file__).parents[1] / "judgements" / "steering.jsonl"


def contents() -> Fingerprint:
    with connection.cursor() as cursor:
        return fingerprint(cursor)


def answers(email: str) -> list[bytes]:
    """What a person gets for half of the judged questions, row by row and in order."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    questions = [json.loads(line)["text"] for line in QUESTIONS.read_text().splitlines()]
    return [
        b"".join(client.get("/lessons/export.csv", {"q": question}).streaming_content)
        for question in questions[:20]
    ]


def test_administrator_restores_a_backup_into_an_empty_database_and_everything_is_equal(tmp_path):
    load_collection()
    administrator = UserFactory(administrator=True, email="administrator@example.org")
    LessonFactory(title="Quiet channel", handling=Handling.RED, named_people=[administrator])
    answered = answers(administrator.email)
    held = contents()
    assert held["lessons_lesson"][0] > 90
    database, file = Database.of(connection), tmp_path / "kb.zip"
    said: list[str] = []

    manifest = back_up(database, file, say=said.append)

    assert said == ["Restored into a scratch database: every table is equal."]
    assert manifest.tables == held
    assert file.stat().st_mode & 0o077 == 0
    with scratch(database) as empty:
        assert restore(empty, file) == manifest
        with connected_to(empty.name):
            assert contents() == held
            assert answers(administrator.email) == answered


def test_backup_is_never_written_over_another(tmp_path):
    file = tmp_path / "kb.zip"
    file.write_text("yesterday's")

    with pytest.raises(BackupError, match="exists"):
        back_up(Database.of(connection), file)

    assert file.read_text() == "yesterday's"


def test_backup_that_does_not_restore_equal_leaves_no_file(tmp_path, monkeypatch):
    """As if pg_restore had lost a row."""
    LessonFactory(title="One")

    def lose_a_row(program, arguments, database):
        run(program, arguments, database)
        if program == "pg_restore":
            with database.connect() as other, other.cursor() as cursor:
                cursor.execute("UPDATE lessons_lesson SET title = 'Two'")

    monkeypatch.setattr("msn_kb.core.backup.archive.run", lose_a_row)

    with pytest.raises(BackupError, match=r"lessons_lesson has other contents"):
        back_up(Database.of(connection), tmp_path / "kb.zip")

    assert list(tmp_path.iterdir()) == []


def test_restore_refuses_a_database_that_holds_anything(tmp_path):
    LessonFactory(title="Kept")
    file = tmp_path / "kb.zip"
    back_up(Database.of(connection), file, verify=False)
    before = contents()

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file))

    assert contents() == before


@pytest.mark.parametrize("damage", ["truncated", "a byte", "another zip", "no zip", "missing"])
def test_restore_refuses_what_is_no_backup(tmp_path, damage):
    file, database = tmp_path / "kb.zip", Database.of(connection)
    back_up(database, file, verify=False)
    data = bytearray(file.read_bytes())
    if damage == "truncated":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "a byte":
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)
    elif damage == "another zip":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "no backup")
    elif damage == "no zip":
        file.write_text("no backup")
    else:
        file.unlink()

    with scratch(database) as empty:
        with pytest.raises(BackupError, match=r"no backup|damaged|does not exist"):
            restore(empty, file)
        with empty.connect() as other, other.cursor() as cursor:
            assert fingerprint(cursor) == {}


def test_differences_name_the_table_and_what_is_wrong():
    one = {"a": (2, "7"), "b": (1, "3"), "c": (1, "1")}

    assert differences(one, dict(one)) == []
    assert differences(one, {"a": (1, "7"), "b": (1, "4"), "d": (0, "0")}) == [
        "a has 1 rows instead of 2",
        "b has other contents",
        "c is missing",
        "d is there beyond what was backed up",
    ]


def test_missing_program_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("msn_kb.core.backup.programs._candidates", lambda program: iter(()))

    with pytest.raises(ProgramFailed, match=r"pg_dump of PostgreSQL \d+ or newer is needed; found: none"):
        run("pg_dump", [], Database.of(connection))
    with pytest.raises(CommandError, match="pg_dump of PostgreSQL"):
        call_command("backup", str(tmp_path / "kb.zip"))
