"""A timeline: who was engaged in what role, from when to when, as far as that is known.

    timeline = Timeline(
        id="engagements", caption="Who was engaged, and when",
        rows=[Years("Malaysia", "Facilitator", start=2001, end=None, url="/organizations/malaysia/"), ...],
    )
    {% include "pictures/_timeline.html" with timeline=timeline only %}

A missing start or end is drawn as a broken line that ends at once: nobody said how far it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from .lettering import Line, in_lines, resting, shortened, width_of

SIZE = 14
WIDTH = 672
LABELS = 286
RIGHT = 16  # so that the last year's number is not cut
BAR = 14
LINE = 17
AIR = 14  # between two rows
HEAD = 34
STUB = 34  # the broken line that stands for an unknown start or end
CLOSEST_TICKS = 44
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Years:
    """One row: an actor, its role, and the years between which it acted; ``None`` where no source states them.

    Raises ``ValueError`` if it ends before it starts.
    """

    label: str
    detail: str = ""
    start: int | None = None
    end: int | None = None
    url: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"{self.label}: ends in {self.end}, before it starts in {self.start}")

    @cached_property
    def known(self) -> list[int]:
        return [year for year in (self.start, self.end) if year is not None]

    @cached_property
    def in_words(self) -> str:
        return years_in_words(self.start, self.end)


def years_in_words(start: int | None, end: int | None) -> str:
    """“2012–2015”, “2012”, “from 2012, end not stated”, “until 2015, start not stated”, “no year stated”."""
    if start is None and end is None:
        return "no year stated"
    if start is None:
        return f"until {end}, start not stated"
    if end is None:
        return f"from {start}, end not stated"
    return str(start) if start == end else f"{start}–{end}"


@dataclass(frozen=True)
class TimelineRow:
    """A row of the drawing: the bar from ``x`` to ``x + width``, with a broken line where an end is unknown."""

    years: Years
    y: int
    x: int = LABELS + 8
    width: int = 0

    @property
    def title(self) -> str:
        """“Malaysia, Facilitator: from 2001, end not stated”."""
        years = self.years
        return f"{', '.join(filter(None, (years.label, years.detail)))}: {years.in_words}"

    @cached_property
    def lines(self) -> list[Line]:
        """The label, in one line or two."""
        texts = in_lines(self.years.label, LABELS - 14, SIZE)
        return resting(texts, self.y + LINE * len(texts) - 4, LINE)

    @cached_property
    def detail(self) -> Line:
        return Line(shortened(self.years.detail, LABELS - 14, SIZE - 1), self.lines[-1].y + LINE)

    @cached_property
    def height(self) -> int:
        return LINE * (len(self.lines) + 1) + AIR

    @property
    def rule_y(self) -> int:
        return self.y + self.height - AIR // 2

    @property
    def middle(self) -> int:
        """The height of the bar's middle."""
        return self.y + BAR // 2 + 1

    @property
    def bar_y(self) -> int:
        return self.y + 1

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def stub_start(self) -> int:
        return self.x - STUB

    @property
    def stub_end(self) -> int:
        return self.end + STUB

    @cached_property
    def words(self) -> Line:
        """The years in words, under the bar."""
        return Line(self.years.in_words, self.y + BAR + 17)

    @cached_property
    def words_x(self) -> int:
        left = self.stub_start if self.years.known and self.years.start is None else self.x
        return max(min(left, floor(WIDTH - width_of(self.years.in_words, SIZE - 1))), LABELS)


@dataclass(frozen=True)
class Tick:
    year: int
    x: int


@dataclass(frozen=True)
class Timeline:
    """Rows in the order given; those of which no year is known stand below the others, without a bar."""

    id: str
    caption: str
    rows: Sequence[Years]
    row_noun: str = "Actor"
    detail_noun: str = "Role"
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether any year is known; else there is no axis to draw."""
        return bool(self._years)

    @cached_property
    def _years(self) -> list[int]:
        return [year for row in self.rows for year in row.known]

    @cached_property
    def undated(self) -> list[Years]:
        return [row for row in self.rows if not row.known]

    # --- The drawing -------------------------------------------------------------------------------------------------

    @cached_property
    def first(self) -> int:
        return min(self._years)

    @cached_property
    def last(self) -> int:
        """The year after the last one: an axis shows years as stretches, from one January to the next."""
        return max(self._years) + 1

    def _x(self, year: int) -> int:
        left, right = LABELS + STUB + 6, WIDTH - RIGHT - STUB
        return round(left + (year - self.first) * (right - left) / (self.last - self.first))

    @property
    def ticks(self) -> list[Tick]:
        """Round years, far enough apart to be read."""
        span = self._x(self.last) - self._x(self.first)
        room = max(span // CLOSEST_TICKS, 1)
        step = next((step for step in STEPS if (self.last - self.first) / step <= room), STEPS[-1])
        first = -(-self.first // step) * step
        return [Tick(year, self._x(year)) for year in range(first, self.last + 1, step)]

    @cached_property
    def dated(self) -> list[TimelineRow]:
        """The rows with a bar. A known year alone makes a bar of that one year."""
        drawn, y = [], HEAD
        for row in self.rows:
            if row.known:
                x = self._x(row.known[0])
                drawn.append(TimelineRow(row, y, x, self._x(row.known[-1] + 1) - x))
                y += drawn[-1].height
        return drawn

    @cached_property
    def drawn_undated(self) -> list[TimelineRow]:
        """The rows without one."""
        drawn, y = [], self.axis_bottom + AIR // 2
        for row in self.undated:
            drawn.append(TimelineRow(row, y))
            y += drawn[-1].height
        return drawn

    @cached_property
    def axis_bottom(self) -> int:
        return self.dated[-1].y + self.dated[-1].height

    @property
    def labels(self) -> int:
        return LABELS

    @property
    def bar_height(self) -> int:
        return BAR

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        last = (self.drawn_undated or self.dated)[-1]
        return last.y + last.height
