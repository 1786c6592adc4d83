"""Malformed, huge, truncated and hostile files: refused as a whole, with every reason, and nothing stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lessons.imports.columns import CHOICES, RELATIONS
from lessons.imports.tables import MOST_BLANK, MOST_ROWS
from lessons.imports.vocabulary import CREATABLE
from lessons.models import ImportRun, Lesson, Theme
from msn_kb.core.history import RowChange
from tests.bad_input.payloads import EVERY

from .running import import_text, workbook

pytestmark = pytest.mark.django_db

GOOD = workbook(["title"], ["A lesson"])


def rewritten(change: Callable[[str, bytes], bytes], *, add: dict[str, bytes] | None = None) -> bytes:
    """A good workbook, each part of it changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return made.getvalue()


def sheet_with(content: bytes) -> bytes:
    return rewritten(lambda name, old: content if name == "xl/worksheets/sheet1.xml" else old)


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'
HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'


def bomb() -> bytes:
    return rewritten(lambda name, old: old, add={"xl/media/image1.png": b"\0" * (220 * 1024 * 1024)})


def entities() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    return sheet_with(declared + SHEET % HEAD)


def external() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    row = b'<row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row>'
    return sheet_with(declared + SHEET % (HEAD + row))


def formulas() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["B1"] = "title", "context"
    sheet["A2"], sheet["B2"] = "A lesson", '=HYPERLINK("http://evil.example")'
    sheet["A3"] = "=1+1"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def many_blank_rows() -> bytes:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 1_000_001))
    return sheet_with(SHEET % (HEAD + rows))


def cell_of(length: int) -> bytes:
    return b"title,context\nA lesson," + b"x" * length + b"\n"


