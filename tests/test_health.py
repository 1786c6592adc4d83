"""A database that is down: a plain 503, and all is well again with the first request after its return."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import close_old_connections, connections
from django.test import Client

from tests.factories import UserFactory

CLOSED_PORT = 1


@pytest.fixture
def database(db) -> Iterator[Any]:
    """A connection of its own to the test database, in the place of the tests' own; sees nothing uncommitted."""
    usual = connections["default"]
    own = type(usual)({**usual.settings_dict}, alias="default")
    connections["default"] = own
    try:
        yield own
    finally:
        own.close()
        connections["default"] = usual


@pytest.fixture
def down(database) -> Iterator[Any]:
    """The same, but nobody answers at its port until it is given back."""
    database.close()
    usual = database.settings_dict["PORT"]
    database.settings_dict["PORT"] = CLOSED_PORT
    yield lambda: database.settings_dict.update(PORT=usual)
    database.settings_dict["PORT"] = usual


def test_probe_while_the_database_answers_gets_200(client, db):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_probe_without_the_database_gets_503_and_then_200(client, down):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"database unreachable\n")

    down()
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/lessons/", "/lessons/?q=trust&theme=x", "/lessons/export.csv", "/lessons/x/"]
)
def test_reader_without_the_database_gets_a_plain_503_and_the_next_request_succeeds(client, down, address):
    response = client.get(address)

    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "<h1>Not available at the moment</h1>" in page
    assert not [word for word in ("Traceback", "OperationalError", "psycopg2", "password") if word in page]

    down()
    assert client.get(address).status_code == (404 if address == "/lessons/x/" else 200)


@pytest.mark.parametrize("address", ["/", "/lessons/", "/nowhere/", "/admin/", "/accounts/password_change/"])
def test_reader_who_is_signed_in_gets_a_plain_503_without_the_database(down, address):
    # The session is looked up wherever the page first asks who is reading: in a view or beyond.
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32

    response = client.get(address)

    assert response.status_code == 503
    assert "<h1>Not available at the moment</h1>" in response.content.decode()


def test_reader_signs_in_without_the_database_gets_a_plain_503(client, down):
    response = client.post("/accounts/login/", {"login": "someone@example.org", "password": "x"})

    assert response.status_code == 503


def test_reader_after_the_database_restarted_notices_nothing(client, database):
    assert database.settings_dict["CONN_HEALTH_CHECKS"] is True
    assert client.get("/lessons/").status_code == 200
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [process] = cursor.fetchone()

    other = database.get_new_connection(database.get_connection_params())
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()
    close_old_connections()  # as every request begins, except those of the test client

    assert client.get("/lessons/").status_code == 200


@pytest.mark.django_db
def test_failure_that_is_not_the_database_is_no_503(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("not the database")

    monkeypatch.setattr("msn_kb.views.home.what_is_inside", broken)
    client.raise_request_exception = False
    client.force_login(UserFactory())

    response = client.get("/")

    assert response.status_code == 500
    assert "not the database" not in response.content.decode()
