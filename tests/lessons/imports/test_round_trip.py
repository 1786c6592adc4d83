"""A file that was exported and not touched changes nothing; one that was touched changes just that."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lessons.choices import Evidence, LessonKind
from lessons.exports.lessons import columns
from lessons.filters import LessonFilterSet
from lessons.imports.columns import IGNORED, KNOWN
from lessons.models import Lesson
from msn_kb.core.access import Attribution
from msn_kb.core.exports.csv import write_csv
from msn_kb.core.history import RowChange
from organizations.models import User
from tests import factories

from .running import import_file, import_text, text_workbook


def exported(user: User) -> bytes:
    file = write_csv(LessonFilterSet(QueryDict(), user=user).qs, columns(), user)
    try:
        return b"".join(file)
    finally:
        file.close()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def administrator(db: None) -> User:
    return factories.UserFactory(administrator=True, email="admin@example.org")


@pytest.fixture
def lessons(db: None) -> list[Any]:
    """Entries whose cells are as awkward as they come."""
    source = factories.SourceFactory(title="", description="a note; without a title. And more")
    full = factories.LessonFactory(
        title="=SUM(1,2); and more",
        context="+41 22 000\r\n\r\nSecond line",
        insight="-5 degrees",
        recommendation='@home "quoted", with a comma',
        applicability="\tindented",
        evidence="evaluated",
        evidence_note="'quoted'",
        date="2018-10",
        language="ar",
        attribution="chatham-house",
        handling="amber",
        themes=[factories.ThemeFactory(name="Talks; about talks"), factories.ThemeFactory(name="=Formal")],
        countries=[factories.CountryFactory(name_en="Côte d’Ivoire")],
        regions=[factories.RegionFactory(name_en="Western Africa")],
        processes=[factories.PeaceProcessFactory(name="One; two", handling="red", named_people=[])],
        organizations=[
            factories.OrganizationFactory(name="ICG"),
            factories.OrganizationFactory(acronym="ICG"),
        ],
        tracks=[factories.TrackFactory(code="I.5")],
        phases=[factories.PhaseFactory(code="ceasefire")],
        audiences=[factories.AudienceFactory(code="donors")],
        services=[factories.SupportServiceFactory(code="training")],
        owning_organizations=[factories.OrganizationFactory()],
    )
    for locator in ("p. 1", "p. 2"):
        factories.LessonCitationFactory(record=full, source=source, locator=locator)
    factories.LessonCitationFactory(record=full, source=factories.SourceFactory(title="+A report"))
    retired = factories.ThemeFactory(name="Retired", is_retired=True)
    return [
        full,
        factories.LessonFactory(title="Empty", insight="", evidence="", status="draft", themes=[retired]),
        factories.LessonFactory(title="  Blanks around  ", insight="x\x0by", date="2998", status="archived"),
    ]


@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_administrator_imports_an_untouched_export_and_nothing_changes(
    administrator: User, tmp_path: Path, form: str
) -> None:
    content = exported(administrator)
    if form == "xlsx":
        # A workbook holds no control characters.
        Lesson.objects.filter(insight__contains="\x0b").update(insight="xy")
        content = text_workbook(*rows_of(exported(administrator)))
    before = RowChange.objects.count()
    said = import_text(tmp_path, content, "--by", "admin@example.org", name=f"lessons.{form}")
    assert said.err == ""
    assert said.last == "created 0, updated 0, unchanged 3, rejected 0"
    assert RowChange.objects.count() == before


@pytest.mark.usefixtures("lessons")
def test_curator_imports_their_own_export_and_what_is_hidden_from_them_stays(tmp_path: Path) -> None:
    curator = factories.UserFactory(curator=True, email="curator@example.org")
    said = import_text(tmp_path, exported(curator), "--by", "curator@example.org")
    assert (said.err, said.last) == ("", "created 0, updated 0, unchanged 3, rejected 0")


def test_every_column_of_the_export_is_known_to_the_import() -> None:
    assert [column.name for column in columns() if column.name not in KNOWN] == []


CLEARED = {"insight": "Other", "handling": "red", "attribution": "chatham-house", "kind": "challenge"}


@pytest.mark.parametrize(
    "column", [name for name in KNOWN if name not in (*IGNORED, "id", "external_id", "title")]
)
def test_administrator_brings_back_each_column_from_an_export(
    administrator: User, lessons: list[Any], tmp_path: Path, column: str
) -> None:
    person = factories.UserFactory()
    lesson = lessons[0]
    lesson.named_people.add(person)
    Lesson.objects.filter(pk=lesson.pk).update(
        attribution="named", context="Two\nlines", applicability="=plain"
    )
    rows = rows_of(exported(administrator))
    wanted = dict(zip(rows[0], next(row for row in rows if row[0] == str(lesson.pk)), strict=True))

    def set_to(cell: str) -> str:
        text = io.StringIO()
        csv.writer(text).writerows([["id", "title", column], [lesson.pk, wanted["title"], cell]])
        said = import_text(tmp_path, text.getvalue(), "--reason", "Brought back.")
        assert said.err == ""
        return said.last

    assert set_to(CLEARED.get(column, "")) == "created 0, updated 1, unchanged 0, rejected 0"
    assert set_to(wanted[column]) == "created 0, updated 1, unchanged 0, rejected 0"
    after = rows_of(exported(administrator))
    assert next(row for row in after if row[0] == str(lesson.pk))[rows[0].index(column)] == wanted[column]


def test_the_shipped_collection_exported_is_imported_unchanged(
    collection: None, administrator: User, tmp_path: Path
) -> None:
    path = tmp_path / "lessons.csv"
    path.write_bytes(exported(administrator))
    number = Lesson.objects.listed().count()
    said = import_file(path, "--by", "admin@example.org")
    assert (said.err, said.last) == ("", f"created 0, updated 0, unchanged {number}, rejected 0")


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t'=+-@;,\""), max_size=60
)


class AnyTexts(TestCase):
    """Whatever a lesson's texts hold, its export is what it is."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        title=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=3, max_size=60),
        context=TEXTS,
        insight=TEXTS,
        kind=st.sampled_from(LessonKind.values),
        evidence=st.sampled_from(["", *Evidence.values]),
        attribution=st.sampled_from(Attribution.values),
    )
    def test_administrator_exports_and_imports_any_text_unchanged(self, **fields: str) -> None:
        import tempfile

        administrator = factories.UserFactory(administrator=True, email="admin@example.org")
        lesson = factories.LessonFactory(status="draft", **fields)
        before = {name: getattr(lesson, name) for name in fields}
        with tempfile.TemporaryDirectory() as folder:
            said = import_text(Path(folder), exported(administrator), "--by", "admin@example.org")
        assert (said.err, said.last) == ("", "created 0, updated 0, unchanged 1, rejected 0")
        lesson.refresh_from_db()
        assert {name: getattr(lesson, name) for name in fields} == before
