"""The house keeps its layout: imports run downward, nothing goes round the door, pages hold no inline code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from msn_kb.core.access import DoorError, GuardedQuerySet, ProtectedQuerySet, PublicQuerySet, closed_door
from organizations.models import ProtectedRecord

from .factories import CaseFactory, EngagementFactory, LessonCitationFactory, LessonFactory, LessonLinkFactory

ROOT = Path(settings.BASE_DIR)
OUR_APPS = ("organizations", "lessons")
OUR_CODE = ("msn_kb", "organizations", "lessons", "tests")
LONGEST_FILE = 320


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def our_models() -> list[type[models.Model]]:
    return [model for app in OUR_APPS for model in apps.get_app_config(app).get_models()]


def test_imports_run_downward_only() -> None:
    code = "from importlinter.cli import lint_imports_command as main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_the_driver_is_psycopg2() -> None:
    assert connection.Database.__name__ == "psycopg2"
    assert psycopg2.__version__.startswith("2.9")


def test_a_file_holds_one_noun() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(*OUR_CODE)
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


# --- The door --------------------------------------------------------------------------------------------------------


def test_every_queryset_has_a_door() -> None:
    without = [
        model._meta.label
        for model in our_models()
        if model._meta.label != "organizations.User" and not hasattr(model._default_manager, "visible_to")
    ]
    assert without == []


def test_what_is_not_always_public_is_guarded() -> None:
    """``contract.md``: organizations, offices, meetings, countries, themes and terms are public, with their parts."""
    public = {
        model._meta.label
        for model in our_models()
        if issubclass(type(model._default_manager.all()), PublicQuerySet)
    }
    assert public == {
        "lessons.Audience",
        "lessons.CaseActor",
        "lessons.Contrast",
        "lessons.ContrastPoint",
        "lessons.Phase",
        "lessons.Term",
        "lessons.Theme",
        "lessons.Track",
        "organizations.ClientGroup",
        "organizations.Country",
        "organizations.Meeting",
        "organizations.Membership",
        "organizations.Office",
        "organizations.Organization",
        "organizations.OrganizationName",
        "organizations.Participation",
        "organizations.Region",
        "organizations.SupportService",
    }
    for model in our_models():
        if model._meta.label not in public | {"organizations.User"}:
            assert isinstance(model._default_manager.all(), GuardedQuerySet), model
            # Foreign keys are followed by the base manager, which must be guarded as well.
            assert isinstance(model._base_manager.all(), GuardedQuerySet), model


def test_every_protected_record_is_behind_the_protected_door() -> None:
    for model in our_models():
        if issubclass(model, ProtectedRecord):
            assert isinstance(model._default_manager.all(), ProtectedQuerySet), model


@pytest.mark.django_db
def test_reading_for_a_request_round_the_door_fails() -> None:
    link = LessonLinkFactory()
    citation = LessonCitationFactory(record=link.lesson)
    engagement = EngagementFactory()
    case = CaseFactory(lessons=[link.lesson])
    model = type(link.lesson)
    lesson = model.objects.get(pk=link.lesson.pk)
    fresh = {
        type(record): type(record).objects.get(pk=record.pk) for record in (link, citation, engagement, case)
    }
    ways_round = [
        lambda: list(model.objects.all()),
        lambda: model.objects.filter(status="published").count(),
        lambda: model.objects.exists(),
        lambda: model.objects.first(),
        lambda: model.objects.get(pk=lesson.pk),
        lambda: model.objects.values_list("title", flat=True)[0],
        lambda: model.objects.aggregate(models.Max("date")),
        lambda: next(model.objects.iterator()),
        lambda: model.objects.in_bulk([lesson.pk]),
        lambda: list(lesson.processes.all()),
        lambda: list(lesson.citations.all()),
        lambda: list(lesson.links.all()),
        lambda: list(lesson.cases.all()),
        lambda: list(lesson.applications.all()),
        lambda: fresh[type(link)].other,
        lambda: fresh[type(citation)].source,
        lambda: fresh[type(engagement)].process,
        lambda: list(fresh[type(case)].lessons.all()),
    ]
    with closed_door():
        for way in ways_round:
            with pytest.raises(DoorError):
                way()
        assert list(model.objects.visible_to(None)) != []


@pytest.mark.django_db
def test_a_reader_s_page_is_served_behind_the_closed_door(client, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    lesson = LessonFactory()
    monkeypatch.setattr(ProtectedQuerySet, "visible_to", lambda self, user: self.all())
    with pytest.raises(DoorError):
        client.get(lesson.get_absolute_url())


def test_readers_code_names_managers_only_with_the_door() -> None:
    """In views, filters, exports and presentation a protected model's manager is used through ``visible_to`` only."""
    protected = {
        model.__name__ for model in our_models() if isinstance(model._default_manager.all(), GuardedQuerySet)
    }
    found = []
    for path in python_files("msn_kb", "organizations", "lessons"):
        if not reader_code(path):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Attribute)
                and node.value.attr in ("objects", "_default_manager")
                and isinstance(node.value.value, ast.Name)
                and node.value.value.id in protected
                and node.attr not in ("visible_to", "with_maturity")
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def reader_code(path: Path) -> bool:
    return "views" in path.parts or path.name in {
        "views.py",
        "filters.py",
        "exports.py",
        "presentation.py",
        "feeds.py",
        "api.py",
    }


# --- Pages -----------------------------------------------------------------------------------------------------------

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_no_inline_code_and_fetches_nothing(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text, re.IGNORECASE)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text, re.IGNORECASE)
    assert not re.search(r"(?:src|href)=[\"']https?://", text)
    # The help texts of Django's own password forms are lists in HTML.
    assert "|safe" not in text.replace("field.help_text|safe", "")


def test_vendored_libraries_state_version_and_licence() -> None:
    readme = (ROOT / "static" / "vendor" / "README.md").read_text()
    folders = [path for path in (ROOT / "static" / "vendor").iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        assert any(
            path.name.upper().startswith(("LICENSE", "LICENCE", "OFL")) for path in folder.iterdir()
        ), folder
        name, _, version = folder.name.rpartition("-")
        assert name in readme.lower().replace(" ", "-"), folder
        assert version in readme, folder