BLANK = f"fewer than {MOST_BLANK:,} empty rows"
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("a.csv", lambda: b"", "The file is empty"),
    "only blanks": ("a.csv", lambda: b"\n , \n", "a row of headings"),
    "a missing title column": ("a.csv", lambda: b"kind\nchallenge\n", "a column “title”; it is missing"),
    "a heading twice": ("a.csv", lambda: b"title,kind,Kind\na,b,c\n", "each column once"),
    "an unknown heading": ("a.csv", lambda: b"title,password\nabc,x\n", "“password”: a column of the lessons’ export"),
    "a quote that never ends": ("a.csv", lambda: b'title\n"A lesson\n', "cells quoted as CSV asks for"),
    "a row cut short": ("a.csv", lambda: b"title,kind\nA lesson,challenge\nAnother", "the row has 1"),
    "NUL bytes": ("a.csv", lambda: b"title\nA\0lesson\n", "control character 0x00"),
    "a cell of a megabyte": ("a.csv", lambda: cell_of(1 << 20), "at most 20,000 characters; here are 1,048,576"),
    "a cell beyond all bounds": ("a.csv", lambda: cell_of(5_000_000), "field larger than field limit"),
    "a million empty rows": ("a.csv", lambda: b"title\n" + b"\n" * 1_000_000 + b"A lesson\n", BLANK),
    "a million empty rows in a workbook": ("a.xlsx", many_blank_rows, BLANK),
    "too many rows": ("a.csv", lambda: b"title\n" + b"A lesson\n" * (MOST_ROWS + 1), f"at most {MOST_ROWS:,} rows"),
    "an unknown country": ("a.csv", lambda: b"title,countries\nA lesson,Atlantis\n", "line 2, countries: “Atlantis”"),
    "an impossible date": ("a.csv", lambda: b"title,date\nA lesson,2019-02-29\n", "line 2, date: “2019-02-29”"),
    "a date to come": ("a.csv", lambda: b"title,date\nA lesson,2999\n", "line 2, date: “2999”"),
    "a handling that nobody may read": ("a.csv", lambda: b"title,handling\nA lesson,red\n", "handling: “TLP:RED”"),
    "a picture": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n1234", "This is a picture"),
    "an old workbook": ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "an old Excel"),
    "an archive that is no workbook": ("a.xlsx", lambda: _archive({"a.txt": b"hello"}), "no Excel workbook"),
    "a truncated workbook": ("a.xlsx", lambda: GOOD[: len(GOOD) // 2], "damaged or incomplete"),
    "a damaged sheet": ("a.xlsx", lambda: sheet_with(b"<worksheet><sheetData><row>"), "a workbook that Excel can read"),
    "a zip bomb": ("a.xlsx", bomb, "unpacks to"),
    "entities": ("a.xlsx", entities, "without entities"),
    "external entities": ("a.xlsx", external, "without entities"),
    "formulas": ("a.xlsx", formulas, "line 3, title: “=1+1”: a value, not a formula"),
    "letters of another encoding": ("a.csv", lambda: b"title\nabc\x81\x8d\n", "text in UTF-8 or Windows-1252"),
    "half an UTF-16 letter": ("a.csv", lambda: "title\nA".encode("utf-16") + b"\x81", "text in utf-16"),
}  # fmt: skip


def _archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_as_a_whole_with_the_reason(tmp_path: Path, kind: str) -> None:
    name, content, reason = FILES[kind]
    changes = RowChange.objects.count()
    said = import_text(tmp_path, content(), name=name)
    assert reason in said.err
    assert said.status == 1
    assert said.last.startswith("created 0, updated 0, unchanged 0, rejected ")
    assert not said.last.endswith("rejected 0")
    assert (Lesson.objects.count(), ImportRun.objects.count(), RowChange.objects.count()) == (0, 0, changes)


def test_every_bad_row_is_told_with_line_column_value_and_what_was_expected(tmp_path: Path) -> None:
    said = import_text(
        tmp_path,
        "title,kind,date,handling\nAb,challenge,2018,clear\nA lesson,nonsense,yesterday,\n"
        "A lesson,challenge,2018,purple\n",
    )
    assert said.err.splitlines() == [
        "line 2, title: “Ab”: a title of at least 3 characters",
        "line 3, kind: “nonsense”: one of challenge, opportunity, recommendation, good-practice, observation",
        "line 3, date: “yesterday”: a date as 2018, 2018-10 or 2018-10-17, not after today (“yesterday” is not a date; "
        "write a year, a month or a day: 2018, 2018-10 or 2018-10-17.)",
        "line 4, handling: “purple”: one of clear, green, amber, red",
    ]
    assert said.last == "created 0, updated 0, unchanged 0, rejected 3"


TEXT_COLUMNS = ("context", "insight", "recommendation", "applicability", "evidence_note")
CODED_COLUMNS = [name for name in (*CHOICES, *RELATIONS, "date", "id", "sources") if name not in CREATABLE]


CONTROL = {chr(code) for code in range(32)} - set("\t\r\n")


def _csv(rows: list[list[str]]) -> str:
    import csv

    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def test_hostile_texts_arrive_as_texts_in_every_column_of_text(tmp_path: Path) -> None:
    """None of them begins with what a guard adds, is longer than a column, or holds a control character unless it is
    refused by name; what arrives is what was sent.
    """
    sent = [text for text in EVERY if text.isprintable() and not text.startswith("'")]
    rows = [[f"Title {number}", *[text] * len(TEXT_COLUMNS)] for number, text in enumerate(sent)]
    said = import_text(tmp_path, _csv([["title", *TEXT_COLUMNS], *rows]))
    assert (said.err, said.last) == ("", f"created {len(sent)}, updated 0, unchanged 0, rejected 0")
    for column in TEXT_COLUMNS:
        arrived = Lesson.objects.order_by("pk").values_list(column, flat=True)
        assert list(arrived) == [text.strip() for text in sent]


@pytest.mark.parametrize("column", CODED_COLUMNS)
def test_hostile_texts_in_every_other_column_are_refused_by_line(tmp_path: Path, column: str) -> None:
    # A file with other control characters is no text, and refused as such.
    sent = [text for text in EVERY if text.strip(" \t\r\n;'") and not CONTROL & set(text)]
    rows = [["A title", text] for text in sent]
    said = import_text(tmp_path, _csv([["title", column], *rows]))
    assert said.status == 1
    assert not Lesson.objects.exists()
    assert f", {column}" in said.err


def test_hostile_titles_external_ids_and_new_vocabulary_are_stored_or_refused_and_nothing_fails(
    tmp_path: Path,
) -> None:
    for place, text in enumerate(EVERY):
        if place % 7 == 0:
            import_text(
                tmp_path,
                _csv([["title", "external_id", "themes"], [text, text, text]]),
                "--create-vocabulary",
            )
    assert all(theme.slug for theme in Theme.objects.all())
    assert all(lesson.slug for lesson in Lesson.objects.all())
