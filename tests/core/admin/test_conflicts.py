"""Two curators at once: nothing of either is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling
from organizations.models import Meeting, Membership
from tests import factories
from tests.clients import signed_in
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import new_row, page_as_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> Any:
    return factories.LessonFactory(title="Before", context="Then", insight="An insight", status="draft")


@pytest.fixture
def other_client() -> Client:
    return signed_in(curator=True, name="Ana Other")


def clashes(response: Any) -> dict[str, tuple[str, str, bool]]:
    """What the page puts beside each other: label, theirs, yours, and whether theirs was taken."""
    assert response.status_code == 409
    found = response.context["conflict"].clashes
    return {one.label: (one.theirs, one.yours, one.is_taken) for one in found}


def test_two_curators_save_the_same_field_second_gets_both_and_nothing_is_stored(
    curator_client: Client, other_client: Client, lesson: Any
) -> None:
    path = change_page(lesson)
    mine, theirs = page_as_sent(curator_client, path), page_as_sent(other_client, path)
    assert other_client.post(path, theirs | {"title": "Theirs"}).status_code == 302

    response = curator_client.post(path, mine | {"title": "Mine"})

    assert clashes(response) == {"Title": ("Theirs", "Mine", False)}
    page = response.content.decode()
    assert "Ana Other" in page
    assert 'value="Mine"' in page
    assert Lesson.objects.get(pk=lesson.pk).title == "Theirs"


def test_curator_saves_again_after_seeing_both_is_stored(
    curator_client: Client, other_client: Client, lesson: Any
) -> None:
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path) | {"title": "Mine"}
    other_client.post(path, page_as_sent(other_client, path) | {"title": "Theirs", "context": "New"})
    response = curator_client.post(path, mine)

    again = mine | {"context": "New", "opened": response.context["opened"]}
    assert curator_client.post(path, again).status_code == 302

    assert Lesson.objects.values_list("title", "context").get(pk=lesson.pk) == ("Mine", "New")


def test_what_this_person_left_alone_is_taken_from_the_other_one(
    curator_client: Client, other_client: Client, lesson: Any
) -> None:
    theme = factories.ThemeFactory(name="Inclusion")
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path) | {"title": "Mine"}
    other_client.post(path, page_as_sent(other_client, path) | {"context": "New", "themes": [theme.pk]})

    response = curator_client.post(path, mine)

    assert clashes(response) == {"Context": ("New", "Then", True), "Themes": ("Inclusion", "", True)}
    form = response.context["adminform"].form
    assert (form["title"].value(), form["context"].value(), form["themes"].value()) == (
        "Mine",
        "New",
        [str(theme.pk)],
    )


def test_curator_ticks_theirs_and_saves_it(curator_client: Client, other_client: Client, lesson: Any) -> None:
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path) | {"title": "Mine", "context": "Mine too"}
    other_client.post(path, page_as_sent(other_client, path) | {"title": "Theirs"})
    response = curator_client.post(path, mine)

    again = mine | {"opened": response.context["opened"], "theirs": ["title", "no such field"]}
    assert curator_client.post(path, again).status_code == 302

    assert Lesson.objects.values_list("title", "context").get(pk=lesson.pk) == ("Theirs", "Mine too")


@pytest.mark.parametrize("token", [None, "", "1", "forged:token", "WzFd:bad"])
def test_form_without_a_true_number_counts_as_opened_on_another_version(
    curator_client: Client, lesson: Any, token: str | None
) -> None:
    path = change_page(lesson)
    sent = page_as_sent(curator_client, path) | {"title": "Mine"}
    del sent["opened"]

    response = curator_client.post(path, sent if token is None else sent | {"opened": token})

    assert clashes(response) == {"Title": ("Before", "Mine", False)}
    assert Lesson.objects.get(pk=lesson.pk).title == "Before"


def test_number_of_another_record_counts_for_nothing(curator_client: Client, lesson: Any) -> None:
    other = factories.LessonFactory(status="draft")
    token = page_as_sent(curator_client, change_page(other))["opened"]
    sent = page_as_sent(curator_client, change_page(lesson)) | {"title": "Mine", "opened": token}

    assert curator_client.post(change_page(lesson), sent).status_code == 409


def test_form_with_an_error_keeps_the_number_it_was_opened_on(
    curator_client: Client, other_client: Client, lesson: Any
) -> None:
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path)
    wrong = curator_client.post(path, mine | {"title": ""})
    assert wrong.context["opened"] == mine["opened"]
    other_client.post(path, page_as_sent(other_client, path) | {"title": "Theirs"})

    assert curator_client.post(path, mine | {"title": "Mine"}).status_code == 409


def test_rows_of_both_are_kept(curator_client: Client, other_client: Client, lesson: Any) -> None:
    kept = factories.LessonCitationFactory(record=lesson, locator="1", position=0)
    gone = factories.LessonCitationFactory(record=lesson, locator="2", position=1)
    source = factories.SourceFactory(title="A report")
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path) | {"citations-1-locator": "2 bis"}
    mine = new_row(mine, "citations", source=source.pk, locator="mine", position=3)
    theirs = page_as_sent(other_client, path) | {"citations-0-locator": "1 bis", "citations-1-DELETE": "on"}
    theirs = new_row(theirs, "citations", source=source.pk, locator="theirs", position=4)
    assert other_client.post(path, theirs).status_code == 302

    response = curator_client.post(path, mine)

    assert response.status_code == 409
    found = response.context["conflict"].clashes
    assert [(one.is_taken, one.can_take) for one in found] == [(True, False), (True, False), (False, False)]
    formset = response.context["inline_admin_formsets"][0].formset
    again = formset.data.dict() | {"opened": response.context["opened"]}
    assert curator_client.post(path, again).status_code == 302
    assert sorted(lesson.citations.values_list("locator", flat=True)) == ["1 bis", "2 bis", "mine", "theirs"]
    assert lesson.citations.get(locator="1 bis").pk == kept.pk
    assert not lesson.citations.filter(pk=gone.pk).exists()


def test_a_part_with_a_page_of_its_own_is_guarded_too(curator_client: Client, other_client: Client) -> None:
    membership = factories.MembershipFactory(note="Before")
    path = change_page(membership)
    mine = page_as_sent(curator_client, path) | {"note": "Mine"}
    other_client.post(path, page_as_sent(other_client, path) | {"note": "Theirs"})

    assert clashes(curator_client.post(path, mine))["Editors' note"] == ("Theirs", "Mine", False)
    assert Membership.objects.get().note == "Theirs"


def test_hidden_record_is_named_to_nobody_in_a_conflict(curator_client: Client, lesson: Any) -> None:
    secret = factories.PeaceProcessFactory(name="Zanzibar talks", handling=Handling.RED)
    administrator = signed_in(administrator=True)
    path = change_page(lesson)
    mine = page_as_sent(curator_client, path) | {"title": "Mine"}
    administrator.post(path, page_as_sent(administrator, path) | {"processes": [secret.pk]})

    response = curator_client.post(path, mine)

    assert clashes(response) == {}
    assert "Zanzibar" not in response.content.decode()
    again = mine | {"opened": response.context["opened"]}
    assert curator_client.post(path, again).status_code == 302
    assert list(Lesson.objects.get(pk=lesson.pk).processes.all()) == [secret]


def test_curator_saves_what_was_deleted_meanwhile_reads_so(curator_client: Client) -> None:
    meeting = factories.MeetingFactory()
    path = change_page(meeting)
    sent = page_as_sent(curator_client, path)
    Meeting.objects.all().delete()

    response = curator_client.post(path, sent, follow=True)

    assert "Perhaps it was deleted?" in response.content.decode()
