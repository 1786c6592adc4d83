"""Kinds of starter records, and the entries of the files that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import models

from .document import Mapping as FileMapping
from .fields import ColumnField, Field, Reference, References
from .place import Place
from .problems import Problems
from .rows import Rows

Rule = Callable[[Any], None]
Producer = Callable[[Problems], list[tuple[str, FileMapping]]]


@dataclass
class Kind:
    """A record type of the collection: its files, its model, the fields of its entries and what identifies one.

    ``name``: how references and ``StarterRecord`` call it. ``key``: the fields that identify an entry; a single one
    must be a unique column, of several the first must be a reference. ``files``: patterns below ``folder``.
    ``produced_by``: gives the entries where they are not simply read from files. ``rules``: checks that span tables,
    called with each written record; they raise ``ValidationError``. ``related``: what those rules read, to prefetch.
    A kind without files serves only to be referred to.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: Mapping[str, Field]
    folder: Path | None = None
    files: tuple[str, ...] = ()
    demonstration_files: tuple[str, ...] = ()
    produced_by: Producer | None = None
    one_of: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    related: tuple[str, ...] = ()
    is_vocabulary: bool = False

    def __post_init__(self) -> None:
        for name, described in self.fields.items():
            described.bind(name, self.model)
        if len(self.key) == 1 and self.fields:
            self.fields[self.key[0]].required = True

    @property
    def label(self) -> str:
        """What an error message calls one record of this kind."""
        return str(self.model._meta.verbose_name)

    @cached_property
    def columns(self) -> dict[str, ColumnField]:
        """Fields that are columns of the model's own table."""
        return {name: field for name, field in self.fields.items() if isinstance(field, ColumnField)}

    @cached_property
    def relations(self) -> dict[str, References]:
        """Fields kept in many-to-many tables."""
        return {name: field for name, field in self.fields.items() if isinstance(field, References)}

    @cached_property
    def parts(self) -> dict[str, Rows]:
        """Fields whose rows have a table of their own."""
        return {name: field for name, field in self.fields.items() if isinstance(field, Rows)}

    @cached_property
    def own_references(self) -> list[str]:
        """Fields that lead to a record of the same kind, such as a parent: that one is written first."""
        return [
            name
            for name, field in self.columns.items()
            if isinstance(field, Reference) and field.to == self.name
        ]

    @property
    def first_reference(self) -> Reference:
        """The leading field of a key of several; the records of an owner are found by it."""
        field = self.columns[self.key[0]]
        if not isinstance(field, Reference):
            raise TypeError(
                f"{self.name}: a key of several fields begins with a reference, not with {field.name}"
            )
        return field

    @property
    def key_column(self) -> str:
        """The column that holds a key of one field."""
        return self.columns[self.key[0]].column

    def key_of(self, values: dict[str, Any]) -> str:
        """The key of an entry with ``values``, as ``StarterRecord`` keeps it."""
        return "/".join(str(values.get(name, "")) for name in self.key)


@dataclass
class Entry:
    """One entry of a file: its plain values, and where it stands."""

    kind: Kind
    key: str
    values: dict[str, Any]
    place: Place
    is_faulty: bool = False
    # A reference was left out because its target was not written; rules would judge half an entry.
    is_reduced: bool = False
    pk: Any = None

    def report(self, name: str, value: object, expected: str) -> None:
        """Tell an error in the field ``name`` of this entry; an empty name means the entry as a whole."""
        self.is_faulty = True
        self.place.report_line(self.place.node.line_of(name), name, value, expected)

    def report_row(self, name: str, row: dict[str, Any], expected: str) -> None:
        """Tell an error in one of the rows of the field ``name``."""
        self.is_faulty = True
        given = {field: str(value) for field, value in row.items()}
        nodes = [node for node in self.place.node[name] if given.items() <= {**given, **node}.items()]
        line = nodes[0].line if nodes else self.place.node.line_of(name)
        self.place.report_line(line, name, ", ".join(given.values()), expected)
