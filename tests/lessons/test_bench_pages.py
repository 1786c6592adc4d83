"""Measuring pages: what is there, what is not, what answers with an error; and what the command makes of it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lessons.benchmarks import collection, measuring, report
from lessons.benchmarks.landmarks import landmarks
from lessons.benchmarks.measuring import Measurement, Times, measure
from lessons.benchmarks.pages import CURATOR, PAGES, VISITOR, Page
from lessons.benchmarks.statements import Statement, recorded, replay
from lessons.management.commands.bench import Command
from msn_kb.core.changes import version
from organizations.models import Organization
from tests.factories import OrganizationFactory

from .test_bench_collection import TINY

pytestmark = pytest.mark.django_db


def measured(fault: str = "", milliseconds: float = 10) -> Measurement:
    return Measurement(Page("a page", "/"), VISITOR, "/", fault, following=Times((milliseconds,)), sql=2.0)


def test_no_page_of_a_tiny_collection_answers_with_an_error():
    collection.build(TINY)
    known = landmarks()

    with measuring.as_in_production():
        found = [measure(page, page.people[-1], known, rounds=1, first_rounds=1) for page in PAGES]

    assert {one.who for one in found} == {VISITOR, CURATOR}
    assert [f"{one.path} {one.fault}" for one in found if one.fault] == []
    # A page that asks the database for nothing was not asked for anything either.
    assert [one.path for one in found if not one.first_statements] == []


def test_a_page_that_is_there_has_times_statements_and_size():
    with measuring.as_in_production():
        found = measure(Page("lessons", "/lessons/"), VISITOR, {}, rounds=2)

    assert found.fault == ""
    assert (len(found.first.taken), len(found.following.taken)) == (3, 2)
    assert len(found.first_statements) > len(found.statements) > 0
    assert found.size > 1000
    assert found.sql > 0


def test_a_page_that_is_missing_is_not_there():
    with measuring.as_in_production():
        found = measure(Page("nowhere", "/nowhere/{lesson}/"), VISITOR, {"lesson": "a-lesson"}, rounds=1)

    assert (found.fault, found.path) == ("not there", "/nowhere/a-lesson/")


def test_percentiles_are_those_of_the_times_taken():
    times = Times(tuple(float(n) for n in range(1, 16)))

    assert (times.p50, times.p95) == (8.0, 15.0)


def test_a_change_before_each_first_answer_makes_the_page_count_anew():
    OrganizationFactory.create()
    before = version()

    with measuring.as_in_production():
        found = measure(Page("organizations", "/organizations/"), VISITOR, {}, rounds=1)

    assert version() != before
    asked = [{statement.sql for statement in one} for one in (found.first_statements, found.statements)]
    assert asked[1] < asked[0]


def test_replay_takes_back_what_the_statements_write():
    organization = OrganizationFactory.create(name="Before")
    with recorded() as statements:
        Organization.objects.get(pk=organization.pk)
    write = Statement("UPDATE organizations_organization SET name = %s", ["After"])

    times = replay([*statements, write])

    assert [statement.params[0] for statement in statements] == [organization.pk]
    assert len(times) == 2
    organization.refresh_from_db()
    assert organization.name == "Before"


@pytest.mark.parametrize(
    ("pages", "strict", "sentences"),
    [
        ([measured()], True, []),
        ([measured(milliseconds=151)], False, []),
        ([measured(milliseconds=151)], True, ["1 of 1 pages slower than 150 ms"]),
        ([measured("not there"), measured()], False, ["1 of 2 pages not there"]),
        ([measured("answered 500: ValueError: x")], False, ["1 of 1 pages answered with an error"]),
    ],
)
def test_report_finds_fault_with_pages_that_fall_short(pages, strict, sentences):
    assert report.faults(pages, strict) == sentences


def test_report_marks_slow_pages_and_says_what_is_wrong_with_others():
    assert report.page_line(measured(milliseconds=151)).startswith("! a page ")
    assert report.page_line(measured()).startswith("  a page ")
    assert "601.0*" in report.page_line(replace(measured(), first=Times((601.0,))))
    assert "not there   /" in report.page_line(measured("not there"))


def test_bench_measures_the_pages_that_match_and_fails_where_one_is_missing(monkeypatch):
    """In the tests' own database, which stands for the one that the command makes."""
    monkeypatch.setattr(Command, "built", lambda *args: nullcontext())
    monkeypatch.setattr("lessons.management.commands.bench.landmarks", dict)
    monkeypatch.setattr(
        "lessons.management.commands.bench.PAGES", [Page("lessons", "/lessons/"), Page("gone", "/gone/")]
    )
    output = StringIO()

    with pytest.raises(CommandError, match="1 of 2 pages not there"):
        call_command("bench", only="pages", stdout=output)
    call_command("bench", only="pages", match="lessons", stdout=output)

    assert output.getvalue().count("/lessons/") == 2
    assert output.getvalue().count("not there   /gone/") == 1
