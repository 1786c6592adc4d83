"""What was sent on a form, with what somebody else wrote meanwhile put in where it is taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from .opened import THEIRS, Unit, row_of, units

MOST_ROWS = 1000


def merged(
    posted: QueryDict, parts: Iterable[Any], taken: Collection[str], read_only: Collection[str] = ()
) -> QueryDict:
    """``posted`` with the units ``taken`` as ``parts`` (unbound, on the record as it is now) hold them.

    Rows that somebody else added come along; one that is there no more, but was changed here, becomes a new row.
    """
    data = posted.copy()
    data.pop(THEIRS, None)
    for part in parts:
        if isinstance(part, forms.BaseForm):
            for name, unit in units(part).items():
                if name in taken:
                    data.setlist(name, next(iter(unit.values())))
        elif row_count(part, posted) is not None:
            _put_rows(data, part, *_rows(part, posted, taken, read_only))
    return data


def posted_rows(part: Any, posted: QueryDict) -> Iterator[Unit]:
    """The rows of the formset ``part`` as they were sent; a row that is not saved yet has an empty “id”."""
    names = [*part.empty_form.fields]
    for number in range(row_count(part, posted) or 0):
        row = {name: posted.getlist(f"{part.prefix}-{number}-{name}") for name in names}
        yield {**row, "id": row.get("id") or [""]}


def row_count(part: Any, posted: QueryDict) -> int | None:
    """How many rows were sent; ``None`` where that is no number that a browser would send."""
    text = posted.get(f"{part.prefix}-TOTAL_FORMS", "")
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        return None
    return min(int(text), MOST_ROWS)


def _rows(
    part: Any, posted: QueryDict, taken: Collection[str], read_only: Collection[str]
) -> tuple[list[Unit], list[Unit]]:
    """The rows that are stored, and the new ones."""
    sent = list(posted_rows(part, posted))
    by_key = {row["id"][0]: row for row in sent if row["id"][0]}
    stored, there = [], set()
    for form in part.initial_forms:
        key = str(form.instance.pk)
        there.add(key)
        is_theirs = part.prefix in read_only or f"{part.prefix}#{key}" in taken
        stored.append(row_of(form) if is_theirs or key not in by_key else by_key[key])
    new = [row for row in sent if not row["id"][0]]
    for key, row in by_key.items():
        is_dropped = part.prefix in read_only or f"{part.prefix}#{key}" in taken or any(row.get("DELETE", ()))
        if key not in there and not is_dropped:
            new.append({**row, "id": [""]})
    return stored, new


def _put_rows(data: QueryDict, part: Any, stored: list[Unit], new: list[Unit]) -> None:
    kept = {f"{part.prefix}-MIN_NUM_FORMS", f"{part.prefix}-MAX_NUM_FORMS"}
    for name in [name for name in data if name.startswith(f"{part.prefix}-") and name not in kept]:
        del data[name]
    data[f"{part.prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    data[f"{part.prefix}-INITIAL_FORMS"] = str(len(stored))
    for number, row in enumerate([*stored, *new]):
        for name, values in row.items():
            if values:
                data.setlist(f"{part.prefix}-{number}-{name}", values)
