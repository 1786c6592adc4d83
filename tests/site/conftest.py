"""The starter collection, demonstration entries included, for tests of the site as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from lessons.demonstration import CURATOR, MEMBER, ORGANIZATION
from lessons.starter.loading import load_collection, load_demonstration
from organizations.models import Organization
from tests.factories import UserFactory


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for the tests of a module and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_collection()
        UserFactory(email=MEMBER, organization=Organization.objects.get(slug=ORGANIZATION))
        UserFactory(email=CURATOR, curator=True)
        load_demonstration()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def collection(_loaded: None, db: None) -> None:
    """The loaded collection; each test takes back its own changes."""
