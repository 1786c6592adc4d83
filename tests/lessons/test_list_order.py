"""The order of the list of lessons and its pages (contract.md, Addresses)."""

import pytest
from django.test import Client

from lessons.models import Lesson
from tests.factories import LessonFactory

from .listing import listed, notices

pytestmark = pytest.mark.django_db


# --- Order --------------------------------------------------------------------------------------------------


def test_reader_sorts_by_date_gets_the_undated_last_and_ties_by_id():
    for title, date in [("u1", ""), ("a", "2018"), ("b", "2018-10"), ("c", "2018-10-17"), ("d", "2018-10"),
                        ("e", "2016"), ("u2", "")]:  # fmt: skip
        LessonFactory(title=title, date=date)

    newest = ["c", "b", "d", "a", "e", "u1", "u2"]
    assert listed() == listed("sort=newest") == listed("sort=NEWEST") == newest
    assert listed("sort=oldest") == ["e", "a", "b", "d", "c", "u1", "u2"]


def test_reader_sorts_by_title_gets_it_without_regard_to_case_and_accents_ties_by_id():
    for title in ("Zebra", "élan", "Elbow", "eland", "Árbol", "ELAN", "apple"):
        LessonFactory(title=title)

    assert listed("sort=title") == ["apple", "Árbol", "élan", "ELAN", "eland", "Elbow", "Zebra"]


def test_reader_sorts_by_evidence_gets_the_strongest_first_unstated_last_ties_by_id():
    for evidence in ("", "single-account", "evaluated", "documented", "several-accounts", "evaluated"):
        LessonFactory(title=evidence or "unstated", evidence=evidence)

    strongest = ["evaluated", "evaluated", "documented", "several-accounts", "single-account", "unstated"]
    assert listed("sort=evidence") == strongest


def test_reader_sorts_by_update_gets_the_latest_first():
    first, *_ = [LessonFactory(title=title) for title in ("first", "second", "third")]
    first.save()

    assert listed("sort=updated") == ["first", "third", "second"]


def test_reader_searches_gets_the_most_relevant_first_unless_another_order_is_asked():
    LessonFactory(title="Weak", insight="x", context="ripeness", date="2020")
    LessonFactory(title="Ripeness", insight="x", date="2010")

    assert listed("q=ripeness") == listed("q=ripeness&sort=relevance") == ["Ripeness", "Weak"]
    assert listed("q=ripeness&sort=newest") == ["Weak", "Ripeness"]
    assert listed("q=ripeness&sort=title") == ["Ripeness", "Weak"]


def test_reader_searches_gets_partial_matches_last_in_every_order():
    LessonFactory(title="Alpha beta", date="2010")
    LessonFactory(title="Alpha", date="2020")

    for sort in ("relevance", "newest", "oldest", "updated", "title", "evidence"):
        assert listed(f"q=alpha+beta&sort={sort}") == ["Alpha beta", "Alpha"]


@pytest.mark.parametrize("sort", ["relevance", "random", "-title", "pk", "id;drop"])
def test_reader_sorts_by_an_unknown_order_gets_the_default_with_a_message(sort):
    LessonFactory(title="old", date="2010")
    LessonFactory(title="new", date="2020")

    assert listed(f"sort={sort.replace(';', '%3B')}") == ["new", "old"]
    assert notices(f"sort={sort.replace(';', '%3B')}") == [
        f"Sort: “{sort}” is not an order of this list (newest, oldest, updated, title, evidence); newest is used."
    ]


# --- Pages --------------------------------------------------------------------------------------------------


@pytest.fixture
def _thirty():
    Lesson.objects.bulk_create(
        Lesson(title=f"{number:02}", slug=f"number-{number}", kind="observation", insight="x", handling="clear",
               status="published")
        for number in range(30)
    )  # fmt: skip


def shown(client: Client, query: str) -> tuple[list[str], list[str]]:
    """Titles on the page and the page's messages."""
    context = client.get(f"/lessons/?{query}").context
    assert context["total"] == 30
    return [lesson.title for lesson in context["page_obj"]], context["notices"]


NUMBERS = [f"{number:02}" for number in range(30)]


@pytest.mark.usefixtures("_thirty")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", NUMBERS[:25]),
        ("page=1", NUMBERS[:25]),
        ("page=2", NUMBERS[25:]),
        ("page_size=10", NUMBERS[:10]),
        ("page_size=10&page=3", NUMBERS[20:]),
        ("page_size=25", NUMBERS[:25]),
        ("page_size=50", NUMBERS),
        ("page_size=100", NUMBERS),
        ("page=%202%20", NUMBERS[25:]),
        ("page=", NUMBERS[:25]),
    ],
)
def test_reader_turns_pages_sees_each_entry_once(client, query, titles):
    assert shown(client, query) == (titles, [])


@pytest.mark.usefixtures("_thirty")
@pytest.mark.parametrize("size", ["0", "-10", "11", "1000", "10.0", "ten", "1e2", "٢٥", "9" * 30])
def test_reader_asks_for_an_unknown_page_size_gets_the_default_with_a_message(client, size):
    message = f"Page size: “{size}” is not one of 10, 25, 50, 100; 25 is used."

    assert shown(client, f"page_size={size}") == (NUMBERS[:25], [message])


@pytest.mark.usefixtures("_thirty")
@pytest.mark.parametrize("page", ["0", "-1", "1.5", "two", "²", "٢", "1e1", "000"])
def test_reader_asks_for_a_broken_page_gets_the_first_with_a_message(client, page):
    message = f"Page: “{page}” is not a page number; the first page is shown."

    assert shown(client, f"page={page}") == (NUMBERS[:25], [message])


@pytest.mark.usefixtures("_thirty")
@pytest.mark.parametrize("page", ["3", "999999999", "9" * 40])
def test_reader_asks_for_a_page_beyond_the_end_gets_the_last_with_a_message(client, page):
    message = f"Page: there is no page {page}; the last one, 2, is shown."

    assert shown(client, f"page={page}") == (NUMBERS[25:], [message])


@pytest.mark.usefixtures("_thirty")
def test_reader_follows_a_link_keeps_the_state_and_drops_the_page(client):
    context = client.get("/lessons/?page=2&page_size=10&sort=TITLE&kind=Observation&kind=nope&x=1").context

    state = "kind=observation&kind=nope&sort=title&page_size=10"
    assert context["next_url"] == f"/lessons/?{state}&page=3"
    assert context["previous_url"] == f"/lessons/?{state}"
    assert context["export_url"] == "/lessons/export.csv?kind=observation&kind=nope&sort=title"
    assert [chip["remove_url"] for chip in context["chips"]] == [
        "/lessons/?kind=nope&sort=title&page_size=10",
        "/lessons/?kind=observation&sort=title&page_size=10",
    ]
