"""Writes entries: first every record with its columns, then relations and parts, when all targets exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from psycopg2 import errors

from .fields import ColumnField, Reference, References
from .index import Index
from .kinds import Entry, Kind
from .rows import Rows


def write_records(kind: Kind, entries: list[Entry], index: Index) -> None:
    """Create or update the records of ``entries``; what the database refuses is told and left out."""
    present = kind.model._default_manager.in_bulk([entry.pk for entry in entries if entry.pk is not None])
    for entry in parents_first(kind, entries):
        if names_nothing(kind.columns, entry.values, index):
            entry.is_faulty = True  # what it names was refused, which has been told there
            continue
        record = present.get(entry.pk) or kind.model()
        for name, field in kind.columns.items():
            setattr(record, field.attname, column_value(field, entry.values.get(name), index))
        try:
            with transaction.atomic():
                record.save()
        except (IntegrityError, ValidationError) as error:
            tell(entry, error)
            continue
        entry.pk = record.pk
        if len(kind.key) == 1:
            index.add(kind.name, entry.key, record.pk)


def write_relations(
    kind: Kind, entries: list[Entry], before: dict[Any, dict[str, Any]], index: Index
) -> None:
    """Bring the many-to-many relations and the parts of ``entries`` in line; ``before`` holds what was there."""
    written = [entry for entry in entries if not entry.is_faulty]
    for name, relation in kind.relations.items():
        _write_relation(relation, [e for e in written if _differs(e, name, before)], before, index)
    for name, rows in kind.parts.items():
        _write_parts(rows, [e for e in written if _differs(e, name, before)], before, index)


def _differs(entry: Entry, name: str, before: dict[Any, dict[str, Any]]) -> bool:
    return entry.values.get(name) != before.get(entry.pk, {}).get(name)


def _write_relation(relation: References, entries: list[Entry], before: dict[Any, Any], index: Index) -> None:
    through = relation.through
    old = [entry.pk for entry in entries if entry.pk in before]
    if old:
        through._default_manager.filter(**{f"{relation.near}__in": old}).delete()
    through._default_manager.bulk_create(
        through(**{relation.near: entry.pk, relation.far: index.pk(relation.to, key)})
        for entry in entries
        for key in entry.values.get(relation.name, ())
        if index.pk(relation.to, key) is not None
    )


def _write_parts(rows: Rows, entries: list[Entry], before: dict[Any, Any], index: Index) -> None:
    old = [entry.pk for entry in entries if entry.pk in before]
    if old:
        rows.part._default_manager.filter(**{f"{rows.parent}__in": old}).delete()
    parts: list[tuple[Entry, dict[str, Any], models.Model]] = []
    for entry in entries:
        for position, row in enumerate(entry.values.get(rows.name, ())):
            if names_nothing(rows.fields, row, index):
                continue
            columns = {f.attname: column_value(f, row.get(name), index) for name, f in rows.fields.items()}
            if rows.ordered:
                columns["position"] = position
            parts.append((entry, row, rows.part(**{rows.parent: entry.pk, **columns})))
    try:
        with transaction.atomic():
            rows.part._default_manager.bulk_create(part for _, _, part in parts)
    except IntegrityError:
        for entry, row, part in parts:  # one by one, to learn which it was
            try:
                with transaction.atomic():
                    part.pk = None
                    part.save(force_insert=True)
            except IntegrityError as error:
                entry.report_row(rows.name, row, objection(type(part), error))


def column_value(field: ColumnField, value: Any, index: Index) -> Any:
    """What goes into the column: the primary key of a record that is named, else the value itself."""
    return index.pk(field.to, value) if isinstance(field, Reference) else field.to_column(value)


def names_nothing(columns: Mapping[str, ColumnField], values: dict[str, Any], index: Index) -> bool:
    """Whether a record that ``values`` name does not exist, because the database refused it."""
    named = [
        (f.to, values[name]) for name, f in columns.items() if isinstance(f, Reference) and name in values
    ]
    return any(index.pk(to, key) is None for to, key in named)


def parents_first(kind: Kind, entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` in an order in which each comes after the records of its own kind that it names."""
    waiting = {entry.key: entry for entry in entries}
    ordered: list[Entry] = []

    def take(entry: Entry) -> None:
        if waiting.pop(entry.key, None) is None:
            return
        for name in kind.own_references:
            before = waiting.get(entry.values.get(name, ""))
            if before:
                take(before)
        ordered.append(entry)

    for entry in list(waiting.values()):
        take(entry)
    return ordered


def check_rules(kind: Kind, entries: list[Entry]) -> None:
    """Run the rules that span tables over what was written; each error is told at its field."""
    judged = {entry.pk: entry for entry in entries if not entry.is_faulty and not entry.is_reduced}
    if not kind.rules or not judged:
        return
    records = kind.model._default_manager.filter(pk__in=judged).prefetch_related(*kind.related)
    for record in records:
        for rule in kind.rules:
            try:
                rule(record)
            except ValidationError as error:
                tell(judged[record.pk], error)


def tell(entry: Entry, error: Exception) -> None:
    """Report what the database or a rule refused, at the field it is about."""
    if isinstance(error, ValidationError):
        named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for column, messages in named.items():
            name = _field_name(entry.kind, column)
            entry.report(name, entry.values.get(name), " ".join(messages))
        return
    columns = re.match(r"Key \((\w+)\)=", _diagnosis(error, "message_detail"))
    name = _field_name(entry.kind, columns[1]) if columns else ""
    entry.report(name, entry.values.get(name), objection(entry.kind.model, error))


def objection(model: type[models.Model], error: Exception) -> str:
    """Why the database refused a record of ``model``, in the words of the constraint where it has some."""
    name = _diagnosis(error, "constraint_name")
    for constraint in model._meta.constraints:
        message = str(constraint.violation_error_message or "")
        if constraint.name == name and message != str(constraint.default_violation_error_message):
            return message
    if isinstance(error.__cause__, errors.UniqueViolation):
        return f"the database has it already: {_diagnosis(error, 'message_detail')}"
    return f"the database refuses it by the rule {name or error}"


def _diagnosis(error: Exception, name: str) -> str:
    return str(getattr(getattr(error.__cause__, "diag", None), name, None) or "")


def _field_name(kind: Kind, column: str) -> str:
    for name, field in kind.fields.items():
        if column in (field.column, getattr(field, "attname", field.column)):
            return name
    return ""
