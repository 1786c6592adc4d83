"""How many entries of a list carry which values: the numbers of its pictures.

    themes, phases = axis(filterset, "theme"), axis(filterset, "phase")
    cells, rows = tally(filterset, (themes, phases), (themes,))
    cells["inclusion", "ceasefire"], rows["inclusion",]

Each number is the length of a list: the one whose address asks of the axes' parameters these values alone, and of all
others what it asked before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .counting import flagged_entries
from .filterset import ListFilterSet

MOST_AXES = 2
YEARS = ("year_min", "year_max")

Tally = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Axis:
    """What entries are told apart by.

    ``parameters``: those that ask for one of its values. ``pairs``: rows of (entry's primary key, value), as far as the
    person asking may know them.
    """

    parameters: tuple[str, ...]
    pairs: QuerySet


def axis(filterset: ListFilterSet, name: str) -> Axis:
    """The values of the parameter ``name``."""
    return Axis((name,), filterset.filters[name].pairs(filterset.user))


def year_axis(filterset: ListFilterSet) -> Axis:
    """The years of a list that has ``year_min`` and ``year_max`` on one column."""
    column = filterset.filters[YEARS[0]].field_name
    entries = filterset.entries(filterset.queryset.model, filterset.user)
    return Axis(YEARS, entries.order_by().values_list("pk", column))


def tally(filterset: ListFilterSet, *questions: Sequence[Axis]) -> list[Tally]:
    """For each question, entries by their value on each of its axes (one or two); one query for all questions.

    An entry with several values counts for each; "" stands for none.
    """
    found: list[Tally] = [Counter() for _ in questions]
    try:
        flags, sql, params = flagged_entries(filterset)
    except EmptyResultSet:
        return found
    columns = ", ".join(["entry", *flags])
    all_params: list[Any] = [*params]
    branches = []
    for number, question in enumerate(questions):
        branch, branch_params = _branch(number, question, flags)
        branches.append(branch)
        all_params += branch_params
    statement = f"WITH entries ({columns}) AS MATERIALIZED ({sql}) " + " UNION ALL ".join(branches)
    with connection.cursor() as cursor:
        cursor.execute(statement, all_params)
        for number, *values, count in cursor.fetchall():
            found[number][tuple(value or "" for value in values[: len(questions[number])])] = count
    return found


def _branch(number: int, question: Sequence[Axis], flags: Sequence[str]) -> tuple[str, list[Any]]:
    joins, values, params = [], [], []
    lifted = {f"in_{name}" for one in question for name in one.parameters}
    for place, one in enumerate(question):
        pairs, pairs_params = one.pairs.query.sql_with_params()
        joins.append(
            f"LEFT JOIN ({pairs}) AS axis_{place} (entry_id, value) ON axis_{place}.entry_id = entry"
        )
        values.append(f"axis_{place}.value::text")
        params += pairs_params
    values += ["NULL::text"] * (MOST_AXES - len(question))
    where = " AND ".join(flag for flag in flags if flag not in lifted) or "true"
    selected = ", ".join([str(number), *values, "count(DISTINCT entry)"])
    return f"SELECT {selected} FROM entries {' '.join(joins)} WHERE {where} GROUP BY 2, 3", params
