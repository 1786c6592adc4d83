"""A lesson has a successor other than itself, and the chain of successors ends."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import errors_on, new_row, page_as_sent

pytestmark = pytest.mark.django_db
ROUND = "That entry is itself superseded by this one, directly or by way of others."


def errors_of_superseding(client: Client, lesson: Lesson, successor: Lesson) -> dict[str, list[str]]:
    """What the form says, by field, when ``lesson`` is set to be superseded by ``successor``."""
    path = change_page(lesson)
    sent = page_as_sent(client, path) | {"status": "superseded", "superseded_by": successor.pk}
    response = client.post(path, sent)
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def test_curator_supersedes_a_lesson_by_itself_is_refused_and_keeps_what_was_typed(
    curator_client: Client,
) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT)
    assert errors_of_superseding(curator_client, lesson, lesson) == {
        "superseded_by": ["An entry cannot supersede itself."]
    }
    sent = page_as_sent(curator_client, change_page(lesson))
    sent |= {"status": "superseded", "superseded_by": lesson.pk, "context": "Typed for an hour."}
    assert "Typed for an hour." in curator_client.post(change_page(lesson), sent).content.decode()


def test_curator_supersedes_two_lessons_by_each_other_is_refused(curator_client: Client) -> None:
    first = factories.LessonFactory(cited=True, themes=[factories.ThemeFactory()])
    second = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=first)
    assert errors_of_superseding(curator_client, first, second) == {"superseded_by": [ROUND]}


def test_curator_closes_a_ring_by_way_of_a_hidden_lesson_is_refused_without_its_title(
    curator_client: Client,
) -> None:
    first = factories.LessonFactory()
    hidden = factories.LessonFactory(
        title="Zanzibar", handling=Handling.RED, status=Status.SUPERSEDED, superseded_by=first
    )
    third = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=hidden)
    assert errors_of_superseding(curator_client, first, third) == {"superseded_by": [ROUND]}


def test_curator_supersedes_a_lesson_by_a_superseded_one_is_accepted(curator_client: Client) -> None:
    last = factories.LessonFactory()
    middle = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=last)
    lesson = factories.LessonFactory(status=Status.DRAFT)
    sent = page_as_sent(curator_client, change_page(lesson))
    sent |= {"status": "superseded", "superseded_by": middle.pk}
    assert curator_client.post(change_page(lesson), sent).status_code == 302
    assert Lesson.objects.get(pk=lesson.pk).superseded_by_id == middle.pk


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
