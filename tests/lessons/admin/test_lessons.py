"""Curators edit lessons in the administration: the rules, the parts, and what is hidden from them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from organizations.models import User
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import REASON, errors_on, new_row, page_as_sent

ADD = "/admin/lessons/lesson/add/"
LIST = "/admin/lessons/lesson/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Lesson:
    """A lesson that has everything a published one needs."""
    return factories.LessonFactory(title="Plan for exits", cited=True, themes=[factories.ThemeFactory()])


def test_curator_adds_a_draft_and_owns_it(curator_client: Client, curator: User) -> None:
    sent = page_as_sent(curator_client, ADD) | {
        "title": "Talk to spoilers early",
        "kind": "observation",
        "insight": "They come anyway.",
    }
    response = curator_client.post(ADD, sent)
    assert response.status_code == 302
    lesson = Lesson.objects.get()
    assert (lesson.slug, lesson.owner, lesson.status, lesson.handling) == (
        "talk-to-spoilers-early",
        curator,
        Status.DRAFT,
        Handling.GREEN,
    )


@pytest.mark.parametrize("status", ["published", "archived", "superseded"])
def test_curator_sends_a_status_with_the_form_changes_none(curator_client: Client, status: str) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT)
    sent = page_as_sent(curator_client, change_page(lesson)) | {"status": status, "speaker": "An envoy"}
    assert curator_client.post(change_page(lesson), sent).status_code == 302
    lesson.refresh_from_db()
    assert (lesson.status, lesson.speaker) == (Status.DRAFT, "An envoy")


def test_curator_opens_an_entry_is_led_to_its_review_and_a_new_one_has_none(
    curator_client: Client, published: Lesson
) -> None:
    address = f"/admin/review/lessons.lesson/{published.pk}/"
    assert f'href="{address}"' in curator_client.get(change_page(published)).content.decode()
    assert "/admin/review/lessons.lesson/" not in curator_client.get(ADD).content.decode()


def test_curator_cannot_take_the_last_citation_from_a_published_lesson(
    curator_client: Client, published: Lesson
) -> None:
    sent = page_as_sent(curator_client, change_page(published)) | {"citations-0-DELETE": "on"}
    assert errors_on(curator_client.post(change_page(published), sent)) == [
        "Readers can see this lesson. It would lack at least one citation with a locator."
    ]


def test_curator_saves_a_page_unchanged_and_nothing_changes(
    curator_client: Client, published: Lesson
) -> None:
    process = factories.PeaceProcessFactory()
    published.processes.add(process)
    factories.LessonLinkFactory(lesson=published, note="Same talks")
    factories.ApplicationFactory(lesson=published)
    before = Lesson.objects.values().get(pk=published.pk)
    response = curator_client.post(
        change_page(published), page_as_sent(curator_client, change_page(published))
    )
    assert response.status_code == 302
    after = Lesson.objects.values().get(pk=published.pk)
    assert {**after, "updated_at": 0} == {**before, "updated_at": 0}
    assert list(published.processes.all()) == [process]
    assert LogEntry.objects.get().get_change_message() == f"No fields changed. Reason: {REASON}"


def test_curator_edits_links_and_applications_in_rows(
    curator_client: Client, curator: User, published: Lesson
) -> None:
    other = factories.LessonFactory()
    sent = page_as_sent(curator_client, change_page(published))
    sent = new_row(sent, "links", relation="contradicts", other=other.pk)
    sent = new_row(sent, "applications", description="Used it in a briefing.", date="2019-05")
    assert curator_client.post(change_page(published), sent).status_code == 302
    assert list(published.links.values_list("relation", "other")) == [("contradicts", other.pk)]
    assert list(published.applications.values_list("date", "recorded_by")) == [("2019-05", curator.pk)]
    page = curator_client.get(change_page(other)).content.decode()
    assert "Is contradicted by" in page
    assert "Plan for exits" in page


def test_curator_closes_a_lesson_without_readers_is_refused(
    curator_client: Client, published: Lesson
) -> None:
    sent = page_as_sent(curator_client, change_page(published))
    assert errors_on(curator_client.post(change_page(published), sent | {"handling": "red"})) == [
        "TLP:RED is for named people only: name at least one."
    ]
    assert errors_on(curator_client.post(change_page(published), sent | {"handling": "amber"})) == [
        "TLP:AMBER needs an owning organization or a named person."
    ]
    named = sent | {"handling": "red", "named_people": [factories.UserFactory().pk]}
    assert curator_client.post(change_page(published), named).status_code == 302
    assert curator_client.get(change_page(published)).status_code == 302


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"slug": "export"}, "“export” is a word of the program; choose another address."),
        (
            {"slug": "Not A Slug"},
            "An address holds a-z, 0-9 and single hyphens, and is no word of the program.",
        ),
        (
            {"date": "2018-02-30"},
            "“2018-02-30” is not a date; write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
        ),
        ({"title": ""}, "This field is required."),
        ({"insight": "x" * 20001}, "Ensure this value has at most 20000 characters (it has 20001)."),
        ({"title": "x" * 251}, "Ensure this value has at most 250 characters (it has 251)."),
        ({"handling": "purple"}, "Select a valid choice. purple is not one of the available choices."),
    ],
)
def test_curator_enters_what_is_wrong_is_refused_with_a_message(
    curator_client: Client, published: Lesson, fields: dict[str, Any], message: str
) -> None:
    sent = page_as_sent(curator_client, change_page(published)) | fields
    assert message in errors_on(curator_client.post(change_page(published), sent))


def test_curator_enters_a_translation_in_the_same_language_is_refused(
    curator_client: Client, published: Lesson
) -> None:
    translation = factories.LessonFactory(language="en", status=Status.DRAFT)
    sent = page_as_sent(curator_client, change_page(translation)) | {"translation_of": published.pk}
    assert errors_on(curator_client.post(change_page(translation), sent)) == [
        "The original is in the same language."
    ]
    assert curator_client.post(change_page(translation), sent | {"language": "fr"}).status_code == 302


def test_curator_deletes_a_lesson_with_a_reason_and_never_many_at_once(
    curator_client: Client, published: Lesson
) -> None:
    sent = {"action": "delete_selected", "_selected_action": [published.pk], "post": "yes"}
    curator_client.post(LIST, sent)
    assert Lesson.objects.filter(pk=published.pk).exists()
    delete = f"{LIST}{published.pk}/delete/"
    assert curator_client.post(delete, {"post": "yes"}).status_code == 200
    assert Lesson.objects.filter(pk=published.pk).exists()
    assert curator_client.post(delete, {"post": "yes", "reason": "Entered twice"}).status_code == 302
    assert not Lesson.objects.exists()


def test_curator_finds_a_lesson_without_regard_to_case_and_accents(curator_client: Client) -> None:
    factories.LessonFactory(title="La médiation précoce")
    factories.LessonFactory(title="Something else")
    page = curator_client.get(LIST + "?q=MEDIATION+Précoce").content.decode()
    assert "La médiation précoce" in page
    assert "Something else" not in page


def test_curator_filters_by_theme_with_the_themes_below_it(curator_client: Client) -> None:
    parent = factories.ThemeFactory(name="Inclusion")
    child = factories.ThemeFactory(name="Women", parent=parent)
    factories.LessonFactory(title="On women", themes=[child])
    factories.LessonFactory(title="On money")
    page = curator_client.get(LIST + "?theme=inclusion").content.decode()
    assert "On women" in page
    assert "On money" not in page


@pytest.mark.parametrize(
    "query",
    [
        "?p=999999",
        "?p=x",
        "?o=99.-99",
        "?status__exact=nope",
        "?theme=nope",
        "?q=" + "word+" * 2000,
        "?q=%27%22%3B--",
    ],
)
def test_curator_opens_the_list_at_odd_addresses_gets_a_page(curator_client: Client, query: str) -> None:
    factories.LessonFactory()
    assert curator_client.get(LIST + query, follow=True).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "9" * 40, "abc", "1/../2"])
def test_curator_opens_a_missing_lesson_is_led_back_to_the_index(curator_client: Client, number: str) -> None:
    response = curator_client.get(f"{LIST}{number}/change/")
    assert (response.status_code, response["location"]) == (302, "/admin/")


def test_curator_reads_text_with_markup_as_text(curator_client: Client) -> None:
    lesson = factories.LessonFactory(title="<script>alert(1)</script> مرحبا")
    for path in (LIST, change_page(lesson)):
        page = curator_client.get(path).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; مرحبا" in page
