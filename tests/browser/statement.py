"""Keeps what axe finds, for the statement that the site makes about itself (``msn_kb.about.accessibility``)."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from msn_kb.about.accessibility import Check, Violation, record

from . import axe
from .pages import NAMES

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")


class Statement:
    """The findings of one run of the tests."""

    def __init__(self) -> None:
        self.checked: set[str] = set()
        self.violations: list[Violation] = []

    def add(self, page: str, scheme: str, width: int, found: list[str]) -> None:
        """Note what one look at a page found; ``page`` is one of ``NAMES``."""
        assert page in NAMES, f"{page!r} is missing in tests/browser/pages.py"
        self.checked.add(page)
        rules = {line.partition(":")[0] for line in found}
        self.violations += [Violation(page, scheme, width, rule) for rule in sorted(rules)]

    def publish_if_asked(self) -> None:
        """With ``RECORD_ACCESSIBILITY`` set: write the record, which is an error unless every page was looked at."""
        if not os.environ.get("RECORD_ACCESSIBILITY"):
            return
        unseen = [name for name in NAMES if name not in self.checked]
        assert unseen == [], "not looked at, so nothing was recorded"
        today = datetime.now(UTC).date()
        record(Check(today, axe.VERSION, SCHEMES, WIDTHS, NAMES, self.violations))
