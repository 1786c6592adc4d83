"""The years of the list of lessons: inclusive bounds, and what is no year."""

import pytest

from tests.factories import LessonFactory, ThemeFactory

from .listing import listed, notices

pytestmark = pytest.mark.django_db


@pytest.fixture
def _years():
    for date in ("2016", "2017-12-31", "2018-10", "2019-01-01", ""):
        LessonFactory(title=date or "undated", date=date)


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year_min=2018", ["2019-01-01", "2018-10"]),
        ("year_max=2017", ["2017-12-31", "2016"]),
        ("year_min=2017&year_max=2018", ["2018-10", "2017-12-31"]),
        ("year_min=2018&year_max=2018", ["2018-10"]),
        ("year_min=%202018%20", ["2019-01-01", "2018-10"]),
        ("year_min=9999", []),
        ("year_min=0000&year_max=9999", ["2019-01-01", "2018-10", "2017-12-31", "2016"]),
        ("year_min=", ["2019-01-01", "2018-10", "2017-12-31", "2016", "undated"]),
    ],
)
def test_reader_asks_for_years_gets_both_bounds_and_not_the_undated(query, titles):
    assert listed(query) == titles
    assert notices(query) == []


@pytest.mark.usefixtures("_years")
@pytest.mark.parametrize(
    "year", ["18", "20181", "-2018", "2018.0", "1e3", "twenty", "٢٠١٨", "２０１８", "0x7e", "%2B201"]
)
def test_reader_asks_for_a_broken_year_is_told_that_it_was_ignored(year):
    query = f"year_min={year}&year_max=2017"

    assert listed(query) == ["2017-12-31", "2016"]
    assert notices(query) == [
        f"From year: “{year.replace('%2B', '+')}” is not a year; write four digits, such as 2018. It was ignored."
    ]


@pytest.mark.usefixtures("_years")
def test_reader_asks_for_years_that_run_backwards_finds_nothing_and_is_told():
    assert listed("year_min=2019&year_max=2017") == []
    assert notices("year_min=2019&year_max=2017") == [
        "The years run backwards: 2019 lies after 2017, so nothing matches."
    ]


@pytest.mark.usefixtures("_years")
def test_reader_filtering_by_years_is_told_how_many_entries_have_no_date(client):
    theme = ThemeFactory(slug="trust")
    LessonFactory(title="also undated", themes=[theme])
    assert client.get("/lessons/?year_min=2018").context["notices"] == [
        "2 entries have no date and so are left out by the years."
    ]
    assert client.get("/lessons/?year_min=2018&theme=trust").context["notices"] == [
        "1 entry has no date and so is left out by the years."
    ]
    assert client.get("/lessons/?sort=oldest").context["notices"] == []
