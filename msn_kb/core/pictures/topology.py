"""TopoJSON: shapes that share their borders, each border stored once as a chain of small steps.

A file holds *arcs*; a ring is a list of arc numbers, where ``~n`` is arc ``n`` read backwards. Positions are whole
numbers, each the difference from the one before, to be scaled and moved (TopoJSON specification, 2.1.2 to 2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Feature:
    """A shape of the file: its code ("" if it has none), its name there, and its rings in degrees, holes included."""

    code: str
    name: str
    rings: list[Ring]


def features(topology: Mapping[str, Any], name: str) -> Iterator[Feature]:
    """The features of the collection ``name``, in the file's order. Raises ``KeyError`` if there is none."""
    arcs = [_positions(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"][name]["geometries"]:
        kind, indexes = geometry["type"], geometry.get("arcs", [])
        polygons = {"Polygon": [indexes], "MultiPolygon": indexes}.get(kind or "", [])
        yield Feature(
            code=str(geometry.get("id", "")),
            name=geometry.get("properties", {}).get("name", ""),
            rings=[_ring(ring, arcs) for polygon in polygons for ring in polygon],
        )


def _positions(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Ring:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    columns = accumulate(step[0] for step in arc)
    rows = accumulate(step[1] for step in arc)
    return [(x * scale_x + left, y * scale_y + bottom) for x, y in zip(columns, rows, strict=True)]


def _ring(indexes: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        # An arc begins where the one before it ended.
        ring.extend(arc[1:] if ring else arc)
    return ring
