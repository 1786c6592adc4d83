"""From degrees to the sheet: the Natural Earth projection, and rings that cross the 180th meridian cut there.

The projection is Tom Patterson's, in the polynomial form that Bojan Šavrič and others published in 2011: a
compromise for maps of the whole world, drawn for the eye and not for measuring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import radians

from .topology import Point, Ring

WIDTH = 1000
SCALE = WIDTH / (2 * 0.8707 * radians(180))
# Nothing is drawn south of Tierra del Fuego or north of Greenland.
TOP, BOTTOM = 84.0, -57.0
MERIDIAN = 180.0


def natural_earth(longitude: float, latitude: float) -> Point:
    """The place on a sheet ``WIDTH`` wide, from its upper left corner, ``TOP`` being its upper edge."""
    x, y = _raw(longitude, latitude)
    return x * SCALE + WIDTH / 2, (_raw(0, TOP)[1] - y) * SCALE


def _raw(longitude: float, latitude: float) -> Point:
    phi = radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    x = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    y = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    return radians(longitude) * x, phi * y


HEIGHT = round(natural_earth(0, BOTTOM)[1])


def cut_at_meridian(ring: Ring) -> list[Ring]:
    """The ring's parts on either side of the 180th meridian; the ring itself if it does not cross it.

    A ring that crosses jumps from one edge of the map to the other, and would be drawn as a band across it.
    """
    whole = _unrolled(ring)
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        moved = [(x + turn, y) for x, y in whole]
        part = _clipped(_clipped(moved, lambda x: x + MERIDIAN), lambda x: MERIDIAN - x)
        if len({x for x, _ in part}) > 1:
            parts.append(part)
    return parts


def _unrolled(ring: Ring) -> Ring:
    """The ring with whole turns added, so that no two neighbours are more than half the world apart."""
    turn, before, unrolled = 0.0, ring[0][0], []
    for x, y in ring:
        if x - before > MERIDIAN:
            turn -= 360.0
        elif before - x > MERIDIAN:
            turn += 360.0
        before = x
        unrolled.append((x + turn, y))
    return unrolled


def _clipped(ring: Ring, inside: Callable[[float], float]) -> Ring:
    """What of the ring lies where ``inside`` of its longitude is not negative (Sutherland and Hodgman's clipping)."""
    kept: Ring = []
    for (x0, y0), (x1, y1) in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
        before, after = inside(x0), inside(x1)
        if (before < 0) != (after < 0):
            share = before / (before - after)
            kept.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
        if after >= 0:
            kept.append((x1, y1))
    return kept


def area(ring: Ring) -> float:
    """The area of a ring, without sign."""
    return (
        abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
    )


def path_of(rings: Iterable[Ring]) -> str:
    """The rings as the ``d`` of an SVG path, in steps of a tenth of a unit; "" if nothing is left of them."""
    parts = []
    for ring in rings:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        points = [point for point, before in zip(tenths, [None, *tenths], strict=False) if point != before]
        if len(points) < 3:
            continue
        steps = [f"{_tenth(x1 - x0)},{_tenth(y1 - y0)}" for (x0, y0), (x1, y1) in pairwise(points)]
        parts.append(f"M{_tenth(points[0][0])},{_tenth(points[0][1])}l{' '.join(steps)}z")
    return "".join(parts)


def _tenth(number: int) -> str:
    return f"{number / 10:g}"


def middle_of(ring: Ring) -> Point:
    """A point well inside the ring: on the height of its centre, the middle of its widest stretch."""
    rows = [y for _, y in ring]
    height = (min(rows) + max(rows)) / 2
    crossings = sorted(
        x0 + (x1 - x0) * (height - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y0 < height) != (y1 < height)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (left + right) / 2, height
