"""What the last check of accessibility found: ``accessibility.json``, which ``make accessibility`` writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

RECORD = Path(__file__).with_name("accessibility.json")


@dataclass(frozen=True)
class Violation:
    """A rule of axe that a page breaks, and how that page was shown."""

    page: str
    scheme: str
    width: int
    rule: str


@dataclass(frozen=True)
class Check:
    """One run of axe over every kind of page, in each colour scheme at each width in CSS pixels."""

    date: date
    axe: str
    schemes: Sequence[str]
    widths: Sequence[int]
    pages: Sequence[str]
    violations: Sequence[Violation]


def last_check(path: Path = RECORD) -> Check:
    """What was recorded last."""
    values = json.loads(path.read_text(encoding="utf-8"))
    violations = [Violation(**violation) for violation in values.pop("violations")]
    return Check(date=date.fromisoformat(values.pop("date")), violations=violations, **values)


def record(check: Check, path: Path = RECORD) -> None:
    """Keep ``check`` as the last one."""
    values = asdict(check) | {"date": check.date.isoformat()}
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
