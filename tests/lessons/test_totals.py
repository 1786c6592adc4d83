"""Totals kept of lessons are what counting them one by one gives, however lessons are written and whoever asks."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from lessons.filters import LessonFilterSet
from lessons.models import Application, Lesson
from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.core.entry_totals import EntryTotal
from msn_kb.core.lists.cells import divide
from msn_kb.core.lists.facets import count
from msn_kb.core.search import statistics, wanting
from msn_kb.core.search.missing import missing
from tests.factories import LessonFactory

from .counted_world import CountedWorld

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "kind=challenge",
    "theme=theme-0",
    "theme=theme-0&country=zz",
    "maturity=applied",
    "status=superseded",
)


class OneByOne(LessonFilterSet):
    """The list without its totals."""

    totals = None


def compare(world: CountedWorld, *queries: str) -> None:
    """Hold what totals tell against what counting tells."""
    for user in world.people.values():
        for query in queries or QUERIES:
            data = QueryDict(query)
            assert count(LessonFilterSet(data, user=user)) == count(OneByOne(data, user=user)), (query, user)


@pytest.fixture
def world() -> CountedWorld:
    return CountedWorld(Random("a world of totals"))


def test_everybody_reads_totals_that_equal_a_count(world):
    compare(world)


def write_by_update() -> None:
    Lesson.objects.filter(kind="challenge", superseded_by=None).update(status=Status.DRAFT)
    Lesson.objects.filter(language="fr").update(handling=Handling.AMBER, evidence="")
    Lesson.objects.filter(language="es").update(attribution=Attribution.CHATHAM_HOUSE)


def write_by_saving() -> None:
    for lesson in Lesson.objects.all()[:5]:
        lesson.language = "ar"
        lesson.save()
        lesson.themes.clear()


def write_by_deleting() -> None:
    Application.objects.all().delete()
    for lesson in Lesson.objects.filter(superseded_by=None, supersedes_lessons=None)[:5]:
        lesson.delete()


def write_by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE lessons_lesson SET facet_keys = '{}', kind = 'observation' WHERE id % 3 = 0")


def write_and_take_it_back() -> None:
    with transaction.atomic():
        write_by_update()
        transaction.set_rollback(True)


def write_new_ones() -> None:
    LessonFactory.create_batch(3, handling=Handling.GREEN)


@pytest.mark.parametrize(
    "write",
    [
        write_by_update,
        write_by_saving,
        write_by_deleting,
        write_by_hand,
        write_and_take_it_back,
        write_new_ones,
    ],
)
def test_totals_are_right_however_lessons_are_written(world, write):
    write()

    compare(world, "", "theme=theme-0")


def test_writer_who_sums_up_the_totals_leaves_them_as_they_are(world):
    in_force = Lesson.objects.filter(superseded_by=None)
    in_force.update(status=Status.DRAFT)
    in_force.update(status=Status.PUBLISHED)
    [one], before = in_force[:1], EntryTotal.objects.count()

    # Once in two hundred times, by a die that falls alike in every run.
    for number in range(2000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT setseed(%s)", [number / 2000])
        Lesson.objects.filter(pk=one.pk).update(review_by=None)
        if EntryTotal.objects.count() < before:
            break

    assert EntryTotal.objects.count() < before
    sums = EntryTotal.objects.values_list("status", "handling", "facet", "value")
    assert len(sums) == len(set(sums))
    compare(world, "")


def test_lessons_all_gone_leave_no_totals(world):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE lessons_lesson CASCADE")

    assert not EntryTotal.objects.exists()


@pytest.mark.parametrize("query", ["meadow", "meadow OR lantern"])
def test_word_that_nearly_all_hold_is_counted_by_what_it_misses(world, query, monkeypatch):
    statistics.refresh()
    expected = {}
    for who, user in world.people.items():
        for asked in ("", "&kind=challenge", "&theme=theme-0"):
            data = QueryDict(f"q={query}{asked}")
            filterset = LessonFilterSet(data, user=user)
            expected[who, asked] = list(filterset.qs.values_list("pk")), count(OneByOne(data, user=user))

    monkeypatch.setattr(wanting, "MOST_RANKED", 5)

    for (who, asked), (keys, numbers) in expected.items():
        filterset = LessonFilterSet(QueryDict(f"q={query}{asked}"), user=world.people[who])
        assert missing(filterset.queryset, filterset.query) is not None
        assert {key for (key,) in keys} == set(filterset.qs.values_list("pk", flat=True))
        assert count(filterset) == numbers


@pytest.mark.parametrize(
    ("who", "whole", "mixed"),
    [
        # Published and superseded ones; lists leave the second out.
        ("visitor", {(Status.PUBLISHED, Handling.CLEAR)}, 0),
        # Amber and red ones, and their own drafts of any handling.
        ("member", {(Status.PUBLISHED, Handling.CLEAR), (Status.PUBLISHED, Handling.GREEN)}, 2 + 3 * 4),
        ("administrator", {(status, handling) for status in Status for handling in Handling} - {
            (Status.SUPERSEDED, handling) for handling in Handling
        }, 0),
    ],
)  # fmt: skip
def test_cells_are_told_from_the_condition_of_the_pool(world, who, whole, mixed):
    division = divide(LessonFilterSet(QueryDict(""), user=world.people[who]).queryset)

    assert (set(division.whole), len(division.mixed)) == (whole, mixed)
    pool = division.pool.values_list("pk", "status", "handling")
    expected = {pk for pk, status, handling in pool if (status, handling) not in whole}
    assert {pk for (pk,) in division.rest.values_list("pk")} == expected
