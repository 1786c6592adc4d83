"""What all tests share."""

from pathlib import Path

import pytest
from django.test import Client

from organizations.models import User

from .factories import UserFactory

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in `tests/browser` by its place, so that no test there can forget to."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def curator(db: None) -> User:
    return UserFactory(curator=True)


@pytest.fixture
def curator_client(client: Client, curator: User) -> Client:
    """The test's client, in which the curator is signed in."""
    client.force_login(curator)
    return client
