"""Administrators, and nobody else, read the access log."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lessons.models import Lesson
from msn_kb.core.models import AccessEntry
from organizations.models import User
from tests import factories
from tests.clients import signed_in
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

LOG = "/admin/core/accessentry/"


@pytest.fixture
def lesson() -> Lesson:
    return factories.LessonFactory(title="Zanzibar lesson", handling="red")


@pytest.fixture
def reader() -> User:
    return factories.UserFactory(name="Rea Reader", email="rea@example.org")


@pytest.fixture
def entry(lesson: Lesson, reader: User) -> AccessEntry:
    return AccessEntry.objects.create(
        by=reader, what="page", kind="lessons.lesson", number=lesson.pk, handling="red"
    )


@pytest.fixture
def administrator() -> Client:
    return signed_in(administrator=True)


def test_administrator_reads_who_saw_what_when(administrator: Client, entry: AccessEntry) -> None:
    for address in (LOG, f"{LOG}{entry.pk}/change/"):
        text = administrator.get(address).content.decode()
        for word in ("Rea Reader", "Zanzibar lesson", "TLP:RED", "page"):
            assert word in text
    assert "This page holds TLP:RED." in text


def test_administrator_reads_the_log_and_that_is_one_entry_for_the_log(
    administrator: Client, entry: AccessEntry
) -> None:
    administrator.get(LOG)
    added = AccessEntry.objects.exclude(pk=entry.pk)
    assert list(added.values_list("what", "kind", "number", "handling")) == [
        ("admin list", "core.accessentry", 0, "red")
    ]
    assert "(this log)" in administrator.get(LOG).content.decode()


def test_administrator_reads_of_an_entry_that_is_there_no_more(
    administrator: Client, entry: AccessEntry, lesson: Lesson
) -> None:
    Lesson.objects.filter(pk=lesson.pk).delete()
    AccessEntry.objects.create(what="page", kind="gone.thing", number=4, handling="amber")
    text = administrator.get(LOG).content.decode()
    assert f"no. {lesson.pk} (there no more)" in text
    assert "(account deleted)" in text


@pytest.mark.parametrize(
    "query",
    [
        "handling__exact=red",
        "kind__exact=lessons.lesson",
        "what__exact=page",
        "by__id__exact={reader}",
        "q=rea@example.org",
        "q={number}",
        "at__year={year}",
    ],
)
def test_administrator_filters_the_log_and_its_file_alike(
    administrator: Client, entry: AccessEntry, query: str
) -> None:
    other = factories.CaseFactory(title="Other case", handling="amber")
    AccessEntry.objects.create(what="list", kind="lessons.case", number=other.pk + 10**6, handling="amber")
    AccessEntry.objects.filter(kind="lessons.case").update(at="2001-01-01T00:00Z")
    asked = query.format(reader=entry.by_id, number=entry.number, year=entry.at.year)
    shown = administrator.get(f"{LOG}?{asked}").context["cl"].result_list
    assert [row.pk for row in shown] == [entry.pk]
    AccessEntry.objects.filter(kind="core.accessentry").delete()
    response: Any = administrator.get(f"{LOG}export.csv?{asked}")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [
        ["at", "person", "way", "kind", "number", "title", "handling"],
        [
            *(entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "Rea Reader", "page", "lessons.lesson"),
            *(str(entry.number), "Zanzibar lesson", "red"),
        ],
    ]
    assert "TLP-RED.csv" in response["Content-Disposition"]


def test_administrator_cannot_change_the_log(administrator: Client, entry: AccessEntry) -> None:
    assert administrator.get(f"{LOG}add/").status_code == 403
    assert administrator.get(f"{LOG}{entry.pk}/delete/").status_code == 403
    assert administrator.post(f"{LOG}{entry.pk}/change/", {"what": "x"}).status_code == 403
    ticked = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    administrator.post(LOG, ticked)
    entry.refresh_from_db()
    assert entry.what == "page"


def test_curators_and_members_find_no_log(entry: AccessEntry) -> None:
    asked = [LOG, f"{LOG}export.csv", f"{LOG}{entry.pk}/change/", f"{LOG}{entry.pk}/history/"]
    curator = signed_in(curator=True)
    for address in asked:
        response = curator.get(address, follow=True)
        assert "Zanzibar" not in response.content.decode()
        assert "Rea Reader" not in response.content.decode()
    assert "accessentry" not in curator.get(reverse("admin:index")).content.decode()
    for client in (Client(), signed_in(member=True)):
        assert {client.get(address).status_code for address in asked} == {302}


def test_log_is_read_in_the_same_number_of_queries_however_long_it_is(reader: User) -> None:
    client = sign_in(Client(), factories.UserFactory(administrator=True))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LOG).status_code == 200
        return len(queries)

    def read(number: int) -> None:
        for one in range(number):
            person: User = factories.UserFactory()
            record = factories.LessonFactory(title=f"Lesson {one}", handling="amber")
            AccessEntry.objects.create(
                by=person, what="page", kind="lessons.lesson", number=record.pk, handling="amber"
            )

    read(3)
    asked()
    first = asked()
    read(10)
    assert asked() == first
