"""Fields within fields: the parts of a record, such as its citations; and the reading of entries and rows alike."""

from __future__ import annotations

import json
from collections import abc
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .document import Mapping
from .fields import ColumnField, Field, Reference, read_list
from .place import Place
from .problems import did_you_mean


class Rows(Field):
    """Parts of a record with fields of their own, such as citations; ``parent`` is their link to the record.

    ``identity`` names the fields that no two rows share, ``one_of`` those of which exactly one is given. Where the
    part has a ``position``, the order of the file is kept.
    """

    def __init__(
        self,
        part: type[models.Model],
        parent: str,
        fields: abc.Mapping[str, ColumnField],
        *,
        identity: tuple[str, ...] = (),
        one_of: tuple[str, ...] = (),
        required: bool = False,
    ) -> None:
        super().__init__(required=required)
        self.part = part
        self.parent = f"{parent}_id"
        self.identity = identity
        self.one_of = one_of
        self.fields = fields
        for name, field in fields.items():
            field.bind(name, part)
        self.ordered = any(field.name == "position" for field in part._meta.get_fields())

    def read(self, node: Any, place: Place) -> list[dict[str, Any]] | None:
        rows: list[dict[str, Any]] = []
        for number, item in enumerate(read_list(self, node, place), start=1):
            if not isinstance(item, Mapping):
                place.report(item, self.name, item, f"expected fields such as {', '.join(self.fields)}")
                continue
            row_place = place.within(f"{self.name}[{number}].", item)
            row = read_fields(item, self.fields, row_place, self.one_of)
            check_columns(self.part, self.fields, row, row_place)
            same = [
                other for other in rows if self.identity and _identity(self, other) == _identity(self, row)
            ]
            if same:
                place.report(
                    item, f"{self.name}[{number}]", None, f"the same {' and '.join(self.identity)} twice"
                )
                continue
            rows.append(row)
        return self.arranged(rows) or None

    def arranged(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows without an order of their own are sorted, so that file and database agree."""
        return rows if self.ordered else sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def _identity(rows: Rows, row: dict[str, Any]) -> list[Any]:
    return [row.get(name) for name in rows.identity]


def read_fields(
    node: Mapping, fields: abc.Mapping[str, Field], place: Place, one_of: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The plain values of an entry or a row: unknown, missing and misplaced fields are told to ``place``."""
    values: dict[str, Any] = {}
    for name, value in node.items():
        field = fields.get(name)
        if field is None:
            hint = did_you_mean(name, fields) or f"; known are {', '.join(fields)}"
            place.report(name, str(name), None, f"unknown field{hint}")
        elif field.demonstration_only and not place.demonstration:
            place.report(
                name, str(name), None, "may be set only for demonstration entries, in demonstration/"
            )
        else:
            read = field.read(value, place)
            if read is not None:
                values[name] = read
    for name, field in fields.items():
        if name in node:
            continue
        if field.default is not None:
            values[name] = field.default
        elif field.required:
            place.report(node, name, None, "is missing")
    if one_of and sum(name in node for name in one_of) != 1:
        place.report(node, " or ".join(one_of), None, "expected exactly one of them")
    return values


def check_columns(
    model: type[models.Model], columns: abc.Mapping[str, ColumnField], values: dict[str, Any], place: Place
) -> None:
    """Run the model's own validators over ``values`` without asking the database; errors go to ``place``."""
    given = {f.column: f for name, f in columns.items() if name in values and not isinstance(f, Reference)}
    instance = model(**{f.attname: f.to_column(values[f.name]) for f in given.values()})
    others = {column.name for column in model._meta.fields} - given.keys()
    try:
        instance.clean_fields(exclude=others)
    except ValidationError as error:
        for column, messages in error.message_dict.items():
            field = given[column]
            line = place.node.line_of(field.name)
            place.report_line(line, field.name, values[field.name], " ".join(messages))
