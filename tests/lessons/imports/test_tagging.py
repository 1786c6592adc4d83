"""Which entry a row is about, and what the values of its tags mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.models import Lesson, LessonCitation, Theme, Track
from tests.factories import (
    LessonCitationFactory,
    LessonFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
)

from .running import import_text

pytestmark = pytest.mark.django_db


def test_external_ids_are_those_of_a_source_or_of_a_file(tmp_path: Path) -> None:
    for slug in ("first", "second"):
        SourceFactory(slug=slug, title=f"The {slug} report")
    text = "external_id,title\n7,A lesson\n"
    places: tuple[tuple[list[str], str], ...] = (
        (["--source", "first"], "a.csv"),
        (["--source", "second"], "a.csv"),
        ([], "a.csv"),
        ([], "b.csv"),
    )
    for arguments, name in places:
        said = import_text(tmp_path, text, *arguments, name=name)
        assert said.last == "created 1, updated 0, unchanged 0, rejected 0"
    assert Lesson.objects.filter(external_id="7").count() == 4
    changed = import_text(
        tmp_path, "external_id,title\n7,Another title\n", "--source", "second", name="other.csv"
    )
    assert changed.last == "created 0, updated 1, unchanged 0, rejected 0"
    assert Lesson.objects.get(title="Another title").citations.get().source.slug == "second"


def test_an_external_id_given_by_hand_counts_as_one_of_the_source_cited(tmp_path: Path) -> None:
    lesson = LessonFactory(title="By hand", external_id="7")
    source = SourceFactory(slug="report")
    LessonCitationFactory(record=lesson, source=source, locator="p. 3")
    said = import_text(tmp_path, "external_id,title\n7,By hand\n", "--source", "report")
    assert said.last == "created 0, updated 0, unchanged 1, rejected 0"


def test_the_source_is_cited_by_rows_that_name_none(tmp_path: Path) -> None:
    source, other = SourceFactory(slug="report", title="The report"), SourceFactory(title="Another report")
    import_text(
        tmp_path,
        "external_id,title,sources\nA-1,First lesson,\n,Second lesson,Another report\n"
        ",Third lesson,the report | p. 12; another report\n",
        "--source",
        "report",
    )
    cited = LessonCitation.objects.order_by("record", "position").values_list(
        "record__title", "source", "locator"
    )
    assert list(cited) == [
        ("First lesson", source.pk, "A-1"),
        ("Second lesson", other.pk, ""),
        ("Third lesson", source.pk, "p. 12"),
        ("Third lesson", other.pk, ""),
    ]


def test_unknown_values_are_told_once_with_what_comes_near(tmp_path: Path) -> None:
    ThemeFactory(name="Inclusion")
    said = import_text(tmp_path, "title,themes\nFirst one,Inclusoin\nSecond one,inclusoin\n")
    assert (
        said.err.count("unknown in themes: “Inclusoin” (2 rows, first on line 2); close to “Inclusion”") == 1
    )
    assert "line 2, themes: “Inclusoin”: a value known in themes; did you mean “Inclusion”?" in said.err
    assert said.last == "created 0, updated 0, unchanged 0, rejected 2"


def test_vocabularies_are_created_where_that_is_asked_for(tmp_path: Path) -> None:
    text = "title,themes,tracks,countries\nA lesson,Digital talks; digital talks,Track Four,\n"
    said = import_text(tmp_path, text, "--create-vocabulary")
    assert said.last == "created 1, updated 0, unchanged 0, rejected 0"
    assert Theme.objects.get().name == "Digital talks"
    assert (Track.objects.get().code, Track.objects.get().name) == ("track-four", "Track Four")
    assert Lesson.objects.get().tagged_names == "Digital talks"
    again = import_text(tmp_path, text)
    assert again.last == "created 0, updated 0, unchanged 1, rejected 0"


@pytest.mark.parametrize("column", ["countries", "regions", "organizations", "processes", "sources"])
def test_records_and_places_are_never_created(tmp_path: Path, column: str) -> None:
    said = import_text(tmp_path, f"title,{column}\nA lesson,Atlantis\n", "--create-vocabulary")
    assert f"line 2, {column}: “Atlantis”: a value known in {column}" in said.err
    assert said.status == 1


def test_a_name_that_two_records_have_is_refused_unless_the_entry_is_tied_to_one(tmp_path: Path) -> None:
    one, two = (
        PeaceProcessFactory(name=name, slug=slug)
        for name, slug in (("Peace talks", "talks-1"), ("PEACE TALKS", "talks-2"))
    )
    lesson = LessonFactory(title="A lesson", processes=[two])
    said = import_text(tmp_path, "title,processes\nNew one,Peace talks\n")
    assert "a name that only one of processes has; 2 have this" in said.err
    assert import_text(tmp_path, f"id,title,processes\n{lesson.pk},A lesson,peace talks\n").last.startswith(
        "created 0, updated 0, unchanged 1"
    )
    import_text(tmp_path, f"id,title,processes\n{lesson.pk},A lesson,talks-1\n")
    assert list(lesson.processes.all()) == [one]


def test_retired_values_give_way_to_their_replacement_and_stay_where_they_are(tmp_path: Path) -> None:
    new = ThemeFactory(name="New")
    old = ThemeFactory(name="Old", is_retired=True, replaced_by=new)
    ThemeFactory(name="Gone", is_retired=True)
    lesson = LessonFactory(title="A lesson", themes=[old])
    assert "this one is retired" in import_text(tmp_path, "title,themes\nNew one,Gone\n").err
    said = import_text(tmp_path, f"id,title,themes\n{lesson.pk},A lesson,Old\n,New one,Old\n")
    assert said.last == "created 1, updated 0, unchanged 1, rejected 0"
    assert list(Lesson.objects.get(title="New one").themes.all()) == [new]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "id,title\n{pk},A title\n{pk},A title\n",
            "line 3, id: “{pk}”: each once in a file; line 2 has it already",
        ),
        ("external_id,title\n7,One title\n7,Two titles\n", "line 3, external_id: “7”: each once in a file"),
    ],
)
def test_rows_that_speak_of_the_same_entry_are_refused(tmp_path: Path, text: str, said: str) -> None:
    lesson = LessonFactory(title="A title")
    assert said.format(pk=lesson.pk) in import_text(tmp_path, text.format(pk=lesson.pk)).err
