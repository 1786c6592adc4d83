"""A lesson has a successor other than itself, and the chain of successors ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from lessons.models import Lesson
from lessons.rules import check_successor
from msn_kb.core.access import Handling, Status
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import errors_on, new_row, page_as_sent

pytestmark = pytest.mark.django_db
ROUND = "That entry is itself superseded by this one, directly or by way of others."
NOT_ONE = "Select a valid choice. That choice is not one of the available choices."


def supersede(client: Client, lesson: Lesson, successor: Lesson | None, **more: Any) -> dict[str, list[str]]:
    """What the form says, by field, when ``lesson`` is superseded by ``successor``; nothing where it was done."""
    sent = {"do": "supersede", "successor": successor.pk if successor else "", "reason": "Said better there."}
    response = client.post(f"/admin/review/lessons.lesson/{lesson.pk}/", sent | more)
    if response.status_code == 302:
        return {}
    return dict(response.context["desk"].moves["supersede"].errors)


def test_curator_supersedes_a_lesson_and_it_leads_to_its_successor(curator_client: Client) -> None:
    lesson, successor = factories.LessonFactory.create_batch(2)
    assert supersede(curator_client, lesson, successor) == {}
    lesson.refresh_from_db()
    assert (lesson.status, lesson.superseded_by) == (Status.SUPERSEDED, successor)


@pytest.mark.parametrize("address", ["/lessons/{}/", "https://example.org/lessons/{}/?q=exits#top"])
def test_curator_gives_the_address_of_the_successor_and_it_is_found(
    curator_client: Client, address: str
) -> None:
    lesson, successor = factories.LessonFactory.create_batch(2)
    assert supersede(curator_client, lesson, None, address=address.format(successor.slug)) == {}
    lesson.refresh_from_db()
    assert lesson.superseded_by == successor


@pytest.mark.parametrize(
    "address", ["/lessons/no-such/", "/cases/x/", "//[", "x" * 500, "/lessons/{hidden}/"]
)
def test_curator_gives_an_address_of_no_lesson_is_refused(curator_client: Client, address: str) -> None:
    lesson = factories.LessonFactory()
    hidden = factories.LessonFactory(handling=Handling.RED)
    assert supersede(curator_client, lesson, None, address=address.format(hidden=hidden.slug)) == {
        "address": ["There is no published lesson at this address."]
    }


def test_curator_names_no_successor_is_refused(curator_client: Client) -> None:
    assert supersede(curator_client, factories.LessonFactory(), None) == {
        "successor": ["Choose the lesson that takes its place, or give its address."]
    }


def test_curator_supersedes_by_a_draft_a_superseded_or_a_hidden_lesson_is_refused(
    curator_client: Client,
) -> None:
    lesson, last = factories.LessonFactory.create_batch(2)
    for successor in (
        factories.LessonFactory(status=Status.DRAFT),
        factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=last),
        factories.LessonFactory(handling=Handling.RED),
    ):
        assert supersede(curator_client, lesson, successor) == {"successor": [NOT_ONE]}


def test_curator_supersedes_a_lesson_by_itself_is_refused_and_keeps_what_was_typed(
    curator_client: Client,
) -> None:
    lesson = factories.LessonFactory()
    sent = {"do": "supersede", "successor": lesson.pk, "reason": "Typed for an hour."}
    response = curator_client.post(f"/admin/review/lessons.lesson/{lesson.pk}/", sent)
    assert response.status_code == 409
    assert "The successor has to be another entry that is published." in response.content.decode()
    assert "Typed for an hour." in response.content.decode()


def test_chain_of_successors_that_comes_back_is_refused_without_naming_hidden_lessons() -> None:
    first = factories.LessonFactory()
    hidden = factories.LessonFactory(
        title="Zanzibar", handling=Handling.RED, status=Status.SUPERSEDED, superseded_by=first
    )
    third = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=hidden)
    first.superseded_by = third
    with pytest.raises(ValidationError) as refused:
        check_successor(first)
    assert refused.value.message_dict == {"superseded_by": [ROUND]}


def test_curator_makes_a_lesson_its_own_translation_is_refused(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT, language="en")
    sent = page_as_sent(curator_client, change_page(lesson)) | {"translation_of": lesson.pk, "language": "fr"}
    assert errors_on(curator_client.post(change_page(lesson), sent)) == [
        "An entry cannot be a translation of itself."
    ]


def test_curator_links_a_lesson_to_itself_is_refused_beside_the_row(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT)
    sent = new_row(
        page_as_sent(curator_client, change_page(lesson)), "links", relation="supports", other=lesson.pk
    )
    response = curator_client.post(change_page(lesson), sent)
    assert errors_on(response) == ["A lesson cannot be linked to itself."]
    links = next(one for one in response.context["inline_admin_formsets"] if one.formset.prefix == "links")
    assert links.formset.errors == [{"other": ["A lesson cannot be linked to itself."]}]
