"""What may be uploaded is decided by the bytes, before anything is read into memory."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from msn_kb.core import uploads
from msn_kb.core.uploads import check_upload


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["title", "date"])
    book.active.append(["Trust takes time", "2018"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(parts: dict[str, bytes], **options: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return stream.getvalue()


def bomb(size: int) -> bytes:
    """A workbook with a sheet of ``size`` zeros."""
    return archive(
        {"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b"0" * size}
    )


def refusal(content: bytes, **limits: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        check_upload(io.BytesIO(content), **limits)
    return refused.value.message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"title,date\nTrust,2018\n", "csv"),
        (b"\xef\xbb\xbftitle;date\r\nTrust;2018\r\n", "csv"),
        ("title\tcontext\rTrust\tSénégal\r".encode("windows-1252"), "csv"),
        ("title,date\nTrust,2018\n".encode("utf-16"), "csv"),
        (b'title\n"two\nlines"\n\x1a', "csv"),
        (workbook(), "xlsx"),
    ],
)
def test_curator_uploads_a_readable_file_learns_its_kind_and_it_stands_at_its_beginning(content, kind):
    # The name says nothing.
    file = SimpleUploadedFile("notes.pdf", content, content_type="application/pdf")
    assert check_upload(file) == kind
    assert file.tell() == 0
    assert file.read() == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 ...", "This is a PDF document. Expected: CSV or Excel workbook (.xlsx)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
            "This is an old Excel or a password-protected file. Expected: CSV or Excel workbook (.xlsx).",
        ),
        (
            b"title\nTru\0st\n",
            "Byte 10 is the control character 0x00, so this is no text. Expected: CSV or Excel workbook (.xlsx).",
        ),
        (
            archive({"readme.txt": b"hello"}),
            "This archive is no Excel workbook. Expected: CSV or Excel workbook (.xlsx).",
        ),
        (b"PK\x03\x04 and then nothing", "The workbook is damaged or incomplete. Save it anew as .xlsx."),
        (workbook()[:-40], "The workbook is damaged or incomplete. Save it anew as .xlsx."),
        (workbook()[:900], "The workbook is damaged or incomplete. Save it anew as .xlsx."),
        (
            archive({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"}),
            "The workbook holds macros. Save it as .xlsx, without them.",
        ),
    ],
)
def test_curator_uploads_anything_else_is_told_what_it_is(content, message):
    assert refusal(content) == message


def test_curator_uploads_a_kind_that_is_not_asked_for_is_told_which_is():
    assert refusal(workbook(), kinds={"csv"}) == "This is an archive or workbook. Expected: CSV."
    assert refusal(b"a,b\n", kinds={"xlsx"}) == "This is no workbook. Expected: Excel workbook (.xlsx)."


def test_curator_uploads_a_byte_too_many_is_told_the_limit():
    assert check_upload(io.BytesIO(b"x" * 2048), most_bytes=2048) == "csv"
    assert refusal(b"x" * 2049, most_bytes=2048) == "The file takes 2.0 KB; at most 2.0 KB can be read."


def test_curator_uploads_a_bomb_is_refused_by_the_sizes_it_states_in_little_memory():
    content = bomb(64 * 1024 * 1024)
    assert len(content) < 80_000
    tracemalloc.start()
    try:
        assert refusal(content, most_expanded=8 * 1024 * 1024) == (
            "The workbook unpacks to 64.0 MB or more; at most 8.0 MB can be read."
        )
        assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_curator_uploads_a_bomb_that_lies_about_its_size_is_refused_in_little_memory():
    size = 16 * 1024 * 1024
    content = bomb(size)
    lying = content.replace(struct.pack("<L", size), struct.pack("<L", 1000))
    assert lying != content
    tracemalloc.start()
    try:
        assert refusal(lying, most_expanded=1024 * 1024) == (
            "The workbook is damaged or incomplete. Save it anew as .xlsx."
        )
        assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_curator_uploads_an_endless_list_of_parts_is_refused_before_it_is_read(monkeypatch):
    parts = {f"xl/media/{number}.png": b"" for number in range(3000)}
    content = archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""} | parts)
    assert refusal(content) == "The workbook has 3,002 parts; at most 2,000 can be read."
    monkeypatch.setattr(uploads, "MOST_LISTING", 1024)
    assert refusal(content).startswith("The list of the workbook’s parts takes ")


def test_curator_uploads_a_workbook_of_a_64_bit_writer_is_read():
    content = workbook()
    end = content.rfind(b"PK\x05\x06")
    count, _, length, offset = struct.unpack_from("<HHLL", content, end + 8)
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, length, offset)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    assert check_upload(io.BytesIO(content[:end] + record + locator + content[end:])) == "xlsx"


def test_curator_uploads_damaged_workbooks_never_sees_a_failure():
    content = workbook()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(400):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            outcomes.add(check_upload(io.BytesIO(damaged)))
        except ValidationError as refused:
            outcomes.add(refused.code)
    assert (
        {"damaged"} < outcomes <= {"xlsx", "damaged", "wrong_kind", "expands", "encrypted", "too_many_parts"}
    )
