"""Two people at once: what somebody saves on a form that was opened before somebody else saved is put beside theirs.

Neither is lost: nothing is stored, the form comes back with what was typed, and what the other one changed stands
beside it. A view does this::

    GET    state = state_of(Lesson, pk)                     # first
           lesson = ...; form = Form(instance=lesson)       # then
           opened = Opened.of(lesson, state, [form, *formsets])
           # in the template: <input type="hidden" name="opened" value="{{ opened.token }}">

    POST   with transaction.atomic():
               lock(Lesson, pk)                             # first
               lesson = ...; fresh = [Form(instance=lesson), *formsets]      # unbound
               found = settle(lesson, request.POST, fresh, request.user)
               form = Form(found.data, instance=lesson)
               if found.conflict:                           # show it again, status 409: nothing is saved
                   # {% include "records/_conflict.html" with conflict=found.conflict %} within the form, and
                   # found.token in the hidden field
               elif form.is_valid(): ...                    # save
               # found.token goes into the hidden field of a form with errors, too
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from .merging import merged, posted_rows
from .opened import OPENED, THEIRS, Opened, digest, lock, state_of, units
from .saying import label_of, said
from .versions import Version, versions

__all__ = ["OPENED", "THEIRS", "Clash", "Conflict", "Opened", "Settled", "lock", "settle", "state_of"]

NOTHING = digest({})


@dataclass(frozen=True)
class Clash:
    """One field, or one row of a part, that somebody else changed since the form was opened.

    ``is_taken``: it was left alone here, so the form holds theirs now. Else both changed it: the form holds what was
    typed, and ticking the box ``theirs`` with the value ``name`` takes theirs when the form is saved. Where they took
    a row away that was changed here, it has become a new row, and there is nothing to tick.
    """

    name: str
    label: str
    theirs: str
    yours: str
    is_taken: bool
    can_take: bool = True


@dataclass(frozen=True)
class Conflict:
    """What happened to the record since: who saved it, and field by field what they and this person wrote."""

    versions: Sequence[Version]
    clashes: Sequence[Clash]


@dataclass(frozen=True)
class Settled:
    """What a form is to be bound to (``data``), its new ``token``, and the ``conflict`` if there is one."""

    data: QueryDict
    token: str
    conflict: Conflict | None = None


def settle(
    record: models.Model,
    posted: QueryDict,
    fresh: Iterable[Any],
    user: Any,
    read_only: Collection[str] = (),
) -> Settled:
    """Tell whether ``record`` changed since the form that was ``posted`` was opened.

    To be called with the record locked. ``fresh``: the form and its formsets, unbound, on the record as it is now;
    ``read_only``: prefixes of formsets whose rows are shown and not edited.
    """
    parts = list(fresh)
    opened = Opened.read(posted.get(OPENED, ""), record)
    state = state_of(type(record), record.pk)
    ticked = set(posted.getlist(THEIRS))
    if opened.state == state:
        data = merged(posted, parts, ticked, read_only) if ticked else posted
        return Settled(data, posted.get(OPENED, ""))
    theirs = {name: unit for part in parts for name, unit in units(part).items()}
    clashes, taken = [], set(ticked)
    for part in parts:
        sent = sent_units(part, posted)
        for name in {**units(part), **sent}:
            clash = _clash(part, name, opened.digests.get(name), theirs.get(name), sent.get(name), read_only)
            if clash is not None:
                clashes += [clash] if clash.theirs != clash.yours or clash.is_taken else []
                taken |= {name} if clash.is_taken else set()
    since = versions(record, user, after=opened.last) if opened.state else []
    conflict = Conflict(since, [one for one in clashes if one.label])
    token = Opened.of(record, state, parts).token
    return Settled(merged(posted, parts, taken, read_only), token, conflict)


def sent_units(part: Any, posted: QueryDict) -> dict[str, dict[str, list[str]]]:
    """The units of ``part`` as they were ``posted``; rows that are new are none."""
    if isinstance(part, forms.BaseForm):
        return {bound.html_name: {bound.name: posted.getlist(bound.html_name)} for bound in part}
    return {f"{part.prefix}#{row['id'][0]}": row for row in posted_rows(part, posted) if row["id"][0]}


def _clash(
    part: Any,
    name: str,
    opened: str | None,
    theirs: dict[str, list[str]] | None,
    yours: dict[str, list[str]] | None,
    read_only: Collection[str],
) -> Clash | None:
    """``None`` where the other one left the unit as it was."""
    now = digest(theirs) if theirs is not None else None
    mine = digest(yours) if yours is not None else None
    if now in (opened, mine) or (now == NOTHING and not _is_stored(part, name)):
        return None
    is_taken = (opened is not None and mine == opened) or yours is None or part.prefix in read_only
    return Clash(
        name,
        label_of(part, name),
        said(part, theirs),
        said(part, yours),
        is_taken,
        not is_taken and theirs is not None,
    )


def _is_stored(part: Any, name: str) -> bool:
    """Whether the unit is one of the record's own fields, and not, say, the box for the reason of the change."""
    if not isinstance(part, forms.BaseForm):
        return True
    name = name.removeprefix(f"{part.prefix}-") if part.prefix else name
    model = part._meta.model if isinstance(part, forms.BaseModelForm) else None
    return model is None or name in {one.name for one in (*model._meta.fields, *model._meta.many_to_many)}
