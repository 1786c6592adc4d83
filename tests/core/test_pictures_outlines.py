"""The world's shapes: decoding, cutting, drawing."""

from __future__ import annotations

import json
import re

import pytest

from msn_kb.core.pictures.markers import HEIGHT, Marker, spread
from msn_kb.core.pictures.outlines import FILE, main_outlines, outlines
from msn_kb.core.pictures.projection import HEIGHT as SHEET
from msn_kb.core.pictures.projection import (
    WIDTH,
    area,
    cut_at_meridian,
    middle_of,
    natural_earth,
    path_of,
)
from msn_kb.core.pictures.topology import features

SQUARES = {
    "transform": {"scale": [2, 0.5], "translate": [10, -1]},
    # The border that both squares share, then the rest of either.
    "arcs": [[[1, 0], [0, 2]], [[1, 2], [-1, 0], [0, -2], [1, 0]], [[1, 0], [1, 0], [0, 2], [-1, 0]]],
    "objects": {
        "both": {
            "geometries": [
                {"type": "Polygon", "id": "001", "properties": {"name": "Left"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "properties": {"name": "Right"}, "arcs": [[[2, -1]]]},
                {"type": None},
            ]
        }
    },
}


def test_shared_arcs_become_whole_rings() -> None:
    left, right, nothing = features(SQUARES, "both")

    assert (left.code, left.name) == ("001", "Left")
    assert left.rings == [[(12, -1), (12, 0), (10, 0), (10, -1), (12, -1)]]
    assert (right.code, right.name) == ("", "Right")
    assert right.rings == [[(12, -1), (14, -1), (14, 0), (12, 0), (12, -1)]]
    assert (nothing.code, nothing.rings) == ("", [])


def test_unknown_collection_is_refused() -> None:
    with pytest.raises(KeyError):
        list(features(SQUARES, "neither"))


def test_every_country_of_the_file_but_antarctica_has_an_outline() -> None:
    geometries = json.loads(FILE.read_text())["objects"]["countries"]["geometries"]

    assert len(geometries) == 177
    assert len(outlines()) == 176
    assert all(re.fullmatch(r"(M-?[\d.]+,-?[\d.]+l[-\d., ]+z)+", outline.path) for outline in outlines())
    assert "010" not in main_outlines()


def test_mali_and_the_philippines_stand_where_they_are() -> None:
    mali, philippines = main_outlines()["466"], main_outlines()["608"]

    # The middle of Mali, and of Luzon, the largest of the islands.
    assert (mali.x, mali.y) == pytest.approx(natural_earth(-2, 17.5), abs=6)
    assert (philippines.x, philippines.y) == pytest.approx(natural_earth(121, 15.5), abs=6)
    assert (mali.path.count("M"), philippines.path.count("M")) == (1, 7)


def test_shapes_without_a_code_belong_where_the_lists_put_them() -> None:
    codes = [outline.code for outline in outlines()]

    assert "" not in codes
    assert {code: codes.count(code) for code in ("XKX", "706", "196")} == {"XKX": 1, "706": 2, "196": 2}
    assert main_outlines()["706"].area == max(each.area for each in outlines() if each.code == "706")


def test_ring_across_the_meridian_is_cut_in_two() -> None:
    east, west = sorted(cut_at_meridian([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]), reverse=True)

    assert {x for x, _ in east} == {170, 180}
    assert {x for x, _ in west} == {-180, -170}
    assert (area(east), area(west)) == (100, 100)


def test_ring_that_ends_at_the_meridian_stays_whole() -> None:
    ring = [(170.0, 0.0), (180.0, 0.0), (-180.0, 10.0), (170.0, 10.0), (170.0, 0.0)]

    [part] = cut_at_meridian(ring)

    assert {x for x, _ in part} == {170, 180}


@pytest.mark.parametrize("code", ["643", "242"])
def test_russia_and_fiji_make_no_band_across_the_map(code: str) -> None:
    [outline] = [each for each in outlines() if each.code == code]
    widest = 0.0
    for part in outline.path.split("M")[1:]:
        steps = [float(step.split(",")[0]) for step in part.split("l")[1].rstrip("z").split(" ")]
        widest = max(widest, *(abs(step) for step in steps))

    assert widest < 40


def test_projection_keeps_the_sheet() -> None:
    assert natural_earth(-180, 0)[0] == 0
    assert natural_earth(180, 0)[0] == pytest.approx(WIDTH)
    assert natural_earth(0, 84)[1] == 0
    assert natural_earth(0, -57)[1] == pytest.approx(SHEET, abs=0.5)


def test_path_is_written_in_tenths_and_nothing_of_what_is_too_small() -> None:
    assert path_of([[(0, 0), (1.04, 0), (1.04, 2), (0, 0)]]) == "M0,0l1,0 0,2 -1,-2z"
    assert path_of([[(5, 5), (5.01, 5), (5, 5.01), (5, 5)]]) == ""


def test_middle_of_a_hollow_shape_lies_inside_it() -> None:
    horseshoe = [(0, 0), (10, 0), (10, 10), (7, 10), (7, 2), (2, 2), (2, 10), (0, 10), (0, 0)]

    assert middle_of([(float(x), float(y)) for x, y in horseshoe]) == (8.5, 5)


def test_markers_of_one_place_are_parted_within_the_sheet_and_always_alike() -> None:
    def placed() -> list[Marker]:
        markers = [Marker(5, 5, 20), Marker(5, 5, 20), Marker(6, 6, 30), Marker(500, 200, 20)]
        spread(markers, 1000, 435)
        return markers

    markers = placed()

    assert [(each.x, each.y) for each in placed()] == [(each.x, each.y) for each in markers]
    for place, one in enumerate(markers):
        assert one.width / 2 <= one.x <= 1000 - one.width / 2
        for other in markers[place + 1 :]:
            assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= HEIGHT
    assert (markers[3].x, markers[3].y, markers[3].has_moved) == (500, 200, False)
    assert any(each.has_moved for each in markers)
