"""What was stored by somebody else while a person was writing: shown beside what they typed, and neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..proposable import as_text, content_of, fields_of


@dataclass(frozen=True)
class Overtaken:
    """A field that holds something else than what was typed: its name, and what is stored now."""

    label: str
    stored: str


def changed_since(record: Any, proposal: Any, user: Any) -> list[Overtaken]:
    """The fields of ``proposal`` in which ``record`` holds by now something else than its author saw."""
    present = content_of(record, proposal.basis)
    labels = {one.name: one.label for one in fields_of(record, user)}
    return [
        Overtaken(label, as_text(record, name, present[name], user))
        for name, label in labels.items()
        if name in present and present[name] != proposal.basis[name]
    ]


def overtaken(record: Any, stored: dict[str, Any], form: Any, user: Any) -> list[Overtaken]:
    """The fields of ``form`` (bound, on ``record``) that differ from what is ``stored`` by now."""
    return [
        Overtaken(str(form[name].label), as_text(record, name, stored[name], user))
        for name in form.changed_data
        if name in stored
    ]
