"""What a request has brought to light so far of the records that are not open to all.

The visibility door notes every record that it lets through (``GuardedQuerySet``), so no page has to. What a page reads
in another way (columns without a record, SQL, kept answers) it notes itself by :func:`note`. The access log and the
banner above a page read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model

from .handling import CLOSED, Handling, strictest


class Shown:
    """By kind (a model's label) and number (its primary key), the handling of what was shown that is not CLEAR.

    ``told`` is the level that the page has warned of already.
    """

    def __init__(self) -> None:
        self._levels: dict[tuple[str, int], str] = {}
        self._taken: set[tuple[str, int]] = set()
        self._undecided: dict[type[Model], set[int]] = defaultdict(set)
        self.told = Handling.CLEAR.value

    def note(self, kind: str, number: int, handling: str) -> None:
        """One record that is shown."""
        if handling and handling != Handling.CLEAR:
            self._levels[kind, number] = handling

    def note_record(self, record: Model) -> None:
        """A record with everything that was read along with it."""
        waiting, seen = [record], set()
        while waiting:
            one = waiting.pop()
            if id(one) in seen:  # two records may each hold the other
                continue
            seen.add(id(one))
            if "handling" in one.__dict__:
                self.note(one._meta.label_lower, one.pk, one.__dict__["handling"])
            elif hasattr(type(one), "handling"):
                self._undecided[type(one)].add(one.pk)
            waiting += [related for related in one._state.fields_cache.values() if isinstance(related, Model)]

    @property
    def highest(self) -> str:
        """The strictest level so far."""
        self._decide()
        return strictest(self._levels.values())

    def take_closed(self) -> list[tuple[str, int, str]]:
        """Kind, number and handling of what is AMBER or RED and was not taken before."""
        self._decide()
        new = {
            key: level for key, level in self._levels.items() if level in CLOSED and key not in self._taken
        }
        self._taken.update(new)
        return [(*key, level) for key, level in new.items()]

    def _decide(self) -> None:
        """Ask for the handling of records that were read without it: they passed the door already."""
        from .access import open_door  # which tells this module what it lets through

        with open_door(), unnoted():
            while self._undecided:
                model, keys = self._undecided.popitem()
                levels = model._base_manager.order_by().filter(pk__in=keys).values_list("pk", "handling")
                for number, level in levels:
                    self.note(model._meta.label_lower, number, level)


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def showing(shown: Shown | None = None) -> Iterator[Shown]:
    """While this lasts, what is read for somebody is noted: in ``shown``, to go on with it, or in a new one."""
    noted = shown or Shown()
    token = _shown.set(noted)
    try:
        yield noted
    finally:
        _shown.reset(token)


@contextmanager
def unnoted() -> Iterator[None]:
    """For what the program reads for itself, or accounts for in another way."""
    token = _shown.set(None)
    try:
        yield
    finally:
        _shown.reset(token)


def so_far() -> Shown | None:
    """What the present request has shown; ``None`` outside a request."""
    return _shown.get()


def note(kind: str, number: int, handling: str) -> None:
    """A record that is shown without having been read as one."""
    shown = _shown.get()
    if shown is not None:
        shown.note(kind, number, handling)


def note_records(rows: Iterable[Any]) -> None:
    """Those of ``rows`` that are records, with what was read along with them."""
    shown = _shown.get()
    if shown is not None:
        for row in rows:
            if isinstance(row, Model):
                shown.note_record(row)
