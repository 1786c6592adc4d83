"""The map of the world: what it shows, what it cannot show, what it says."""

from __future__ import annotations

import pytest
from django.utils import translation

from msn_kb.core.pictures import Place, WorldMap
from msn_kb.core.pictures.headings import Noun
from msn_kb.core.pictures.outlines import outlines

from .pictures import addresses_of, drawing_of, render, table_of, texts_of

SERIES = (Noun("lesson", "lessons"), Noun("process", "processes"))
PLACES = {
    "466": Place("Mali", (12, 1), "/countries/mli/"),
    "608": Place("Philippines", (3, 0), "/countries/phl/"),
    "470": Place("Malta", (2, 0), "/countries/mlt/"),
    "706": Place("Somalia", (0, 1), "/countries/som/"),
    "XKX": Place("Kosovo", (1, 0), "/countries/xkx/"),
    "250": Place("France", (0, 0), "/countries/fra/"),
    "999": Place("Nowhere", (1, 1)),
}
WORLD = WorldMap("world", "Lessons by country", PLACES, SERIES)


def test_the_table_holds_every_country_with_a_number() -> None:
    assert table_of(render("world", WORLD)) == [
        ["Country", "Lessons", "Processes"],
        ["Mali", "12", "1"],
        ["Philippines", "3", "0"],
        ["Malta", "2", "0"],
        ["Nowhere", "1", "1"],
        ["Kosovo", "1", "0"],
        ["Somalia", "0", "1"],
    ]


def test_the_drawing_prints_the_numbers_and_shades_by_the_first() -> None:
    with translation.override("fr"):
        drawing = drawing_of(render("world", WORLD))

    assert texts_of(drawing) == ["1", "12", "1", "3", "1"]
    shades = [path.attrib["class"] for path in drawing.iter("path")]
    assert sorted(shades) == ["level-0", "level-0", "level-1", "level-3", "level-5", "world-land"]
    assert "Mali: 12 lessons, 1 process" in {title.text for title in drawing.iter("title")}


def test_what_has_no_outline_is_named_below() -> None:
    words = " ".join(render("world", WORLD).split())

    assert [place.label for place in WORLD.not_drawn] == ["Malta", "Nowhere"]
    assert '<a href="/countries/mlt/"><bdi>Malta</bdi></a>, <bdi>Nowhere</bdi>.' in words


def test_every_country_leads_to_its_page() -> None:
    drawn = {f"/countries/{code}/" for code in ("mli", "phl", "som", "xkx")}

    assert addresses_of(render("world", WORLD)) == {"drawing": drawn, "page": drawn | {"/countries/mlt/"}}


@pytest.mark.parametrize("places", [{}, {"250": PLACES["250"]}])
def test_map_of_nothing_shows_the_outlines_and_says_so(places: dict[str, Place]) -> None:
    html = render("world", WorldMap("world", "Empty", places, SERIES))

    assert "No entry on this map." in html
    assert "France" not in html
    assert [path.attrib["class"] for path in drawing_of(html).iter("path")] == ["world-land"]
    assert table_of(html) == []


def test_boundaries_are_explained_on_every_map() -> None:
    for places in ({}, PLACES):
        assert "They imply no" in render("world", WorldMap("w", "W", places, SERIES))


def test_map_of_every_country_is_drawn() -> None:
    places = {outline.code: Place(outline.code, (7,), f"/{outline.code}/") for outline in outlines()}
    html = render("world", WorldMap("world", "All", places))

    assert len(texts_of(drawing_of(html))) == len(places) == 174
    assert addresses_of(html)["drawing"] == {place.url for place in places.values()}


def test_markup_in_labels_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = render("world", WorldMap("w", evil, {"466": Place(evil, (1,)), "470": Place(evil, (1,))}))

    assert "<script" not in html
    assert table_of(html)[1:] == [[evil, "1"], [evil, "1"]]


@pytest.mark.parametrize("numbers", [(1,), (1, 2, 3), (), (-1, 0)])
def test_numbers_that_do_not_fit_the_series_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="466"):
        WorldMap("w", "W", {"466": Place("Mali", numbers)}, SERIES)


def test_three_series_are_refused() -> None:
    with pytest.raises(ValueError, match="one series or two"):
        WorldMap("w", "W", {}, (*SERIES, Noun()))
