"""A file as a table: its columns, and rows of texts with the line each stands on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .columns import IGNORED, columns_of
from .problems import FileRefused, Problem

MOST_ROWS = 50_000
# A sheet that was formatted to its end holds a million empty rows.
MOST_BLANK = 100_000


@dataclass(frozen=True)
class Row:
    """One row: the cells in the order of the table's columns. ``faults`` were found while it was read."""

    line: int
    cells: tuple[str, ...]
    faults: tuple[Problem, ...] = ()


@dataclass
class Table:
    """What a file holds. ``columns`` are without those that an import passes over."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)

    def packed(self) -> bytes:
        """The table as bytes, so that the file itself need not be read again."""
        rows = [
            (row.line, row.cells, [(one.line, one.column, one.value, one.expected) for one in row.faults])
            for row in self.rows
        ]
        return zlib.compress(json.dumps([self.columns, rows]).encode(), 3)

    @classmethod
    def unpacked(cls, content: bytes) -> Table:
        """The table that :meth:`packed` made."""
        columns, rows = json.loads(zlib.decompress(content))
        faults = (
            Row(line, tuple(cells), tuple(Problem(*one) for one in faults)) for line, cells, faults in rows
        )
        return cls(tuple(columns), list(faults))


@dataclass(frozen=True)
class RawRow:
    """A row before the columns are known. ``faults`` maps the place of a cell to what is wrong with it; a ``complete``
    row has a cell for each column, even where it is empty.
    """

    line: int
    cells: Sequence[str]
    faults: dict[int, Problem] = field(default_factory=dict)
    is_complete: bool = False


def table_of(rows: Iterable[RawRow]) -> Table:
    """The table of a file whose first row that is not empty holds the headings. Raises ``FileRefused``."""
    filled = _without_blank(rows)
    first = next(filled, None)
    if first is None:
        raise FileRefused(Problem(1, "", "", "a row of headings and rows of lessons; the file holds none"))
    if first.faults:
        raise FileRefused(*first.faults.values())
    columns = columns_of(first.cells, first.line)
    kept = [place for place, column in enumerate(columns) if column and column not in IGNORED]
    table = Table(tuple(columns[place] for place in kept))
    for row in filled:
        if len(table.rows) >= MOST_ROWS:
            raise FileRefused(
                Problem(row.line, "", "", f"at most {MOST_ROWS:,} rows; divide the file into several")
            )
        table.rows.append(_fitted(row, columns, kept))
    if not table.rows:
        raise FileRefused(Problem(first.line, "", "", "rows of lessons below the headings; there are none"))
    return table


def _without_blank(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    blank = 0
    for row in rows:
        if row.faults or any(cell and not cell.isspace() for cell in row.cells):
            blank = 0
            yield row
            continue
        blank += 1
        if blank > MOST_BLANK:
            raise FileRefused(
                Problem(row.line, "", "", f"fewer than {MOST_BLANK:,} empty rows on end; delete those rows")
            )


def _fitted(row: RawRow, columns: Sequence[str], kept: Sequence[int]) -> Row:
    """``row`` with one cell for each column that is kept."""
    faults = [
        Problem(
            one.line,
            columns[place] or one.column if place < len(columns) else one.column,
            one.value,
            one.expected,
        )
        for place, one in row.faults.items()
        if place >= len(columns) or columns[place] not in IGNORED
    ]
    over = next(
        (
            cell
            for place, cell in enumerate(row.cells)
            if cell.strip() and (place >= len(columns) or not columns[place])
        ),
        "",
    )
    if over:
        faults.append(Problem(row.line, "", over[:80], "nothing outside the columns that have a heading"))
    if row.is_complete and len(row.cells) < len(columns):
        faults.append(
            Problem(
                row.line,
                "",
                "",
                f"{len(columns)} cells, as many as there are headings; the row has {len(row.cells)}",
            )
        )
    width = len(row.cells)
    cells = tuple(row.cells[place] if place < width else "" for place in kept)
    return Row(row.line, cells, tuple(faults))
