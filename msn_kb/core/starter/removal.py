"""Entries that were loaded once and have left the files since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from ..models import StarterRecord
from .document import Mapping as FileMapping
from .index import Index
from .kinds import Entry, Kind
from .place import Place
from .problems import Problems
from .state import describe, locate
from .writing import parents_first

Left = dict[str, dict[str, Any]]


def entries_that_left(kinds: Mapping[str, Kind], keys: Mapping[str, set[str]]) -> Left:
    """What was written for entries of ``kinds`` whose key is not among ``keys`` any more, by kind and key."""
    left: Left = {name: {} for name in kinds}
    for record in StarterRecord.objects.filter(kind__in=kinds).order_by("pk"):
        if record.key not in keys[record.kind]:
            left[record.kind][record.key] = record.written
    return left


def remove(kinds: Mapping[str, Kind], left: Left, index: Index) -> list[tuple[str, str]]:
    """Delete the records of ``left`` that nobody edited and nothing needs; returns kind and key of those deleted."""
    removed: list[tuple[str, str]] = []
    for name, kind in reversed(list(kinds.items())):
        entries = [_entry(kind, key, written) for key, written in left[name].items()]
        if len(kind.key) > 1:
            first = kind.first_reference
            index.find(first.to, {entry.values[first.name] for entry in entries})
        present = locate(kind, entries, index)
        now = describe(kind, list(present.values()), index)
        for entry in reversed(parents_first(kind, entries)):
            pk = present.get(entry.key)
            if (pk is None or now[pk] == entry.values) and _delete(kind, pk):
                StarterRecord.objects.filter(kind=name, key=entry.key).delete()
                removed += [(name, entry.key)] if pk is not None else []
    return removed


def _entry(kind: Kind, key: str, written: dict[str, Any]) -> Entry:
    return Entry(kind, key, written, Place("", FileMapping({}, 0), Problems()))


def _delete(kind: Kind, pk: Any) -> bool:
    try:
        with transaction.atomic():
            kind.model._default_manager.filter(pk=pk).delete()
    except ProtectedError:
        return False
    return True
