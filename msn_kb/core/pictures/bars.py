"""Stacked bars: how many of each year, by source.

bars = Bars(
    id="lessons-by-year", caption="Lessons by year and source", row_noun="Year", column_noun="Source",
    rows=[Heading("2018", "2018", url="/lessons/?year_min=2018&year_max=2018", total=40), ..., Heading("", "Undated")],
    columns=[Heading("nairobi-note", "Nairobi note", url="/sources/nairobi-note/"), ...],
    numbers={("2018", "nairobi-note"): 38}, addresses=lambda year, source: f"/lessons/?source={source}…",
)
{% include "pictures/_bars.html" with bars=bars only %}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

from .headings import LESSONS, Addresses, Cell, Heading, Noun, Numbers, address, check_numbers
from .lettering import Line, centred, in_lines, width_of

SIZE = 14
WIDTH = 672
ROW, BAR = 36, 26
LINE = 16
WIDEST_LABEL = 200
END = 52  # for the number at the end of a bar
LEAST = 5  # the width of the smallest segment, or it could not be seen
MOST_SERIES = 6
OTHERS = ""


@dataclass(frozen=True)
class Segment:
    """A row's number in one series, with its place in the bar."""

    row: Heading
    series: Heading
    pattern: int
    number: int
    url: str
    x: int = 0
    width: int = 0

    @property
    def shows_number(self) -> bool:
        return self.width > width_of(str(self.number), SIZE) + 12

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """One row: a segment for each series, zeros included; those to be drawn; and the number at the end."""

    heading: Heading
    segments: list[Segment]
    lines: list[Line]
    y: int
    sum: int

    @cached_property
    def drawn(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.number]

    @cached_property
    def number(self) -> int:
        """The row's entries, each counted once where the caller knows that; else the sum of its segments."""
        return self.sum if self.heading.total is None else self.heading.total

    @cached_property
    def end(self) -> int:
        return max(segment.x + segment.width for segment in self.segments)

    @cached_property
    def baseline(self) -> int:
        return self.y + BAR // 2 + 5


@dataclass(frozen=True)
class Bars:
    """Numbers by row (a bar) and column (a series, told apart by colour and pattern).

    The largest six series are shown, the largest first; the others add up to one called ``others``, without an
    address, together with ``rest``: numbers by row of what is in no column.
    Rows come in the order given. Raises ``ValueError`` for a number below zero.
    """

    id: str
    caption: str
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    numbers: Numbers
    addresses: Addresses = field(default_factory=dict[Cell, str])
    row_noun: str = "Year"
    column_noun: str = "Source"
    others: str = "Other sources"
    noun: Noun = LESSONS
    note: str = ""
    rest: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_numbers(self.numbers)

    @property
    def is_drawn(self) -> bool:
        return any(bar.sum for bar in self.bars)

    @cached_property
    def _ranked(self) -> list[Heading]:
        """The series that have anything, the largest first, equals in the order given."""
        rows, sums = {row.value for row in self.rows}, Counter[str]()
        for (row, column), number in self.numbers.items():
            if row in rows:
                sums[column] += number
        present = [column for column in self.columns if sums[column.value]]
        return sorted(present, key=lambda column: -sums[column.value])

    @cached_property
    def series(self) -> list[Heading]:
        """The series that are shown, the collected rest last."""
        if len(self._ranked) <= MOST_SERIES and not any(self._others.values()):
            return self._ranked
        return [*self._ranked[:MOST_SERIES], Heading(OTHERS, self.others)]

    @cached_property
    def legend(self) -> list[tuple[int, Heading]]:
        """Each series with the number of its pattern."""
        return [(self._pattern(place, series), series) for place, series in enumerate(self.series)]

    def _pattern(self, place: int, series: Heading) -> int:
        return 0 if series.value == OTHERS else place + 1

    def _number(self, row: Heading, series: Heading) -> int:
        if series.value == OTHERS:
            return self._others[row.value]
        return self.numbers.get((row.value, series.value), 0)

    @cached_property
    def _others(self) -> Counter[str]:
        """What each row holds of the series that are not shown."""
        hidden, sums = {column.value for column in self._ranked[MOST_SERIES:]}, Counter(self.rest)
        for (row, column), number in self.numbers.items():
            if column in hidden:
                sums[row] += number
        return sums

    @cached_property
    def column_sums(self) -> list[int]:
        """The sum of each series over all rows."""
        return [sum(bar.segments[place].number for bar in self.bars) for place in range(len(self.series))]

    @property
    def total(self) -> int:
        return sum(bar.number for bar in self.bars)

    @property
    def counts_once(self) -> bool:
        """Whether some entry stands in several segments, so that a bar's number is less than its segments' sum."""
        return any(bar.number < bar.sum for bar in self.bars)

    # --- The drawing -------------------------------------------------------------------------------------------------

    @cached_property
    def label_width(self) -> int:
        widest = max((width_of(row.label, SIZE) for row in self.rows), default=0)
        return ceil(min(max(widest, 40), WIDEST_LABEL)) + 12

    @cached_property
    def bars(self) -> list[Bar]:
        numbers = [[self._number(row, series) for series in self.series] for row in self.rows]
        room = WIDTH - self.label_width - END - LEAST * (MOST_SERIES + 1)
        unit = room / max((sum(row) for row in numbers), default=0) if any(map(any, numbers)) else 0.0
        return [self._bar(place, row, numbers[place], unit) for place, row in enumerate(self.rows)]

    def _bar(self, place: int, row: Heading, numbers: list[int], unit: float) -> Bar:
        segments, x = [], self.label_width
        for number, (pattern, series) in zip(numbers, self.legend, strict=True):
            width = max(round(number * unit), LEAST) if number else 0
            known = number and series.value != OTHERS
            url = address(self.addresses, row.value, series.value) if known else ""
            segments.append(Segment(row, series, pattern, number, url, x, width))
            x += width
        y = place * ROW + (ROW - BAR) // 2
        lines = centred(in_lines(row.label, self.label_width - 12, SIZE), y + BAR // 2, LINE)
        return Bar(row, segments, lines, y, sum(numbers))

    @property
    def label_end(self) -> int:
        return self.label_width - 12

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def bar_height(self) -> int:
        return BAR

    @property
    def height(self) -> int:
        return max(len(self.rows) * ROW, 1)
