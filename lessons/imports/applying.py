"""Does what a plan says: in one transaction, one import at a time, with history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction

from msn_kb.core.access import Status, open_door
from msn_kb.core.history import changing
from msn_kb.core.search import statistics

from .. import review
from ..models import Lesson
from .identity import Scope
from .importers import Importer
from .options import Options
from .planning import plan
from .plans import Outcome, Plan
from .problems import FileRefused, Problem
from .tables import Table
from .writing import write

ORIGIN = "import"
# Of all advisory locks of the database: those of imports. The second number is 0 for “any”, else that of the run.
LOCKS = 0x6D736E

Progress = Callable[[int], None]


class PlanChanged(Exception):
    """What the import would do is no longer what was shown; ``plan`` is what it would do now."""

    def __init__(self, changed: Plan) -> None:
        super().__init__("Entries have changed since the preview was made.")
        self.plan = changed


def apply(
    table: Table,
    scope: Scope,
    importer: Importer,
    options: Options,
    *,
    run: int = 0,
    expected: str = "",
    reason: str = "",
    progress: Progress | None = None,
    settle: Callable[[Plan, int], None] | None = None,
) -> Plan:
    """Import ``table``; all of it or nothing. Returns the plan; where it is not clean, nothing was written.

    :param run: the number of the ``ImportRun``; whoever asks can tell by a lock whether it is still going on.
    :param expected: the digest of the plan that was shown; raises ``PlanChanged`` where it is not the same by now.
    :param settle: called with the plan and the number of the transaction before it ends.
    :raises FileRefused: where the database refuses what no rule foresaw.
    """
    try:
        with transaction.atomic(), open_door():
            lock(0)
            if run:
                lock(run)
            planned = plan(table, scope, importer, options, lock=True, progress=progress)
            if expected and planned.digest != expected:
                raise PlanChanged(planned)
            if planned.is_clean:
                with changing(by=importer.user, reason=reason or options.reason, origin=ORIGIN):
                    _write(planned, importer, options, reason, progress)
            if settle:
                settle(planned, transaction_number())
    except (IntegrityError, DataError) as error:
        said = str(error).splitlines()[0][:200]
        raise FileRefused(
            Problem(
                0, "", "", f"entries that the database takes; it refused them: {said}. Nothing was changed"
            )
        ) from error
    return planned


def _write(
    planned: Plan, importer: Importer, options: Options, reason: str, progress: Progress | None
) -> None:
    counts = planned.counts
    written = write(planned, importer.user, options.reason or reason, progress)
    published = _publish(planned, importer, options) if options.publish else 0
    if written or published or counts[Outcome.CREATED]:
        statistics.refresh()


def _publish(planned: Plan, importer: Importer, options: Options) -> int:
    """Drafts of the file that nobody here wrote; those that somebody owns go through review by themselves."""
    keys = [row.pk for row in planned.rows if row.pk]
    drafts = Lesson.objects.filter(pk__in=keys, owner=None, status=Status.DRAFT).only("pk")
    return review.publish_imported(list(drafts), importer.user, options.reason)


def lock(number: int) -> None:
    """Wait until nobody else has this lock, and have it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, number])


def is_going_on(number: int) -> bool:
    """Whether somebody has the lock of the run with this number."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, number])
        row: Any = cursor.fetchone()
        return not row[0]


def transaction_number() -> int:
    """The number under which the history keeps what this transaction writes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_history_transaction()")
        row: Any = cursor.fetchone()
        return int(row[0])
