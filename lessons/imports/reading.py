"""A file of whatever format as a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError

from msn_kb.core.uploads import MOST_BYTES, check_upload

from .problems import FileRefused, Problem
from .tables import Table, table_of
from .texts import check_encoding, text_rows
from .workbooks import workbook_rows


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its own name without folders, its SHA-256, and its table."""

    name: str
    checksum: str
    table: Table


def read(file: IO[bytes], name: str, encoding: str = "", most_bytes: int = MOST_BYTES) -> ReadFile:
    """The table that ``file``, of at most ``most_bytes``, holds. Raises ``FileRefused`` where it is none, with all that
    is wrong.
    """
    if encoding:
        check_encoding(encoding)
    try:
        kind = check_upload(file, ("csv", "xlsx"), most_bytes)
    except ValidationError as error:
        raise FileRefused(*(Problem(0, "", "", message) for message in error.messages)) from None
    content = file.read()
    rows = workbook_rows(BytesIO(content)) if kind == "xlsx" else text_rows(content, encoding)
    checksum = hashlib.sha256(content).hexdigest()
    return ReadFile(base_name(name), checksum, table_of(rows))


def base_name(name: str) -> str:
    """The file's own name, without folders and what cannot be shown; it tells its entries from other files'."""
    own = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in own if char.isprintable())[:200] or "file"
