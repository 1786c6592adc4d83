"""Two records of one kind become one: everything that leads to the one that goes leads to the one that stays.

For records of every kind, whatever they are tied to (``ties``). The row that goes is deleted; its history stays under
its own number, which :class:`MergedRecord` ties to the record that stayed, and its address leads on. Nobody reads more
afterwards than before (``merged_values``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from .access import Status, Viewer, open_door
from .history import changing
from .merged_values import AUDIENCE, NoReaderInCommon, audience_of_both, take_values
from .models import FormerSlug, MergedRecord
from .search import names, upkeep
from .ties import TiesConflict, move_ties, own_relations, ties_to


class MergeRefused(ValueError):
    """A merge that the rules do not allow; the message says why, for whoever tried it."""


def no_check(kept: Any, gone: Any, by: Any) -> None:
    """Nothing to find fault with."""


def no_names(kept: Any, gone: Any) -> None:
    """The name that goes is of no use to the record that stays."""


@dataclass(frozen=True)
class Rules:
    """What holds for one kind of record. ``check(kept, gone, by)`` raises :class:`MergeRefused` before anything is
    done; ``take_names(kept, gone)`` keeps the name that goes, as a synonym or a former name.
    """

    check: Callable[[Any, Any, Any], None] = no_check
    take_names: Callable[[Any, Any], None] = no_names


def merge(
    kept: Any,
    gone: Any,
    by: Any,
    reason: str,
    choices: Mapping[str, str] | None = None,
    rules: Rules | None = None,
) -> Any:
    """Make ``gone`` part of ``kept``, in one transaction; returns ``kept`` as it is then.

    ``choices`` says by the name of a field whose value stays: ``kept``, ``gone`` or ``both``. A field that is not
    named keeps the value of ``kept``, or takes that of ``gone`` where there is none. Raises :class:`MergeRefused`.
    """
    if not reason.strip():
        raise MergeRefused("Say why these two are one.")
    rules = rules or Rules()
    try:
        with transaction.atomic(), open_door(), changing(by=by, reason=reason.strip()):
            kept, gone = _locked(kept, gone, by)
            rules.check(kept, gone, by)
            _check(kept, gone)
            with upkeep.muted():
                _merge(kept, gone, by, choices or {})
                rules.take_names(kept, gone)
            with connection.cursor() as cursor:
                # What was overlooked and still leads to the one that went is an error now, not at the end.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            names.refresh_all(names.carriers(kept))
    except IntegrityError as error:
        raise MergeRefused(f"The database refused it: {_detail(error)}") from error
    except (TiesConflict, NoReaderInCommon) as error:
        raise MergeRefused(str(error)) from error
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    return kept


def _locked(kept: Any, gone: Any, by: Any) -> tuple[Any, Any]:
    """Both as they are now, if ``by`` may see both."""
    model: Any = type(kept)
    if type(gone) is not model or kept.pk == gone.pk:
        raise MergeRefused("Choose two different entries of one kind.")
    viewer = Viewer.of(by)
    if not (viewer.is_curator or viewer.is_administrator):
        raise MergeRefused("Only curators may do this.")
    found = model._default_manager.visible_to(by).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    locked = {record.pk: record for record in found.select_for_update(of=("self",))}
    if len(locked) < 2:
        raise MergeRefused("One of the two is there no more.")
    return locked[kept.pk], locked[gone.pk]


def _check(kept: Any, gone: Any) -> None:
    if getattr(gone, "status", "") == Status.PUBLISHED != getattr(kept, "status", ""):
        raise MergeRefused("One of the two is published and has to stay: only review publishes an entry.")
    if getattr(kept, "status", "") == Status.SUPERSEDED:
        raise MergeRefused("The one that is to stay is superseded: let the other one stay, or its successor.")
    if getattr(kept, "is_retired", False):
        raise MergeRefused("The one that is to stay is retired: let the other one stay.")


def _merge(kept: Any, gone: Any, by: Any, choices: Mapping[str, str]) -> None:
    model = type(kept)
    audience = audience_of_both(kept, gone)
    readers = [table for table, relation in own_relations(model).items() if relation.name in AUDIENCE]
    move_ties(kept, gone, leave=readers)
    for table, link in ties_to(model):
        if table in readers:
            table._base_manager.filter(**{link.name: gone.pk})._raw_delete(connection.alias)
    _keep_track(kept, gone, by)
    # It goes before its name, which may be unique, is taken.
    gone_row: Any = model._base_manager.filter(pk=gone.pk)
    gone_row._raw_delete(connection.alias)
    take_values(kept, gone, choices)
    for name, value in audience.items():
        if name in AUDIENCE:
            getattr(kept, name).set(value)
        else:
            setattr(kept, name, value)
    kept.save()


def _keep_track(kept: Any, gone: Any, by: Any) -> None:
    """What is needed to find the history of the one that goes, and to lead on from its addresses."""
    kind = type(kept)._meta.label_lower
    MergedRecord.objects.filter(kind=kind, into=gone.pk).update(into=kept.pk)
    MergedRecord.objects.update_or_create(
        kind=kind, number=gone.pk, defaults={"into": kept.pk, "title": str(gone)[:400], "by": by}
    )
    FormerSlug.objects.filter(model=kind, object_id=gone.pk).update(object_id=kept.pk)
    address = getattr(gone, "slug", "") or getattr(gone, "code", "")
    if address:
        FormerSlug.objects.remember(kept, address)


def _detail(error: IntegrityError) -> str:
    return str(error).strip().splitlines()[-1].removeprefix("DETAIL:").strip()
