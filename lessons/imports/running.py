"""The record of an import, from its file to its end: previewed, carried out, interrupted, given up.

``ImportRun.content`` holds the table (not the file) until it is written; ``options`` what was decided, and of the last
preview a letter for each row and a digest by which a change since is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from msn_kb.core.shown import unnoted

from ..choices import ImportState
from ..models import ImportRun
from .applying import PlanChanged, apply, is_going_on
from .identity import Scope
from .importers import Importer
from .options import Options
from .planning import plan
from .plans import Outcome, Plan, PlannedRow
from .problems import FileRefused, Problem
from .progress import told_outside
from .reading import ReadFile
from .suspecting import Likely, suspected
from .tables import Table

WAITING = (ImportState.PREVIEWED, ImportState.REJECTED, ImportState.FAILED)
MOST_PROBLEMS = 20_000
LONGEST_REASON = 2000
MOST_SUSPECTS = 200
# How long a process may take to begin before it counts as interrupted.
PATIENCE = timedelta(seconds=60)
INTERRUPTED = "nothing; the import was interrupted. Nothing was changed, and it can be done again"


def begin(file: ReadFile, importer: Importer, options: Options, *, keep: bool = True) -> ImportRun:
    """Take up a file that was read; ``keep`` its table for later, where it is not carried out at once."""
    return ImportRun.objects.create(
        file_name=file.name,
        checksum=file.checksum,
        content=file.table.packed() if keep else None,
        rows=len(file.table.rows),
        options=options.as_json(),
        by=importer.user,
        reason=options.reason,
    )


def is_waiting(run: ImportRun) -> bool:
    """Whether there is a table that can be previewed and carried out."""
    return run.state in WAITING and run.content is not None


def table_of(run: ImportRun) -> Table:
    """The table of a run that is not done yet."""
    return Table.unpacked(bytes(run.content or b""))


def scope_of(run: ImportRun) -> Scope:
    """Within what the numbers of its rows are their own."""
    return Scope(run.file_name, run.checksum, run.options.get("source"))


def options_of(run: ImportRun) -> Options:
    """What was decided about it."""
    return Options.from_json(run.options, run.reason)


def decide(run: ImportRun, options: Options) -> None:
    """Keep other decisions; the preview has to be made anew."""
    run.options = {**run.options, **options.as_json()}
    run.reason = options.reason
    run.save(update_fields=["options", "reason"])


def preview(run: ImportRun) -> Plan:
    """Plan the import as it would be done now, and keep the outcome."""
    planned = plan(table_of(run), scope_of(run), Importer(run.by), options_of(run))
    keep_preview(run, planned)
    with unnoted():
        keep_preview(run, planned, islice(suspected(planned, Importer(run.by)), MOST_SUSPECTS))
    return planned


def keep_preview(
    run: ImportRun, planned: Plan, suspects: Iterable[tuple[PlannedRow, list[Likely]]] = ()
) -> None:
    """Note what ``planned`` says, and which rows may be duplicates."""
    counts = planned.counts
    for outcome in Outcome:
        setattr(run, outcome.value, counts[outcome.value])
    run.state = ImportState.PREVIEWED if planned.is_clean else ImportState.REJECTED
    run.problems = _first_problems(planned)
    run.rows_done = 0
    run.options = {
        **run.options,
        "outcomes": planned.outcomes,
        "digest": planned.digest,
        "unknown": [
            [one.column, one.value, one.first_line, one.rows, one.close, one.can_be_created]
            for one in planned.unknown
        ],
        "suspects": [[row.line, row.title, [asdict(one) for one in found]] for row, found in suspects],
    }
    run.save()


def _first_problems(planned: Plan) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in planned.problems:
        if len(found) == MOST_PROBLEMS:
            found.append(
                Problem(0, "", "", f"the first {MOST_PROBLEMS:,} are listed; there are more").as_json()
            )
            break
        found.append(one.as_json())
    return found


def claim(run: ImportRun, reason: str) -> bool:
    """Set a previewed run going; ``False`` where somebody else did, or it is not ready."""
    began = {**run.options, "began": timezone.now().isoformat()}
    ready = ImportRun.objects.filter(pk=run.pk, state=ImportState.PREVIEWED, content__isnull=False)
    claimed = ready.update(state=ImportState.RUNNING, reason=reason, options=began, rows_done=0)
    run.refresh_from_db()
    return claimed == 1


def carry_out(run: ImportRun) -> None:
    """Do what the preview of a claimed run showed. Afterwards its state says what became of it."""

    def settle(planned: Plan, number: int) -> None:
        finish(run, planned, number)

    try:
        with told_outside(run) as progress:
            apply(
                table_of(run),
                scope_of(run),
                Importer(run.by),
                options_of(run),
                run=run.pk,
                expected=run.options.get("digest", ""),
                reason=told_reason(run),
                progress=progress,
                settle=settle,
            )
    except PlanChanged as changed:
        keep_preview(run, changed.plan)
    except FileRefused as refused:
        fail(run, *refused.problems)
    except Exception:
        fail(run, Problem(0, "", "", INTERRUPTED))
        raise


def finish(run: ImportRun, planned: Plan, number: int) -> None:
    """Within the transaction that wrote: the run is done, or rejected where the plan is not clean."""
    keep = run.options
    keep_preview(run, planned)
    if planned.is_clean:
        run.state = ImportState.DONE
        run.transactions = [number]
        run.rows_done = run.rows
        run.finished_at = timezone.now()
        run.content = None
        run.options = {name: keep.get(name) for name in ("source", "create_vocabulary", "publish")}
        run.save()


def fail(run: ImportRun, *problems: Problem) -> None:
    """Nothing was written, and why."""
    run.refresh_from_db()
    run.state = ImportState.FAILED
    run.problems = [one.as_json() for one in problems]
    run.save(update_fields=["state", "problems"])


def told_reason(run: ImportRun) -> str:
    """What the history keeps as the reason."""
    return f"Import of {run.file_name}" + (f": {run.reason}" if run.reason else "")


def notice_interruption(run: ImportRun) -> None:
    """A run that says it is going on, and that nobody is at, was interrupted."""
    began = run.options.get("began", "")
    is_young = bool(began) and timezone.now() - datetime.fromisoformat(began) < PATIENCE
    if run.state == ImportState.RUNNING and not is_young and not is_going_on(run.pk):
        with transaction.atomic():
            now = ImportRun.objects.select_for_update().get(pk=run.pk)
            if now.state == ImportState.RUNNING:
                fail(now, Problem(0, "", "", INTERRUPTED))
        run.refresh_from_db()


def give_up(run: ImportRun) -> bool:
    """Throw a waiting run away, with what it holds of the file; ``False`` where it is not waiting."""
    deleted, _ = ImportRun.objects.filter(pk=run.pk, state__in=WAITING).delete()
    return deleted > 0
