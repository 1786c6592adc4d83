"""Nothing of the administration opens without the second factor."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from organizations.accounts import second_factor
from organizations.models import User
from tests.factories import PASSWORD, UserFactory
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db

SET_UP = "/accounts/2fa/totp/activate/"
PAGES = (
    "/admin/",
    "/admin/lessons/lesson/",
    "/admin/organizations/user/",
    "/admin/autocomplete/",
    "/admin/nowhere/",
)


def with_password(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def with_both(user: User) -> Client:
    client = with_password(user)
    response = client.post("/accounts/2fa/authenticate/", {"code": second_factor.present_code(user)[0]})
    assert response["Location"] == "/"
    return client


def admin_paths() -> list[str]:
    """An address of every page of the administration, with numbers where records go."""
    admin = next(
        pattern
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLResolver) and pattern.namespace == "admin"
    )

    def walk(patterns: Any, before: str) -> list[str]:
        found = []
        for pattern in patterns:
            path = before + re.sub(r"\(\?P<[^)]*\)|<[^>]*>", "1", str(pattern.pattern)).strip("^$")
            if isinstance(pattern, URLPattern):
                found.append(path)
            else:
                found += walk(pattern.url_patterns, path)
        return found

    return [
        path for path in walk(admin.url_patterns, "/admin/") if "login" not in path and "logout" not in path
    ]


@pytest.mark.parametrize("who", ["curator", "administrator"])
def test_account_without_a_second_factor_is_led_to_set_it_up_from_every_page_of_the_admin(who: str) -> None:
    client = with_password(UserFactory(**{who: True}))
    paths = admin_paths()
    assert len(paths) > 100
    answers = {path: client.get(path).get("Location") for path in paths}
    assert {path: where for path, where in answers.items() if where != SET_UP} == {}


@pytest.mark.parametrize("path", PAGES)
def test_account_without_a_second_factor_posts_to_the_admin_to_no_effect(path: str) -> None:
    assert with_password(UserFactory(administrator=True)).post(path, {})["Location"] == SET_UP


def test_superuser_outside_the_staff_is_asked_as_well() -> None:
    assert with_password(UserFactory(is_superuser=True)).get("/admin/")["Location"] == SET_UP


def test_curator_with_the_password_alone_is_not_signed_in_at_all() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    client = with_password(user)
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/accounts/login/?next=/admin/"


def test_curator_with_password_and_code_opens_the_admin() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    assert with_both(user).get("/admin/").status_code == 200


def test_curator_signed_in_otherwise_gives_a_code_and_comes_back() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    client = sign_in(Client(), user, passed=False)
    response = client.get("/admin/lessons/lesson/?q=a")
    assert response["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Flessons%2Flesson%2F%3Fq%3Da"
    response = client.post(response["Location"], {"code": second_factor.present_code(user)[0]})
    assert response["Location"] == "/admin/lessons/lesson/?q=a"
    assert client.get("/admin/").status_code == 200


def test_record_of_another_person_s_code_counts_for_nothing() -> None:
    user = UserFactory(curator=True)
    client = sign_in(Client(), user)
    session = client.session
    session["account_authentication_methods_user"] = str(UserFactory().pk)
    session.save()
    assert client.get("/admin/")["Location"] == SET_UP


@pytest.mark.parametrize("who", [{}, {"member": True}])
def test_member_is_not_asked_for_a_second_factor(who: dict[str, Any]) -> None:
    client = with_password(UserFactory(**who))
    assert client.get("/accounts/2fa/").status_code == 200
    response = client.get("/admin/", follow=True)
    assert "Your account cannot open that page." in response.content.decode()


def test_curator_sets_the_second_factor_up_and_opens_the_admin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = UserFactory(curator=True)
    client = with_password(user)
    page = client.get("/admin/", follow=True)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    picture = client.get("/accounts/2fa/totp/picture.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    assert "no-store" in picture["Cache-Control"]
    code = code_of(secret)
    # The test's own transaction never ends; the program's would, before the page is answered.
    monkeypatch.setattr(transaction, "on_commit", lambda function, **options: function())
    response = client.post(SET_UP, {"code": code})
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    text = client.get(response["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", text)) == 10
    assert client.get("/admin/").status_code == 200
    assert [message.subject for message in mail.outbox] == ["A second factor was set up"]


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_curator_gives_a_wrong_first_code_sets_nothing_up() -> None:
    user = UserFactory(curator=True)
    client = with_password(user)
    secret = client.get(SET_UP).context["form"].secret
    wrong = "000000" if code_of(secret) != "000000" else "000001"
    response = client.post(SET_UP, {"code": wrong})
    assert "This code is not right." in response.content.decode()
    assert not second_factor.has_second_factor(user)


def test_code_works_once() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    code = second_factor.present_code(user)[0]
    first, second = with_password(user), with_password(user)
    assert first.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert second.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert "_auth_user_id" not in second.session


def test_recovery_code_works_once() -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = UserFactory(curator=True)
    second_factor.set_up(user)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    client = with_password(user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200
    again = with_password(user)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_curator_removes_the_second_factor_and_the_admin_closes() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    client, other = with_both(user), sign_in(Client(), user)
    assert other.get("/admin/").status_code == 200
    response = client.post("/accounts/2fa/totp/deactivate/")
    assert response["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/admin/")["Location"] == SET_UP
    assert other.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_second_factor_is_not_changed_in_a_session_left_open() -> None:
    user = UserFactory(curator=True)
    client = sign_in(Client(), user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert client.get(SET_UP)["Location"] == f"/accounts/reauthenticate/?next={SET_UP.replace('/', '%2F')}"


def test_administrator_takes_away_the_second_factor_of_somebody_who_lost_the_phone() -> None:
    user = UserFactory(curator=True)
    second_factor.set_up(user)
    theirs = with_both(user)
    administrator = sign_in(Client(), UserFactory(administrator=True))
    sent = {"action": "take_second_factor_away", "_selected_action": [user.pk]}
    assert administrator.post("/admin/organizations/user/", sent).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert theirs.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert with_password(user).get("/admin/")["Location"] == SET_UP


def test_administrator_cannot_read_the_secrets_of_others() -> None:
    client = sign_in(Client(), UserFactory(administrator=True))
    for path in ("mfa/authenticator/", "account/emailaddress/"):
        assert client.get(f"/admin/{path}").status_code == 404
