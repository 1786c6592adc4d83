"""Curators find in the queue what waits for review, filter it, and assign it in place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons import proposals, review
from lessons.models import Proposal, ReviewAssignment
from msn_kb.core.access import Handling, Status
from organizations.models import User
from tests import factories
from tests.clients import signed_in

QUEUE = "/admin/review/"
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def titles(client: Client, **query: Any) -> list[str]:
    """What the queue lists, in its order."""
    response = client.get(QUEUE, query)
    assert response.status_code == 200
    return [str(one.about) for one, _, _ in response.context["rows"]]


def in_review(title: str, **fields: Any) -> Any:
    return factories.LessonFactory(title=title, status=Status.IN_REVIEW, **fields)


def proposed(record: Any, **values: str) -> Proposal:
    """A change to ``record`` by a member, handed in."""
    author = factories.UserFactory(member=True)
    proposal = proposals.propose(record, author, values, "The report says so on page 4.")
    proposals.submit(proposal, author)
    return proposal


@pytest.fixture
def world(curator: User) -> dict[str, Any]:
    """One entry of each kind and one proposal that wait; and what does not."""
    made = {
        "lesson": in_review("A lesson", owner=factories.UserFactory(member=True)),
        "case": factories.CaseFactory(title="A case", status=Status.IN_REVIEW, handling=Handling.GREEN),
        "process": factories.PeaceProcessFactory(name="A process", status=Status.IN_REVIEW),
        "source": factories.SourceFactory(title="A source", status=Status.IN_REVIEW),
        "engagement": factories.EngagementFactory(
            status=Status.IN_REVIEW,
            organization=factories.OrganizationFactory(name="A body"),
            process=factories.PeaceProcessFactory(name="Talks"),
        ),
        "proposal": proposed(factories.TermFactory(name="A term"), definition="Said better."),
    }
    in_review("Zanzibar", handling=Handling.RED)
    factories.LessonFactory(title="A draft", status=Status.DRAFT)
    factories.LessonFactory(title="In force")
    return made


@pytest.mark.usefixtures("world")
def test_curator_opens_the_queue_finds_what_waits_of_every_kind_and_nothing_hidden(
    curator_client: Client, world: dict[str, Any]
) -> None:
    every = {"A lesson", "A case", "A process", "A source", str(world["engagement"]), "A term"}
    assert set(titles(curator_client)) == every
    page = curator_client.get(QUEUE)
    assert page.context["page"].paginator.count == 6
    text = page.content.decode()
    assert "Zanzibar" not in text
    assert "Change to: " in text
    for path in (
        f"/admin/review/lessons.lesson/{world['lesson'].pk}/",
        f"/admin/review/organizations.engagement/{world['engagement'].pk}/",
        f"/admin/proposals/{world['proposal'].pk}/",
    ):
        assert f'href="{path}"' in text
        assert curator_client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "lessons.lesson"}, {"A lesson"}),
        ({"kind": "lessons.proposal"}, {"A term"}),
        ({"handling": "green"}, {"A case"}),
        ({"handling": "clear", "kind": "lessons.proposal"}, {"A term"}),
        ({"handling": "amber"}, set()),
        ({"state": "draft"}, {"A draft"}),
        ({"state": "returned"}, set()),
        ({"reviewer": "mine"}, {"A source"}),
        ({"reviewer": "{curator}"}, {"A source"}),
        ({"reviewer": "nobody", "kind": "organizations.source"}, set()),
        ({"overdue": "on"}, {"A source"}),
        ({"overdue": "on", "kind": "lessons.case"}, set()),
    ],
)
def test_curator_filters_the_queue(
    curator_client: Client,
    curator: User,
    world: dict[str, Any],
    query: dict[str, str],
    expected: set[str],
) -> None:
    review.assign(world["source"], curator, TODAY() - timedelta(days=1))
    review.assign(world["case"], None, TODAY() + timedelta(days=1))
    asked = {name: value.format(curator=curator.pk) for name, value in query.items()}
    assert set(titles(curator_client, **asked)) == expected


def test_curator_filters_proposals_by_the_handling_of_what_they_would_change(curator_client: Client) -> None:
    proposed(factories.LessonFactory(title="Open"), insight="Said better.")
    proposed(factories.LessonFactory(title="Within", handling=Handling.GREEN), insight="Said better.")
    assert titles(curator_client, handling="green") == ["Within"]
    assert titles(curator_client, handling="clear") == ["Open"]


def test_curator_sorts_by_due_day_and_by_how_long_it_waits(curator_client: Client, curator: User) -> None:
    first, _, third = (in_review(title) for title in ("First", "Second", "Third"))
    review.assign(third, None, TODAY() + timedelta(days=1))
    review.assign(first, None, TODAY() + timedelta(days=9))
    assert titles(curator_client) == ["Third", "First", "Second"]
    assert titles(curator_client, sort="waiting") == ["First", "Second", "Third"]


@pytest.mark.parametrize(
    "query",
    [
        {"p": "999"},
        {"p": "x"},
        {"kind": "lessons.theme"},
        {"reviewer": "9" * 40},
        {"state": "published"},
        {"sort": "'"},
        {"handling": "purple"},
        {"x": "y"},
    ],
)
def test_curator_opens_the_queue_at_odd_addresses_gets_a_page(
    curator_client: Client, query: dict[str, str]
) -> None:
    in_review("A lesson")
    assert titles(curator_client, **query) == ["A lesson"]


def test_curator_turns_the_pages_of_the_queue_with_the_filters_kept(curator_client: Client) -> None:
    for number in range(27):
        in_review(f"Lesson {number:02}")
    factories.CaseFactory(status=Status.IN_REVIEW)
    page = curator_client.get(QUEUE, {"kind": "lessons.lesson"}).content.decode()
    assert "Page 1 of 2, 27 in all" in page
    assert "?kind=lessons.lesson&amp;p=2" in page
    assert len(titles(curator_client, kind="lessons.lesson", p=2)) == 2


def test_curator_assigns_in_place_and_comes_back_to_the_same_filters(
    curator_client: Client, curator: User
) -> None:
    lesson, due = in_review("A lesson"), TODAY() + timedelta(days=3)
    sent = {
        "kind": "lessons.lesson",
        "number": lesson.pk,
        "reviewer": curator.pk,
        "due": due,
        "back": "kind=lessons.lesson",
    }
    response = curator_client.post(f"{QUEUE}assign/", sent)
    assert (response.status_code, response["location"]) == (302, f"{QUEUE}?kind=lessons.lesson")
    assert ReviewAssignment.objects.about(lesson).values_list("reviewer", "due").get() == (curator.pk, due)
    assert titles(curator_client, reviewer="mine") == ["A lesson"]


def test_curator_assigns_a_proposal_but_not_to_its_author(curator_client: Client, curator: User) -> None:
    term = factories.TermFactory()
    proposal = proposals.propose(term, curator, {"definition": "Said better."}, "See page 4.")
    proposals.submit(proposal, curator)
    sent = {"kind": "lessons.proposal", "number": proposal.pk, "reviewer": curator.pk}
    page = curator_client.post(f"{QUEUE}assign/", sent, follow=True).content.decode()
    assert "Somebody other than its author has to review it." in page
    other = factories.UserFactory(curator=True)
    curator_client.post(f"{QUEUE}assign/", sent | {"reviewer": other.pk})
    assert ReviewAssignment.objects.about(proposal).get().reviewer == other


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reviewer": "x"}, "Reviewer: Select a valid choice."),
        ({"due": "2001-01-01"}, "Due: This day has passed."),
        ({"due": "soon"}, "Due: Enter a valid date."),
    ],
)
def test_curator_assigns_in_place_what_cannot_be_reads_a_message(
    curator_client: Client, fields: dict[str, str], message: str
) -> None:
    sent = {"kind": "lessons.lesson", "number": in_review("A lesson").pk} | fields
    assert message in curator_client.post(f"{QUEUE}assign/", sent, follow=True).content.decode()
    assert not ReviewAssignment.objects.exists()


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("lessons.lesson", "x"),
        ("lessons.lesson", "9" * 30),
        ("lessons.theme", "1"),
        ("", ""),
        ("lessons.lesson", "0"),
    ],
)
def test_curator_assigns_what_does_not_exist_finds_nothing(
    curator_client: Client, kind: str, number: str
) -> None:
    assert curator_client.post(f"{QUEUE}assign/", {"kind": kind, "number": number}).status_code == 404


def test_curator_assigns_a_hidden_entry_finds_nothing(curator_client: Client) -> None:
    hidden = in_review("Zanzibar", handling=Handling.RED)
    sent = {"kind": "lessons.lesson", "number": hidden.pk, "reviewer": ""}
    assert curator_client.post(f"{QUEUE}assign/", sent).status_code == 404


def test_curator_opens_the_queue_of_30_of_each_kind_takes_the_queries_of_2(curator_client: Client) -> None:
    taken = []
    for more in (2, 28):
        for _ in range(more):
            waiting = [
                in_review("A lesson", owner=factories.UserFactory()),
                factories.CaseFactory(status=Status.IN_REVIEW, owner=factories.UserFactory()),
                factories.SourceFactory(status=Status.IN_REVIEW),
                factories.PeaceProcessFactory(status=Status.IN_REVIEW),
                factories.EngagementFactory(status=Status.IN_REVIEW),
                proposed(factories.OfficeFactory(), description="Said better."),
                proposed(factories.CaseFactory(), result="Said better."),
            ]
            for one in waiting:
                review.assign(one, factories.UserFactory(curator=True), date(2020, 1, 1))
        curator_client.get(QUEUE)
        with CaptureQueriesContext(connection) as captured:
            assert curator_client.get(QUEUE).status_code == 200
        taken.append(len(captured))
    assert taken[1] <= taken[0]
    assert taken[0] <= 24


def test_member_opens_the_queue_is_sent_to_sign_in() -> None:
    assert signed_in(member=True).get(QUEUE).status_code == 302
