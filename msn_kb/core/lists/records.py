"""Records of several kinds in one query: what the address names, and what the facets list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber

from ..access import ProtectedQuerySet
from ..shown import note_records


@dataclass(frozen=True)
class Wanted:
    """Records of one kind (already through the visibility door), the columns that are needed of them, their order."""

    records: QuerySet
    columns: Sequence[str]
    order: Sequence[str]

    def rows(self, name: str) -> QuerySet:
        """(``name``, place in the order, columns) of each record."""
        return self.records.order_by().values_list(
            Value(name, output_field=CharField()),
            Window(RowNumber(), order_by=[*self.order, "pk"]),
            JSONArray(*self.read),
        )

    @property
    def read(self) -> tuple[str, ...]:
        """The columns, and for the access log and the banner those that say what of a closed record was shown."""
        if not issubclass(type(self.records), ProtectedQuerySet):
            return tuple(self.columns)
        return tuple(dict.fromkeys([*self.columns, "pk", "handling"]))


def fetch(wanted: Mapping[str, Wanted]) -> dict[str, list[Any]]:
    """The records of each name in their order, with the wanted columns alone; one query for all names.

    A list has a dozen parameters that name records: a query for each would be half of what the page takes.
    """
    found: dict[str, list[Any]] = {name: [] for name in wanted}
    if not wanted:
        return found
    first, *others = [one.rows(name) for name, one in wanted.items()]
    rows = first.union(*others, all=True) if others else first
    for name, _, values in sorted(rows, key=lambda row: row[:2]):
        one = wanted[name]
        record = _record(one.records.model, dict(zip(one.read, values, strict=True)))
        found[name].append(record)
        if "handling" in one.read:
            note_records([record])
    return found


def _record(model: type[Model], values: Mapping[str, Any]) -> Model:
    """A record in memory that knows these columns or annotations, and nothing else."""
    record = model()
    for column, value in values.items():
        setattr(record, column, value)
    return record
