"""Dates as the sources state them: a year, a month or a day."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from lessons.models import Lesson
from msn_kb.core.dates import display_partial_date, validate_partial_date
from tests.factories import CaseFactory, LessonFactory

WRONG = [
    "18", "201", "20181", "2018-", "2018-1", "2018-13", "2018-00", "2018-10-", "2018-10-1", "2018-10-00", "2018-10-32",
    "2018-04-31", "2018-02-30", "2018/10", "October 2018", "-2018", " 2018", "2018 ", "2018\n", "٢٠١٨", "2018-10-17T00",
]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        "2018",
        "2018-01",
        "2018-12",
        "2018-10-17",
        "2018-01-31",
        "2020-02-29",
        "2000-02-29",
        "1000",
        "9999-12-31",
    ],
)
def test_curator_enters_a_partial_date_is_accepted(value):
    validate_partial_date(value)


@pytest.mark.parametrize("value", [*WRONG, "", "0999", "0000", "2019-02-29", "1900-02-29"])
def test_curator_enters_what_is_no_date_is_refused(value):
    with pytest.raises(ValidationError) as refusal:
        validate_partial_date(value)

    assert refusal.value.code == "partial_date"


def test_refusal_names_the_value_and_what_is_expected():
    with pytest.raises(ValidationError) as refusal:
        validate_partial_date("Oct 2018")

    assert refusal.value.messages == [
        "“Oct 2018” is not a date; write a year, a month or a day: 2018, 2018-10 or 2018-10-17."
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("", ""), ("2018", "2018"), ("2018-10", "October 2018"), ("2018-01-05", "5 January 2018")],
)
def test_reader_sees_a_date_as_precise_as_stated(value, shown):
    assert display_partial_date(value) == shown


@pytest.mark.django_db
@pytest.mark.parametrize("value", [value for value in WRONG if len(value) <= 10])
def test_database_refuses_what_is_no_date_whoever_writes_it(value):
    lesson = LessonFactory()

    # The year, which follows from the date, is worked out before the constraint is looked at.
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Lesson.objects.filter(pk=lesson.pk).update(date=value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "year"), [("", None), ("2018", 2018), ("2018-10", 2018), ("2018-10-17", 2018), ("9999", 9999)]
)
def test_year_follows_from_the_date(date, year):
    lesson = LessonFactory(date=date)

    lesson.refresh_from_db()
    assert lesson.year == year


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end"), [("2018", "2018-10"), ("2018-10", "2018-10"), ("", "2017"), ("2018", "")]
)
def test_case_ends_no_earlier_than_it_starts_is_kept(start, end):
    assert CaseFactory(start=start, end=end).pk is not None


@pytest.mark.django_db
def test_case_that_ends_before_it_starts_is_refused():
    with pytest.raises(IntegrityError, match="lessons_case_end_after_start"):
        CaseFactory(start="2018-10", end="2018-09")
