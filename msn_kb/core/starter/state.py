"""What the database holds for records, described as a file would say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .fields import ColumnField, Reference, References
from .index import Index
from .kinds import Entry, Kind
from .rows import Rows

Values = dict[str, Any]


def describe(kind: Kind, pks: Collection[Any], index: Index) -> dict[Any, Values]:
    """The plain values of these records by primary key; a fixed number of queries for any number of records."""
    if not pks:
        return {}
    names = {field.attname: field for field in kind.columns.values()}
    found = list(kind.model._default_manager.filter(pk__in=pks).order_by("pk").values("pk", *names))
    _learn_targets(kind.columns.values(), found, index)
    described = {row["pk"]: _plain(kind.columns, row, index) for row in found}
    for name, relation in kind.relations.items():
        for pk, keys in _related(relation, pks, index).items():
            described[pk][name] = keys
    for name, rows in kind.parts.items():
        for pk, parts in _parts(rows, pks, index).items():
            described[pk][name] = parts
    return described


def locate(kind: Kind, entries: Iterable[Entry], index: Index) -> dict[str, Any]:
    """Primary keys of the entries that the database holds already, by key."""
    keys = [entry.key for entry in entries]
    if len(kind.key) == 1:
        index.find(kind.name, keys)
        return {key: index.pk(kind.name, key) for key in keys if index.pk(kind.name, key) is not None}
    first = kind.first_reference
    owners = {index.pk(first.to, entry.values.get(first.name)) for entry in entries} - {None}
    candidates = kind.model._default_manager.filter(**{f"{first.attname}__in": owners})
    columns = {name: kind.columns[name] for name in kind.key}
    found = list(candidates.order_by("pk").values("pk", *(field.attname for field in columns.values())))
    _learn_targets(columns.values(), found, index)
    located: dict[str, Any] = {}
    for row in found:
        located.setdefault(kind.key_of(_plain(columns, row, index)), row["pk"])
    wanted = set(keys)
    return {key: pk for key, pk in located.items() if key in wanted}


def _plain(columns: Mapping[str, ColumnField], row: Values, index: Index) -> Values:
    values: Values = {}
    for name, field in columns.items():
        raw = row[field.attname]
        value = index.key(field.to, raw) if isinstance(field, Reference) else field.from_column(raw)
        if value is not None:
            values[name] = value
    return values


def _learn_targets(columns: Iterable[ColumnField], rows: list[Values], index: Index) -> None:
    for field in columns:
        if isinstance(field, Reference):
            index.learn(field.to, {row[field.attname] for row in rows})


def _related(relation: References, pks: Collection[Any], index: Index) -> dict[Any, list[str]]:
    pairs = relation.through._default_manager.filter(**{f"{relation.near}__in": pks})
    pairs = list(pairs.values_list(relation.near, relation.far))
    index.learn(relation.to, {far for _, far in pairs})
    keys: dict[Any, list[str]] = defaultdict(list)
    for near, far in pairs:
        keys[near].append(str(index.key(relation.to, far)))
    return {pk: sorted(found) for pk, found in keys.items()}


def _parts(rows: Rows, pks: Collection[Any], index: Index) -> dict[Any, list[Values]]:
    order = ("position", "pk") if rows.ordered else ("pk",)
    parts = rows.part._default_manager.filter(**{f"{rows.parent}__in": pks}).order_by(*order)
    found = list(parts.values(rows.parent, *(field.attname for field in rows.fields.values())))
    _learn_targets(rows.fields.values(), found, index)
    described: dict[Any, list[Values]] = defaultdict(list)
    for row in found:
        described[row[rows.parent]].append(_plain(rows.fields, row, index))
    return {pk: rows.arranged(of_one) for pk, of_one in described.items()}
