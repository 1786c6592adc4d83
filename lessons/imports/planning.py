"""Plans an import: what each row would create or change, or why it is rejected. Writes nothing.

Rows are looked at a batch at a time, with the same few queries for each batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msn_kb.core.shown import unnoted

from .identity import Identity, Scope, entries_of, identity_of, repeated, taken_numbers
from .importers import Importer
from .options import Options
from .plans import Outcome, Plan, PlannedRow
from .present import present
from .problems import Problem, problem
from .rows import plan_row
from .tables import Row, Table
from .tagging import Tags

BATCH = 500

Progress = Callable[[int], None]


def plan(
    table: Table,
    scope: Scope,
    importer: Importer,
    options: Options,
    *,
    lock: bool = False,
    progress: Progress | None = None,
    only: Sequence[int] | None = None,
) -> Plan:
    """What importing ``table`` would do.

    :param lock: entries that would be changed stay as they are until the transaction ends.
    :param progress: told now and then how many rows are done.
    :param only: places of the rows to plan, for a page of the preview; all without it.
    """
    # Reading what is there shows it to nobody yet; whoever shows a plan says so.
    with unnoted():
        return _plan(table, scope, importer, options, lock, progress, only)


def _plan(
    table: Table,
    scope: Scope,
    importer: Importer,
    options: Options,
    lock: bool,
    progress: Progress | None,
    only: Sequence[int] | None,
) -> Plan:
    tags = Tags(table.columns, importer, options)
    again = repeated(table.rows, table.columns)
    planned = Plan()
    places = range(len(table.rows)) if only is None else only
    about: dict[int, int] = {}
    for start in range(0, len(places), BATCH):
        batch = [(place, table.rows[place]) for place in places[start : start + BATCH]]
        planned.rows += _batch(batch, table, scope, importer, options, tags, again, about, lock)
        if progress:
            progress(len(planned.rows))
    planned.unknown = sorted(tags.unknown.values(), key=lambda one: (one.column, one.first_line))
    planned.created_values = tags.created
    return planned


def _batch(
    batch: list[tuple[int, Row]],
    table: Table,
    scope: Scope,
    importer: Importer,
    options: Options,
    tags: Tags,
    again: dict[int, Problem],
    about: dict[int, int],
    lock: bool,
) -> Iterator[PlannedRow]:
    """Plans of a batch's rows; ``about`` notes which line is about which entry, over all batches."""
    cells = [dict(zip(table.columns, row.cells, strict=True)) for _, row in batch]
    identities = [identity_of(row, one, scope) for (_, row), one in zip(batch, cells, strict=True)]
    valid = [one for one in identities if isinstance(one, Identity)]
    known = entries_of(valid, importer, scope)
    taken = taken_numbers(valid, importer)
    held = present(set(known.values()), table.columns, importer, lock=lock)
    for (place, row), mine, identity in zip(batch, cells, identities, strict=True):
        wrong = [*row.faults, *([again[place]] if place in again else [])]
        if isinstance(identity, Problem):
            yield _rejected(row, mine, [*wrong, identity])
            continue
        pk = known.get(identity)
        if identity.pk and pk is None:
            wrong.append(problem(row.line, "id", str(identity.pk), "the number of an entry that exists"))
        if pk is not None and about.setdefault(pk, row.line) != row.line:
            wrong.append(
                problem(
                    row.line,
                    "external_id",
                    identity.external_id,
                    f"one row an entry; line {about[pk]} is about the same",
                )
            )
        other = taken.get((identity.scope, identity.external_id)) if identity.pk else None
        if other is not None and other != pk:
            wrong.append(
                problem(
                    row.line,
                    "external_id",
                    identity.external_id,
                    f"a number of its own; entry {other} has it",
                )
            )
        if wrong:
            yield _rejected(row, mine, wrong)
            continue
        yield plan_row(row, mine, identity, held[pk] if pk is not None else None, tags, importer, options)


def _rejected(row: Row, cells: dict[str, str], wrong: list[Problem]) -> PlannedRow:
    return PlannedRow(row.line, cells.get("title", "")[:250], Outcome.REJECTED, problems=wrong)
