"""Stacked bars: series, sums, the collected rest."""

from __future__ import annotations

import pytest

from msn_kb.core.pictures import Bars, Heading

from .pictures import addresses_of, drawing_of, render, table_of, texts_of

YEARS = [Heading("2016", "2016", url="/lessons/?year=2016"), Heading("2018", "2018"), Heading("", "Undated")]
SOURCES = [Heading(letter, f"Source {letter}", url=f"/sources/{letter}/") for letter in "abcdefghi"]


def bars(**changes: object) -> Bars:
    values: dict[str, object] = {
        "id": "years",
        "caption": "Lessons by year and source",
        "rows": YEARS,
        "columns": SOURCES[:3],
        "numbers": {("2016", "a"): 2, ("2018", "a"): 1, ("2018", "c"): 50, ("", "c"): 3},
        "addresses": lambda year, source: f"/lessons/?year={year}&source={source}",
    }
    return Bars(**(values | changes))


def test_the_table_holds_the_numbers_and_their_sums() -> None:
    assert table_of(render("bars", bars())) == [
        ["Year", "Source c", "Source a", "All"],
        ["2016", "0", "2", "2"],
        ["2018", "50", "1", "51"],
        ["Undated", "3", "0", "3"],
        ["All", "53", "3", "56"],
    ]


def test_number_at_the_end_counts_each_entry_once_where_that_is_known() -> None:
    shown = bars(rows=[Heading("2018", "2018", total=50)])

    assert "stands in each of them" in render("bars", shown)
    assert table_of(render("bars", shown))[1] == ["2018", "50", "1", "50"]
    assert "stands in each of them" not in render("bars", bars())


def test_series_beyond_six_are_collected() -> None:
    numbers = {("2016", source.value): 10 - place for place, source in enumerate(SOURCES)}
    shown = bars(columns=SOURCES, numbers=numbers)
    table = table_of(render("bars", shown))

    assert [series.label for series in shown.series] == [
        *(f"Source {letter}" for letter in "abcdef"),
        "Other sources",
    ]
    assert table[1] == ["2016", "10", "9", "8", "7", "6", "5", "9", "54"]
    assert sum(numbers.values()) == shown.total == 54
    assert "/lessons/?year=2016&source=g" not in addresses_of(render("bars", shown))["page"]


def test_each_segment_has_its_pattern_and_the_smallest_can_be_seen() -> None:
    drawing = drawing_of(render("bars", bars()))
    segments = [box for box in drawing.iter("rect") if "url(" in box.attrib.get("fill", "")]

    assert [box.attrib["fill"] for box in segments] == [
        "url(#years-pattern-2)",
        "url(#years-pattern-1)",
        "url(#years-pattern-2)",
        "url(#years-pattern-1)",
    ]
    assert min(int(box.attrib["width"]) for box in segments) >= 5
    assert {pattern.attrib["id"] for pattern in drawing.iter("pattern")} == {
        f"years-pattern-{number}" for number in range(7)
    }
    assert [text for text in texts_of(drawing) if text.isdigit() and text not in ("2016", "2018")] == [
        "2", "51", "50", "3", "3",
    ]  # fmt: skip


def test_bars_stay_on_the_sheet_however_the_numbers_fall() -> None:
    numbers = {("2018", source.value): 1 if source.value != "a" else 100_000 for source in SOURCES}
    shown = bars(columns=SOURCES, numbers=numbers)

    assert max(bar.end for bar in shown.bars) <= shown.width - 52


def test_every_segment_leads_to_its_list_in_drawing_and_table() -> None:
    expected = {
        "/lessons/?year=2016",
        "/lessons/?year=2016&source=a",
        "/lessons/?year=2018&source=a",
        "/lessons/?year=2018&source=c",
        "/lessons/?year=&source=c",
    }
    found = addresses_of(render("bars", bars()))

    assert found["drawing"] == expected
    assert found["page"] == expected | {"/sources/a/", "/sources/c/"}


@pytest.mark.parametrize("empty", [{"numbers": {}}, {"rows": []}, {"columns": []}])
def test_bars_of_nothing_say_so(empty: dict[str, object]) -> None:
    html = render("bars", bars(**empty))

    assert "Nothing to count: no lesson here." in html
    assert "<svg" not in html


def test_markup_in_labels_is_escaped() -> None:
    evil = "<script>alert(1)</script>"
    html = render("bars", bars(caption=evil, rows=[Heading("2018", evil)], columns=[Heading("c", evil)]))

    assert "<script" not in html
    assert table_of(html)[1] == [evil, "50", "50"]


def test_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        bars(numbers={("2018", "a"): -1})
