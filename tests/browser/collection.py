"""The database behind the browser tests: the starter collection and three accounts, loaded once a worker.

The tests read one copy of it. Copying a database is a matter of a moment, loading the collection of seconds,
so a test that writes gets a fresh copy afterwards.
"""

from __future__ import annotations

import contextlib

from django.db import connection

from lessons.demonstration import CURATOR, MEMBER, ORGANIZATION
from lessons.starter.loading import load_collection, load_demonstration
from organizations.accounts import second_factor
from organizations.models import Organization
from tests.databases import connected_to
from tests.factories import UserFactory


class CollectionDatabase:
    """An original that holds the collection, and the copy that the site under test serves."""

    def __init__(self) -> None:
        """Start from the empty, migrated database that pytest-django has made."""
        self.plain = connection.settings_dict["NAME"]
        # Without a test database of its own the connection would lead to the developer's.
        assert self.plain.startswith("test_"), self.plain
        self.original = f"{self.plain}_original"
        self.copy = f"{self.plain}_browser"

    def load(self) -> None:
        """Make the original and the first copy."""
        self._duplicate(self.plain, self.original)
        with connected_to(self.original):
            load_collection()
            organization = Organization.objects.get(slug=ORGANIZATION)
            UserFactory(email=MEMBER, organization=organization)
            second_factor.set_up(UserFactory(email=CURATOR, curator=True))
            load_demonstration()
        self.restore()

    def restore(self) -> None:
        """Put a fresh copy in the place of the one that tests have changed; its open sessions end."""
        connection.close()
        self._duplicate(self.original, self.copy)

    def drop(self) -> None:
        """Leave nothing behind."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            for name in (self.copy, self.original):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def in_use(self) -> contextlib.AbstractContextManager[None]:
        """Make the copy the default database of this process, the server's threads included."""
        return connected_to(self.copy)

    @staticmethod
    def _duplicate(source: str, target: str) -> None:
        connection.close()  # PostgreSQL copies only a database that nobody uses
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
