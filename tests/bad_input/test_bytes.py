"""NUL bytes, broken cookies and broken encoding are refused or passed over, never a failure."""

from __future__ import annotations

import pytest

from tests.factories import PASSWORD, UserFactory
from tests.second_factor import sign_in

from .lesson_list import NUL, PARAMETERS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        *[f"/lessons/?{parameter}=a{NUL}b" for parameter in PARAMETERS],
        f"/lessons/?x{NUL}=1",
        f"/lessons/?{NUL}",
        f"/lessons/export.csv?q={NUL}",
        f"/lessons/export.csv?theme={NUL}",
        f"/lessons/a{NUL}b/",
        f"/{NUL}",
        f"/?{NUL}",
        f"/admin/?q={NUL}",
        f"/admin/lessons/lesson/?q={NUL}",
        f"/admin/lessons/lesson/{NUL}/change/",
        f"/accounts/login/?next={NUL}",
        f"/accounts/reset/{NUL}-x/",
        f"/healthz?{NUL}",
    ],
)
@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_anyone_sends_a_nul_byte_in_an_address_is_refused(client, who, address):
    if who == "administrator":
        sign_in(client, UserFactory(administrator=True))

    response = client.get(address)

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


@pytest.mark.parametrize("field", ["login", "password", "next", "a\0b"])
@pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded"])
def test_visitor_sends_a_nul_byte_in_a_form_is_refused(client, field, content_type):
    data = {"login": "someone@example.org", "password": PASSWORD, field: "a\0b"}
    encoded = {"data": data} if content_type is None else {
        "data": "&".join(f"{name}={value}".replace("\0", NUL) for name, value in data.items()),
        "content_type": content_type,
    }  # fmt: skip

    assert client.post("/accounts/login/", **encoded).status_code == 400


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages"])
def test_visitor_sends_a_nul_byte_in_a_cookie_is_refused(client, cookie):
    response = client.get("/lessons/", headers={"cookie": f'{cookie}="\\000aaaaaaaaaaaaaaaa"'})

    assert response.status_code == 400


@pytest.mark.parametrize(
    "cookie", ["sessionid=" + "x" * 5000, "sessionid=' OR 1=1 --", "sessionid=\u00ff\u00fe", "="]
)
def test_visitor_sends_a_broken_cookie_is_a_visitor(client, cookie):
    assert client.get("/lessons/", headers={"cookie": cookie}).status_code == 200


@pytest.mark.parametrize("query", ["%ED%A0%80", "%FF%FE", "%C3%28", "%", "%%%", "%zz", "%u0041"])
def test_visitor_sends_broken_encoding_gets_a_page(client, query):
    assert client.get(f"/lessons/?q={query}&theme={query}&page={query}").status_code == 200
    assert client.get(f"/lessons/{query}/").status_code == 404
