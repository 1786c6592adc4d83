"""How many entries of a list carry which values: the numbers of its pictures.

    themes, phases = axis(filterset, "theme"), axis(filterset, "phase")
    cells, rows = tally(filterset, (themes, phases), (themes,))
    cells["inclusion", "ceasefire"], rows["inclusion",]

Each number is the length of a list: the one whose address asks of the axes' parameters these values alone, and of all
others what it asked before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from .. import kept
from ..access import is_guarded
from .counting import flagged_entries
from .facet_keys import FACET_BITS
from .filterset import ListFilterSet
from .record_filters import RecordFilter
from .records import fetch

MOST_AXES = 2
OTHERS = "*"  # no slug looks like it
YEARS = ("year_min", "year_max")

Tally = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Axis:
    """What entries are told apart by.

    ``parameters``: those that ask for one of its values. The values stand in ``pairs``, rows of (entry's primary key,
    value) as far as the person asking may know them, or in the entries' facet keys, under the number ``facet``.
    Of values in ``pairs``, ``named`` are told apart where it says any; the rest go by :data:`OTHERS`.
    """

    parameters: tuple[str, ...]
    pairs: QuerySet
    facet: int = 0
    named: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return self.parameters[0]

    def join(self, alias: str) -> tuple[str, list[Any]]:
        """SQL that gives each entry a row for each of its values, one without a value if it has none."""
        if self.facet:
            # A key holds its facet in the high bits, its value in the low ones.
            values = (
                f"SELECT key & {(1 << FACET_BITS) - 1} FROM unnest(keys) AS key "
                f"WHERE key >> {FACET_BITS} = {self.facet}"
            )
            return f"LEFT JOIN LATERAL ({values}) AS {alias} (value) ON true", []
        sql, params = self.pairs.query.sql_with_params()
        return f"LEFT JOIN ({sql}) AS {alias} (entry_id, value) ON {alias}.entry_id = entry", list(params)

    def value(self, alias: str) -> tuple[str, list[Any]]:
        """SQL of the value by which an entry is counted, once joined."""
        text = f"{alias}.value::text"
        if self.named is None:
            return text, []
        return f"CASE WHEN {text} = ANY(%s) OR {text} IS NULL THEN {text} ELSE %s END", [
            list(self.named),
            OTHERS,
        ]


def axis(filterset: ListFilterSet, name: str) -> Axis:
    """The values of the parameter ``name``.

    Keys name hidden records too. Entries without a visible one could not be told from them, so keys are read only for
    records that are always public.
    """
    filter_ = filterset.filters[name]
    is_public = isinstance(filter_, RecordFilter) and not is_guarded(filter_.record_model)
    facet = filterset.key_facets.get(name, 0) if is_public else 0
    return Axis((name,), filter_.pairs(filterset.user), facet)


def year_axis(filterset: ListFilterSet) -> Axis:
    """The years of a list that has ``year_min`` and ``year_max`` on one column."""
    column = filterset.filters[YEARS[0]].field_name
    entries = filterset.entries(filterset.queryset.model, filterset.user)
    return Axis(YEARS, entries.order_by().values_list("pk", column))


def tally(filterset: ListFilterSet, *questions: Sequence[Axis]) -> list[Tally]:
    """For each question, entries by their value on each of its axes (one or two).

    One query for all questions, one more for what facet keys stand for. An entry with several values counts for each,
    unnamed ones included; "" stands for none.
    """
    try:
        rows = _count(filterset, questions)
    except EmptyResultSet:
        rows = []
    found: list[Tally] = [Counter() for _ in questions]
    names = _names(filterset, questions, rows)
    for number, *values, count in rows:
        named = (
            names.get((one.name, value), "") if one.facet else value or ""
            for one, value in zip(questions[number], values)  # noqa: B905
        )
        found[number][tuple(named)] += count
    return found


def _count(filterset: ListFilterSet, questions: Sequence[Sequence[Axis]]) -> list[Any]:
    keys = {"keys": filterset.keys(filterset.user)} if any(one.facet for one in _all(questions)) else {}
    # As many conditions as the question leaves out that leaves out most.
    lifted = max(len(filterset.active.keys() & _lifted(question)) for question in questions)
    flags, entries, params = flagged_entries(filterset, keys, lifted=lifted)
    branches, all_params = [], [*params]
    for number, question in enumerate(questions):
        branch, branch_params = _branch(number, question, flags)
        branches.append(branch)
        all_params += branch_params
    return kept.rows(f"{entries} {' UNION ALL '.join(branches)}", all_params)


def _branch(number: int, question: Sequence[Axis], flags: Sequence[str]) -> tuple[str, list[Any]]:
    aliases = [f"axis_{place}" for place in range(len(question))]
    values = [one.value(alias) for alias, one in zip(aliases, question, strict=True)]
    values += [("NULL::text", [])] * (MOST_AXES - len(question))
    joins = [one.join(alias) for alias, one in zip(aliases, question, strict=True)]
    params = [param for _, own in [*values, *joins] for param in own]
    lifted = {f"in_{name}" for name in _lifted(question)}
    where = " AND ".join(flag for flag in flags if flag not in lifted) or "true"
    selected = ", ".join([str(number), *(sql for sql, _ in values), _counted(question, aliases)])
    return (
        f"SELECT {selected} FROM entries {' '.join(sql for sql, _ in joins)} WHERE {where} GROUP BY 2, 3",
        params,
    )


def _lifted(question: Sequence[Axis]) -> set[str]:
    """The parameters that a question asks about, whose conditions do not narrow it."""
    return {name for one in question for name in one.parameters}


def _counted(question: Sequence[Axis], aliases: Sequence[str]) -> str:
    if all(one.facet for one in question):
        return "count(*)"  # no entry has a key twice
    collected = [
        f"{alias}.value" for alias, one in zip(aliases, question, strict=True) if one.named is not None
    ]
    return f"count(DISTINCT ({', '.join(['entry', *collected])}))"


def _names(
    filterset: ListFilterSet, questions: Sequence[Sequence[Axis]], rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, str], str]:
    """The values that numbers in facet keys stand for, by parameter and number."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for question, *values, _ in rows:
        for one, value in zip(questions[question], values):  # noqa: B905
            if one.facet and value is not None:
                numbers[one.name].add(int(value))
    filters: dict[str, Any] = {name: filterset.filters[name] for name in numbers}
    records = fetch(
        {name: filter_.counted((), numbers[name], filterset.user) for name, filter_ in filters.items()}
    )
    return {
        (name, str(filter_.key_number(record))): str(getattr(record, filter_.by))
        for name, filter_ in filters.items()
        for record in records[name]
    }


def _all(questions: Iterable[Sequence[Axis]]) -> list[Axis]:
    return [one for question in questions for one in question]
