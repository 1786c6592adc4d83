"""The collection that ships: complete, sound, loaded in one step and twice without harm."""

from __future__ import annotations

import re
import shutil
import stat
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from lessons import models as lessons
from lessons.collection import findings
from lessons.starter import loading
from lessons.starter.kinds import FOLDER, KINDS
from msn_kb.core.models import StarterRecord
from msn_kb.core.starter import Fixed, Kind
from organizations import models as organizations

MANUAL = Path(__file__).parents[2] / "docs" / "starter-collection.md"

# What one careful reading of the three sources found, per kind; ours may exceed it, never fall far behind.
ABOUT = {
    organizations.Organization: 50,
    organizations.Office: 12,
    organizations.Meeting: 4,
    organizations.Source: 31,
    organizations.PeaceProcess: 18,
    organizations.Engagement: 35,
    lessons.Lesson: 90,
    lessons.Case: 6,
    lessons.Term: 25,
}


def run(command: str, *options: str, **more: Any) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out, stderr=out, **more)
    return out.getvalue()


@pytest.fixture
def developer(settings: Any, tmp_path: Path) -> Path:
    """A developer's machine: DEBUG is on; the password goes to a folder of the test's own."""
    settings.DEBUG = True
    settings.BASE_DIR = tmp_path
    return tmp_path / "var" / "demo-password"


@pytest.mark.usefixtures("collection")
class TestCollection:
    @pytest.mark.parametrize("model", ABOUT)
    def test_collection_holds_what_the_sources_state(self, model: Any) -> None:
        assert model.objects.count() >= ABOUT[model]

    def test_collection_has_nothing_to_report(self) -> None:
        assert [str(found) for found in findings()] == []

    def test_collection_is_published_and_open(self) -> None:
        for model in (lessons.Lesson, lessons.Case, organizations.Source, organizations.PeaceProcess):
            assert set(model.objects.values_list("status", "handling")) == {("published", "clear")}, model

    @pytest.mark.parametrize("language", ["fr", "es"])
    def test_collection_has_translations(self, language: str) -> None:
        found = lessons.Lesson.objects.filter(language=language, translation_of__language="en")

        assert found.count() >= 6
        assert lessons.Lesson.objects.filter(language=language).count() == found.count()

    def test_entries_can_be_found_by_the_names_of_their_tags(self) -> None:
        lesson = lessons.Lesson.objects.filter(themes__slug="women-and-gender").earliest("pk")
        case = lessons.Case.objects.get(slug="international-contact-group-on-mindanao")

        assert "Women and gender" in lesson.tagged_names.splitlines()
        assert "Japan" in case.tagged_names.splitlines()

    def test_operator_loads_again_and_nothing_changes(self) -> None:
        before = list(lessons.Lesson.objects.order_by("pk").values())
        total = StarterRecord.objects.count()

        assert run("load_starter") == f"created 0, updated 0, unchanged {total}, kept 0\n"
        assert list(lessons.Lesson.objects.order_by("pk").values()) == before

    def test_curator_edits_a_lesson_and_loading_keeps_it(self) -> None:
        lesson = lessons.Lesson.objects.earliest("pk")
        lesson.insight = "What we have seen ourselves."
        lesson.save()

        told = run("load_starter", verbosity=2)

        lesson.refresh_from_db()
        assert f"kept lesson {lesson.slug}: was edited\n" in told
        assert lesson.insight == "What we have seen ourselves."
        assert "updated 1, " in run("load_starter", "--overwrite")

    def test_developer_loads_demonstration_entries_apart_from_the_counts(self, developer: Path) -> None:
        count = StarterRecord.objects.count()

        told = run("load_starter", "--with-demonstration")

        assert told.splitlines() == [
            f"created 0, updated 0, unchanged {count}, kept 0",
            "demonstration entries: created 3, updated 0, unchanged 0, kept 0",
        ]
        shown = lessons.Lesson.objects.filter(is_demonstration=True)
        assert sorted(shown.values_list("handling", flat=True)) == ["amber", "green", "red"]
        assert all(lesson.title.startswith("Demonstration: ") for lesson in shown)
        member = organizations.User.objects.get(email="member@example.org")
        assert member.organization == organizations.Organization.objects.get(slug="clingendael-academy")
        assert lessons.Lesson.objects.visible_to(member).filter(is_demonstration=True).count() == 3
        assert [str(found) for found in findings()] == []

    def test_operator_without_demonstration_accounts_is_told_who_is_missing(self) -> None:
        with pytest.raises(CommandError, match="1 error in the starter files; nothing was loaded"):
            run("load_starter", "--with-demonstration")

        assert not lessons.Lesson.objects.filter(is_demonstration=True).exists()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.files], ids=lambda kind: kind.name)
def test_every_field_of_the_files_is_documented(kind: Kind) -> None:
    [row] = [line for line in MANUAL.read_text(encoding="utf-8").splitlines() if f"`{kind.files[0]}`" in line]
    for name, field in kind.fields.items():
        if not field.demonstration_only and not isinstance(field, Fixed):
            assert re.search(rf"\b{name}\b", row), name


@pytest.mark.django_db
def test_operator_loads_vocabularies_only() -> None:
    run("load_starter", "--vocabularies-only")

    assert organizations.Country.objects.count() == 250
    assert lessons.Theme.objects.filter(slug="inclusion", parent=None).exists()
    assert lessons.Track.objects.filter(code="I.5").exists()
    assert not organizations.Organization.objects.exists()
    assert not lessons.Lesson.objects.exists()


@pytest.mark.django_db
def test_operator_meets_an_error_and_nothing_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lessons" / "starter"
    shutil.copytree(FOLDER, folder)
    with (folder / "themes.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- slug: third-level\n  name: Third level\n  parent: women-and-gendr\n")
    vocabularies = [replace(k, folder=folder) if k.folder == FOLDER else k for k in loading.VOCABULARIES]
    monkeypatch.setattr(loading, "VOCABULARIES", vocabularies)
    line = len((folder / "themes.yaml").read_text(encoding="utf-8").splitlines())
    told = StringIO()

    with pytest.raises(CommandError, match="1 error in the starter files; nothing was loaded"):
        call_command("load_starter", "--vocabularies-only", stderr=told)

    assert told.getvalue() == (
        f"lessons/starter/themes.yaml:{line}: parent “women-and-gendr”: there is no such theme; "
        "did you mean women-and-gender?\n"
    )
    assert not organizations.Country.objects.exists()


@pytest.mark.django_db
def test_developer_creates_accounts_twice_and_gets_the_same_password(developer: Path) -> None:
    first, second = run("create_demo_accounts"), run("create_demo_accounts")

    password = developer.read_text(encoding="utf-8").strip()
    assert first == second
    *_, told, way_in = first.splitlines()
    assert told == f"  password of all three: {password}"
    assert way_in.endswith("manage.py demo_code EMAIL")
    assert stat.S_IMODE(developer.stat().st_mode) == 0o600
    assert organizations.User.objects.count() == 3
    rights = {}
    for email in ("member@example.org", "curator@example.org", "admin@example.org"):
        user = authenticate(email=email, password=password)
        assert user is not None
        groups = list(user.groups.values_list("name", flat=True))
        rights[email.split("@")[0]] = (user.is_staff, user.is_superuser, groups)
    assert rights == {
        "member": (False, False, []),
        "curator": (True, False, ["Curators"]),
        "admin": (True, True, []),
    }


@pytest.mark.django_db
def test_operator_without_debug_gets_no_demonstration_accounts(settings: Any) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="only with DEBUG"):
        run("create_demo_accounts")

    assert not organizations.User.objects.exists()
