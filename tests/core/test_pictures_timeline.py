"""The timeline: years as far as they are stated."""

from __future__ import annotations

from itertools import pairwise

import pytest

from msn_kb.core.pictures import Timeline, Years

from .pictures import addresses_of, drawing_of, render, table_of, texts_of

ROWS = [
    Years("Malaysia", "Facilitator", 2001, None, "/organizations/malaysia/"),
    Years("Contact Group", "Contact-group member", 2009, 2014, "/organizations/icg/"),
    Years("OIC", "Observer", None, 1996, "/organizations/oic/"),
    Years("Japan", "Envoy", 2012, 2012),
    Years("Norway", "Not specified", url="/organizations/norway/"),
]
TIMELINE = Timeline("engagements", "Who was engaged", ROWS)


def test_the_table_says_what_is_not_stated() -> None:
    assert table_of(render("timeline", TIMELINE)) == [
        ["Actor", "Role", "From", "Until"],
        ["Malaysia", "Facilitator", "2001", "not stated"],
        ["Contact Group", "Contact-group member", "2009", "2014"],
        ["OIC", "Observer", "not stated", "1996"],
        ["Japan", "Envoy", "2012", "2012"],
        ["Norway", "Not specified", "not stated", "not stated"],
    ]


def test_the_drawing_says_the_same_in_words() -> None:
    assert [row.in_words for row in ROWS] == [
        "from 2001, end not stated",
        "2009–2014",
        "until 1996, start not stated",
        "2012",
        "no year stated",
    ]
    assert {row.in_words for row in ROWS} <= set(texts_of(drawing_of(render("timeline", TIMELINE))))


def test_bars_lie_between_their_years_and_unknown_ends_are_broken_lines() -> None:
    drawing = drawing_of(render("timeline", TIMELINE))
    boxes = [(int(box.attrib["x"]), int(box.attrib["width"])) for box in drawing.iter("rect")]
    broken = [
        (int(line.attrib["x1"]), int(line.attrib["x2"]))
        for line in drawing.iter("line")
        if line.attrib["class"] == "timeline-unknown"
    ]
    left, year = boxes[2][0], (boxes[1][0] + boxes[1][1] - boxes[2][0]) / 19

    assert len(boxes) == 4
    for (x, width), (first, years) in zip(boxes, [(2001, 1), (2009, 6), (1996, 1), (2012, 1)], strict=True):
        assert abs(x - left - (first - 1996) * year) <= 1
        assert abs(width - years * year) <= 1
    assert broken == [(sum(boxes[0]), sum(boxes[0]) + 34), (boxes[2][0] - 34, boxes[2][0])]
    assert min(x for x, _ in broken) >= TIMELINE.labels
    assert max(end for _, end in broken) <= TIMELINE.width


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (2012, 2012, [2012, 2013]),
        (2009, 2014, [2009, 2010, 2011, 2012, 2013, 2014, 2015]),
        (1996, 2014, [2000, 2005, 2010, 2015]),
        (1, 2020, [500, 1000, 1500, 2000]),
    ],
)
def test_ticks_are_round_years_that_do_not_touch(first: int, last: int, ticks: list[int]) -> None:
    drawn = Timeline("t", "T", [Years("A", start=first, end=last)]).ticks

    assert [tick.year for tick in drawn] == ticks
    gaps = [later.x - earlier.x for earlier, later in pairwise(drawn)]
    assert min(gaps) >= 40


def test_every_row_leads_to_its_page_in_drawing_and_table() -> None:
    expected = {f"/organizations/{name}/" for name in ("malaysia", "icg", "oic", "norway")}

    assert addresses_of(render("timeline", TIMELINE)) == {"drawing": expected, "page": expected}


def test_rows_without_any_year_are_a_table_alone() -> None:
    html = render("timeline", Timeline("t", "T", ROWS[4:]))

    assert "no source states a year" in html
    assert "<svg" not in html
    assert table_of(html)[1] == ["Norway", "Not specified", "not stated", "not stated"]


def test_timeline_of_nothing_says_so() -> None:
    html = render("timeline", Timeline("t", "T", []))

    assert "nothing is entered here yet" in html
    assert table_of(html) == []


def test_markup_in_labels_is_escaped_and_long_ones_cut() -> None:
    evil = "<script>alert(1)</script>"
    html = render("timeline", Timeline("t", evil, [Years(evil * 30, evil, 2012, 2013)]))

    assert "<script" not in html
    assert max(map(len, texts_of(drawing_of(html)))) < 60
    assert table_of(html)[1][:2] == [evil * 30, evil]


def test_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Years("A", start=2014, end=2009)
