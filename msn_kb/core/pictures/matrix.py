"""A matrix of numbers, shaded: where much was learned, and where the gaps are.

matrix = Matrix(
    id="themes-by-phase", caption="Lessons by theme and phase", row_noun="Theme", column_noun="Phase",
    rows=[Heading("inclusion", "Inclusion", url="/themes/inclusion/", total=9), ...],   # depth=1: below the last 0
    columns=[Heading("ceasefire", "Ceasefire"), ...],
    numbers={("inclusion", "ceasefire"): 3},                         # what is not there is zero: a gap
    addresses=lambda theme, phase: f"/lessons/?theme={theme}&phase={phase}",
)
{% include "pictures/_matrix.html" with matrix=matrix only %}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from .headings import LESSONS, Addresses, Cell, Heading, Noun, Numbers, address, check_numbers
from .lettering import Line, centred, in_lines, longest_word, resting, width_of
from .levels import Levels, Step

SIZE = 14  # of the letters, in pixels: the drawing is never scaled
LINE = 17
GAP = 4
WIDEST_LABEL = 270
INDENT = 16
BOLD = 1.07  # how much wider bold letters are
# Up to this many columns carry their labels level, in lines, and are as wide as these need; more carry them slanted.
LEVEL_COLUMNS = 8
NARROWEST, WIDEST, SLANTED = 64, 116, 46
LONGEST_SLANTED = 190
SLANT = 0.7072  # of a slanted label's length, its height and its reach to the right


@dataclass(frozen=True)
class MatrixCell:
    """One number with its shade, its place in the drawing and the list behind it (none where it is zero)."""

    row: Heading
    column: Heading
    number: int
    level: int
    url: str
    x: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class MatrixRow:
    """One row: its label in lines, and its cells."""

    heading: Heading
    cells: list[MatrixCell]
    lines: list[Line]
    y: int
    height: int

    @property
    def label_x(self) -> int:
        return INDENT * self.heading.depth

    @property
    def box_height(self) -> int:
        return self.height - GAP

    @property
    def baseline(self) -> int:
        return self.y + self.box_height // 2 + 5


@dataclass(frozen=True)
class MatrixColumn:
    """One column: its label in lines (one, if slanted) above its cells, and their middle."""

    heading: Heading
    lines: list[Line]
    x: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Matrix:
    """Numbers by row and column; ``numbers`` may hold more cells than are shown, and leave out those that are zero.

    Raises ``ValueError`` for a number below zero. Totals stand at the end of the rows if any row has one.
    """

    id: str
    caption: str
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    numbers: Numbers
    addresses: Addresses = field(default_factory=dict[Cell, str])
    row_noun: str = "Theme"
    column_noun: str = "Phase"
    noun: Noun = LESSONS
    note: str = ""

    def __post_init__(self) -> None:
        check_numbers(self.numbers)

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to draw. A matrix of nothing but gaps is drawn: the gaps are the finding."""
        return bool(self.rows and self.columns)

    @property
    def is_tree(self) -> bool:
        return any(row.depth for row in self.rows)

    @property
    def has_totals(self) -> bool:
        return any(row.total is not None for row in self.rows)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.columns)

    @property
    def gaps(self) -> int:
        """How many of the cells are zero."""
        return self.size - sum(
            1 for row in self.rows for column in self.columns if self.numbers.get((row.value, column.value))
        )

    @cached_property
    def levels(self) -> Levels:
        shown = [
            self.numbers.get((row.value, column.value), 0) for row in self.rows for column in self.columns
        ]
        return Levels.up_to(max(shown, default=0))

    @property
    def steps(self) -> list[Step]:
        return self.levels.steps

    # --- The drawing -------------------------------------------------------------------------------------------------

    @property
    def is_slanted(self) -> bool:
        return len(self.columns) > LEVEL_COLUMNS

    @cached_property
    def label_width(self) -> int:
        widest = max((width_of(row.label, SIZE) * BOLD + INDENT * row.depth for row in self.rows), default=0)
        return ceil(min(max(widest, 60), WIDEST_LABEL)) + 12

    @cached_property
    def drawn_columns(self) -> list[MatrixColumn]:
        drawn, x = [], self.label_width
        for column in self.columns:
            if self.is_slanted:
                width, room, most = SLANTED, LONGEST_SLANTED, 1
            else:
                width = ceil(min(max(longest_word(column.label, SIZE - 1) + 10, NARROWEST), WIDEST))
                room, most = width - 8, 3
            lines = resting(in_lines(column.label, room, SIZE - 1, most), 0, LINE)
            drawn.append(MatrixColumn(column, lines, x, width - GAP))
            x += width
        return drawn

    @cached_property
    def head_height(self) -> int:
        if self.is_slanted:
            longest = max(width_of(column.lines[0].text, SIZE - 1) for column in self.drawn_columns)
            return round(longest * SLANT) + 22
        return max((len(column.lines) for column in self.drawn_columns), default=0) * LINE + 12

    @cached_property
    def drawn_rows(self) -> list[MatrixRow]:
        drawn, y = [], self.head_height
        for row in self.rows:
            lines = in_lines(row.label, (self.label_width - 12) / BOLD - INDENT * row.depth, SIZE)
            height = (34 if len(lines) == 1 else 42) + GAP
            drawn.append(
                MatrixRow(row, self._cells(row), centred(lines, y + (height - GAP) // 2, LINE), y, height)
            )
            y += height
        return drawn

    def _cells(self, row: Heading) -> list[MatrixCell]:
        cells = []
        for column in self.drawn_columns:
            heading = column.heading
            number = self.numbers.get((row.value, heading.value), 0)
            url = address(self.addresses, row.value, heading.value) if number else ""
            level = self.levels.of(number)
            cells.append(MatrixCell(row, heading, number, level, url, column.x, column.width))
        return cells

    @property
    def column_label_y(self) -> int:
        return self.head_height - 12

    @property
    def _cells_end(self) -> int:
        return self.drawn_columns[-1].x + self.drawn_columns[-1].width

    @property
    def totals_x(self) -> int:
        return self._cells_end + 40

    @property
    def width(self) -> int:
        end = self.totals_x + 4 if self.has_totals else self._cells_end + 2
        if self.is_slanted:
            last = self.drawn_columns[-1]
            end = max(end, last.middle + round(width_of(last.lines[0].text, SIZE - 1) * SLANT) + 16)
        return end

    @property
    def height(self) -> int:
        return self.head_height + sum(row.height for row in self.drawn_rows)
