"""How one field of an entry is written in a file, and where it is kept in the database.

Each field turns what the file says into a plain value (text, number, true, list) and back from the database into the
same plain value, so that file and database can be compared. Empty values are left out on both sides.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from ..slugs import SLUG_PATTERN
from .document import Sequence
from .document import Text as FileText
from .place import Place
from .problems import did_you_mean


class Field:
    """What all fields share. ``column`` is the model's name for it where it differs from the file's.

    ``demonstration_only`` fields may be given only in files of demonstration entries.
    """

    name = ""

    def __init__(
        self,
        column: str = "",
        *,
        required: bool = False,
        default: Any = None,
        demonstration_only: bool = False,
    ) -> None:
        self.column = column
        self.required = required
        self.default = default
        self.demonstration_only = demonstration_only

    def bind(self, name: str, model: type[models.Model]) -> None:
        """Learn the field's name and its model, once, when the kind is declared."""
        self.name = name
        self.column = self.column or name
        self.model = model

    def read(self, node: Any, place: Place) -> Any:
        """The plain value of ``node``; ``None`` where it is wrong, after telling ``place``."""
        raise NotImplementedError

    def _scalar(self, node: Any, place: Place) -> FileText | None:
        if not isinstance(node, FileText):
            place.report(node, self.name, None, "expected one value, found a list or an entry")
            return None
        if not node:
            place.report(node, self.name, None, "is empty; leave the field out instead")
            return None
        return node


class ColumnField(Field):
    """A field that is one column of the record's own table."""

    empty: Any = ""

    def bind(self, name: str, model: type[models.Model]) -> None:
        super().bind(name, model)
        column: Any = model._meta.get_field(self.column)
        self.attname = column.attname
        self.required = self.required or not (column.blank or column.has_default())

    def from_column(self, raw: Any) -> Any:
        """The plain value of what the database holds; ``None`` for nothing."""
        return raw or None

    def to_column(self, value: Any) -> Any:
        """What the database holds for a plain value."""
        return self.empty if value is None else value


class Text(ColumnField):
    """Text; the model's own validators look after addresses, slugs, partial dates and lengths."""

    def read(self, node: Any, place: Place) -> str | None:
        text = self._scalar(node, place)
        return None if text is None else str(text)

    def from_column(self, raw: Any) -> str | None:
        # A form in a browser sends line ends as CR LF; that alone is no edit.
        return str(raw or "").replace("\r\n", "\n").strip() or None


class Slug(Text):
    """The record's own address: lower-case words joined by hyphens."""

    def read(self, node: Any, place: Place) -> str | None:
        text = super().read(node, place)
        if text is None or re.fullmatch(SLUG_PATTERN, text):
            return text
        place.report(node, self.name, text, "expected a-z, 0-9 and single hyphens")
        return None


class Choice(ColumnField):
    """One of the model field's choices; left out, the model's default."""

    def bind(self, name: str, model: type[models.Model]) -> None:
        super().bind(name, model)
        column: Any = model._meta.get_field(self.column)
        self.codes = [str(code) for code, _ in column.flatchoices]
        if self.default is None and column.has_default():
            self.default = str(column.get_default()) or None

    def read(self, node: Any, place: Place) -> str | None:
        text = self._scalar(node, place)
        if text is None or text in self.codes:
            return None if text is None else str(text)
        hint = did_you_mean(text, self.codes)
        place.report(node, self.name, text, f"expected one of {', '.join(self.codes)}{hint}")
        return None

    def from_column(self, raw: Any) -> str | None:
        return str(raw) if raw else None


class Number(ColumnField):
    """A whole number without sign."""

    empty = None

    def read(self, node: Any, place: Place) -> int | None:
        text = self._scalar(node, place)
        if text is None:
            return None
        if text.isascii() and text.isdigit():
            return int(text)
        place.report(node, self.name, text, "expected a whole number")
        return None

    def from_column(self, raw: Any) -> int | None:
        return None if raw is None else int(raw)


class YesNo(ColumnField):
    """``yes`` or ``no``; left out means no."""

    empty = False

    def read(self, node: Any, place: Place) -> bool | None:
        text = self._scalar(node, place)
        if text is None or text in ("yes", "no"):
            return True if text == "yes" else None
        place.report(node, self.name, text, "expected yes or no")
        return None


class Texts(ColumnField):
    """A list of texts in the order given, kept in an array column."""

    @property
    def empty(self) -> list[str]:  # type: ignore[override]
        return []

    def read(self, node: Any, place: Place) -> list[str] | None:
        items = read_list(self, node, place)
        texts = [self._scalar(item, place) for item in items]
        return [str(text) for text in texts if text is not None] or None

    def from_column(self, raw: Any) -> list[str] | None:
        return list(raw) if raw else None


class Fixed(ColumnField):
    """A column that the files cannot set: every starter entry has ``value`` there. A change of it is an edit."""

    def __init__(self, value: Any, column: str = "") -> None:
        super().__init__(column, default=value)

    def read(self, node: Any, place: Place) -> None:
        place.report(node, self.name, None, f"cannot be set here; starter entries have “{self.default}”")


class Reference(ColumnField):
    """Another record, named by the key of its kind ``to``: a slug, a code, ISO alpha-3, M49 or an e-mail address."""

    empty = None

    def __init__(self, to: str, column: str = "", **options: Any) -> None:
        super().__init__(column, **options)
        self.to = to

    def read(self, node: Any, place: Place) -> str | None:
        text = self._scalar(node, place)
        if text is None:
            return None
        place.refer(self.to, text, self.name)
        return str(text)


class References(Field):
    """Several other records of the kind ``to``, kept in a many-to-many relation; the order has no meaning."""

    def __init__(self, to: str, column: str = "", **options: Any) -> None:
        super().__init__(column, **options)
        self.to = to

    def bind(self, name: str, model: type[models.Model]) -> None:
        super().bind(name, model)
        relation: Any = model._meta.get_field(self.column)
        self.through = relation.remote_field.through
        self.near = f"{relation.m2m_field_name()}_id"
        self.far = f"{relation.m2m_reverse_field_name()}_id"
        self.required = self.required or not relation.blank

    def read(self, node: Any, place: Place) -> list[str] | None:
        keys: list[str] = []
        for item in read_list(self, node, place):
            text = self._scalar(item, place)
            if text is None:
                continue
            if text in keys:
                place.report(item, self.name, text, "is given twice")
                continue
            place.refer(self.to, text, self.name)
            keys.append(str(text))
        return sorted(keys) or None


def read_list(field: Field, node: Any, place: Place) -> list[Any]:
    """The items of a list; an empty one where ``node`` is none, after telling ``place``."""
    if not isinstance(node, Sequence):
        place.report(node, field.name, node if isinstance(node, FileText) else None, "expected a list")
        return []
    return node
