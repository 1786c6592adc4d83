"""Curators look again at lessons whose day of review has passed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.models import Lesson, ReviewStep
from msn_kb.core.access import Handling, Status
from tests import factories

OVERDUE = "/admin/overdue/"
pytestmark = pytest.mark.django_db


def titles(client: Client, **query: Any) -> list[str]:
    """What the page lists, in its order."""
    response = client.get(OVERDUE, query)
    assert response.status_code == 200
    return [str(lesson) for lesson, _ in response.context["rows"]]


def stale(title: str, day: date | None = date(2020, 3, 1), **fields: Any) -> Lesson:
    return factories.LessonFactory(title=title, review_by=day, **fields)


def test_curator_opens_what_is_overdue_longest_first_and_nothing_hidden(curator_client: Client) -> None:
    stale("Second", date(2021, 1, 1))
    stale("First")
    stale("Fresh", timezone.localdate())
    stale("Missing", None)
    stale("A draft", status=Status.DRAFT)
    stale("Zanzibar", handling=Handling.RED)
    assert titles(curator_client) == ["First", "Second"]
    assert titles(curator_client, show="missing") == ["Missing"]
    assert titles(curator_client, show="nonsense", p="x") == ["First", "Second"]


def test_curator_confirms_with_one_click_and_it_is_due_again_in_two_years(curator_client: Client) -> None:
    lesson = stale("Plan for exits")
    form = curator_client.get(OVERDUE).context["rows"][0][1]
    sent = {"number": lesson.pk, "note": form["note"].value()}
    response = curator_client.post(OVERDUE, sent)
    assert (response.status_code, response["location"]) == (302, f"{OVERDUE}?show=overdue")
    lesson.refresh_from_db()
    assert lesson.review_by is not None
    assert timedelta(days=729) < lesson.review_by - timezone.localdate() < timedelta(days=732)
    assert ReviewStep.objects.about(lesson).values_list("move", "reason").get() == (
        "still-valid",
        "Read again; it still holds.",
    )
    assert titles(curator_client) == []


def test_curator_confirms_without_a_note_is_refused(curator_client: Client) -> None:
    lesson = stale("Plan for exits")
    page = curator_client.post(OVERDUE, {"number": lesson.pk, "note": " "}, follow=True).content.decode()
    assert "“Plan for exits”: This field is required." in page
    lesson.refresh_from_db()
    assert lesson.review_by == date(2020, 3, 1)


def test_curator_confirms_what_was_archived_meanwhile_reads_why_not(curator_client: Client) -> None:
    lesson = stale("Plan for exits", status=Status.ARCHIVED)
    page = curator_client.post(OVERDUE, {"number": lesson.pk, "note": "Read."}, follow=True).content.decode()
    assert "It is archived by now; this asks for one that is published." in page


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 40, "{hidden}"])
def test_curator_confirms_what_does_not_exist_finds_nothing(curator_client: Client, number: str) -> None:
    hidden = stale("Zanzibar", handling=Handling.RED)
    sent = {"number": number.format(hidden=hidden.pk), "note": "Read."}
    assert curator_client.post(OVERDUE, sent).status_code == 404


def test_curator_opens_30_overdue_lessons_takes_the_queries_of_3(curator_client: Client) -> None:
    taken = []
    for more in (3, 27):
        for number in range(more):
            stale(f"Lesson {number}", owner=factories.UserFactory())
        curator_client.get(OVERDUE)
        with CaptureQueriesContext(connection) as captured:
            assert curator_client.get(OVERDUE).status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1]
    assert taken[0] <= 12


def test_visitor_reads_on_page_and_card_that_a_lesson_is_due_for_review(client: Client) -> None:
    lesson = stale("Plan for exits")
    assert "Due for review since 1 March 2020." in client.get(lesson.get_absolute_url()).content.decode()
    assert "Review overdue" in client.get("/lessons/").content.decode()
    Lesson.objects.update(review_by=timezone.localdate())
    for path in (lesson.get_absolute_url(), "/lessons/"):
        page = client.get(path).content.decode()
        assert "Due for review" not in page
        assert "Review overdue" not in page
