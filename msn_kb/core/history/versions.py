"""The versions of a record: what each change was, who made it and why, in words that a person can read.

A version is what one transaction did to the record and its parts. What the reader may not see, such as a link to a
hidden record, is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.text import capfirst

from .models import RowChange
from .telling import Names, Told
from .triggers import derived, models_by_table, owner

ADDED, CHANGED, TAKEN = "added", "changed", "taken away"
NOT_TOLD = {"id", "created_at", "updated_at"}
ERASED = "erased person"
BATCH = 200


@dataclass(frozen=True)
class Difference:
    """One field before and after, as text; lists of names are joined by “; ”. ``is_long``: running text."""

    label: str
    before: str
    after: str
    is_long: bool = False


@dataclass(frozen=True)
class Version:
    """What one transaction did to a record. ``key`` is the number of its last row: the record as it was then.

    ``who`` is the name of ``by``; empty where the program itself wrote.
    """

    key: int
    transaction: int
    at: datetime
    by: Any
    who: str
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
    """Every change to ``record`` and its parts, oldest first. The rows of what is itself a part of another record are
    kept with that one.
    """
    own = models.Q(record_table=record._meta.db_table, record_id=record.pk)
    whole, link = owner(type(record))
    if whole is not type(record):
        # A record read for its number alone does not know what it is part of.
        same = type(record)._base_manager.filter(pk=record.pk).order_by().values(link)
        own |= models.Q(
            record_table=whole._meta.db_table,
            record_id__in=same,
            table=record._meta.db_table,
            row_id=record.pk,
        )
    return RowChange.objects.filter(own).order_by("pk")


def last_key(record: models.Model) -> int:
    """The number of the last change to ``record``; 0 before all changes."""
    return rows_of(record).aggregate(last=models.Max("pk"))["last"] or 0


def versions(
    record: models.Model, user: Any, *, after: int = 0, before: int | None = None, most: int | None = None
) -> list[Version]:
    """The versions of ``record``, newest first, as far as ``user`` may see what they speak of.

    ``after`` and ``before`` are keys of versions; ``most`` is how many are wanted. The queries do not grow with the
    versions, unless many of them speak of nothing that this person may see.
    """
    found: list[Version] = []
    size = BATCH if most is None else most
    while True:
        batch = _transactions(record, after, before, size)
        found += [one for one in _read(record, batch, user) if one.differences or one.what != CHANGED]
        if len(batch) < size or (most is not None and len(found) >= most):
            return found[:most]
        before = batch[-1][1]


def version(record: models.Model, key: int, user: Any) -> Version | None:
    """The version whose key is ``key``; ``None`` where there is none that ``user`` may read of."""
    found = versions(record, user, after=key - 1, before=key + 1, most=1)
    return found[0] if found and found[0].key == key else None


def differences_of(record: models.Model, rows: list[RowChange], user: Any) -> tuple[Difference, ...]:
    """What turning back ``rows`` (newest first) would change, field by field."""
    merged = list(_merged(reversed(rows)))
    told = Names(user).told(merged)
    nothing = Version(0, 0, datetime.min, None, "", "", "", CHANGED)
    found = _written(nothing, merged, told).differences
    return tuple(replace(one, before=one.after, after=one.before) for one in found)


def _transactions(record: models.Model, after: int, before: int | None, most: int) -> list[tuple[int, int]]:
    """Number and last key of the transactions that changed ``record``, newest first."""
    every = rows_of(record).order_by().values_list("transaction").annotate(last=models.Max("pk"))
    chosen = every.filter(last__gt=after).order_by("-last")
    return list((chosen if before is None else chosen.filter(last__lt=before))[:most])


def _read(record: models.Model, batch: list[tuple[int, int]], user: Any) -> list[Version]:
    transactions: dict[int, list[RowChange]] = {number: [] for number, _ in batch}
    for row in rows_of(record).filter(transaction__in=transactions).select_related("by"):
        transactions[row.transaction].append(row)
    names = Names(user)
    found = [_version(record, rows) for rows in transactions.values()]
    told = names.told([row for _, rows in found for row in rows])
    return [_written(version, rows, told) for version, rows in found]


def _version(record: models.Model, rows: list[RowChange]) -> tuple[Version, list[_Row]]:
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
        Version(last.pk, last.transaction, last.at, last.by, who(last), " ".join(reasons), last.origin, what),
        merged,
    )


def who(row: RowChange) -> str:
    """Who made a change, read with ``select_related("by")``. An account that is gone is nobody's name."""
    if row.by_id is None:
        return ""
    return ERASED if row.by is None or getattr(row.by, "erased_at", None) else str(row.by)


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


def _written(version: Version, rows: list[_Row], told: Told) -> Version:
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
    return replace(version, differences=tuple(differences))


def _fields(row: _Row, told: Told) -> Iterator[Difference]:
    passed_over = derived(row.model)
    for found, before, after in row:
        if found.column in passed_over or before == after:
            continue
        old, new = told.text(found, before), told.text(found, after)
        if old != new:
            long = isinstance(found, models.TextField)
            yield Difference(capfirst(str(found.verbose_name)), old, new, is_long=long)


def _part(row: _Row, told: Told) -> Iterator[Difference]:
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


def _tie(row: _Row, ties: dict[Any, tuple[list[str], list[str]]], told: Told) -> None:
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
