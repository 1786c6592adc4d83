"""The documented way into the administration of a demonstration."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lessons import demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def developer(settings: Any, tmp_path: Path) -> None:
    settings.DEBUG = True
    settings.BASE_DIR = tmp_path


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("email", ["curator@example.org", "Admin@Example.org"])
def test_developer_signs_in_with_the_code_that_the_command_tells(email: str, client: Client) -> None:
    password = demonstration.ensure_accounts()
    response = client.post("/accounts/login/?next=/admin/", {"login": email, "password": password})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    code = run("demo_code", email).split()[0]
    assert client.post(response["Location"], {"code": code})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_developer_signs_in_as_the_member_without_a_code(client: Client) -> None:
    password = demonstration.ensure_accounts()
    sent = {"login": demonstration.MEMBER, "password": password}
    assert client.post("/accounts/login/", sent)["Location"] == "/"


def test_accounts_made_again_keep_their_second_factor() -> None:
    demonstration.ensure_accounts()
    first = run("demo_code", "curator@example.org").split()[0]
    demonstration.ensure_accounts()
    assert run("demo_code", "curator@example.org").split()[0] == first


@pytest.mark.parametrize("email", ["member@example.org", "nobody@example.org", "", "%"])
def test_developer_asks_for_the_code_of_another_account_is_refused(email: str) -> None:
    demonstration.ensure_accounts()
    with pytest.raises(
        CommandError, match=r"EMAIL: .* is no account with a code; expected curator@example\.org"
    ):
        run("demo_code", email)


def test_developer_asks_before_the_accounts_are_there_is_told_what_to_run() -> None:
    with pytest.raises(CommandError, match="run create_demo_accounts"):
        run("demo_code", "curator@example.org")


def test_operator_without_debug_gets_no_code(settings: Any) -> None:
    demonstration.ensure_accounts()
    settings.DEBUG = False
    with pytest.raises(CommandError, match="only with DEBUG"):
        run("demo_code", "curator@example.org")
