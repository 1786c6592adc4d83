"""Pages of refusals and failures: they say what to do, offer ways on, and need no database where it may be down."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import RequestFactory
from django.views.defaults import page_not_found, permission_denied

from msn_kb.views.errors import bad_request, server_error

from .factories import UserFactory

LISTS = {
    "/lessons/",
    "/cases/",
    "/processes/",
    "/organizations/",
    "/offices/",
    "/meetings/",
    "/countries/",
    "/sources/",
    "/themes/",
    "/glossary/",
}


@pytest.fixture
def request_of_a_visitor():
    request = RequestFactory().get("/lessons/")
    request.user = SimpleNamespace(is_authenticated=False)
    return request


def links_of(response) -> set[str]:
    """Where the main part of a page leads, its search form included."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return set(re.findall(r'(?:href|action)="([^"]*)"', main))


def failing(error, request):
    """The answer to a view that raised ``error``."""
    try:
        raise error
    except type(error):
        return server_error(request)


# None of these tests asks for the database, and pytest-django refuses it to them.


def test_reader_of_a_refused_request_is_led_on_without_the_database(request_of_a_visitor):
    response = bad_request(request_of_a_visitor)
    assert response.status_code == 400
    assert {"/", *LISTS} <= links_of(response)


def test_reader_meets_a_defect_and_is_led_on_without_the_database(request_of_a_visitor):
    response = failing(RuntimeError("the secret of the defect"), request_of_a_visitor)
    assert response.status_code == 500
    assert {"", "/", *LISTS} <= links_of(response)
    assert "secret" not in response.content.decode()


def test_reader_without_the_database_may_only_try_again(request_of_a_visitor):
    response = failing(OperationalError("the secret of the server"), request_of_a_visitor)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert links_of(response) == {"", "/"}
    assert "secret" not in response.content.decode()


def test_visitor_of_a_missing_page_is_led_on_without_the_database(request_of_a_visitor):
    response = page_not_found(request_of_a_visitor, Exception("the secret of the address"))
    assert response.status_code == 404
    assert {"/", *LISTS, "/accounts/login/"} <= links_of(response)
    assert "secret" not in response.content.decode()


def test_visitor_of_a_forbidden_page_may_sign_in(request_of_a_visitor):
    response = permission_denied(request_of_a_visitor, PermissionDenied())
    assert response.status_code == 403
    assert {"/", *LISTS, "/accounts/login/"} <= links_of(response)


@pytest.mark.django_db
def test_member_of_a_forbidden_page_is_told_whom_to_ask(rf, settings):
    settings.OPERATOR_CONTACT = "desk@example.org"
    request = rf.get("/lessons/")
    request.user = UserFactory(member=True, email="member@example.org")
    response = permission_denied(request, PermissionDenied())
    assert response.status_code == 403
    assert {"/", "/lessons/", "mailto:desk@example.org"} <= links_of(response)
    assert "/accounts/login/" not in links_of(response)
    assert "signed in as member@example.org" in response.content.decode()
