"""Why the database would not let something be turned back, in words for the person who asked."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError

from .triggers import models_by_table

NEEDED = re.compile(r'is still referenced from table "(\w+)"')
MISSING = re.compile(r'is not present in table "(\w+)"')
TAKEN = re.compile(r"Key \((\w+)\)=\((.*)\) already exists")


class CannotUndo(ValueError):
    """What was asked cannot be done; the message says why, for the person who asked."""


def why_refused(error: IntegrityError) -> str:
    """What stands in the way. Names no record: it may be hidden from whoever asked."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    detail, table = str(getattr(diagnosis, "message_detail", "") or ""), getattr(diagnosis, "table_name", "")
    if found := NEEDED.search(detail):
        return f"It is needed meanwhile by {_kind(found[1])}."
    if found := MISSING.search(detail):
        return f"It needs {_kind(found[1])} that is there no more."
    if (found := TAKEN.search(detail)) and found[1] == "slug":
        return f"Its address “{found[2]}” belongs to {_kind(table)} now. Give that one another address first."
    if "already exists" in detail:
        return f"Its place is taken: meanwhile there is {_kind(table)} that says the same."
    return "A rule of the database that holds today does not allow it."


def _kind(table: str) -> str:
    model = models_by_table().get(table)
    name = str(model._meta.verbose_name) if model else "something"
    if model is None:
        return name
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
