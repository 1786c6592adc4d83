"""Runs the command as a person would, and keeps what it said."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
from django.core.management import call_command


@dataclass(frozen=True)
class Said:
    """What a run printed, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def last(self) -> str:
        """The last line (``contract.md``, Import)."""
        return self.out.splitlines()[-1]


def import_file(path: Path, *arguments: str, **options: Any) -> Said:
    """``import_lessons`` with this file."""
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("import_lessons", str(path), *arguments, stdout=out, stderr=err, **options)
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    return Said(out.getvalue(), err.getvalue(), status)


def import_text(
    folder: Path, text: str | bytes, *arguments: str, name: str = "lessons.csv", **options: Any
) -> Said:
    """``import_lessons`` with a file that holds ``text``."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_file(path, *arguments, **options)


def workbook(*rows: list[Any]) -> bytes:
    """An Excel workbook whose first sheet holds ``rows``; each value may be a cell's or (value, number format)."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(line, place)
            if isinstance(value, tuple):
                cell.value, cell.number_format = value
            else:
                cell.value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def text_workbook(*rows: list[str]) -> bytes:
    """The same, with every value as text, whatever it begins with."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(line, place)
            cell.value = value
            cell.data_type = "s"
    content = BytesIO()
    book.save(content)
    return content.getvalue()
