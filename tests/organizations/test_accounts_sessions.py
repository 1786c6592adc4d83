"""Sessions end with the password, the role, the organization and the account that they were begun under."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from organizations.models import User
from tests.factories import PASSWORD, OrganizationFactory, UserFactory
from tests.factories.people import curators
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

OTHER = "a lantern over still water"


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/").context["user"].is_authenticated)


def save(**values: Any) -> Callable[[User], None]:
    def change(user: User) -> None:
        for name, value in values.items():
            setattr(user, name, value)
        user.save()

    return change


def new_password(user: User) -> None:
    user.set_password(OTHER)
    user.save(update_fields=["password"])


def new_organization(user: User) -> None:
    user.organization = OrganizationFactory()
    user.save(update_fields=["organization"])


CHANGES: dict[str, Callable[[User], Any]] = {
    "password": new_password,
    "password, by query": lambda user: User.objects.filter(pk=user.pk).update(password="x"),
    "staff": save(is_staff=True),
    "administrator": save(is_superuser=True),
    "administrator, by query": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "organization": new_organization,
    "organization, by query": lambda user: User.objects.filter(pk=user.pk).update(organization=None),
    "deactivation": save(is_active=False),
    "group joined": lambda user: user.groups.add(curators()),
    "group joined, told from the group": lambda user: curators().user_set.add(user),
    "groups set": lambda user: user.groups.set([curators()]),
    "changed by bulk": lambda user: User.objects.bulk_update([_with(user, is_staff=True)], ["is_staff"]),
}


def _with(user: User, **values: Any) -> User:
    for name, value in values.items():
        setattr(user, name, value)
    return user


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_session_ends_when_the_account_changes(change: Callable[[User], Any]) -> None:
    user = UserFactory(member=True)
    first, second = sign_in(Client(), user), sign_in(Client(), user)
    assert is_signed_in(first)
    change(user)
    assert (is_signed_in(first), is_signed_in(second)) == (False, False)


LEAVING: dict[str, Callable[[User], Any]] = {
    "removed": lambda user: user.groups.remove(curators()),
    "cleared": lambda user: user.groups.clear(),
    "cleared, told from the group": lambda user: curators().user_set.clear(),
    "the group deleted": lambda user: curators().delete(),
}


@pytest.mark.parametrize("change", LEAVING.values(), ids=LEAVING.keys())
def test_every_session_of_a_curator_ends_when_they_leave_the_group(change: Callable[[User], Any]) -> None:
    user = UserFactory(curator=True)
    client = sign_in(Client(), user)
    assert is_signed_in(client)
    change(user)
    assert not is_signed_in(client)


def test_reactivated_member_has_to_sign_in_anew() -> None:
    user = UserFactory()
    client = sign_in(Client(), user)
    save(is_active=False)(user)
    save(is_active=True)(user)
    assert not is_signed_in(client)


def test_stale_copy_of_an_account_that_is_saved_revives_no_session() -> None:
    user = UserFactory()
    stale = User.objects.get(pk=user.pk)
    client = sign_in(Client(), user)
    User.objects.filter(pk=user.pk).end_sessions()
    stale.name = "Another name"
    stale.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "change", [save(name="New name"), lambda user: user.save(update_fields=["last_login"])]
)
def test_session_goes_on_when_nothing_of_weight_changes(change: Callable[[User], Any]) -> None:
    user = UserFactory()
    client = sign_in(Client(), user)
    change(user)
    assert is_signed_in(client)


def test_member_who_changes_the_password_stays_signed_in_here_alone() -> None:
    user = UserFactory()
    here, there = sign_in(Client(), user), sign_in(Client(), user)
    sent = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert here.post("/accounts/password_change/", sent)["Location"] == "/accounts/password_change/done/"
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)


def test_administrator_makes_a_member_a_curator_ends_their_sessions() -> None:
    user = UserFactory(member=True)
    client = sign_in(Client(), user)
    administrator = sign_in(Client(), UserFactory(administrator=True))
    sent = {"email": user.email, "name": user.name, "organization": user.organization.pk}
    sent |= {"is_active": "on", "is_staff": "on", "groups": [curators().pk]}
    response = administrator.post(f"/admin/organizations/user/{user.pk}/change/", sent)
    assert response.status_code == 302
    assert not is_signed_in(client)
    assert is_signed_in(administrator)


def test_command_that_sets_a_password_ends_sessions(monkeypatch: Any) -> None:
    user = UserFactory()
    client = sign_in(Client(), user)
    monkeypatch.setattr("getpass.getpass", lambda *args, **kwargs: OTHER)
    call_command("changepassword", user.email)
    assert not is_signed_in(client)
