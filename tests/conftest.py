"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from lessons.starter.loading import load_collection
from msn_kb.core.headers import ContentSecurityPolicy
from organizations.models import User

from .factories import UserFactory
from .second_factor import sign_in

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in `tests/browser` by its place, so that no test there can forget to."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True, scope="session")
def same_nonce() -> Iterator[pytest.MonkeyPatch]:
    """One nonce for all pages, so that tests can compare pages as a whole; undone where the nonce is what is tested."""

    def make_nonce(self: ContentSecurityPolicy, request: Any) -> str:
        request._csp_nonce = "0" * 22 + "=="
        return request._csp_nonce

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ContentSecurityPolicy, "_make_nonce", make_nonce)
        yield patch


@pytest.fixture
def curator(db: None) -> User:
    return UserFactory(curator=True)


@pytest.fixture
def member(db: None) -> User:
    return UserFactory(member=True)


@pytest.fixture
def member_client(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def curator_client(client: Client, curator: User) -> Client:
    """The test's client, in which the curator is signed in."""
    return sign_in(client, curator)


@pytest.fixture(scope="class")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The collection, loaded once for the tests of a class and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_collection()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def collection(_loaded: None, db: None) -> None:
    """The loaded collection that ships; each test takes back its own changes."""
