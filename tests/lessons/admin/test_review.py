"""Curators move entries on the page of the review: what it shows, each step, who may not, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons import review
from lessons.models import Lesson, ReviewAssignment, ReviewComment, ReviewStep
from msn_kb.core.access import Handling, Status
from msn_kb.core.history.versions import versions
from organizations.models import User
from tests import factories
from tests.access.reading import body_of
from tests.clients import signed_in
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db


def page_of(entry: Any) -> str:
    return f"/admin/review/{entry._meta.label_lower}/{entry.pk}/"


def post(client: Client, entry: Any, do: str, **fields: Any) -> Any:
    return client.post(page_of(entry), {"do": do, **fields})


def offered(client: Client, entry: Any) -> list[str]:
    """The moves that the page offers."""
    return list(client.get(page_of(entry)).context["desk"].moves)


@pytest.fixture
def draft() -> Lesson:
    """A complete draft of a member."""
    return factories.LessonFactory(
        title="Plan for exits",
        status=Status.DRAFT,
        owner=factories.UserFactory(member=True),
        cited=True,
        themes=[factories.ThemeFactory()],
    )


def test_two_curators_take_a_lesson_from_draft_to_published(curator_client: Client, draft: Lesson) -> None:
    assert post(curator_client, draft, "submit", reason="Ready.").status_code == 302
    other = signed_in(curator=True)
    assert post(other, draft, "return", reason="Say when.").status_code == 302
    assert post(curator_client, draft, "submit").status_code == 302
    response = post(other, draft, "publish", reason="Checked.")
    assert (response.status_code, response["location"]) == (302, page_of(draft))
    draft.refresh_from_db()
    assert draft.status == Status.PUBLISHED
    page = other.get(page_of(draft)).content.decode()
    assert "Say when." in page
    assert "Published." in page  # the message
    assert list(ReviewStep.objects.about(draft).values_list("move", "reason")) == [
        ("submit", "Ready."),
        ("return", "Say when."),
        ("submit", ""),
        ("publish", "Checked."),
    ]


def test_curator_publishes_a_lesson_without_a_day_of_review_gets_one_in_two_years(
    curator_client: Client, draft: Lesson
) -> None:
    Lesson.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    post(curator_client, draft, "publish")
    draft.refresh_from_db()
    assert draft.review_by is not None
    assert timedelta(days=729) < draft.review_by - timezone.localdate() < timedelta(days=732)


def test_curator_publishes_a_lesson_with_a_day_of_review_keeps_it(
    curator_client: Client, draft: Lesson
) -> None:
    Lesson.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW, review_by=date(2031, 5, 1))
    post(curator_client, draft, "publish")
    draft.refresh_from_db()
    assert draft.review_by == date(2031, 5, 1)


def test_curator_who_handed_an_entry_in_is_not_offered_to_publish_it(
    curator_client: Client, curator: User, draft: Lesson
) -> None:
    review.submit(draft, curator)
    assert offered(curator_client, draft) == ["return", "withdraw", "archive"]
    assert "somebody else has to publish it" in curator_client.get(page_of(draft)).content.decode()
    response = post(curator_client, draft, "publish")
    assert response.status_code == 409
    assert "Somebody other than its author has to review it." in response.content.decode()
    draft.refresh_from_db()
    assert draft.status == Status.IN_REVIEW


@pytest.mark.parametrize(
    ("factory", "lacking"),
    [
        (factories.LessonFactory, ["at least one theme", "at least one citation with a locator"]),
        (factories.PeaceProcessFactory, ["at least one citation"]),
        (factories.EngagementFactory, ["at least one citation"]),
    ],
)
def test_curator_reads_what_an_entry_lacks_and_cannot_hand_it_in(
    curator_client: Client, factory: Any, lacking: list[str]
) -> None:
    entry = factory(status=Status.DRAFT)
    response = curator_client.get(page_of(entry))
    assert response.context["lacks"] == lacking
    assert list(response.context["desk"].moves) == ["archive"]
    refused = post(curator_client, entry, "submit")
    assert refused.status_code == 409
    assert f"Before it can be reviewed it needs {', '.join(lacking)}." in refused.content.decode()


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        (Status.DRAFT, ["submit", "archive"]),
        (Status.RETURNED, ["submit", "archive"]),
        (Status.IN_REVIEW, ["publish", "return", "withdraw", "archive"]),
        (Status.PUBLISHED, ["still-valid", "supersede", "archive"]),
        (Status.SUPERSEDED, ["reinstate"]),
        (Status.ARCHIVED, ["reopen"]),
    ],
)
def test_curator_is_offered_the_moves_that_the_status_allows(
    curator_client: Client, draft: Lesson, status: str, moves: list[str]
) -> None:
    successor = factories.LessonFactory() if status == Status.SUPERSEDED else None
    Lesson.objects.filter(pk=draft.pk).update(status=status, superseded_by=successor)
    assert offered(curator_client, draft) == moves


@pytest.mark.parametrize("factory", [factories.CaseFactory, factories.SourceFactory])
def test_curator_is_offered_no_move_of_lessons_for_another_kind(curator_client: Client, factory: Any) -> None:
    entry = factory()
    assert offered(curator_client, entry) == ["archive"]
    for do in ("still-valid", "supersede", "reinstate"):
        response = post(curator_client, entry, do, reason="Why not.")
        assert response.status_code == 409


@pytest.mark.parametrize("do", ["return", "archive", "reopen", "reinstate", "still-valid", "supersede"])
def test_curator_gives_no_reason_where_one_is_needed_changes_nothing(
    curator_client: Client, draft: Lesson, do: str
) -> None:
    for status in (Status.IN_REVIEW, Status.PUBLISHED, Status.ARCHIVED):
        Lesson.objects.filter(pk=draft.pk).update(status=status)
        assert post(curator_client, draft, do, reason="  ").status_code in (200, 409)
        draft.refresh_from_db()
        assert draft.status == status
    assert not ReviewStep.objects.exists()


def test_curator_sends_an_old_page_again_reads_how_it_stands_by_now(
    curator_client: Client, draft: Lesson
) -> None:
    Lesson.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    response = post(curator_client, draft, "publish")
    assert response.status_code == 409
    assert "It is published by now; this asks for one that is in review." in response.content.decode()


@pytest.mark.parametrize("do", ["", "delete", "accept", "decline", "lower-handling", "x" * 5000])
def test_curator_sends_a_step_that_does_not_exist_is_refused(
    curator_client: Client, draft: Lesson, do: str
) -> None:
    assert post(curator_client, draft, do, reason="x").status_code in (400, 409)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_curator_confirms_that_a_lesson_is_valid_until_a_day(curator_client: Client) -> None:
    lesson = factories.LessonFactory(review_by=date(2020, 1, 1))
    assert (
        post(curator_client, lesson, "still-valid", reason="Read.", review_by="2031-02-03").status_code == 302
    )
    lesson.refresh_from_db()
    assert lesson.review_by == date(2031, 2, 3)
    response = post(curator_client, lesson, "still-valid", reason="Read.", review_by="2021-02-03")
    assert (response.status_code, "has to be after today" in response.content.decode()) == (409, True)
    response = post(curator_client, lesson, "still-valid", reason="Read.", review_by="soon")
    assert (response.status_code, "Enter a valid date." in response.content.decode()) == (200, True)


def test_curator_archives_and_reopens_with_reasons_that_the_history_keeps(
    curator_client: Client, curator: User
) -> None:
    case = factories.CaseFactory()
    post(curator_client, case, "archive", reason="It repeats another one.")
    step = versions(case, curator)[0]
    assert (step.by, step.reason, step.origin) == (curator, "It repeats another one.", "admin")
    post(curator_client, case, "reopen", reason="It does not.")
    case.refresh_from_db()
    assert case.status == Status.DRAFT
    assert LogEntry.objects.latest("pk").get_change_message() == "Taken back into draft. It does not."


def test_curator_assigns_a_reviewer_with_a_day(curator_client: Client, draft: Lesson) -> None:
    reviewer, due = factories.UserFactory(curator=True), timezone.localdate() + timedelta(days=7)
    assert post(curator_client, draft, "assign", reviewer=reviewer.pk, due=due).status_code == 302
    assert ReviewAssignment.objects.about(draft).values_list("reviewer", "due").get() == (reviewer.pk, due)
    assert post(curator_client, draft, "assign", reviewer="", due="").status_code == 302
    assert ReviewAssignment.objects.about(draft).values_list("reviewer", "due").get() == (None, None)


def test_curator_assigns_who_cannot_review_is_refused(curator_client: Client, draft: Lesson) -> None:
    member, retired = factories.UserFactory(member=True), factories.UserFactory(curator=True, is_active=False)
    for person in (member.pk, retired.pk, "x", "9" * 40):
        assert post(curator_client, draft, "assign", reviewer=person).status_code == 200
    author = factories.UserFactory(curator=True)
    Lesson.objects.filter(pk=draft.pk).update(owner=author)
    assert post(curator_client, draft, "assign", reviewer=author.pk).status_code == 409
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "This day has passed." in post(curator_client, draft, "assign", due=yesterday).content.decode()
    assert not ReviewAssignment.objects.exists()


def test_curator_assigns_a_closed_entry_to_who_cannot_open_it_is_refused(
    curator_client: Client, curator: User
) -> None:
    red = factories.LessonFactory(handling=Handling.RED, named_people=[curator])
    other = factories.UserFactory(curator=True)
    response = post(curator_client, red, "assign", reviewer=other.pk)
    assert response.status_code == 409
    assert "The reviewer has to be a curator who may see the entry." in response.content.decode()


def test_curator_keeps_a_remark_and_the_next_one_reads_it(
    curator_client: Client, curator: User, draft: Lesson
) -> None:
    assert post(curator_client, draft, "comment", text="<b>Is this Mali?</b>").status_code == 302
    page = signed_in(curator=True).get(page_of(draft)).content.decode()
    assert "&lt;b&gt;Is this Mali?&lt;/b&gt;" in page
    assert str(curator) in page
    assert post(curator_client, draft, "comment", text=" ").status_code == 200
    assert ReviewComment.objects.count() == 1


def test_curator_archives_a_closed_draft_of_their_own_is_led_to_the_queue(
    curator_client: Client, curator: User
) -> None:
    red = factories.LessonFactory(status=Status.DRAFT, handling=Handling.RED, owner=curator)
    response = post(curator_client, red, "archive", reason="Not needed.")
    assert (response.status_code, response["location"]) == (302, "/admin/review/")
    assert curator_client.get(page_of(red)).status_code == 404


def test_curator_opens_a_hidden_entry_gets_the_answer_of_a_missing_one(curator_client: Client) -> None:
    red = factories.LessonFactory(pk=987654321, title="Zanzibar", handling=Handling.RED)
    missing = f"/admin/review/lessons.lesson/{red.pk + 1}/"
    for method in (curator_client.get, curator_client.post):
        hidden, absent = method(page_of(red)), method(missing)
        assert hidden.status_code == absent.status_code == 404
        assert body_of(hidden).replace(str(red.pk), str(red.pk + 1)) == body_of(absent)


@pytest.mark.parametrize(
    "path",
    [
        "lessons.lesson/0",
        "lessons.lesson/" + "9" * 30,
        "lessons.theme/1",
        "x/1",
        "lessons.lesson/-1",
        "auth.group/1",
    ],
)
def test_curator_opens_a_review_of_nothing_finds_nothing(curator_client: Client, path: str) -> None:
    assert curator_client.get(f"/admin/review/{path}/").status_code == 404


def test_curator_reads_a_superseded_lesson_without_its_hidden_successor(curator_client: Client) -> None:
    hidden = factories.LessonFactory(title="Zanzibar", handling=Handling.RED)
    lesson = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=hidden)
    assert "Zanzibar" not in curator_client.get(page_of(lesson)).content.decode()


def test_member_opens_the_review_is_sent_to_sign_in(client: Client, draft: Lesson) -> None:
    client.force_login(factories.UserFactory(member=True))
    assert client.get(page_of(draft)).status_code == 302
    assert post(client, draft, "archive", reason="x").status_code == 302
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_staff_outside_the_curators_finds_no_review(client: Client, draft: Lesson) -> None:
    sign_in(client, factories.UserFactory(is_staff=True))
    assert client.get(page_of(draft)).status_code == 404


def test_curator_opens_a_page_with_30_steps_takes_the_queries_of_3(
    curator_client: Client, draft: Lesson
) -> None:
    taken = []
    for more in (3, 27):
        for _ in range(more):
            by = factories.UserFactory(curator=True)
            ReviewStep.of(draft, move="archive", by=by, reason="x").save()
            ReviewComment.of(draft, by=by, text="x").save()
        curator_client.get(page_of(draft))
        with CaptureQueriesContext(connection) as captured:
            assert curator_client.get(page_of(draft)).status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1]
    assert taken[0] <= 24
