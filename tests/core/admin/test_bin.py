"""The bin: curators delete with a reason, and everything comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lessons.models import Application, Lesson, Theme
from msn_kb.core.access import Handling
from msn_kb.core.history import RowChange
from msn_kb.core.models import MergedRecord
from organizations.models import Engagement, PeaceProcess, Source, User
from tests import factories
from tests.clients import signed_in
from tests.organizations.admin.addresses import admin_page

pytestmark = pytest.mark.django_db(transaction=True)
BIN = "/admin/bin/"
REASON = "Entered twice by mistake"


@pytest.fixture
def administrator_client() -> Client:
    return signed_in(administrator=True)


def delete(client: Client, record: Any, reason: str = REASON) -> Any:
    return client.post(admin_page(type(record), "delete", record.pk), {"post": "yes", "reason": reason})


def in_bin(client: Client) -> list[list[str]]:
    """The names of what each deletion took, as the bin tells this person."""
    response = client.get(BIN)
    assert response.status_code == 200
    return [[record.name for record in one.records] for one in response.context["deletions"]]


def put_back_page(number: int | None = None) -> str:
    if number is None:
        number = RowChange.objects.filter(after__isnull=True).latest("pk").transaction
    return reverse("admin:bin-put-back", args=[number])


def test_curator_deletes_a_lesson_finds_it_in_the_bin_and_puts_it_back_whole(curator_client: Client) -> None:
    theme = factories.ThemeFactory(name="Inclusion")
    lesson: Any = factories.LessonFactory(title="Kept", slug="kept", themes=[theme], handling="amber")
    factories.LessonCitationFactory(record=lesson, locator="2.1")
    factories.ApplicationFactory(lesson=lesson)
    stored = Lesson.objects.values().get(pk=lesson.pk)
    assert delete(curator_client, lesson).status_code == 302
    assert (Lesson.objects.count(), Application.objects.count()) == (0, 0)
    assert ["Kept" in names for names in in_bin(curator_client)] == [True]
    assert REASON in curator_client.get(BIN).content.decode()

    assert curator_client.post(put_back_page(), {"reason": " "}).status_code == 200
    assert Lesson.objects.count() == 0
    assert curator_client.post(put_back_page(), {"reason": "Needed"})["location"] == BIN

    assert Lesson.objects.values().get(pk=lesson.pk) == stored
    again: Any = Lesson.objects.get()
    assert list(again.themes.all()) == [theme]
    assert (again.citations.get().locator, again.applications.count()) == ("2.1", 1)
    assert in_bin(curator_client) == []


@pytest.mark.parametrize("reason", [None, "", "  \n ", "x" * 2001])
def test_curator_deletes_without_a_reason_is_asked_for_it(curator_client: Client, reason: str | None) -> None:
    lesson = factories.LessonFactory()
    sent = {"post": "yes"} if reason is None else {"post": "yes", "reason": reason}

    response = curator_client.post(admin_page(Lesson, "delete", lesson.pk), sent)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Lesson.objects.count() == 1


def test_curator_deletes_what_others_need_reads_what_needs_it(curator_client: Client) -> None:
    source: Any = factories.SourceFactory()
    citation = factories.LessonCitationFactory(source=source)

    page = curator_client.get(admin_page(Source, "delete", source.pk)).content.decode()

    assert "because these need it" in page
    assert str(citation) in page
    assert delete(curator_client, source).status_code != 302
    assert Source.objects.filter(pk=source.pk).exists()


def test_curator_deletes_what_something_hidden_needs_is_refused_and_learns_no_name(
    curator_client: Client,
) -> None:
    hidden = factories.LessonFactory(title="Zanzibar lesson", handling=Handling.RED)
    original: Any = factories.LessonFactory(language="en")
    Lesson.objects.filter(pk=hidden.pk).update(translation_of=original, language="fr")
    plain = factories.LessonFactory()
    pages = [
        curator_client.get(admin_page(Lesson, "delete", one.pk)).content.decode() for one in (original, plain)
    ]
    assert "Zanzibar" not in pages[0]
    assert pages[0].count("<li>") == pages[1].count("<li>")

    response = delete(curator_client, original)

    assert response.status_code == 409
    assert "something still needs it" in response.content.decode()
    assert "Zanzibar" not in response.content.decode()
    assert Lesson.objects.count() == 3


def test_curator_deletes_a_process_of_a_hidden_engagement_is_refused(curator_client: Client) -> None:
    process: Any = factories.PeaceProcessFactory()
    factories.EngagementFactory(process=process, handling=Handling.RED)

    assert delete(curator_client, process).status_code == 409
    assert (PeaceProcess.objects.count(), Engagement.objects.count()) == (1, 1)


def test_bin_holds_what_each_person_could_have_seen(curator: Any, curator_client: Client) -> None:
    administrator = signed_in(administrator=True)
    for title, traits in {
        "Open": {"handling": "clear"},
        "Closed": {"handling": "red"},
        "Naming": {"handling": "red", "named_people": [curator]},
        "Own": {"handling": "red", "owner": curator, "status": "draft"},
        "Published": {"handling": "red", "owner": curator, "status": "published"},
    }.items():
        delete(administrator, factories.LessonFactory(title=title, **traits))

    assert in_bin(curator_client) == [["Own"], ["Naming"], ["Open"]]
    assert in_bin(administrator) == [["Published"], ["Own"], ["Naming"], ["Closed"], ["Open"]]
    assert "Closed" not in curator_client.get(BIN).content.decode()


def test_curator_opens_a_closed_deletion_gets_the_answer_of_a_missing_one(curator_client: Client) -> None:
    delete(signed_in(administrator=True), factories.LessonFactory(title="Closed", handling="red"))
    hidden = put_back_page()
    for number in (hidden, put_back_page(10**17), put_back_page(10**18), put_back_page(0)):
        assert curator_client.get(number).status_code == 404
        assert curator_client.post(number, {"reason": "x"}).status_code == 404
    assert Lesson.objects.count() == 0


@pytest.mark.parametrize("traits", [{}, {"member": True}])
def test_others_find_no_bin(traits: dict[str, Any]) -> None:
    assert signed_in(**traits).get(BIN).status_code in (302, 403, 404)


def test_record_whose_address_was_taken_meanwhile_is_refused_with_the_address(
    curator_client: Client,
) -> None:
    lesson = factories.LessonFactory(slug="two-envoys")
    delete(curator_client, lesson)
    factories.LessonFactory(slug="two-envoys", handling="red", title="Zanzibar")

    response = curator_client.post(put_back_page(), {"reason": "Back"})

    assert response.status_code == 409
    page = response.content.decode()
    assert "Its address “two-envoys” belongs to a lesson now." in page
    assert "Zanzibar" not in page
    assert Lesson.objects.count() == 1


def test_what_was_merged_into_another_record_does_not_come_back_from_the_bin(curator_client: Client) -> None:
    kept, gone = factories.LessonFactory(), factories.LessonFactory(title="Merged")
    number = gone.pk
    delete(curator_client, gone)
    MergedRecord.objects.create(kind="lessons.lesson", number=number, into=kept.pk, title="Merged")

    page = curator_client.get(BIN).content.decode()
    response = curator_client.post(put_back_page(), {"reason": "Back"})

    assert "Merged into another record" in page
    assert put_back_page() not in page
    assert response.status_code == 409
    assert Lesson.objects.count() == 1
    history = curator_client.get(admin_page(Lesson, "history", kept.pk), {"merged": number})
    assert [one["version"].what for one in history.context["versions"]] == ["taken away", "added"]


def test_two_put_the_same_back_second_is_told(curator_client: Client) -> None:
    delete(curator_client, factories.LessonFactory())
    path = put_back_page()
    assert curator_client.post(path, {"reason": "Back"}).status_code == 302

    assert curator_client.post(path, {"reason": "Back"}).status_code == 404
    assert Lesson.objects.count() == 1


def test_accounts_are_not_in_the_bin() -> None:
    owner: Any = factories.UserFactory()
    lesson = factories.LessonFactory(owner=owner)
    User.objects.get(pk=owner.pk).delete()

    assert in_bin(signed_in(administrator=True)) == []
    assert Lesson.objects.get(pk=lesson.pk).owner_id is None


def test_what_led_to_the_deleted_record_leads_to_it_again(administrator_client: Client) -> None:
    theme: Any = factories.ThemeFactory(name="Inclusion")
    retired: Any = factories.ThemeFactory(name="Women", is_retired=True, replaced_by=theme)
    assert delete(administrator_client, theme).status_code == 302
    assert Theme.objects.get(pk=retired.pk).replaced_by_id is None

    assert administrator_client.post(put_back_page(), {"reason": "Back"}).status_code == 302

    assert Theme.objects.get(pk=retired.pk).replaced_by_id == theme.pk


def test_curator_deletes_no_vocabulary_and_never_many_at_once(curator_client: Client) -> None:
    theme = factories.ThemeFactory()
    assert curator_client.get(admin_page(Theme, "delete", theme.pk)).status_code == 403
    for client in (curator_client, signed_in(administrator=True)):
        assert "delete_selected" not in client.get(admin_page(Lesson, "changelist")).content.decode()


def test_bin_of_many_deletions_is_paged_with_the_same_queries(curator_client: Client) -> None:
    for number in range(3):
        factories.LessonFactory(title=f"Lesson {number}").delete()
    curator_client.get(BIN)
    with CaptureQueriesContext(connection) as few:
        assert len(in_bin(curator_client)) == 3
    for number in range(3, 30):
        factories.LessonFactory(title=f"Lesson {number}").delete()
    with CaptureQueriesContext(connection) as many:
        first = curator_client.get(BIN)
    assert len(few) == len(many)
    second = curator_client.get(BIN, {"before": first.context["older"]})
    names = [one.records[0].name for page in (first, second) for one in page.context["deletions"]]
    assert names == [f"Lesson {number}" for number in reversed(range(30))]


@pytest.mark.parametrize("before", ["x", "9" * 40, "-1"])
def test_curator_sends_a_junk_page_of_the_bin_gets_a_page(curator_client: Client, before: str) -> None:
    assert curator_client.get(BIN, {"before": before}).status_code == 200


def test_administrator_empties_the_bin_and_nothing_of_the_content_is_left() -> None:
    administrator = signed_in(administrator=True)
    lesson = factories.LessonFactory(title="Zanzibar", insight="Zanzibar insight")
    kept = factories.LessonFactory(title="Kept")
    delete(administrator, lesson)
    path = put_back_page()

    call_command("empty_bin", before="2999-01-01", reason="Asked for by the partner")

    rows = RowChange.objects.filter(record_table="lessons_lesson", record_id=lesson.pk)
    assert [(row.before, row.after, row.reason) for row in rows] == [({}, None, "Asked for by the partner")]
    assert "Zanzibar" not in repr(list(RowChange.objects.values("before", "after")))
    assert in_bin(administrator) == []
    assert administrator.get(path).status_code == 404
    assert RowChange.objects.filter(record_table="lessons_lesson", record_id=kept.pk).exists()


def test_what_was_deleted_later_or_put_back_stays_when_the_bin_is_emptied(curator_client: Client) -> None:
    delete(curator_client, factories.LessonFactory(title="Later"))
    call_command("empty_bin", before="2000-01-01", reason="Old")
    assert in_bin(curator_client) == [["Later"]]
    curator_client.post(put_back_page(), {"reason": "Back"})
    call_command("empty_bin", before="2999-01-01", reason="Old")
    lesson = Lesson.objects.get()
    assert RowChange.objects.filter(record_table="lessons_lesson", record_id=lesson.pk).count() >= 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"before": "soon", "reason": "x"}, "“soon” is no date"),
        ({"before": "2024-13-01", "reason": "x"}, "“2024-13-01” is no date"),
        ({"before": "2024-01-01", "reason": " "}, "--reason: say why"),
    ],
)
def test_administrator_empties_the_bin_with_junk_is_told(
    options: dict[str, str], message: str, db: None
) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("empty_bin", **options)
