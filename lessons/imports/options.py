"""What the person who imports decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What to do with a value that nothing is named by: take the record ``use`` for it, create it, or leave it out."""

    use: int | None = None
    create: bool = False


@dataclass(frozen=True)
class Options:
    """``source`` is the key of the source that the file comes from. ``answers`` are by column and by the value's key
    (``vocabulary.key_of``). ``reason`` is why.
    """

    source: int | None = None
    create_vocabulary: bool = False
    publish: bool = False
    reason: str = ""
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For ``ImportRun.options``."""
        return {
            "source": self.source,
            "create_vocabulary": self.create_vocabulary,
            "publish": self.publish,
            "answers": [[*key, one.use, one.create] for key, one in self.answers.items()],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], reason: str = "") -> Options:
        """What :meth:`as_json` made."""
        answers = {
            (column, key): Answer(use, create) for column, key, use, create in stored.get("answers", [])
        }
        return cls(
            stored.get("source"),
            bool(stored.get("create_vocabulary")),
            bool(stored.get("publish")),
            reason,
            answers,
        )
