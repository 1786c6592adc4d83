"""An import is undone as a whole: every row of every table is as it was before, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lessons.imports.undoing import undo
from lessons.models import ImportRun, Lesson
from msn_kb.core.history import RowChange
from msn_kb.core.history.triggers import models_by_table
from msn_kb.core.history.undoing import CannotUndo
from tests import factories

from .running import import_text

# The history numbers the changes of a transaction, so each step needs one of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def every_row() -> dict[str, Any]:
    """All tables that have a history, as the database holds them."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(models_by_table()):
            cursor.execute(f"SELECT to_jsonb(kept)::text FROM {table} AS kept ORDER BY id")
            found[table] = cursor.fetchall()
    return found


@pytest.fixture
def world() -> Any:
    curator = factories.UserFactory(curator=True, email="curator@example.org")
    theme, other = factories.ThemeFactory(name="Old"), factories.ThemeFactory(name="Other")
    source = factories.SourceFactory(slug="report", title="The report")
    lessons = [
        factories.LessonFactory(title=f"Lesson {number}", themes=[theme], context="Was there.", date="2018")
        for number in range(3)
    ]
    factories.LessonCitationFactory(record=lessons[0], source=source, locator="p. 3")
    return curator, theme, other, lessons


TEXT = """id,external_id,title,context,themes,tracks,sources,handling,insight
{0},,Lesson zero,,Other; Brand new,Track Nine,,green,Learned.
{1},N-1,Lesson 1,Another context,Old,,The report | p. 9,clear,Learned.
,N-2,A new lesson,Said so,Old; Other,Track Nine,The report | p. 1,clear,Learned.
,,Another new lesson,,,,,,
"""


def imported(folder: Path, lessons: list[Any]) -> ImportRun:
    text = TEXT.format(*(lesson.pk for lesson in lessons))
    said = import_text(
        folder,
        text,
        *("--create-vocabulary", "--publish", "--by", "curator@example.org", "--reason", "Partner’s file"),
    )
    assert (said.err.count("unknown"), said.last) == (2, "created 2, updated 2, unchanged 0, rejected 0")
    return ImportRun.objects.get()


def test_curator_undoes_an_import_and_every_row_is_as_it_was(world: Any, tmp_path: Path) -> None:
    curator, _, _, lessons = world
    before = every_row()
    run = imported(tmp_path, lessons)
    assert every_row() != before
    assert Lesson.objects.get(title="A new lesson").status == "published"
    undo(run, curator, "It was the wrong file.")
    assert every_row() == before
    assert (run.state, run.undone_by, run.undone_at is not None) == ("undone", curator, True)
    last = RowChange.objects.latest("pk")
    assert (last.by_id, last.reason, last.origin) == (curator.pk, "It was the wrong file.", "import")


def test_an_import_can_be_done_again_after_it_was_undone(world: Any, tmp_path: Path) -> None:
    curator, _, _, lessons = world
    undo(imported(tmp_path, lessons), curator, "A trial.")
    ImportRun.objects.all().delete()
    imported(tmp_path, lessons)


def test_nothing_is_undone_where_an_entry_was_changed_since(world: Any, tmp_path: Path) -> None:
    curator, _, _, lessons = world
    run = imported(tmp_path, lessons)
    lesson = Lesson.objects.get(title="A new lesson")
    lesson.context = "Changed by hand"
    lesson.save()
    after = every_row()
    with pytest.raises(CannotUndo, match="A new lesson"):
        undo(run, curator, "It was the wrong file.")
    assert every_row() == after
    run.refresh_from_db()
    assert run.state == "done"


def test_an_import_is_undone_once_and_with_a_reason(world: Any, tmp_path: Path) -> None:
    curator, _, _, lessons = world
    run = imported(tmp_path, lessons)
    with pytest.raises(CannotUndo, match="Say why"):
        undo(run, curator, "  ")
    call_command("undo_import", str(run.pk), reason="Wrong file", by="curator@example.org", verbosity=0)
    with pytest.raises(CommandError, match="this one is undone"):
        call_command("undo_import", str(run.pk), reason="Wrong file")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [({"number": "999999"}, "There is no import 999999"), ({"by": "nobody@example.org"}, "a curator")],
)
def test_undoing_what_is_not_there_is_refused(
    world: Any, tmp_path: Path, arguments: dict[str, str], said: str
) -> None:
    run = imported(tmp_path, world[3])
    number = arguments.pop("number", str(run.pk))
    with pytest.raises(CommandError, match=said):
        call_command("undo_import", number, reason="x", **arguments)
