"""What an import may not do: show what is hidden, open or close an entry unasked, break a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.models import ReviewStep
from tests.factories import (
    LessonFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    UserFactory,
)

from .running import import_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{hidden},A title,", "id: “{hidden}”: the number of an entry that exists"),
        ("99999999,A title,", "id: “99999999”: the number of an entry that exists"),
        ("{own},A title,red", "handling: “TLP:RED”"),
        (",A title,amber", "handling: “TLP:AMBER”"),
        ("{own},,", "title: a title of at least 3 characters"),
        ("x1,A title,", "id: “x1”: the number of an entry, as an export gives it, or nothing"),
        ("9223372036854775808,A title,", "id: “9223372036854775808”: the number of an entry, as"),
    ],
)  # fmt: skip
def test_what_a_curator_may_not_see_or_set_is_refused_as_if_it_were_not_there(
    tmp_path: Path, row: str, expected: str
) -> None:
    UserFactory(curator=True, email="curator@example.org")
    hidden = LessonFactory(title="Planted", handling="red", named_people=[UserFactory()])
    own = LessonFactory(title="A title")
    names = {"hidden": hidden.pk, "own": own.pk}
    said = import_text(tmp_path, f"id,title,handling\n{row.format(**names)}\n", "--by", "curator@example.org")
    assert expected.format(**names) in said.err
    assert said.last == "created 0, updated 0, unchanged 0, rejected 1"
    assert "Planted" not in said.err + said.out


def test_lowering_the_handling_asks_for_a_reason_and_is_a_step_of_review(tmp_path: Path) -> None:
    curator = UserFactory(curator=True, email="curator@example.org")
    lesson = LessonFactory(title="A title", handling="green")
    text = f"id,title,handling\n{lesson.pk},A title,clear\n"
    assert (
        "a reason for the import, because this opens what is TLP:GREEN now" in import_text(tmp_path, text).err
    )
    said = import_text(tmp_path, text, "--by", "curator@example.org", "--reason", "The partner agreed.")
    assert said.last == "created 0, updated 1, unchanged 0, rejected 0"
    step = ReviewStep.objects.get(number=lesson.pk)
    assert (step.move, step.by_id, step.reason) == ("lower-handling", curator.pk, "The partner agreed.")


@pytest.mark.parametrize(
    ("handling", "attribution"), [("amber", "organization-only"), ("clear", "chatham-house")]
)
def test_an_empty_cell_never_opens_an_entry(tmp_path: Path, handling: str, attribution: str) -> None:
    owning = [OrganizationFactory()]
    lesson = LessonFactory(
        title="A title", handling=handling, attribution=attribution, owning_organizations=owning
    )
    import_text(tmp_path, f"id,title,handling,attribution\n{lesson.pk},A title,,\n", "--reason", "x")
    lesson.refresh_from_db()
    assert lesson.attribution == attribution
    assert lesson.handling == ("amber" if handling == "amber" else "green")


def test_hidden_tags_stay_when_a_curator_sets_the_tags(tmp_path: Path) -> None:
    UserFactory(curator=True, email="curator@example.org")
    hidden = PeaceProcessFactory(name="Hidden talks", handling="red", named_people=[UserFactory()])
    known, new = PeaceProcessFactory(name="Known talks"), PeaceProcessFactory(name="New talks")
    lesson = LessonFactory(title="A title", processes=[hidden, known])
    by = ("--by", "curator@example.org")
    assert (
        "unchanged 1"
        in import_text(tmp_path, f"id,title,processes\n{lesson.pk},A title,Known talks\n", *by).last
    )
    import_text(tmp_path, f"id,title,processes\n{lesson.pk},A title,New talks\n", *by)
    assert set(lesson.processes.all()) == {hidden, new}
    said = import_text(tmp_path, f"id,title,processes\n{lesson.pk},A title,Hidden talks\n", *by)
    assert "a value known in processes" in said.err


def test_a_published_entry_keeps_what_was_learned(tmp_path: Path) -> None:
    lesson = LessonFactory(title="A title")
    said = import_text(tmp_path, f"id,title,insight\n{lesson.pk},A title,\n")
    assert "line 2, insight: what was learned: the entry is published" in said.err


def test_the_language_of_a_translation_stays(tmp_path: Path) -> None:
    lesson = LessonFactory(title="A title")
    translation = LessonFactory(title="Un titre", language="fr", translation_of=lesson)
    for one in (lesson, translation):
        said = import_text(tmp_path, f"id,title,language\n{one.pk},{one.title},es\n")
        assert "the entry has or is a translation" in said.err
