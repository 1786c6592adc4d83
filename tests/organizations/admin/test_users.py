"""Accounts are the administrators' business; curators name people and see nothing else of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from msn_kb.core.access import CURATORS
from organizations.models import User
from tests import factories
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/organizations/user/"
NAMING = {"app_label": "lessons", "model_name": "lesson", "field_name": "named_people", "term": "amina"}


@pytest.fixture
def administrator_client(client: Client) -> Client:
    sign_in(client, factories.UserFactory(administrator=True))
    return client


@pytest.mark.parametrize(
    "path", ["", "add/", "{pk}/change/", "{pk}/history/", "{pk}/delete/", "{pk}/password/"]
)
def test_curator_cannot_reach_accounts(curator_client: Client, path: str) -> None:
    pk = factories.UserFactory().pk
    assert curator_client.get(LIST + path.format(pk=pk)).status_code == 403
    assert curator_client.post(LIST + path.format(pk=pk), {"post": "yes"}).status_code == 403
    assert LIST not in curator_client.get("/admin/").content.decode()


def test_curator_cannot_reach_groups(curator_client: Client) -> None:
    assert curator_client.get("/admin/auth/group/").status_code == 403


def test_curator_finds_active_people_to_name(curator_client: Client) -> None:
    amina = factories.UserFactory(name="Amina Diallo")
    factories.UserFactory(name="Amina Former", is_active=False)
    answer = curator_client.get("/admin/autocomplete/", NAMING).json()
    assert answer["results"] == [{"id": str(amina.pk), "text": "Amina Diallo"}]


@pytest.mark.parametrize("who", [{}, {"member": True}, {"is_staff": True}])
def test_others_cannot_look_up_people(client: Client, who: dict[str, Any]) -> None:
    sign_in(client, factories.UserFactory(**who))
    assert client.get("/admin/autocomplete/", NAMING).status_code in (302, 403)


@pytest.mark.parametrize("who", [{}, {"member": True}])
def test_members_are_sent_to_sign_in(client: Client, who: dict[str, Any]) -> None:
    sign_in(client, factories.UserFactory(**who))
    assert client.get("/admin/lessons/lesson/").status_code == 302


def test_staff_outside_the_curators_group_find_nothing_to_do(client: Client) -> None:
    sign_in(client, factories.UserFactory(is_staff=True))
    assert client.get("/admin/lessons/lesson/").status_code == 403


def test_administrator_makes_a_member_a_curator(administrator_client: Client) -> None:
    person = factories.UserFactory(email="Nadia@example.org", member=True)
    group = Group.objects.get(name=CURATORS)
    sent = {"email": person.email, "name": person.name, "organization": person.organization.pk}
    sent |= {"is_active": "on", "is_staff": "on", "groups": [group.pk]}
    assert administrator_client.post(f"{LIST}{person.pk}/change/", sent).status_code == 302
    assert Client().login(username="nadia@example.org", password=factories.PASSWORD)
    person = User.objects.get(pk=person.pk)
    assert person.has_perm("lessons.change_lesson")


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/"])
def test_administrator_adds_and_deletes_no_account_by_hand(administrator_client: Client, path: str) -> None:
    person = factories.UserFactory()
    address = LIST + path.format(pk=person.pk)
    assert administrator_client.get(address).status_code == 403
    assert administrator_client.post(address, {"email": "x@example.org", "post": "yes"}).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_administrator_gives_an_account_the_address_of_another_in_other_case_is_refused(
    administrator_client: Client,
) -> None:
    factories.UserFactory(email="amina@example.org")
    person = factories.UserFactory()
    response = administrator_client.post(f"{LIST}{person.pk}/change/", {"email": "Amina@example.org"})
    assert "An account has this address already." in response.content.decode()


@pytest.mark.parametrize("path", ["", "?q=amina", "{pk}/change/", "{pk}/password/", "{pk}/history/"])
def test_administrator_opens_every_page_of_accounts(administrator_client: Client, path: str) -> None:
    person = factories.UserFactory(name="Amina Diallo", member=True)
    assert administrator_client.get(LIST + path.format(pk=person.pk)).status_code == 200


def test_administrator_opens_a_list_of_30_accounts_takes_the_queries_of_3(
    administrator_client: Client, django_assert_num_queries: Any
) -> None:
    factories.UserFactory.create_batch(3, member=True)
    with django_assert_num_queries(6):
        administrator_client.get(LIST)
    factories.UserFactory.create_batch(27, member=True)
    with django_assert_num_queries(6):
        administrator_client.get(LIST)
