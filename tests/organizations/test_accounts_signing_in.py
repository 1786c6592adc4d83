"""Signing in by e-mail address, forgotten passwords, and addresses that have to be confirmed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.core import mail
from django.test import Client

from organizations.models import User
from tests.factories import PASSWORD, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
RESET = "/accounts/password_reset/"
PATHS = """
login/ logout/ inactive/ signup/ reauthenticate/ email/ confirm-email/ password_change/ password_change/done/
password_set/ password_reset/ password_reset/done/ reset/done/ 2fa/ 2fa/authenticate/ 2fa/reauthenticate/
2fa/totp/activate/ 2fa/totp/deactivate/ 2fa/recovery-codes/ 2fa/recovery-codes/generate/
"""
OTHER = "a lantern over still water"


def post(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def main_of(response: Any) -> str:
    """What the page says, without what the visitor typed and without tokens."""
    text = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'value="[^"]*"', "", text)


def link_in(message: Any) -> str:
    """The path of the first link of a mail; it begins with the address of the settings."""
    found = next(word for word in str(message.body).split() if word.startswith(site_settings.SITE_URL))
    return found.removeprefix(site_settings.SITE_URL)


@pytest.mark.parametrize("typed", ["amina@example.org", "Amina@Example.ORG", " amina@example.org "])
def test_member_signs_in_with_the_address_in_any_case(client: Client, typed: str) -> None:
    UserFactory(email="Amina@example.org")
    response = post(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_member_who_signs_in_goes_on_where_they_were_within_the_site_only(client: Client) -> None:
    user = UserFactory()
    assert post(client, user.email, next="/lessons/?kind=challenge")["Location"] == "/lessons/?kind=challenge"
    assert post(Client(), user.email, next="https://evil.example/")["Location"] == "/"


def test_member_who_signs_in_gets_a_new_session_key(client: Client) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies[site_settings.SESSION_COOKIE_NAME] = before
    post(client, UserFactory().email)
    assert client.cookies[site_settings.SESSION_COOKIE_NAME].value != before
    assert not client.session.exists(before)


def test_session_ends_after_seven_days(client: Client) -> None:
    post(client, UserFactory().email)
    assert client.cookies[site_settings.SESSION_COOKIE_NAME]["max-age"] == 7 * 24 * 3600


def test_stranger_learns_nothing_from_the_answer_to_a_bad_sign_in() -> None:
    known = UserFactory(email="known@example.org")
    UserFactory(email="inactive@example.org", is_active=False)
    answers = {
        main_of(post(Client(), email, "wrong"))
        for email in (known.email, "inactive@example.org", "no@example.org")
    }
    assert len(answers) == 1
    assert "Please enter a correct e-mail address and password." in answers.pop()


def test_deactivated_member_with_the_right_password_does_not_get_in(client: Client) -> None:
    user = UserFactory(is_active=False)
    assert post(client, user.email)["Location"] == "/accounts/inactive/"
    assert not is_signed_in(client)
    assert client.get("/accounts/inactive/").status_code == 200


def test_visitor_cannot_sign_up(client: Client) -> None:
    sent = {"email": "new@example.org", "password1": OTHER, "password2": OTHER}
    response = client.post("/accounts/signup/", sent)
    assert "Accounts come by invitation" in response.content.decode()
    assert not User.objects.exists()


def test_stranger_learns_nothing_from_asking_for_a_new_password() -> None:
    user = UserFactory(email="known@example.org")
    answers = []
    for email in (user.email, "unknown@example.org"):
        response = Client().post(RESET, {"email": email})
        assert (response.status_code, response["Location"]) == (302, f"{RESET}done/")
        answers.append(main_of(Client().get(response["Location"])))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["known@example.org"], ["unknown@example.org"]]
    assert "No account there has the address unknown@example.org" in mail.outbox[1].body


def test_member_with_a_forgotten_password_sets_a_new_one_once(client: Client) -> None:
    user = UserFactory()
    client.post(RESET, {"email": user.email.upper()})
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    assert "token" not in address
    response = client.post(address, {"password1": OTHER, "password2": OTHER})
    assert response["Location"] == "/accounts/reset/done/"
    user.refresh_from_db()
    assert user.check_password(OTHER)
    assert not is_signed_in(client)
    assert "This link has been used already" in Client().get(link, follow=True).content.decode()
    assert "A new password was set" in mail.outbox[-1].body


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123456"])
def test_member_chooses_a_weak_password_is_told_why(client: Client, password: str) -> None:
    user = UserFactory()
    sign_in(client, user)
    sent = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post("/accounts/password_change/", sent)
    assert response.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_mail_server_is_down_says_nothing_of_who_has_an_account(client: Client, monkeypatch: Any) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", fail)
    user = UserFactory()
    for email in (user.email, "unknown@example.org"):
        assert client.post(RESET, {"email": email})["Location"] == f"{RESET}done/"


def test_member_changes_the_address_only_once_it_is_confirmed(client: Client) -> None:
    user: User = UserFactory(email="old@example.org")
    post(client, user.email)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "old@example.org"
    link = link_in(mail.outbox[0])
    assert mail.outbox[0].to == ["new@example.org"]
    assert client.get(link).status_code == 200
    client.post(link)
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]


def test_member_whose_address_an_administrator_changed_confirms_it_before_signing_in(client: Client) -> None:
    user = UserFactory()
    user.email = "Changed@Example.org"
    user.save()
    assert post(client, "changed@example.org")["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    link = link_in(mail.outbox[0])
    assert client.get("/accounts/confirm-email/").status_code == 200
    client.post(link)
    post(client, "changed@example.org")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "link",
    [
        "/accounts/confirm-email/forged:link/",
        "/accounts/reset/1-forged/",
        "/accounts/reset/zzzzzzzzzzzzzzzzzzzz-a/",
    ],
)
def test_visitor_opens_a_forged_link_is_told_so(client: Client, link: str) -> None:
    response = client.get(link)
    assert response.status_code in (200, 404)
    assert not is_signed_in(client)
    assert client.post(link).status_code in (200, 302, 404)


@pytest.mark.parametrize(
    "path",
    PATHS.split(),
)
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_everybody_opens_every_page_of_accounts_without_failure(client: Client, who: str, path: str) -> None:
    if who == "member":
        sign_in(client, UserFactory(member=True))
    response = client.get(f"/accounts/{path}", follow=True)
    assert response.status_code in (200, 403, 404)
    assert client.post(f"/accounts/{path}", follow=True).status_code < 500


def test_member_signs_out_on_a_post_alone(client: Client) -> None:
    post(client, UserFactory().email)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(client)
