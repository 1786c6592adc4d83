"""Where in the files the reader stands: errors are told with their place, references are noted for later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .document import Mapping, Text
from .problems import Problems


@dataclass(frozen=True)
class Mention:
    """An entry names another record: kind and key, and where it does so."""

    to: str
    key: str
    line: int
    field: str


@dataclass
class Place:
    """An entry, or a row within it (``prefix`` then names the row)."""

    file: str
    node: Mapping
    problems: Problems
    demonstration: bool = False
    prefix: str = ""
    mentions: list[Mention] = field(default_factory=list)
    faulty: list[bool] = field(default_factory=list)

    def within(self, prefix: str, node: Mapping) -> Place:
        """The place of a row of this entry; what is noted there is noted here."""
        return Place(self.file, node, self.problems, self.demonstration, prefix, self.mentions, self.faulty)

    def report(self, node: Any, name: str, value: object, expected: str) -> None:
        """Tell an error at ``node``, something that was read from the file."""
        self.report_line(getattr(node, "line", self.node.line), name, value, expected)

    def report_line(self, line: int, name: str, value: object, expected: str) -> None:
        """Tell an error on ``line`` of this file."""
        self.faulty.append(True)
        self.problems.add(self.file, line, f"{self.prefix}{name}", value, expected)

    def refer(self, to: str, key: Text, name: str) -> None:
        """Note that this entry names the record ``key`` of the kind ``to``."""
        self.mentions.append(Mention(to, str(key), key.line, f"{self.prefix}{name}"))
