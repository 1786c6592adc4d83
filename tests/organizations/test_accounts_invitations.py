"""Accounts come by invitation, once, within seven days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from organizations.accounts import invitations
from organizations.models import Invitation, Organization, User
from tests.factories import PASSWORD, OrganizationFactory, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/organizations/invitation/"
CHOICE = {"name": "Nadia Haddad", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def administrator() -> Client:
    return sign_in(Client(), UserFactory(administrator=True))


@pytest.fixture
def house() -> Organization:
    return OrganizationFactory(name="House of Talks")


def invite(**traits: Any) -> Invitation:
    invitation = Invitation(**{"email": "nadia@example.org", **traits})
    invitations.prepare(invitation, None)
    invitation.save()
    return invitation


def path_of(invitation: Invitation) -> str:
    return invitations.link_of(invitation).removeprefix(site_settings.SITE_URL)


def test_administrator_invites_a_curator_who_opens_the_account_and_signs_in(
    administrator: Client, house: Organization, django_capture_on_commit_callbacks: Any
) -> None:
    sent = {"email": "Nadia@Example.org", "name": "Nadia", "organization": house.pk, "is_curator": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        assert administrator.post(f"{LIST}add/", sent)["Location"] == LIST
    [message] = mail.outbox
    assert message.to == ["nadia@example.org"]
    link = next(word for word in str(message.body).split() if word.startswith(site_settings.SITE_URL))
    client = Client()
    page = client.get(link.removeprefix(site_settings.SITE_URL))
    assert "House of Talks" in page.content.decode()
    response = client.post(link.removeprefix(site_settings.SITE_URL), CHOICE)
    assert response["Location"] == "/accounts/login/"
    person = User.objects.get(email="nadia@example.org")
    assert (person.name, person.organization, person.is_staff, person.is_superuser) == (
        "Nadia Haddad",
        house,
        True,
        False,
    )
    assert person.has_perm("lessons.change_lesson")
    assert EmailAddress.objects.get(user=person).verified
    response = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert response["Location"] == "/"


def test_invited_member_is_no_curator(client: Client, house: Organization) -> None:
    client.post(path_of(invite(organization=house)), CHOICE)
    person = User.objects.get()
    assert (person.organization, person.is_staff, person.groups.count()) == (house, False, 0)


def test_invitation_works_once(client: Client) -> None:
    path = path_of(invite())
    assert client.post(path, CHOICE).status_code == 302
    for response in (client.get(path), client.post(path, CHOICE)):
        assert response.status_code == 410
        assert "This invitation has been used." in response.content.decode()
    assert User.objects.count() == 1


def test_invitation_expires_after_seven_days(client: Client) -> None:
    invitation = invite()
    assert invitation.expires_at - timezone.now() <= timedelta(days=7)
    path = path_of(invitation)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for response in (client.get(path), client.post(path, CHOICE)):
        assert response.status_code == 410
        assert "This invitation has expired." in response.content.decode()
    assert not User.objects.exists()


def test_invitation_that_was_withdrawn_no_longer_works(administrator: Client, client: Client) -> None:
    invitation = invite()
    path = path_of(invitation)
    assert administrator.post(f"{LIST}{invitation.pk}/delete/", {"post": "yes"}).status_code == 302
    response = client.post(path, CHOICE)
    assert response.status_code == 410
    assert "withdrawn" in response.content.decode()


def test_invitation_sent_again_has_a_new_link_and_the_old_one_ends(
    administrator: Client, client: Client
) -> None:
    invitation = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    old = path_of(invitation)
    administrator.post(LIST, {"action": "send_again", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()
    assert [message.to for message in mail.outbox] == [["nadia@example.org"]]
    assert path_of(invitation) in mail.outbox[0].body
    assert client.get(old).status_code == 410
    assert client.get(path_of(invitation)).status_code == 200


@pytest.mark.parametrize("forgery", ["nonsense", "a:b", "key:" + "x" * 43, "%F0%9F%95%8A", "x" * 3000])
def test_forged_invitation_is_answered_as_a_missing_page(client: Client, forgery: str) -> None:
    response = client.get(f"/accounts/invitation/{forgery}/")
    assert response.status_code == 404


def test_invitation_altered_in_one_letter_is_answered_as_a_missing_page(client: Client) -> None:
    path = path_of(invite())
    altered = path.replace(path[25], "A" if path[25] != "A" else "B", 1)
    assert client.get(altered).status_code == 404


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"password2": "another one entirely"}, "The two password fields didn’t match."),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password1": "nadia@example.org", "password2": "nadia@example.org"}, "too similar"),
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 151}, "at most 150 characters"),
    ],
)
def test_invited_person_who_chooses_badly_is_told_why(
    client: Client, choice: dict[str, str], told: str
) -> None:
    response = client.post(path_of(invite()), CHOICE | choice)
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not User.objects.exists()


def test_address_that_has_an_account_by_now_is_told_to_sign_in(client: Client) -> None:
    path = path_of(invite())
    UserFactory(email="nadia@example.org")
    assert "has an account already" in client.get(path).content.decode()
    assert client.post(path, CHOICE).status_code == 410


def test_administrator_invites_an_address_with_an_account_or_an_invitation_is_refused(
    administrator: Client,
) -> None:
    UserFactory(email="amina@example.org")
    invite()
    for email, told in {
        "Amina@example.org": "An account has this address already.",
        "NADIA@example.org": "This address has been invited already.",
        "no address": "Enter a valid email address.",
    }.items():
        response = administrator.post(f"{LIST}add/", {"email": email})
        assert response.status_code == 200
        assert told in response.content.decode()
    assert Invitation.objects.count() == 1


def test_mail_that_cannot_be_sent_is_told_and_the_invitation_kept(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(invitations, "send_mail", fail)
    # The test's own transaction never ends; the program's would, before the page is answered.
    monkeypatch.setattr(transaction, "on_commit", lambda function, **options: function())
    response = administrator.post(f"{LIST}add/", {"email": "nadia@example.org"}, follow=True)
    assert "could not be sent" in response.content.decode()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("path", ["", "add/", "1/change/", "1/delete/"])
def test_curator_cannot_reach_invitations(curator_client: Client, path: str) -> None:
    invite()
    assert curator_client.get(LIST + path).status_code in (302, 403)
    assert curator_client.post(LIST + path, {"email": "x@example.org"}).status_code in (302, 403)
    assert Invitation.objects.count() == 1


def test_administrator_reads_every_page_of_invitations(administrator: Client) -> None:
    invitation = invite()
    for path in ("", "?q=nadia", "add/", f"{invitation.pk}/change/", f"{invitation.pk}/history/"):
        response = administrator.get(LIST + path)
        assert response.status_code == 200
        assert invitation.key not in response.content.decode()
