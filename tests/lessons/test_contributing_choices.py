"""What members may set and choose on the form of a lesson, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.choices import ReviewMove
from lessons.models import Lesson, ReviewStep
from msn_kb.core.access import Handling, Status

from ..factories import (
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)
from .posting import draft, send

pytestmark = pytest.mark.django_db

NEW = "/lessons/new/"


# --- Who may read it -------------------------------------------------------------------------------------------------


def test_member_sets_amber_and_the_own_organization_is_suggested(member: Any, member_client: Client) -> None:
    send(member_client, NEW, title="Talk to both", handling="amber")
    lesson = Lesson.objects.get()
    assert list(lesson.owning_organizations.all()) == [member.organization]
    assert list(lesson.named_people.all()) == [member]


def test_member_sets_red_and_names_nobody_and_is_refused(member_client: Client) -> None:
    response = send(member_client, NEW, title="Talk to both", handling="red", named_people=[])
    assert response.status_code == 400
    assert response.context["form"].errors["named_people"] == [
        "TLP:RED is for named people only: name at least one."
    ]


def test_member_is_offered_people_of_their_own_organization_only(member: Any, member_client: Client) -> None:
    colleague = UserFactory(organization=member.organization)
    UserFactory(organization=member.organization, is_active=False)
    UserFactory(member=True)
    page = member_client.get(NEW)
    assert set(page.context["form"].fields["named_people"].queryset) == {member, colleague}


def test_author_lowers_the_handling_only_with_a_reason(member: Any, member_client: Client) -> None:
    lesson = draft(member, handling="amber", owning_organizations=[member.organization])
    address = f"/lessons/{lesson.slug}/edit/"
    response = send(member_client, address, handling="clear")
    assert response.context["form"].errors == {"reason": ["Say why more people than before may read this."]}
    assert send(member_client, address, handling="clear", reason="It was published.").status_code == 302
    lesson.refresh_from_db()
    assert lesson.handling == Handling.CLEAR
    (step,) = ReviewStep.objects.about(lesson)
    assert (step.move, step.reason) == (
        ReviewMove.LOWER_HANDLING,
        "TLP:AMBER to TLP:CLEAR. It was published.",
    )


def test_member_enters_an_affiliation_under_the_chatham_house_rule_and_is_refused(
    member_client: Client,
) -> None:
    house = OrganizationFactory()
    response = send(member_client, NEW, title="Talk", attribution="chatham-house", organizations=[house.pk])
    assert response.status_code == 400
    assert "attribution" in response.context["form"].errors


def test_author_neither_sees_nor_loses_affiliations_under_the_chatham_house_rule(
    member: Any, member_client: Client
) -> None:
    house = OrganizationFactory(name="House of secrets")
    lesson = draft(member, attribution="chatham-house", speaker="Ms Secretname", organizations=[house])
    address = f"/lessons/{lesson.slug}/edit/"
    page = member_client.get(address)
    assert "Secretname" not in page.content.decode()
    assert not {"organizations", "offices", "speaker", "attribution"} & set(page.context["form"].fields)
    send(member_client, address, insight="Other.", speaker="Forged", attribution="named")
    lesson.refresh_from_db()
    assert (lesson.insight, lesson.speaker, lesson.attribution) == (
        "Other.",
        "Ms Secretname",
        "chatham-house",
    )
    assert list(lesson.organizations.all()) == [house]


# --- What may be chosen ----------------------------------------------------------------------------------------------


def test_member_is_offered_neither_hidden_nor_retired_values(member_client: Client) -> None:
    offered: Any = ThemeFactory()
    retired: Any = ThemeFactory(is_retired=True)
    hidden: list[Any] = [PeaceProcessFactory(handling="red"), PeaceProcessFactory(status="archived")]
    text = member_client.get(NEW).content.decode()
    assert offered.name in text
    for one in (retired, *hidden):
        assert one.name not in text


@pytest.mark.parametrize("value", ["red", "x", "9" * 30, "-1", "1e3"])
def test_member_sends_a_process_that_is_not_offered_and_is_refused(member_client: Client, value: str) -> None:
    sent = PeaceProcessFactory(handling="red").pk if value == "red" else value
    response = send(member_client, NEW, title="Talk to both", processes=[sent])
    assert response.status_code == 400
    assert response.context["form"].errors == {
        "processes": [f"Select a valid choice. {sent} is not one of the available choices."]
    }


@pytest.mark.parametrize("value", ["red", "x", "9" * 30])
def test_member_cites_a_source_that_is_not_offered_and_is_refused(member_client: Client, value: str) -> None:
    sent = SourceFactory(handling="red").pk if value == "red" else value
    response = send(member_client, NEW, title="Talk to both", citations__0__source=sent)
    assert response.status_code == 400
    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2018-13"),
        ("date", "2999"),
        ("kind", "x"),
        ("handling", "x"),
        ("language", "x"),
        ("title", "ab"),
    ],
)
def test_member_sends_what_a_field_cannot_hold_and_is_refused(
    member_client: Client, name: str, value: str
) -> None:
    response = send(member_client, NEW, **{"title": "Talk to both", name: value})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [name]


def test_member_sends_a_status_or_an_owner_and_it_is_ignored(member: Any, member_client: Client) -> None:
    send(member_client, NEW, title="Talk", status="published", owner=UserFactory().pk, slug="new")
    lesson = Lesson.objects.get()
    assert (lesson.status, lesson.owner, lesson.slug) == (Status.DRAFT, member, "talk")


def test_forged_form_without_rows_of_citations_is_refused(member_client: Client) -> None:
    assert member_client.post(NEW, {"title": "Talk to both"}).status_code == 400


def test_form_without_the_token_against_forgery_is_refused(member: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.post(NEW, {"title": "Talk to both"}).status_code == 403
