"""The shapes of the world's countries, from Natural Earth at 1:110 million, ready to be drawn.

They are read once in a process. The file names countries by their M49 code; three shapes have none, and belong where
ISO 3166 and M49, whose lists the collection follows, put them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from .projection import area, cut_at_meridian, middle_of, natural_earth, path_of
from .topology import Feature, features

FILE = settings.BASE_DIR / "static" / "vendor" / "world-atlas-2.0.2" / "countries-110m.json"
ANTARCTICA = "010"
# Kosovo has no M49 code, but one of ISO's user-assigned three-letter codes; the others are parts of a listed country.
CODES_OF_NAMES = {"Kosovo": "XKX", "Somaliland": "706", "N. Cyprus": "196"}


@dataclass(frozen=True)
class Outline:
    """A country's shape on the sheet, and a point well inside its largest part."""

    code: str
    path: str
    x: float
    y: float
    area: float


@cache
def outlines() -> tuple[Outline, ...]:
    """All shapes but Antarctica's, in the file's order; parts of one country may be several outlines."""
    topology = json.loads(FILE.read_text(encoding="utf-8"))
    drawn = [_outline(feature) for feature in features(topology, "countries") if feature.code != ANTARCTICA]
    return tuple(outline for outline in drawn if outline.path)


def _outline(feature: Feature) -> Outline:
    rings = [
        [natural_earth(*point) for point in part] for ring in feature.rings for part in cut_at_meridian(ring)
    ]
    largest = max(rings, key=area)
    x, y = middle_of(largest)
    code = feature.code or CODES_OF_NAMES.get(feature.name, "")
    return Outline(code, path_of(rings), round(x, 1), round(y, 1), area(largest))


@cache
def main_outlines() -> dict[str, Outline]:
    """Each code's largest outline: where its marker stands."""
    return {
        outline.code: outline for outline in sorted(outlines(), key=lambda each: each.area) if outline.code
    }
