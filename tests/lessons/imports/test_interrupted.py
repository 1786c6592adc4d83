"""An import that is killed half-way leaves nothing behind, says so, and can be done again; two wait for each other."""

from __future__ import annotations

import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection, connections

from lessons.benchmarks.importing import address
from lessons.choices import ImportState
from lessons.imports import running
from lessons.imports.applying import LOCKS, is_going_on
from lessons.imports.importers import Importer
from lessons.imports.launching import start_process
from lessons.imports.options import Options
from lessons.imports.reading import read
from lessons.models import ImportRun, Lesson
from msn_kb.core.history import RowChange
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 3000
PATIENCE = 120.0


def claimed_run(rows: int) -> ImportRun:
    text = "title,themes\n" + "".join(f"Lesson {number},Inclusion\n" for number in range(rows))
    run = running.begin(read(BytesIO(text.encode()), "long.csv"), Importer(), Options())
    running.preview(run)
    assert running.claim(run, "The partner’s file")
    return run


def wait_until_rows_are_done(run: ImportRun) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        run.refresh_from_db()
        if run.rows_done or run.state != ImportState.RUNNING:
            return
        time.sleep(0.02)
    pytest.fail("The import told of no row.")


def test_an_import_killed_half_way_changes_nothing_and_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ThemeFactory(name="Inclusion")
    run = claimed_run(ROWS)
    changes = RowChange.objects.count()
    monkeypatch.setenv("DATABASE_URL", address())
    process = start_process(run)
    try:
        wait_until_rows_are_done(run)
        assert run.state == ImportState.RUNNING
        assert is_going_on(run.pk)
        running.notice_interruption(run)
        assert run.state == ImportState.RUNNING
    finally:
        process.kill()
        process.wait()
    until = time.monotonic() + PATIENCE
    while is_going_on(run.pk) and time.monotonic() < until:
        time.sleep(0.05)
    assert (Lesson.objects.count(), RowChange.objects.count()) == (0, changes)

    monkeypatch.setattr(running, "PATIENCE", timedelta())
    running.notice_interruption(run)
    assert run.state == ImportState.FAILED
    assert "the import was interrupted" in run.problems[0]["expected"]

    running.preview(run)
    assert running.claim(run, "Once more")
    running.carry_out(run)
    assert (run.state, Lesson.objects.count()) == (ImportState.DONE, ROWS)


def test_an_import_waits_for_another_one_that_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ThemeFactory(name="Inclusion")
    run = claimed_run(1)
    monkeypatch.setenv("DATABASE_URL", address())
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 0)", [LOCKS])
            process = start_process(run)
            wait_until_it_waits()
            assert not Lesson.objects.exists()
            cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [LOCKS])
        process.wait(PATIENCE)
    finally:
        other.close()
    run.refresh_from_db()
    assert (run.state, Lesson.objects.count()) == (ImportState.DONE, 1)


def wait_until_it_waits() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND NOT granted",
                [LOCKS],
            )
            if cursor.fetchone() == (1,):
                return
        time.sleep(0.05)
    pytest.fail("The import did not wait.")
