"""What a person may upload: by size, by what the bytes are (never by the file's name), and by what they unpack to.

A workbook is a ZIP archive, and a few kilobytes of one can unpack to gigabytes. So nothing of it is opened before its
list of contents has been found small and its promised size bearable, and then it is unpacked once, counted and thrown
away, so that a false promise is found out here and not in the reader's memory.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection
from typing import IO, Literal

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat

Kind = Literal["csv", "xlsx"]

MOST_BYTES = 20 * 1024 * 1024
MOST_EXPANDED = 200 * 1024 * 1024

CHUNK = 64 * 1024
MOST_PARTS = 2_000  # of a workbook: its sheets, styles and pictures
# An entry of the list of contents takes 46 bytes and its name; Python holds several times that.
MOST_LISTING = 512 * 1024
NEEDED_PARTS = {"[Content_Types].xml", "xl/workbook.xml"}
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1

NAMES: dict[Kind, str] = {"csv": "CSV", "xlsx": "Excel workbook (.xlsx)"}
ARCHIVE = b"PK\x03\x04"
# What people send by mistake; each is named, because a file's own name often says something else.
KNOWN = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Excel or a password-protected file",
    b"%PDF-": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x89PNG\r\n": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Text holds tabs, line ends and page breaks of the bytes below the space, and DOS ended its files with 0x1a.
CONTROL = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a"))


def check_upload(
    file: File | IO[bytes],
    kinds: Collection[Kind] = ("csv", "xlsx"),
    most_bytes: int = MOST_BYTES,
    most_expanded: int = MOST_EXPANDED,
) -> Kind:
    """Which of ``kinds`` the file is, by its bytes; it is left at its beginning.

    :param file: an upload, or any binary file that can seek.
    :param most_bytes: what the file itself may take.
    :param most_expanded: what all parts of a workbook together may take when unpacked.
    :raises ValidationError: when it is empty, too large, none of ``kinds``, damaged, or unpacks to too much;
        the message says what was found and what was expected.
    """
    size = file.seek(0, 2)
    if not size:
        raise ValidationError("The file is empty.", code="empty")
    if size > most_bytes:
        raise ValidationError(
            f"The file takes {_size(size)}; at most {_size(most_bytes)} can be read.", code="too_large"
        )
    file.seek(0)
    beginning = file.read(16)
    kind: Kind = "xlsx" if beginning.startswith(ARCHIVE) else "csv"
    if kind not in kinds:
        raise _not_one_of(kinds, f"This is {'an archive or workbook' if kind == 'xlsx' else 'no workbook'}")
    if kind == "xlsx":
        _check_workbook(file, size, kinds, most_expanded)
    else:
        _check_text(file, beginning, kinds)
    file.seek(0)
    return kind


def _check_text(file: File | IO[bytes], beginning: bytes, kinds: Collection[Kind]) -> None:
    for signature, name in KNOWN.items():
        if beginning.startswith(signature):
            raise _not_one_of(kinds, f"This is {name}")
    if beginning.startswith(UTF_16):
        return  # every second byte of Latin letters is NUL there
    file.seek(0)
    place = 0
    while chunk := file.read(CHUNK):
        kept = chunk.translate(None, delete=CONTROL)
        if len(kept) != len(chunk):
            first = next(at for at, byte in enumerate(chunk) if byte in CONTROL)
            raise _not_one_of(
                kinds,
                f"Byte {place + first + 1:,} is the control character 0x{chunk[first]:02x}, so this is no text",
            )
        place += len(chunk)


def _check_workbook(file: File | IO[bytes], size: int, kinds: Collection[Kind], most_expanded: int) -> None:
    _check_listing(file, size)
    try:
        with zipfile.ZipFile(file) as archive:  # type: ignore[arg-type]  # an upload reads and seeks as a file does
            parts = archive.infolist()
            _check_parts(parts, kinds, most_expanded)
            _unpack(archive, parts, most_expanded)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error


def _check_listing(file: File | IO[bytes], size: int) -> None:
    """Refuse a list of contents that would itself fill the memory, before ``zipfile`` reads it.

    The record that ends an archive says how long that list is; a 64-bit archive has a second such record before it.
    """
    file.seek(max(0, size - 0xFFFF - 22 - 76))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise _damaged()
    length = struct.unpack_from("<L", tail, end + 12)[0]
    if tail[max(0, end - 20) :].startswith(b"PK\x06\x07"):
        if end < 76 or tail[end - 76 :][:4] != b"PK\x06\x06":
            raise _damaged()
        length = struct.unpack_from("<Q", tail, end - 76 + 40)[0]
    if length > MOST_LISTING:
        raise ValidationError(
            f"The list of the workbook’s parts takes {_size(length)}; at most {_size(MOST_LISTING)} can be read.",
            code="too_many_parts",
        )


def _check_parts(parts: list[zipfile.ZipInfo], kinds: Collection[Kind], most_expanded: int) -> None:
    names = [part.filename for part in parts]
    if len(names) > MOST_PARTS:
        raise ValidationError(
            f"The workbook has {len(names):,} parts; at most {MOST_PARTS:,} can be read.",
            code="too_many_parts",
        )
    if not NEEDED_PARTS.issubset(names):
        raise _not_one_of(kinds, "This archive is no Excel workbook")
    if len(set(names)) < len(names):
        raise _damaged()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise ValidationError("The workbook is protected by a password. Take it off first.", code="encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError("The workbook holds macros. Save it as .xlsx, without them.", code="macros")
    if any(part.compress_type not in METHODS for part in parts):
        raise _damaged()
    expanded = sum(part.file_size for part in parts)
    if expanded > most_expanded:
        raise _expands(expanded, most_expanded)


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], most_expanded: int) -> None:
    """Read every part once, a piece at a time: what an archive says of its sizes need not be so."""
    expanded = 0
    for part in parts:
        with archive.open(part) as unpacked:
            while piece := unpacked.read(CHUNK):
                expanded += len(piece)
                if expanded > most_expanded:
                    raise _expands(expanded, most_expanded)


def _not_one_of(kinds: Collection[Kind], found: str) -> ValidationError:
    wanted = " or ".join(NAMES[kind] for kind in NAMES if kind in kinds)
    return ValidationError(f"{found}. Expected: {wanted}.", code="wrong_kind")


def _damaged() -> ValidationError:
    return ValidationError("The workbook is damaged or incomplete. Save it anew as .xlsx.", code="damaged")


def _expands(expanded: int, most: int) -> ValidationError:
    return ValidationError(
        f"The workbook unpacks to {_size(expanded)} or more; at most {_size(most)} can be read.",
        code="expands",
    )


def _size(count: int) -> str:
    return filesizeformat(count).replace("\xa0", " ")
