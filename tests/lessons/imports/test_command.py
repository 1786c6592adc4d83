"""``manage.py import_lessons`` does what ``contract.md`` says of imports."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lessons.choices import ImportState
from lessons.models import ImportRun, Lesson, ReviewStep
from msn_kb.core.history import RowChange
from tests.factories import (
    CountryFactory,
    LessonFactory,
    SourceFactory,
    ThemeFactory,
    TrackFactory,
    UserFactory,
)

from .running import import_text

pytestmark = pytest.mark.django_db


def test_curator_imports_new_lessons_as_drafts_that_are_green(tmp_path: Path) -> None:
    ThemeFactory(name="Inclusion")
    TrackFactory(code="I.5", name="Track one and a half")
    CountryFactory(name_en="Mali", alpha3="MLI")
    said = import_text(
        tmp_path,
        "title,kind,insight,themes,tracks,countries,date,language\n"
        "Ask elders first,Good practice,They know.,INCLUSION,track ONE and a half; i.5,mli,2018-10,French\n",
    )
    assert (said.last, said.status) == ("created 1, updated 0, unchanged 0, rejected 0", 0)
    lesson = Lesson.objects.get()
    assert (lesson.title, lesson.kind, lesson.insight) == ("Ask elders first", "good-practice", "They know.")
    assert (lesson.status, lesson.handling, lesson.attribution) == ("draft", "green", "organization-only")
    assert (lesson.date, lesson.year, lesson.language, lesson.slug) == (
        "2018-10",
        2018,
        "fr",
        "ask-elders-first",
    )
    assert [one.name for one in lesson.themes.all()] == ["Inclusion"]
    assert [one.code for one in lesson.tracks.all()] == ["I.5"]
    assert [one.alpha3 for one in lesson.countries.all()] == ["MLI"]
    assert "Inclusion" in lesson.tagged_names
    assert lesson.facet_keys != []
    assert lesson.sort_title == "ask elders first"


def test_curator_imports_a_file_with_titles_only(tmp_path: Path) -> None:
    said = import_text(tmp_path, "title\nOne lesson\nOne lesson\n")
    assert said.last == "created 2, updated 0, unchanged 0, rejected 0"
    assert list(Lesson.objects.order_by("pk").values_list("slug", "kind")) == [
        ("one-lesson", "observation"),
        ("one-lesson-2", "observation"),
    ]


@pytest.mark.parametrize("columns", ["title", "external_id,title", "title,kind"])
def test_curator_imports_the_same_file_again_and_nothing_changes(tmp_path: Path, columns: str) -> None:
    cells = {"title": "A lesson", "external_id": "X-1", "kind": ""}
    text = f"{columns}\n{','.join(cells[name] for name in columns.split(','))}\n"
    import_text(tmp_path, text)
    changes, moment = RowChange.objects.count(), Lesson.objects.get().updated_at
    assert import_text(tmp_path, text).last == "created 0, updated 0, unchanged 1, rejected 0"
    assert (RowChange.objects.count(), Lesson.objects.get().updated_at) == (changes, moment)


def test_curator_changes_an_entry_by_its_id_and_absent_columns_stay(tmp_path: Path) -> None:
    old, new = ThemeFactory(name="Old"), ThemeFactory(name="New")
    lesson: Lesson = LessonFactory(
        title="Before", context="Kept.", insight="Kept too.", themes=[old], date="2018"
    )
    said = import_text(tmp_path, f"id,title,themes,date\n{lesson.pk},After,New,\n")
    assert said.last == "created 0, updated 1, unchanged 0, rejected 0"
    lesson.refresh_from_db()
    assert (lesson.title, lesson.context, lesson.insight, lesson.date) == ("After", "Kept.", "Kept too.", "")
    assert (lesson.status, lesson.handling, lesson.sort_title) == ("published", "clear", "after")
    assert list(lesson.themes.all()) == [new]
    assert lesson.tagged_names == "New"


def test_an_empty_cell_clears_texts_and_tags(tmp_path: Path) -> None:
    lesson = LessonFactory(
        title="A lesson", context="Was there.", evidence="documented", themes=[ThemeFactory()]
    )
    import_text(tmp_path, f"id,title,context,evidence,themes\n{lesson.pk},A lesson,,,\n")
    lesson.refresh_from_db()
    assert (lesson.context, lesson.evidence, lesson.themes.count()) == ("", "", 0)


def test_one_bad_row_stops_everything_and_is_named(tmp_path: Path) -> None:
    lesson = LessonFactory(title="Stays")
    said = import_text(
        tmp_path,
        f"id,title,kind,date\n{lesson.pk},Changed,challenge,2018\n,New one,nonsense,2018-13\n,Another,challenge,2018\n",
    )
    assert (said.last, said.status) == ("created 0, updated 0, unchanged 0, rejected 1", 1)
    assert "line 3, kind: “nonsense”: one of challenge, opportunity" in said.err
    assert "line 3, date: “2018-13”: a date as 2018, 2018-10 or 2018-10-17" in said.err
    assert list(Lesson.objects.values_list("title", flat=True)) == ["Stays"]
    assert not ImportRun.objects.exists()


def test_a_dry_run_shows_each_change_and_changes_nothing(tmp_path: Path) -> None:
    lesson = LessonFactory(title="Before")
    said = import_text(tmp_path, f"id,title\n{lesson.pk},After\n,New lesson\n", "--dry-run")
    assert f"line 2: entry {lesson.pk} “After”" in said.out
    assert "title: “Before” → “After”" in said.out
    assert "line 3: new “New lesson”" in said.out
    assert said.last == "created 1, updated 1, unchanged 0, rejected 0"
    assert Lesson.objects.get().title == "Before"
    assert not ImportRun.objects.exists()


def test_a_dry_run_tells_of_suspected_duplicates_with_the_reason(tmp_path: Path) -> None:
    lesson = LessonFactory(title="Ask the elders of a village before anybody else")
    said = import_text(tmp_path, "title\nAsk the elders of a village before anybody else\n", "--dry-run")
    assert f"may be a duplicate of entry {lesson.pk}" in said.out
    assert "The titles are the same." in said.out


def test_complete_entries_are_published_in_the_name_of_a_curator(tmp_path: Path) -> None:
    curator = UserFactory(curator=True, email="curator@example.org")
    ThemeFactory(name="Inclusion")
    SourceFactory(slug="report")
    said = import_text(
        tmp_path,
        "external_id,title,insight,themes\n1,Complete lesson,Learned.,Inclusion\n2,Incomplete lesson,Learned.,\n",
        *(
            "--source",
            "report",
            "--publish",
            "--by",
            "curator@example.org",
            "--reason",
            "Checked by the partner",
        ),
    )
    assert said.last == "created 2, updated 0, unchanged 0, rejected 0"
    assert dict(Lesson.objects.values_list("title", "status")) == {
        "Complete lesson": "published",
        "Incomplete lesson": "draft",
    }
    steps = ReviewStep.objects.filter(number=Lesson.objects.get(title="Complete lesson").pk)
    assert list(steps.values_list("move", "by", "reason")) == [
        ("submit", curator.pk, "Checked by the partner"),
        ("publish", curator.pk, "Checked by the partner"),
    ]
    row = RowChange.objects.filter(table="lessons_lesson").order_by("pk").first()
    assert row is not None
    assert (row.by_id, row.origin) == (curator.pk, "import")
    assert row.reason == "Import of lessons.csv: Checked by the partner"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--publish"], "--publish asks for --by"),
        (
            ["--publish", "--by", "member@example.org", "--reason", "x"],
            "expected the e-mail address of a curator",
        ),
        (["--by", "nobody@example.org"], "expected the e-mail address of a curator"),
        (["--source", "no-such"], "expected the address (slug) of a source"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_by_name(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    UserFactory(member=True, email="member@example.org")
    with pytest.raises(CommandError, match=said.replace("(", r"\(").replace(")", r"\)")):
        import_text(tmp_path, "title\nA lesson\n", *arguments)
    assert not Lesson.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv: No such file"):
        call_command("import_lessons", str(tmp_path / "none.csv"))


def test_an_import_is_kept_with_its_numbers(tmp_path: Path) -> None:
    said = import_text(tmp_path, "title\nA lesson\n")
    run = ImportRun.objects.get()
    assert (run.file_name, run.state, run.rows, run.created) == ("lessons.csv", ImportState.DONE, 1, 1)
    assert (run.content, len(run.transactions), run.finished_at is not None) == (None, 1, True)
    assert f"manage.py undo_import {run.pk}" in said.out
