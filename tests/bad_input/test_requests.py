"""Methods that change, addresses of nothing and other hosts are refused with the right status."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import LessonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/", "/lessons/", "/lessons/export.csv", "/lessons/trust/", "/healthz"])
def test_anyone_uses_a_method_that_changes_is_refused(method, address):
    LessonFactory(slug="trust")

    response = getattr(Client(), method)(address)

    assert response.status_code == 405
    assert {"GET", "HEAD"} <= set(response["Allow"].split(", "))


@pytest.mark.parametrize("address", ["/", "/lessons/", "/lessons/export.csv", "/lessons/trust/", "/healthz"])
def test_anyone_asks_for_the_head_gets_no_body(client, address):
    LessonFactory(slug="trust")

    response = client.head(address)

    assert response.status_code == 200
    assert not b"".join(response)


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/lessons/export.pdf", "/lessons/nowhere/", "/lessons/drafts/"]
)
def test_anyone_asks_for_what_is_not_there_is_told(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


def test_visitor_of_another_host_is_refused(client):
    assert client.get("/lessons/", headers={"host": "evil.example.org"}).status_code == 400
