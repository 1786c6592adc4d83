"""What is kept is what the database would answer."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import Lesson
from msn_kb.core import kept
from msn_kb.core.access import DoorError, closed_door
from tests.factories import LessonFactory, ThemeFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

COUNT = "SELECT count(*) FROM lessons_theme WHERE name = %s"


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches[kept.CACHE].clear()


def test_reader_who_asks_the_same_again_costs_no_query():
    with kept.keeping():
        first = kept.rows(COUNT, ["Inclusion"])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            again = kept.rows(COUNT, ["Inclusion"])
    assert first == again == [(0,)]
    assert len(asked) == 0


def test_reader_who_asks_of_something_else_gets_another_answer():
    ThemeFactory(name="Inclusion")
    with kept.keeping():
        assert kept.rows(COUNT, ["Inclusion"]) == [(1,)]
        assert kept.rows(COUNT, ["Funding"]) == [(0,)]


def test_reader_after_a_change_gets_the_new_answer_at_once():
    with kept.keeping():
        assert kept.rows(COUNT, ["Inclusion"]) == [(0,)]
    ThemeFactory(name="Inclusion")
    with kept.keeping():
        assert kept.rows(COUNT, ["Inclusion"]) == [(1,)]


def test_writer_is_answered_by_the_database_alone():
    assert kept.rows(COUNT, ["Inclusion"]) == [(0,)]
    ThemeFactory(name="Inclusion")
    assert kept.rows(COUNT, ["Inclusion"]) == [(1,)]


def test_count_that_can_find_nothing_is_0():
    assert kept.count(Lesson.objects.none()) == 0
    assert kept.values(Lesson.objects.filter(pk__in=[]).values_list("pk")) == []


def test_count_equals_the_length_of_the_list():
    LessonFactory.create_batch(3)
    LessonFactory(handling="red")
    assert kept.count(Lesson.objects.visible_to(None).newest_first()) == 3


def test_count_refuses_what_did_not_pass_the_door():
    with closed_door(), pytest.raises(DoorError):
        kept.count(Lesson.objects.all())


def test_visitor_is_never_given_what_a_curator_was_told(client: Client, curator):
    LessonFactory(handling="amber")
    LessonFactory()
    sign_in(client, curator)
    assert client.get("/lessons/").context["total"] == 2
    client.logout()
    assert client.get("/lessons/").context["total"] == 1


def test_visitor_of_the_list_pays_for_its_counts_once(client: Client):
    LessonFactory(themes=[ThemeFactory()])
    with CaptureQueriesContext(connection) as first:
        client.get("/lessons/")
    with CaptureQueriesContext(connection) as second:
        client.get("/lessons/")
    assert len(second) == len(first) - 2
    assert not any("WITH entries" in query["sql"] for query in second)
