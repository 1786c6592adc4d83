"""Every view and export of AMBER and RED stands in the access log: who, what and when, never the text."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lessons.models import Lesson
from msn_kb.core import access_log
from msn_kb.core.access import Handling
from msn_kb.core.access_log import LogAccess
from msn_kb.core.changes import version
from msn_kb.core.models import AccessEntry
from msn_kb.core.shown import Shown
from organizations.models import LinkCheck, User
from tests import factories
from tests.clients import signed_in
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"


@pytest.fixture
def member() -> User:
    return factories.UserFactory(member=True)


@pytest.fixture
def reader(member: User) -> Client:
    return sign_in(Client(), member)


@pytest.fixture
def amber(member: User) -> Lesson:
    return factories.LessonFactory(
        title=f"{SECRET} lesson", handling=Handling.AMBER, owning_organizations=[member.organization]
    )


@pytest.fixture
def red(member: User) -> Lesson:
    return factories.LessonFactory(title=f"{SECRET} talks", handling=Handling.RED, named_people=[member])


def entries() -> list[tuple[Any, ...]]:
    return list(AccessEntry.objects.order_by("pk").values_list("by", "what", "kind", "number", "handling"))


def test_member_reads_closed_pages_and_each_is_logged(
    reader: Client, member: User, amber: Lesson, red: Lesson
) -> None:
    for lesson in (amber, red):
        assert reader.get(lesson.get_absolute_url()).status_code == 200
    # Each page names the other among related entries or not at all; the page's own record is there in any case.
    assert {(member.pk, "page", "lessons.lesson", one.pk, one.handling) for one in (amber, red)} <= set(
        entries()
    )


def test_member_reads_open_pages_and_nothing_is_logged(reader: Client, amber: Lesson) -> None:
    for handling in (Handling.CLEAR, Handling.GREEN):
        lesson = factories.LessonFactory(handling=handling)
        assert reader.get(lesson.get_absolute_url()).status_code == 200
    assert reader.get(f"/lessons/?handling=green&q={lesson.title}").status_code == 200
    assert entries() == []


def test_stranger_asks_for_a_closed_page_and_nothing_is_logged(client: Client, amber: Lesson) -> None:
    for asking in (client, signed_in(member=True)):
        assert asking.get(amber.get_absolute_url()).status_code == 404
        assert asking.get(f"/lessons/?q={SECRET}").context["total"] == 0
    assert entries() == []


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/lessons/", "list"),
        (f"/search/?q={SECRET}", "search"),
        (f"/search/suggest/?q={SECRET}", "suggestions"),
        ("/lessons/export.csv", "CSV"),
        ("/lessons/compare/?pick=zanzibar-lesson&pick=zanzibar-talks", "comparison"),
        ("/lessons/compare/export.csv?pick=zanzibar-lesson&pick=zanzibar-talks", "CSV"),
        ("/", "home page"),
    ],
)
def test_member_reads_closed_entries_by_any_way_and_each_is_logged_once(
    reader: Client, member: User, amber: Lesson, red: Lesson, address: str, way: str
) -> None:
    response = reader.get(address)
    assert response.status_code == 200
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert SECRET in body.decode()
    assert sorted(entries(), key=str) == sorted(
        ((member.pk, way, "lessons.lesson", one.pk, one.handling) for one in (amber, red)), key=str
    )


def test_member_reads_a_list_again_from_kept_answers_and_is_logged_again(
    reader: Client, amber: Lesson
) -> None:
    for _ in range(2):
        reader.get("/lessons/")
    assert [entry[3] for entry in entries()] == [amber.pk, amber.pk]


def test_log_of_a_view_leaves_kept_answers_as_they_are(reader: Client, amber: Lesson) -> None:
    before = version()
    reader.get(amber.get_absolute_url())
    assert (version(), len(entries())) == (before, 1)


def test_member_exports_what_open_entries_are_tied_to_and_the_tied_are_logged(
    reader: Client, member: User
) -> None:
    closed = {"handling": Handling.AMBER, "owning_organizations": [member.organization]}
    process = factories.PeaceProcessFactory(name=f"{SECRET} talks", **closed)
    source = factories.SourceFactory(title=f"{SECRET} report", **closed)
    lesson = factories.LessonFactory(processes=[process])
    factories.LessonCitationFactory(record=lesson, source=source)
    response: Any = reader.get("/lessons/export.csv")
    assert "TLP-AMBER" in response["Content-Disposition"]
    assert b"".join(response.streaming_content).decode().count(SECRET) == 2
    assert entries() == [
        (member.pk, "CSV", "organizations.peaceprocess", process.pk, "amber"),
        (member.pk, "CSV", "organizations.source", source.pk, "amber"),
    ]


def test_log_that_cannot_be_written_lets_nothing_out(
    reader: Client, amber: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("no room")

    monkeypatch.setattr(AccessEntry.objects, "bulk_create", fail)
    monkeypatch.setattr(access_log, "connection", None)
    reader.raise_request_exception = False
    for address in (amber.get_absolute_url(), "/lessons/", f"/search/?q={SECRET}", "/lessons/export.csv"):
        response = reader.get(address)
        assert response.status_code == 500
        assert SECRET not in response.content.decode()


def test_answer_made_while_it_is_sent_is_logged_before_each_part_goes(member: User, amber: Lesson) -> None:
    def parts() -> Any:
        yield b"head"
        yield "".join(str(lesson) for lesson in Lesson.objects.visible_to(member)).encode()

    request = RequestFactory().get("/")
    request.user = member
    request.resolver_match = None
    sent = iter(LogAccess(lambda request: StreamingHttpResponse(parts()))(request))
    assert (next(sent), entries()) == (b"head", [])
    assert next(sent) == amber.title.encode()
    assert [entry[3] for entry in entries()] == [amber.pk]


def test_curator_reads_and_looks_up_closed_entries_in_the_administration_and_is_logged(
    curator_client: Client, curator: User, amber: Lesson, red: Lesson
) -> None:
    page = f"/admin/lessons/lesson/{amber.pk}"
    look_up = "/admin/autocomplete/?app_label=lessons&model_name=lesson&field_name=translation_of&term=zan"
    for address, way in (
        ("/admin/lessons/lesson/", "admin list"),
        (f"{page}/change/", "admin page"),
        (f"{page}/history/", "admin history"),
        (look_up, "admin look-up"),
    ):
        AccessEntry.objects.all().delete()
        assert curator_client.get(address).status_code == 200
        assert entries() == [(curator.pk, way, "lessons.lesson", amber.pk, "amber")]


def test_log_of_a_page_costs_one_statement_however_much_is_closed(
    reader: Client, member: User, amber: Lesson
) -> None:
    for number in range(20):
        factories.LessonFactory(
            title=f"{SECRET} {number}",
            handling=Handling.AMBER,
            owning_organizations=[member.organization],
        )
    with CaptureQueriesContext(connection) as asked:
        reader.get("/lessons/")
    assert sum("core_accessentry" in query["sql"] for query in asked) == 1
    assert len(entries()) == 21


def test_two_records_that_hold_each_other_are_noted_once():
    source: Any = factories.SourceFactory(handling=Handling.AMBER)
    check = LinkCheck.objects.create(source=source, url="https://example.org/", checked_at=timezone.now())
    assert check.source.link_check is check
    shown = Shown()

    shown.note_record(source)

    assert shown.take_closed() == [("organizations.source", source.pk, "amber")]
