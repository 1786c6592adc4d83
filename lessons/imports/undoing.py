"""Undoes an import as a whole: every row as it was before, as long as nobody has changed its entries since."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from msn_kb.core.access import open_door
from msn_kb.core.history import RowChange, changing
from msn_kb.core.history.undoing import CannotUndo, undo_transactions
from msn_kb.core.search import statistics
from msn_kb.core.search.upkeep import muted

from ..choices import ImportState
from ..models import ImportRun, Lesson, ReviewStep
from .applying import ORIGIN, lock


def undo(run: ImportRun, by: Any, reason: str) -> None:
    """Turn back all that ``run`` wrote. Raises ``CannotUndo`` where it is not done, has been undone, or where entries
    were changed since.
    """
    if not reason.strip():
        raise CannotUndo("Say why the import is undone.")
    with transaction.atomic(), open_door():
        lock(0)
        now = ImportRun.objects.select_for_update().get(pk=run.pk)
        if now.state != ImportState.DONE:
            raise CannotUndo(
                f"Only an import that is done can be undone; this one is {now.get_state_display().lower()}."
            )
        with changing(by=by, reason=reason, origin=ORIGIN), muted():
            undo_transactions(now.transactions, by, reason)
        _forget_steps(now)
        statistics.refresh()
        now.state, now.undone_at, now.undone_by = ImportState.UNDONE, timezone.now(), by
        now.save()
    run.refresh_from_db()


def _forget_steps(run: ImportRun) -> None:
    """Steps of entries that the import brought speak of nothing any more."""
    brought = RowChange.objects.filter(
        transaction__in=run.transactions, table=Lesson._meta.db_table, before__isnull=True
    )
    numbers = brought.values("row_id")
    ReviewStep.objects.filter(kind=Lesson._meta.label_lower, number__in=numbers).delete()
