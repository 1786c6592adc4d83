"""The software libraries that pages load, as ``static/vendor/README.md`` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Library:
    """One row of the list."""

    name: str
    version: str
    licence: str
    used_for: str


@cache
def shipped_libraries() -> tuple[Library, ...]:
    """The rows of the list's table, in its order: first name, version and licence, in the last column the use."""
    text = (settings.BASE_DIR / "static" / "vendor" / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| library "))
    ]
    return tuple(Library(row[0], row[1], row[2], row[-1]) for row in rows)
