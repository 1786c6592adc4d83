"""Values of vocabularies that are offered no more: what carried one moves to its replacement, in one transaction.

A retired value stays readable at its address and in history. With a replacement nothing carries it any more, whoever
may see it; without one, what carries it keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection, transaction

from .access import Viewer, open_door
from .history import changing
from .search import names, upkeep
from .ties import TiesConflict, move_ties, own_relations


class RetireRefused(ValueError):
    """A value that cannot be retired so; the message says why, for whoever tried it."""


Check = Callable[[Any, Any], None]


def retire(value: Any, replacement: Any, by: Any, reason: str, check: Check | None = None) -> Any:
    """Offer ``value`` no more; all that carries it carries ``replacement`` then, unless that is ``None``.

    ``check(value, replacement)`` raises :class:`RetireRefused` for what the vocabulary itself does not allow. Returns
    the value as it is then.
    """
    _needs(by, reason)
    try:
        with transaction.atomic(), open_door(), changing(by=by, reason=reason.strip()):
            value, replacement = _locked(value, replacement)
            if value.is_retired:
                raise RetireRefused(f"“{value}” is retired already.")
            if replacement is not None and replacement.is_retired:
                raise RetireRefused(f"“{replacement}” is retired itself: choose a value that is in use.")
            if check is not None:
                check(value, replacement)
            if replacement is not None:
                with upkeep.muted():
                    # What the value itself says, such as the values it replaced, is not what carries it.
                    move_ties(replacement, value, leave=own_relations(type(value)))
            value.is_retired, value.replaced_by = True, replacement
            value.save()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            if replacement is not None:
                names.refresh_all(names.carriers(replacement))
    except (IntegrityError, TiesConflict) as error:
        raise RetireRefused(
            f"It cannot be replaced by “{replacement}”: {str(error).splitlines()[0]}"
        ) from error
    return value


def bring_back(value: Any, by: Any, reason: str) -> Any:
    """Offer ``value`` again. What its replacement carries stays there: nobody knows any more what was moved."""
    _needs(by, reason)
    with transaction.atomic(), changing(by=by, reason=reason.strip()):
        value, _ = _locked(value, None)
        if not value.is_retired:
            raise RetireRefused(f"“{value}” is in use.")
        value.is_retired, value.replaced_by = False, None
        value.save()
    return value


def _needs(by: Any, reason: str) -> None:
    viewer = Viewer.of(by)
    if not (viewer.is_curator or viewer.is_administrator):
        raise RetireRefused("Only curators may do this.")
    if not reason.strip():
        raise RetireRefused("Say why.")


def _locked(value: Any, replacement: Any) -> tuple[Any, Any]:
    wanted = [one.pk for one in (value, replacement) if one is not None]
    if len(set(wanted)) < len(wanted):
        raise RetireRefused("A value cannot replace itself.")
    rows = type(value)._default_manager.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    locked = {row.pk: row for row in rows}
    if len(locked) < len(wanted):
        raise RetireRefused("One of the two is there no more.")
    return locked[value.pk], locked[replacement.pk] if replacement is not None else None
