"""Tables in Excel workbooks: the first sheet, its values as texts."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any
from xml.etree.ElementTree import ParseError  # only the error: openpyxl reads with defusedxml

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils import get_column_letter

from .columns import MOST_COLUMNS
from .problems import FileRefused, Problem, problem
from .tables import RawRow

FORMULA, ERROR = "f", "e"


def workbook_rows(file: IO[bytes]) -> Iterator[RawRow]:
    """The rows of the first sheet. Raises ``FileRefused`` where the workbook cannot be read."""
    book = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which mean nothing here
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            if not book.worksheets:
                raise FileRefused(Problem(0, "", "", "a workbook with a sheet of cells; it holds none"))
            sheet: Any = book.worksheets[0]
            # What the file says of its size is often wrong.
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(), start=1):
                yield _row(line, cells)
    except FileRefused:
        raise
    except (
        zipfile.BadZipFile,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
        OSError,
    ) as error:
        if _is_by(error, DefusedXmlException):
            expected = "a workbook without entities or references to other files; save it anew"
        else:
            expected = f"a workbook that Excel can read; this one is damaged ({type(error).__name__})"
        raise FileRefused(Problem(0, "", "", expected)) from error
    finally:
        if book is not None:
            book.close()


def _is_by(error: BaseException | None, kind: type[Exception]) -> bool:
    """Whether ``kind`` is what led to ``error``, which openpyxl may raise in its place."""
    return error is not None and (isinstance(error, kind) or _is_by(error.__context__, kind))


def _row(line: int, cells: Any) -> RawRow:
    texts: list[str] = []
    faults: dict[int, Problem] = {}
    for place, cell in enumerate(cells):
        if cell.value is None:
            texts.append("")
            continue
        if place >= MOST_COLUMNS:
            raise FileRefused(Problem(line, "", "", f"at most {MOST_COLUMNS} columns"))
        if cell.data_type in (FORMULA, ERROR):
            where = f"column {get_column_letter(place + 1)}"
            value = str(getattr(cell.value, "text", cell.value))
            expected = (
                "a value, not a formula; paste the cells as values"
                if cell.data_type == FORMULA
                else "a value; the cell holds an error"
            )
            faults[place] = problem(line, where, value, expected)
            texts.append("")
            continue
        texts.append(_text(cell))
    while texts and not texts[-1] and len(texts) - 1 not in faults:
        texts.pop()
    return RawRow(line, texts, faults)


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _date(value, str(cell.number_format or ""))
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    # Carriage returns come as Excel writes them.
    return str(value).replace("_x000D_\n", "\n").replace("_x000D_", "\n")


def _date(value: date, shown_as: str) -> str:
    """A date as exactly as the cell shows it: a month is kept as one, though Excel holds its first day."""
    day = value.date() if isinstance(value, datetime) else value
    pattern = shown_as.casefold()
    if "y" in pattern and "d" not in pattern:
        return day.isoformat()[:7] if "m" in pattern else day.isoformat()[:4]
    return day.isoformat()
