"""A map of the world: numbers by country, on outlines of Natural Earth; no tiles, no network, no script.

    world = WorldMap(
        id="world", caption="Lessons and peace processes by country",
        series=(Noun("lesson", "lessons"), Noun("process", "processes")),      # one or two; the first one shades
        places={"466": Place("Mali", (12, 1), "/countries/mli/"), ...},        # key: country.m49 or country.alpha3
    )
    {% include "pictures/_world.html" with world=world only %}

The keys are M49 codes, three digits; Kosovo, which has none, is ``XKX``. Countries too small for the outlines, and
codes unknown to them, are named below the map and stand in the table like all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .headings import LESSONS, Noun
from .lettering import width_of
from .levels import Levels, Step
from .markers import HEIGHT as MARKER
from .markers import Marker, spread
from .outlines import Outline, main_outlines, outlines
from .projection import HEIGHT, WIDTH

SIZE = 13


@dataclass(frozen=True)
class Place:
    """A country's name, its number in each series, and its address.

    ``urls``: the addresses of the lists behind the numbers, where there are any; the shape then leads to the first.
    """

    label: str
    numbers: tuple[int, ...]
    url: str = ""
    urls: tuple[str, ...] = ()

    @property
    def linked_numbers(self) -> list[tuple[int, str]]:
        """Each number with the list behind it."""
        return list(zip(self.numbers, self.urls or [""] * len(self.numbers), strict=True))

    @property
    def shape_url(self) -> str:
        """Where the country's shape leads."""
        return next(filter(None, self.urls), self.url)

    def url_of(self, series: int) -> str:
        """Where a marker leads."""
        return self.urls[series] if self.urls else self.url


@dataclass(frozen=True)
class Country:
    """An outline with an entry."""

    outline: Outline
    place: Place
    level: int
    words: str


@dataclass(frozen=True)
class Half:
    """A series' number in a marker, unless it is zero: a box from ``x`` on, and the middle of its text."""

    series: int
    number: int
    x: float
    width: float
    url: str = ""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def radius(self) -> float:
        """Of the corners, by which the series can be told apart without their colours."""
        return 0 if self.series else MARKER / 2


@dataclass(frozen=True)
class Pin:
    """A country's numbers on the map, and the spot they belong to."""

    place: Place
    words: str
    halves: list[Half]
    x: float
    y: float
    home_x: float
    home_y: float
    has_moved: bool

    @property
    def top(self) -> float:
        return round(self.y - MARKER / 2, 1)


@dataclass(frozen=True)
class WorldMap:
    """Countries with their numbers; those whose numbers are all zero are left out, as if not given.

    Raises ``ValueError`` for a number below zero, or if a place has more or fewer numbers than there are series.
    """

    id: str
    caption: str
    places: Mapping[str, Place]
    series: Sequence[Noun] = (LESSONS,)
    note: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= 2:
            raise ValueError("a map shows one series or two")
        for code, place in self.places.items():
            if len(place.numbers) != len(self.series) or min(place.numbers) < 0:
                raise ValueError(f"{code}: {place.numbers} are not the numbers of {len(self.series)} series")

    @cached_property
    def present(self) -> dict[str, Place]:
        """The places that have anything, by name."""
        named = sorted(self.places.items(), key=lambda item: (item[1].label.casefold(), item[0]))
        return {code: place for code, place in named if any(place.numbers)}

    @property
    def rows(self) -> list[Place]:
        """What the table shows: the largest numbers first."""
        return sorted(self.present.values(), key=lambda place: [-number for number in place.numbers])

    @property
    def not_drawn(self) -> list[Place]:
        """Places without an outline at this scale."""
        return [place for code, place in self.present.items() if code not in main_outlines()]

    @property
    def is_split(self) -> bool:
        return len(self.series) == 2

    @cached_property
    def levels(self) -> Levels:
        return Levels.up_to(max((place.numbers[0] for place in self.present.values()), default=0))

    @property
    def steps(self) -> list[Step]:
        return self.levels.steps

    def words(self, place: Place) -> str:
        """“Mali: 12 lessons, 1 process”."""
        counts = (noun.count(number) for noun, number in zip(self.series, place.numbers, strict=True))
        return f"{place.label}: {', '.join(counts)}"

    # --- The drawing -------------------------------------------------------------------------------------------------

    @property
    def land(self) -> str:
        """All outlines without an entry, as one path: most of the world, most of the time."""
        return "".join(outline.path for outline in outlines() if outline.code not in self.present)

    @property
    def countries(self) -> list[Country]:
        """The outlines with an entry."""
        return [
            Country(outline, place, self.levels.of(place.numbers[0]), self.words(place))
            for outline in outlines()
            if (place := self.present.get(outline.code))
        ]

    @cached_property
    def pins(self) -> list[Pin]:
        """The numbers on the map, moved apart where they would cover one another."""
        drawn = [code for code in self.present if code in main_outlines()]
        markers = [
            Marker(home.x, home.y, sum(self._widths(self.present[code])))
            for code, home in ((code, main_outlines()[code]) for code in drawn)
        ]
        spread(markers, WIDTH, HEIGHT)
        return [self._pin(self.present[code], marker) for code, marker in zip(drawn, markers, strict=True)]

    def _widths(self, place: Place) -> list[float]:
        return [
            round(max(width_of(str(number), SIZE) + 6, MARKER)) if number else 0 for number in place.numbers
        ]

    def _pin(self, place: Place, marker: Marker) -> Pin:
        halves, x = [], round(marker.x - marker.width / 2, 1)
        for series, (number, width) in enumerate(zip(place.numbers, self._widths(place), strict=True)):
            if number:
                halves.append(Half(series, number, x, width, place.url_of(series)))
            x = round(x + width, 1)
        return Pin(
            place,
            self.words(place),
            halves,
            round(marker.x, 1),
            round(marker.y, 1),
            marker.home_x,
            marker.home_y,
            marker.has_moved,
        )

    @property
    def moved_pins(self) -> list[Pin]:
        """Those from which a line leads to their place."""
        return [pin for pin in self.pins if pin.has_moved]

    @property
    def marker_height(self) -> int:
        return MARKER

    @property
    def marker_baseline(self) -> float:
        """Of the number, below a marker's top."""
        return round(MARKER / 2 + 4.6, 1)

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return HEIGHT
