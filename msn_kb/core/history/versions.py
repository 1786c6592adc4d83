"""The versions of a record: what each change was, who made it and why, in words that a person can read.

A version is what one transaction did to the record and its parts. What the reader may not see, such as a link to a
hidden record, is not part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.text import capfirst

from ..access import is_guarded, open_door
from .models import RowChange
from .triggers import derived, models_by_table, owner

ADDED, CHANGED, TAKEN = "added", "changed", "taken away"
NOT_TOLD = {"id", "created_at", "updated_at"}


@dataclass(frozen=True)
class Difference:
    """One field before and after, as text; lists of names are joined by “; ”. ``is_long``: running text."""

    label: str
    before: str
    after: str
    is_long: bool = False


@dataclass(frozen=True)
class Version:
    """What one transaction did to a record. ``key`` is the number of its last row: the record as it was then."""

    key: int
    transaction: int
    at: datetime
    by: Any
    reason: str
    origin: str
    what: str
    differences: tuple[Difference, ...] = ()


@dataclass
class _Row:
    """What a transaction did to one row, its steps taken together."""

    model: Any
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    was_there: bool
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[Any, Any, Any]]:
        """Each field that the steps touched, in the model's order, with what its column held before and after."""
        for one in self.model._meta.concrete_fields:
            if one.column in self.columns and one.column not in NOT_TOLD:
                yield one, *self.columns[one.column]


def rows_of(record: models.Model) -> models.QuerySet[RowChange]:
    """Every change to ``record`` and its parts, oldest first."""
    return RowChange.objects.filter(record_table=record._meta.db_table, record_id=record.pk).order_by("pk")


def last_key(record: models.Model) -> int:
    """The number of the last change to ``record``; 0 before all changes. Two forms opened on the same number saw the
    same record.
    """
    return rows_of(record).aggregate(last=models.Max("pk"))["last"] or 0


def versions(record: models.Model, user: Any) -> list[Version]:
    """The versions of ``record``, newest first, as far as ``user`` may see what they speak of."""
    transactions: dict[int, list[RowChange]] = defaultdict(list)
    for row in rows_of(record).select_related("by"):
        transactions[row.transaction].append(row)
    names = _Names(user)
    found = [_version(record, rows, names) for rows in transactions.values()]
    told = names.told([row for _, rows in found for row in rows])
    made = [_written(version, rows, told) for version, rows in found]
    return sorted((one for one in made if one.differences or one.what != CHANGED), key=lambda one: -one.key)


def _version(record: models.Model, rows: list[RowChange], names: _Names) -> tuple[Version, list[_Row]]:
    merged = list(_merged(rows))
    own = next((row for row in merged if row.model is type(record) and row.row_id == record.pk), None)
    what = CHANGED
    if own is not None and not own.was_there:
        what = ADDED
    elif own is not None and own.after is None:
        what = TAKEN
    last = rows[-1]
    reasons = list(dict.fromkeys(row.reason for row in rows if row.reason))
    return (
        Version(last.pk, last.transaction, last.at, last.by, " ".join(reasons), last.origin, what),
        merged,
    )


def _merged(rows: Iterable[RowChange]) -> Iterator[_Row]:
    """The first ``before`` and the last ``after`` of each row."""
    known = models_by_table()
    found: dict[tuple[str, int], _Row] = {}
    for row in rows:
        if row.table not in known:
            continue
        key = row.table, row.row_id
        one = found.get(key)
        if one is None:
            one = found[key] = _Row(known[row.table], row.row_id, row.before, None, row.before is not None)
        for column in {**(row.before or {}), **(row.after or {})}:
            first = one.columns.get(column, ((row.before or {}).get(column), None))[0]
            one.columns[column] = first, (row.after or {}).get(column)
        one.after = row.after
    for one in found.values():
        if one.was_there or one.after is not None:
            yield one


def _written(version: Version, rows: list[_Row], told: _Told) -> Version:
    differences: list[Difference] = []
    ties: dict[Any, tuple[list[str], list[str]]] = {}
    for row in rows:
        if row.model._meta.auto_created:
            _tie(row, ties, told)
        elif owner(row.model)[0] is row.model:
            differences += _fields(row, told)
        else:
            differences += _part(row, told)
    differences += [
        Difference(label, "; ".join(sorted(gone)), "; ".join(sorted(come)))
        for label, (gone, come) in ties.items()
        if sorted(gone) != sorted(come)
    ]
    return Version(**{**version.__dict__, "differences": tuple(differences)})


def _fields(row: _Row, told: _Told) -> Iterator[Difference]:
    passed_over = derived(row.model)
    for found, before, after in row:
        if found.column in passed_over or before == after:
            continue
        old, new = told.text(found, before), told.text(found, after)
        if old != new:
            long = isinstance(found, models.TextField)
            yield Difference(capfirst(str(found.verbose_name)), old, new, is_long=long)


def _part(row: _Row, told: _Told) -> Iterator[Difference]:
    """A part of the record as one line before and after, such as a citation with its source and locator."""
    _, link = owner(row.model)
    parts: list[list[str]] = [[], []]
    for found, *values in row:
        if found.column in (link, "position"):
            continue
        if found.is_relation and any(told.is_hidden(found, value) for value in values):
            return
        for part, value in zip(parts, values, strict=True):
            if text := told.text(found, value):
                part.append(text)
    before, after = (", ".join(part) for part in parts)
    if before != after:
        yield Difference(capfirst(str(row.model._meta.verbose_name)), before, after)


def _tie(row: _Row, ties: dict[Any, tuple[list[str], list[str]]], told: _Told) -> None:
    declared, link = owner(row.model)
    relation = next(one for one in declared._meta.many_to_many if one.remote_field.through is row.model)
    label = capfirst(str(relation.verbose_name))
    gone, come = ties.setdefault(label, ([], []))
    for found, before, after in row:
        if found.column == link:
            continue
        if (before is not None and row.was_there) and (text := told.text(found, before)):
            gone.append(text)
        if after is not None and (text := told.text(found, after)):
            come.append(text)


class _Names:
    """Gathers what foreign keys lead to, so that each model is asked once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    def told(self, rows: Iterable[_Row]) -> _Told:
        """The names of all records that ``rows`` speak of and that the user may see."""
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for row in rows:
            for found, *values in row:
                if found.is_relation:
                    wanted[found.related_model].update(value for value in values if value is not None)
        names: dict[Any, dict[Any, str]] = {}
        with open_door():
            for model, keys in wanted.items():
                every = model._default_manager.filter(pk__in=keys)
                seen = every.visible_to(self.user) if hasattr(every, "visible_to") else every
                names[model] = {record.pk: str(record) for record in seen}
        return _Told(names)


@dataclass(frozen=True)
class _Told:
    names: Mapping[Any, Mapping[Any, str]]

    def is_hidden(self, found: Any, value: Any) -> bool:
        """Whether ``value`` leads to a record that this person may not see, or that is there no more and may have been
        one of those.
        """
        model = found.related_model
        return value is not None and is_guarded(model) and value not in self.names.get(model, {})

    def text(self, found: Any, value: Any) -> str:
        """``value`` of the column ``found`` in words; empty for nothing, and for what must not be told."""
        if value is None or value == "":
            return ""
        if found.is_relation:
            known = self.names.get(found.related_model, {})
            if value in known:
                return known[value]
            return "" if is_guarded(found.related_model) else "(there no more)"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(str(one) for one in value)
        choices = dict(found.flatchoices)
        return str(choices.get(value, value))
