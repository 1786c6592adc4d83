"""Curators may keep an affiliation for themselves, and read that it stays with them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Attribution
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import page_as_sent

pytestmark = pytest.mark.django_db


def messages_after_saving(client: Client, lesson: Lesson, **fields: Any) -> list[str]:
    """What is said above the next page once ``lesson`` is saved with ``fields``."""
    path = change_page(lesson)
    response = client.post(path, page_as_sent(client, path) | fields, follow=True)
    assert response.redirect_chain
    return [str(one) for one in response.context["messages"] if one.level_tag == "warning"]


def test_curator_enters_affiliations_under_the_chatham_house_rule_reads_a_warning(
    curator_client: Client,
) -> None:
    lesson = factories.LessonFactory(
        status="draft",
        attribution=Attribution.CHATHAM_HOUSE,
        organizations=[factories.OrganizationFactory()],
    )
    assert messages_after_saving(curator_client, lesson) == [
        "Readers will not see the organizations of this lesson: its attribution is “Chatham House Rule”."
    ]
    office = factories.OfficeFactory()
    assert messages_after_saving(curator_client, lesson, offices=[office.pk], speaker="An envoy") == [
        "Readers will not see the organizations, the offices and the speaker of this lesson: "
        "its attribution is “Chatham House Rule”."
    ]
    assert list(lesson.offices.all()) == [office]


def test_curator_enters_a_speaker_where_organizations_only_are_named_reads_a_warning(
    curator_client: Client,
) -> None:
    lesson = factories.LessonFactory(
        status="draft",
        attribution=Attribution.ORGANIZATION_ONLY,
        organizations=[factories.OrganizationFactory()],
    )
    assert messages_after_saving(curator_client, lesson) == []
    assert messages_after_saving(curator_client, lesson, speaker="An envoy") == [
        "Readers will not see the speaker of this lesson: its attribution is “Organization only”."
    ]
    assert messages_after_saving(curator_client, lesson, attribution="named", speaker="An envoy") == []


def test_curator_reads_on_the_form_what_readers_will_not_see(curator_client: Client) -> None:
    page = curator_client.get("/admin/lessons/lesson/add/").content.decode()
    assert "readers then see none of the organizations, offices and speaker that are entered here." in page
    assert page.count("Readers do not see them where attribution is “Chatham House Rule”.") == 2
    assert "Readers see it only where attribution is “Named”." in page
