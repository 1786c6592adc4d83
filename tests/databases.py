"""Other databases of the same server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """While this lasts the program works on the database called ``name``.

    Every thread's connections share one dictionary of settings, and read the name when they open.
    """
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
