"""Records that one rule plants for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is planted while this lasts is gone afterwards, so that the rules that follow find the world as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
