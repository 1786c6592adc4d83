"""The entries drawn from a source, each in a line, as the source's page lists them by the hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from msn_kb.core.dates import known_years
from msn_kb.core.record_addresses import record_address
from msn_kb.core.templatetags.knowledge import label_of

from ..choices import EngagementRole
from ..citing import DrawnGroup


@dataclass(frozen=True)
class Line:
    """An entry: its name, which leads to it, or “Malaysia, facilitator in Mindanao, since 2001”.

    ``role`` and ``years`` begin with their comma; ``language_name`` is empty for English.
    """

    url: str
    text: str
    language: str = ""
    language_name: str = ""
    kind: str = ""
    role: str = ""
    within: str = ""
    within_url: str = ""
    years: str = ""


def with_lines(groups: Iterable[DrawnGroup]) -> list[DrawnGroup]:
    """``groups`` with a ``line`` at each of their records."""
    written = list(groups)
    for group in written:
        write = LINES.get(group.kind, _name)
        for passage in group.passages:
            for record in passage.records:
                record.line = write(record)  # type: ignore[attr-defined]
    return written


def _name(record: Any) -> Line:
    code = getattr(record, "language", "")
    name = label_of(record, "language") if code and code != "en" else ""
    return Line(record.get_absolute_url(), str(record), code, name)


def _name_and_kind(record: Any) -> Line:
    return replace(_name(record), kind=label_of(record, "kind"))


def _engagement(record: Any) -> Line:
    is_known = record.role != EngagementRole.NOT_SPECIFIED
    return Line(
        record_address("organization", record.organization__slug),
        record.organization__name,
        role=f", {label_of(record, 'role').lower()}" if is_known else "",
        within=record.process__name,
        within_url=record_address("process", record.process__slug),
        years=_years(record),
    )


def _membership(record: Any) -> Line:
    noun = "organization" if record.organization__slug else "office"
    return Line(
        record_address(noun, getattr(record, f"{noun}__slug")),
        getattr(record, f"{noun}__name"),
        within=record.network__name,
        within_url=record_address("organization", record.network__slug),
        years=_years(record),
    )


def _contrast(record: Any) -> Line:
    first, second = record.first__name, record.second__name
    return Line(record.get_absolute_url(), f"{first} and {second[:1].lower()}{second[1:]}")


def _years(record: Any) -> str:
    years = known_years(record.start_year, record.end_year)
    return f", {years}" if years else ""


LINES = {
    "engagement": _engagement,
    "membership": _membership,
    "contrast": _contrast,
    "meeting": _name_and_kind,
    "source": _name_and_kind,
}
