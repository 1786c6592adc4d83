"""Lessons by year and source: each number is the length of the list behind it, in any state of the list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.core.pictures import drawing_of, table_of, texts_of
from tests.factories import LessonCitationFactory, LessonFactory, SourceFactory

from .pictured import length_of, linked_numbers, plant

pytestmark = pytest.mark.django_db

STATES = [
    "",
    "source=note",
    "source=paper&source=secret",
    "year_min=2017",
    "year_min=2016&year_max=2018&theme=women",
    "q=envoys",
    "q=learned+envoys+number",
    "source=nonsense",
    "theme=trust",
    "region=902&source=note",
]


def bars_of(query: str = "") -> Any:
    return Client().get(f"/lessons/timeline/?{query}").context["picture"]


@pytest.mark.parametrize("state", STATES)
def test_every_number_is_the_length_of_its_list(state: str) -> None:
    plant()

    response = Client().get(f"/lessons/timeline/?{state}")
    bars = response.context["picture"]

    assert (bars is None) == (length_of(f"/lessons/?{state}") == 0)
    if bars is None:
        return
    assert bars.total == response.context["total"] == length_of(f"/lessons/?{state}")
    for bar in bars.bars:
        assert bool(bar.heading.url) == bool(bar.heading.value)
        assert not bar.heading.url or length_of(bar.heading.url) == bar.number
        for segment in bar.segments:
            assert not segment.url or length_of(segment.url) == segment.number
    for series in bars.series:
        assert not series.url or length_of(series.url) == sum(
            bars.numbers.get((row.value, series.value), 0) for row in bars.rows
        )
    for address, number in linked_numbers(response.content.decode()):
        assert length_of(address) == number


def test_visitor_sees_years_in_order_and_undated_lessons_last() -> None:
    plant()

    html = Client().get("/lessons/timeline/").content.decode()
    figure = re.search(r"<figure.*</figure>", html, re.DOTALL)
    assert figure

    table = table_of(figure[0])
    assert table == [
        ["Year", "Note", "Paper", "No source", "All"],
        ["2016", "0", "0", "1", "1"],
        ["2018", "2", "1", "0", "2"],
        ["2020", "1", "0", "0", "1"],
        ["Undated", "0", "1", "0", "1"],
        ["All", "3", "2", "1", "5"],
    ]
    drawn = [text for text in texts_of(drawing_of(figure[0])) if text.isdigit() and len(text) < 4]
    shown = [cell for row in table[1:-1] for cell in row[1:-1] if cell != "0"]
    assert sorted(drawn) == sorted(shown + [row[-1] for row in table[1:-1]])
    assert "Lessons without a date come last and have no link: no filter asks for them." in html


def test_a_source_that_is_hidden_counts_as_none() -> None:
    plant()

    assert bars_of().numbers["2016", "(none)"] == 1
    assert "Secret" not in Client().get("/lessons/timeline/").content.decode()


def test_asking_for_years_leaves_undated_lessons_out() -> None:
    plant()

    bars = bars_of("year_min=2018&year_max=2019")

    assert [(row.label, row.total) for row in bars.rows] == [("2018", 2)]
    assert bars.note == "Years without a lesson are left out."


def test_links_replace_years_and_source_and_keep_everything_else() -> None:
    plant()

    bars = bars_of("year_min=2016&source=note&source=paper&kind=observation")

    assert bars.addresses("2018", "note") == (
        "/lessons/?kind=observation&source=note&year_min=2018&year_max=2018"
    )
    assert bars.addresses("", "note") == bars.addresses("2018", "(none)") == ""


def test_smaller_sources_are_collected_without_a_link() -> None:
    for number in range(8):
        LessonCitationFactory(record=LessonFactory(date="2018"), source=SourceFactory())
        LessonCitationFactory(record=LessonFactory(date=f"201{number}"), source=SourceFactory())

    bars = bars_of()

    assert bars.series[-1].label == "Other sources"
    assert bars.total == 16


def test_only_undated_lessons_are_drawn() -> None:
    LessonFactory(date="")

    assert [(row.label, row.total) for row in bars_of().rows] == [("Undated", 1)]
