"""The matrix: its shades, its gaps, its table."""

from __future__ import annotations

import pytest
from django.utils import translation

from msn_kb.core.pictures import Heading, Matrix

from .pictures import addresses_of, drawing_of, render, table_of, texts_of

THEMES = [
    Heading("inclusion", "Inclusion", url="/themes/inclusion/", total=9),
    Heading("women", "Women’s participation", url="/themes/women/", depth=1, total=4),
]
PHASES = [Heading("ceasefire", "Ceasefire"), Heading("agreement", "Agreement", url="/phases/agreement/")]


def matrix(**changes: object) -> Matrix:
    values: dict[str, object] = {
        "id": "gaps",
        "caption": "Lessons by theme and phase",
        "rows": THEMES,
        "columns": PHASES,
        "numbers": {
            ("inclusion", "ceasefire"): 7,
            ("inclusion", "agreement"): 1200,
            ("women", "agreement"): 4,
            ("women", "elsewhere"): 99,
        },
        "addresses": lambda theme, phase: f"/lessons/?theme={theme}&phase={phase}",
    }
    return Matrix(**(values | changes))


def test_the_table_holds_the_numbers_of_the_input() -> None:
    assert table_of(render("matrix", matrix())) == [
        ["Theme", "Ceasefire", "Agreement", "All"],
        ["Inclusion", "7", "1200", "9"],
        ["Women’s participation", "0", "4", "4"],
    ]


def test_the_drawing_prints_each_number_and_no_zero() -> None:
    with translation.override("fr"):
        drawing = drawing_of(render("matrix", matrix()))

    assert [text for text in texts_of(drawing) if text.isdigit()] == ["7", "1200", "9", "4", "4"]
    classes = [box.attrib["class"] for box in drawing.iter("rect")]
    assert classes == ["level-1", "level-5", "matrix-gap", "level-1"]
    assert drawing.attrib["aria-hidden"] == "true"
    assert {link.attrib["tabindex"] for link in drawing.iter("a")} == {"-1"}


def test_every_cell_but_a_gap_leads_to_its_list_in_drawing_and_table() -> None:
    expected = {
        "/themes/inclusion/",
        "/themes/women/",
        "/phases/agreement/",
        "/lessons/?theme=inclusion&phase=ceasefire",
        "/lessons/?theme=inclusion&phase=agreement",
        "/lessons/?theme=women&phase=agreement",
    }

    assert addresses_of(render("matrix", matrix())) == {"drawing": expected, "page": expected}


def test_addresses_may_be_a_mapping() -> None:
    shown = matrix(addresses={("women", "agreement"): "/only/"})

    assert "/only/" in addresses_of(render("matrix", shown))["page"]


def test_gaps_are_counted_and_said() -> None:
    assert (matrix().gaps, matrix().size) == (1, 4)
    assert "1 of 4 fields is a gap" in " ".join(render("matrix", matrix()).split())
    assert matrix(numbers={}).gaps == 4


def test_matrix_of_gaps_alone_is_drawn() -> None:
    html = render("matrix", matrix(numbers={}))

    assert [box.attrib["class"] for box in drawing_of(html).iter("rect")] == ["matrix-gap"] * 4
    assert table_of(html)[1] == ["Inclusion", "0", "0", "9"]


def test_matrix_of_one_cell_is_drawn() -> None:
    one = Matrix("one", "One", [Heading("a", "A")], [Heading("b", "B")], {("a", "b"): 1})
    html = render("matrix", one)

    assert table_of(html) == [["Theme", "B"], ["A", "1"]]
    assert (one.width, one.height) == (134, 67)
    assert "No gap: every field has a lesson." in html


@pytest.mark.parametrize(("rows", "columns"), [([], []), (THEMES, []), ([], PHASES)])
def test_matrix_of_nothing_says_so(rows: list[Heading], columns: list[Heading]) -> None:
    html = render("matrix", matrix(rows=rows, columns=columns))

    assert "Nothing to compare: no theme and phase with a lesson here." in html
    assert "<svg" not in html
    assert table_of(html) == []


def test_very_long_labels_are_cut_in_the_drawing_and_whole_in_the_table() -> None:
    long = "Interminable " * 40
    shown = matrix(
        rows=[Heading("a", long.strip()), Heading("b", "x" * 900)],
        columns=[Heading(str(number), f"{long}{number}") for number in range(12)],
    )
    html = render("matrix", shown)

    assert shown.width < 1100
    assert max(map(len, texts_of(drawing_of(html)))) < 60
    assert table_of(html)[1][0] == long.strip()


def test_markup_in_labels_and_addresses_is_escaped() -> None:
    evil = '<script>alert("1")</script>'
    html = render(
        "matrix",
        matrix(
            caption=evil,
            note=evil,
            rows=[Heading("inclusion", evil, url='/?q="><script>')],
            columns=[Heading("ceasefire", evil)],
        ),
    )

    assert "<script" not in html
    assert table_of(html)[1][0] == evil


def test_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        matrix(numbers={("inclusion", "ceasefire"): -1})


def test_table_is_unfolded_where_asked() -> None:
    assert '<details class="picture-numbers" open>' in render("matrix", matrix(), table_open=True)
    assert '<details class="picture-numbers" >' in render("matrix", matrix())
