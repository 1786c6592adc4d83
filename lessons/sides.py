"""What is proposed for an entry beside what the entry holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from msn_kb.core.differences import Part, word_differences

from .choices import OPEN
from .models import Proposal
from .proposable import as_text, concealed, content_of, fields_of


@dataclass(frozen=True)
class Side:
    """One field that is to change: what is there, what is proposed, and word by word what differs.

    ``changed_since``: the entry no longer holds what the author saw, which is ``seen``. ``parts`` lead from
    ``published`` to ``proposed``.
    """

    name: str
    label: str
    published: str
    proposed: str
    seen: str
    changed_since: bool
    parts: tuple[Part, ...]
    is_long: bool


def side_by_side(proposal: Proposal, user: Any) -> list[Side]:
    """Each field that is to change, in the order of the entry's forms, as far as ``user`` may see it.

    A decided proposal is compared with what its author saw, since the entry has moved on.
    """
    record: Any = proposal.record_for(user)
    if record is None:
        return []
    hidden = concealed(record, user)
    shown = [one for one in fields_of(record) if one.name in proposal.proposed and one.name not in hidden]
    is_open = proposal.state in OPEN
    present = content_of(record, [one.name for one in shown]) if is_open else proposal.basis
    sides = []
    for one in shown:
        values = present.get(one.name), proposal.proposed[one.name], proposal.basis.get(one.name)
        published, proposed, seen = (as_text(record, one.name, value, user) for value in values)
        sides.append(
            Side(
                one.name,
                one.label,
                published,
                proposed,
                seen,
                changed_since=values[0] != values[2],
                parts=word_differences(published, proposed),
                is_long=one.is_text and isinstance(record._meta.get_field(one.name), models.TextField),
            )
        )
    return sides
