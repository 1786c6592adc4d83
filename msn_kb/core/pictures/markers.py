"""Where numbers stand on a map: on their place, or beside it where several would lie on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEIGHT = 17
ROUNDS = 40  # some 60 ms for every country of the world; a few dozen need far fewer
AIR = 1.5  # between two markers


@dataclass
class Marker:
    """A box of ``width`` around ``x``, ``y``, for the place at ``home_x``, ``home_y``."""

    home_x: float
    home_y: float
    width: float
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        self.x, self.y = self.home_x, self.home_y

    @property
    def has_moved(self) -> bool:
        """Whether a line should lead from the box to its place."""
        return abs(self.x - self.home_x) > self.width / 2 or abs(self.y - self.home_y) > HEIGHT / 2


def spread(markers: Sequence[Marker], width: float, height: float) -> None:
    """Push the markers apart until none overlaps another, each as little as may be, all within the sheet.

    The same markers always end at the same places. Where there are far too many, some overlap remains.
    """
    homes = tuple((marker.home_x, marker.home_y, marker.width) for marker in markers)
    for marker, (x, y) in zip(markers, _places(homes, width, height), strict=True):
        marker.x, marker.y = x, y


@lru_cache(maxsize=64)
def _places(
    homes: tuple[tuple[float, float, float], ...], width: float, height: float
) -> list[tuple[float, float]]:
    """Where markers of these places and widths end. The same few maps are drawn again and again."""
    markers = [Marker(*home) for home in homes]
    _push_apart(markers, width, height)
    return [(marker.x, marker.y) for marker in markers]


def _push_apart(markers: Sequence[Marker], width: float, height: float) -> None:
    reach = max((marker.width for marker in markers), default=0.0) + AIR
    for _ in range(ROUNDS):
        moved = False
        ordered = sorted(markers, key=lambda marker: (marker.x, marker.y, marker.home_x, marker.home_y))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.x - one.x > reach:
                    break
                moved |= _part(one, other)
        for marker in markers:
            marker.x = min(max(marker.x, marker.width / 2), width - marker.width / 2)
            marker.y = min(max(marker.y, HEIGHT / 2), height - HEIGHT / 2)
        if not moved:
            return


def _part(one: Marker, other: Marker) -> bool:
    across = (one.width + other.width) / 2 + AIR - abs(other.x - one.x)
    down = HEIGHT + AIR - abs(other.y - one.y)
    if across <= 0.01 or down <= 0.01:
        return False
    # Along the shorter way; markers of one and the same place part downwards.
    if down <= across:
        way = down / 2 if (other.y, other.home_y) >= (one.y, one.home_y) else -down / 2
        one.y -= way
        other.y += way
    else:
        way = across / 2 if other.x >= one.x else -across / 2
        one.x -= way
        other.x += way
    return True
