"""The history of a record in the administration: read by whoever sees the record, turned back with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import Lesson
from msn_kb.core.access import Handling
from msn_kb.core.history import changing
from msn_kb.core.history.undoing import restore
from msn_kb.core.history.versions import last_key, versions
from organizations.models import User
from tests import factories
from tests.clients import signed_in
from tests.organizations.admin.addresses import admin_page, change_page
from tests.organizations.admin.posting import page_as_sent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson() -> Any:
    return factories.LessonFactory(title="First title", insight="What we saw then.", status="draft")


def history_page(record: Any) -> str:
    return admin_page(type(record), "history", record.pk)


def restore_page(record: Any, key: int) -> str:
    return admin_page(type(record), "restore", record.pk, key)


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_curator_reads_who_changed_what_when_and_why(curator_client: Client, lesson: Any) -> None:
    path = change_page(lesson)
    sent = page_as_sent(curator_client, path)
    changes = {"title": "Second title", "insight": "What we saw later.", "reason_for_change": "An error"}
    assert curator_client.post(path, sent | changes).status_code == 302

    page = body(curator_client, history_page(lesson))

    person = curator_client.get("/admin/").context["user"]
    for text in (str(person), "from the administration", "An error", "First title", "Second title"):
        assert text in page
    assert "What we saw <del>then.</del><ins>later.</ins>" in page
    assert page.index("Second title") < page.index("Added, from the program")


def test_curator_restores_a_version_with_a_reason(curator_client: Client, lesson: Any) -> None:
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(title="Second title")
    path = restore_page(lesson, key)
    assert f'href="{path}"' in body(curator_client, history_page(lesson))
    state = curator_client.get(path).context["state"]

    without = curator_client.post(path, {"state": state, "reason": " "})
    assert "This field is required." in without.content.decode()
    assert Lesson.objects.get().title == "Second title"
    response = curator_client.post(path, {"state": state, "reason": "The first was right"})

    assert response["location"] == history_page(lesson)
    assert Lesson.objects.get().title == "First title"
    page = body(curator_client, history_page(lesson))
    assert "The first was right" in page


def test_restore_page_shows_what_would_change_and_nothing_is_restored_by_looking(
    curator_client: Client, lesson: Any
) -> None:
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(title="Second title", handling=Handling.AMBER)

    found = curator_client.get(restore_page(lesson, key)).context["differences"]

    assert [(one["of"].label, one["of"].before, one["of"].after) for one in found] == [
        ("Title", "Second title", "First title")
    ]
    assert Lesson.objects.get().title == "Second title"


@pytest.mark.parametrize("state", [None, "", "0.0", "junk"])
def test_curator_restores_what_changed_since_is_shown_it_first(
    curator_client: Client, lesson: Any, state: str | None
) -> None:
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(title="Second title")
    sent = {"reason": "Back"} | ({} if state is None else {"state": state})

    response = curator_client.post(restore_page(lesson, key), sent)

    assert response.status_code == 409
    assert "Somebody changed this record meanwhile" in response.content.decode()
    assert Lesson.objects.get().title == "Second title"


def test_restoring_lowers_no_handling_and_names_nobody_anew(lesson: Any) -> None:
    administrator, person = factories.UserFactory(administrator=True), factories.UserFactory()
    owner = factories.OrganizationFactory()
    lesson.owning_organizations.add(owner)
    lesson.named_people.add(person)
    Lesson.objects.filter(pk=lesson.pk).update(handling=Handling.CLEAR, attribution="named")
    key = last_key(lesson)
    Lesson.objects.filter(pk=lesson.pk).update(
        title="Second", handling=Handling.RED, attribution="chatham-house"
    )
    lesson.owning_organizations.clear()
    lesson.named_people.set([administrator])

    restore(lesson, key, administrator, "Back")

    lesson = Lesson.objects.get()
    assert (lesson.title, lesson.handling, lesson.attribution) == ("First title", "red", "chatham-house")
    assert list(lesson.owning_organizations.all()) == []
    assert list(lesson.named_people.all()) == [administrator]


def test_curator_restores_leaves_ties_to_hidden_records_alone(curator_client: Client, lesson: Any) -> None:
    theme = factories.ThemeFactory(name="Inclusion")
    hidden = factories.PeaceProcessFactory(name="Zanzibar talks", handling=Handling.RED)
    later = factories.PeaceProcessFactory(name="Zanzibar shuttle", handling=Handling.RED)
    lesson.processes.add(hidden)
    lesson.themes.add(theme)
    key = last_key(lesson)
    lesson.themes.clear()
    lesson.processes.set([later])
    path = restore_page(lesson, key)
    page = curator_client.get(path)
    assert "Zanzibar" not in page.content.decode() + body(curator_client, history_page(lesson))

    sent = {"state": page.context["state"], "reason": "Back"}
    assert curator_client.post(path, sent).status_code == 302

    assert list(lesson.themes.all()) == [theme]
    assert list(lesson.processes.all()) == [later]


@pytest.mark.parametrize("method", ["get", "post"])
def test_curator_opens_a_closed_record_s_history_gets_the_answer_of_a_missing_one(
    curator_client: Client, method: str
) -> None:
    closed = factories.LessonFactory(handling=Handling.RED, named_people=[factories.UserFactory()])
    missing = Lesson(pk=10**9)
    for page in (history_page, lambda record: restore_page(record, last_key(closed))):
        hidden, absent = (getattr(curator_client, method)(page(one)) for one in (closed, missing))
        assert (hidden.status_code, hidden["location"]) == (absent.status_code, absent["location"])
        assert hidden.status_code == 302


@pytest.mark.parametrize("key", [0, 1, 10**30])
def test_curator_asks_for_a_version_of_another_record_finds_none(
    curator_client: Client, lesson: Any, key: int
) -> None:
    other = factories.LessonFactory()
    for number in (key, last_key(other)):
        assert curator_client.get(restore_page(lesson, number)).status_code == 302


@pytest.mark.parametrize("before", ["x", "", "9" * 40, "-1", "²"])
def test_curator_sends_a_junk_page_gets_a_page(curator_client: Client, lesson: Any, before: str) -> None:
    assert curator_client.get(history_page(lesson), {"before": before, "merged": before}).status_code == 200


def test_member_s_and_erased_person_s_changes_stay_without_their_name(
    curator_client: Client, lesson: Any
) -> None:
    person = factories.UserFactory(name="Ada Erased")
    with changing(by=person, reason="Mine"):
        Lesson.objects.filter(pk=lesson.pk).update(title="Second")
    assert "Ada Erased" in body(curator_client, history_page(lesson))
    User.objects.filter(pk=person.pk).delete()

    page = body(curator_client, history_page(lesson))

    assert "Ada Erased" not in page
    assert "erased person" in page


def test_long_history_is_paged_with_the_same_queries(curator_client: Client, lesson: Any) -> None:
    for number in range(4):
        Lesson.objects.filter(pk=lesson.pk).update(title=f"Title {number}")
    curator_client.get(history_page(lesson))
    with CaptureQueriesContext(connection) as few:
        body(curator_client, history_page(lesson))
    for number in range(4, 45):
        Lesson.objects.filter(pk=lesson.pk).update(title=f"Title {number}")
    with CaptureQueriesContext(connection) as many:
        first = curator_client.get(history_page(lesson))

    assert len(few) == len(many)
    second = curator_client.get(history_page(lesson), {"before": first.context["older"]})
    third = curator_client.get(history_page(lesson), {"before": second.context["older"]})
    shown = [one["version"].key for page in (first, second, third) for one in page.context["versions"]]
    assert shown == [one.key for one in versions(lesson, signed_in(curator=True).get("/").wsgi_request.user)]
    assert len(shown) == 46
    assert third.context["older"] is None


def test_versions_that_tell_of_hidden_records_alone_leave_no_gap(curator_client: Client, lesson: Any) -> None:
    hidden = factories.PeaceProcessFactory(handling=Handling.RED)
    for _ in range(30):
        lesson.processes.add(hidden)
        lesson.processes.remove(hidden)
    Lesson.objects.filter(pk=lesson.pk).update(title="Last")

    page = curator_client.get(history_page(lesson))

    assert [one["version"].what for one in page.context["versions"]] == ["changed", "added"]
    assert page.context["older"] is None
