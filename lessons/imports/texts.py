"""Tables in text files: comma, semicolon or tab, in whatever encoding and with whatever line ends they come."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from .columns import column_named
from .problems import FileRefused, Problem
from .tables import RawRow

DELIMITERS = ",;\t"
# What a cell may hold while it is read; what is too long for its column is found later, and named.
LONGEST_CELL = 4_000_000
HEAD = 100_000
CHUNK = 1 << 20
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_rows(content: bytes, encoding: str = "") -> Iterator[RawRow]:
    """The rows of a text file; ``encoding`` where it is known, else it is found out. Raises ``FileRefused``."""
    found = encoding_of(content, encoding)
    # Decoded a piece at a time: the text as a whole would take four times the file's size.
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=found, newline="")
    head = stream.read(HEAD)
    stream.seek(0)
    skipped = 1 if _is_separator_line(head) else 0
    if skipped:
        head = head[len(stream.readline()) :]
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(stream, delimiter=delimiter_of(head), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield RawRow(skipped + begins, cells, is_complete=True)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(
            Problem(skipped + begins, "", "", f"cells quoted as CSV asks for; here: {error}")
        ) from None


def encoding_of(content: bytes, encoding: str = "") -> str:
    """The encoding in which ``content`` is text: as its mark says, UTF-8, or Windows-1252; the one that was given where
    one was. Raises ``FileRefused``.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if encoding:
        given = check_encoding(encoding)
        # A file that carries its mark is read by it where the same family was asked for.
        tried = [marked if marked and given in marked else given]
    else:
        tried = [marked] if marked else ["utf-8", "cp1252"]
    for name in tried:
        if _is_text_in(content, name):
            return name
    told = encoding or marked or "UTF-8 or Windows-1252"
    raise FileRefused(Problem(0, "", "", f"text in {told}; give the encoding that it has"))


def _is_text_in(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), CHUNK):
            decoder.decode(content[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def check_encoding(name: str) -> str:
    """``name`` if it is that of an encoding of text. Raises ``FileRefused``."""
    try:
        found = codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        found = None
    # Python's other codecs turn text into something that is none.
    if found is None or found.name.replace("-", "_") in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
    ):
        raise FileRefused(
            Problem(
                0, "encoding", name[:60], "the name of an encoding, such as utf-8, windows-1252 or utf-16"
            )
        )
    return found.name


def delimiter_of(head: str) -> str:
    """The character by which the headings fall into most columns that are known; a comma where none does."""
    start = io.StringIO(head.lstrip("\r\n"), newline="")

    def known(delimiter: str) -> tuple[int, int]:
        start.seek(0)
        try:
            cells = next(csv.reader(start, delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return sum(bool(column_named(cell)) for cell in cells), len(cells)

    return max(DELIMITERS, key=known)


def _is_separator_line(head: str) -> bool:
    """Excel's own first line, such as ``sep=;``, is no row."""
    first = head[:20].replace("\r", "\n").partition("\n")[0]
    return first.strip().casefold() in {f"sep={one}".strip() for one in DELIMITERS}
