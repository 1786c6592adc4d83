"""Kinds of starter records, and the entries of the files that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import models

from .document import Mapping
from .fields import ColumnField, Field, Reference, References, Rows
from .place import Place
from .problems import Problems

Rule = Callable[[Any], None]
Producer = Callable[[Problems], list[tuple[str, Mapping]]]


@dataclass
class Kind:
    """A record type of the collection: its files, its model, the fields of its entries and what identifies one.

    ``name``: how references and ``StarterRecord`` call it. ``key``: the fields that identify an entry; a single one
    must be a unique column, of several the first must be a reference. ``files``: patterns below ``folder``.
    ``produced_by``: gives the entries where they are not simply read from files. ``rules``: checks that span tables,
    called with each written record; they raise ``ValidationError``. ``related``: what those rules read, for prefetching.
    A kind without files serves only to be referred to.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: dict[str, Field]
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
        return [name for name, field in self.columns.items() if isinstance(field, Reference) and field.to == self.name]

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
