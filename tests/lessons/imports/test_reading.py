"""Files as the world makes them become tables."""

from __future__ import annotations

from io import BytesIO

import pytest

from lessons.imports.columns import column_named
from lessons.imports.problems import FileRefused
from lessons.imports.reading import ReadFile, base_name, read
from lessons.imports.tables import Table

from .running import workbook


def read_bytes(content: bytes, encoding: str = "") -> ReadFile:
    return read(BytesIO(content), "lessons.csv", encoding)


def rows_of(content: bytes, encoding: str = "") -> list[dict[str, str]]:
    table = read_bytes(content, encoding).table
    return [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]


def refusal(content: bytes, encoding: str = "") -> str:
    with pytest.raises(FileRefused) as refused:
        read_bytes(content, encoding)
    return str(refused.value)


TEXT = "title,kind\nDialogue né à Genève,challenge\n"
READ = [{"title": "Dialogue né à Genève", "kind": "challenge"}]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("sep=;\r\n" + TEXT.replace(",", ";")).encode(),
        ("\n\n" + TEXT).encode(),
        (TEXT + "\n,\n\n").encode(),
        TEXT.rstrip("\n").encode(),
        TEXT.replace("title,kind", ' TITLE ,"Kind"').encode(),
        workbook(["title", "kind"], ["Dialogue né à Genève", "challenge"]),
        workbook(["Title", "KIND"], [], ["Dialogue né à Genève", "challenge"], [None, None]),
    ],
    ids=[
        "UTF-8", "BOM", "Windows-1252", "UTF-16", "semicolon", "tab", "CRLF", "CR", "Excel's sep line", "blank first",
        "blank last", "no last line end", "headings in another case", "workbook", "workbook with blank rows",
    ],
)  # fmt: skip
def test_curator_reads_the_same_table_from_every_format(content: bytes) -> None:
    assert rows_of(content) == READ


@pytest.mark.parametrize("encoding", ["iso-8859-15", "windows-1251", "utf-16", "mac-roman"])
def test_curator_names_the_encoding_and_every_letter_arrives(encoding: str) -> None:
    title = "Мир" if encoding == "windows-1251" else "é à"
    assert rows_of(f"title\n{title}\n".encode(encoding), encoding) == [{"title": title}]


def test_curator_names_utf_8_for_a_file_with_a_mark_and_the_mark_is_no_text() -> None:
    assert rows_of(b"\xef\xbb\xbftitle\nA title\n", "utf-8") == [{"title": "A title"}]


def test_curator_s_quoted_cells_keep_line_breaks_delimiters_and_quotes() -> None:
    text = 'title,insight\n"One, two","He said ""no"".\n\nThen; yes"\nThree,four\n'
    table = read_bytes(text.encode()).table
    assert [row.cells for row in table.rows] == [
        ("One, two", 'He said "no".\n\nThen; yes'),
        ("Three", "four"),
    ]
    assert [row.line for row in table.rows] == [2, 5]


def test_curator_s_columns_that_the_program_writes_itself_are_passed_over() -> None:
    text = "id,title,status,maturity,updated_at,url\n1,A title,published,applied,2020,https://example.org/\n"
    assert rows_of(text.encode()) == [{"id": "1", "title": "A title"}]


def test_curator_s_workbook_cells_become_texts() -> None:
    from datetime import date, datetime

    content = workbook(
        ["external_id", "title", "date", "context"],
        [12, 3.0, (datetime(2018, 10, 17), "yyyy-mm-dd"), True],
        [1.5, "x", (date(2018, 10, 1), "mmm yyyy"), None],
        ["00012", "y", (date(2018, 1, 1), "yyyy"), "line\r\nbreak"],
        [7, "z", 2018, ""],
    )
    assert [tuple(row.values()) for row in rows_of(content)] == [
        ("12", "3", "2018-10-17", "TRUE"),
        ("1.5", "x", "2018-10", ""),
        ("00012", "y", "2018", "line\nbreak"),
        ("7", "z", "2018", ""),
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Evidence note", "evidence_note"),
        (" EXTERNAL-ID ", "external_id"),
        ("Titel", ""),
        ("status", "status"),
    ],
)
def test_curator_s_headings_are_known_whatever_their_case_and_blanks(heading: str, column: str) -> None:
    assert column_named(heading) == column


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("kind\nchallenge\n", "a column “title”; it is missing"),
        ("title\n", "rows of lessons below the headings"),
        ("title,Title\na,b\n", "each column once"),
        ("title,theme\na,b\n", "did you mean “themes”?"),
        ("title,colour\na,b\n", "“colour”: a column of the lessons’ export or external_id"),
        ('title\n"a\n', "cells quoted as CSV asks for"),
        ('title,kind\n"a"b,c\n', "cells quoted as CSV asks for"),
        (",".join(["title", *["kind"] * 200]) + "\n", "at most 100 columns"),
    ],
)
def test_curator_s_file_that_is_no_table_of_lessons_is_refused_with_the_reason(text: str, said: str) -> None:
    assert said in refusal(text.encode())


def test_curator_hears_of_all_faulty_headings_at_once() -> None:
    said = refusal(b"theme,colour,kind,kind\na,b,c,d\n")
    assert [part in said for part in ("“theme”", "“colour”", "each column once", "“title”")] == [True] * 4


@pytest.mark.parametrize("name", ["base64", "zip", "rot13", "unicode_escape", "no-such", "idna", "\x00"])
def test_curator_s_encoding_that_is_none_of_text_is_refused(name: str) -> None:
    assert "the name of an encoding" in refusal(b"title\na\n", name)


def test_curator_s_bytes_that_are_no_text_in_the_encoding_named_are_refused() -> None:
    assert "text in utf-8" in refusal(b"title\n\xff\xfe\xfd\n", "utf-8")
    assert "UTF-8 or Windows-1252" in refusal(b"title\nabc\x81\x8d\n")


def test_curator_s_rows_of_the_wrong_length_are_faults_of_these_rows() -> None:
    table = read_bytes(b"title,kind\na,challenge,more\nb\nc,challenge\n").table
    assert [[one.expected for one in row.faults] for row in table.rows] == [
        ["nothing outside the columns that have a heading"],
        ["2 cells, as many as there are headings; the row has 1"],
        [],
    ]


def test_a_table_is_the_same_after_it_was_packed() -> None:
    table = read_bytes(b"title,kind\na,challenge,more\nb,challenge\n").table
    assert Table.unpacked(table.packed()) == table


def test_file_names_lose_their_folders() -> None:
    names = ("a/b.csv", "C:\\x\\b.csv", "b\x00.csv", "")
    assert [base_name(name) for name in names] == ["b.csv", "b.csv", "b.csv", "file"]
