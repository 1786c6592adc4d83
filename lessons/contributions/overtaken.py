"""What was stored by somebody else while a person was writing: shown beside what they typed, and neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..proposable import as_text


@dataclass(frozen=True)
class Overtaken:
    """A field that holds something else than what was typed: its name, and what is stored now."""

    label: str
    stored: str


def overtaken(record: Any, stored: dict[str, Any], form: Any, user: Any) -> list[Overtaken]:
    """The fields of ``form`` (bound, on ``record``) that differ from what is ``stored`` by now."""
    return [
        Overtaken(str(form[name].label), as_text(record, name, stored[name], user))
        for name in form.changed_data
        if name in stored
    ]
