"""axe-core on a page: which rules of accessibility the page breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "vendor" / "axe-core"
SCRIPT = (FOLDER / "axe.min.js").read_text(encoding="utf-8")
VERSION = (FOLDER / "VERSION.txt").read_text(encoding="utf-8").split()[1].rstrip(",")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, off unless asked for
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """Return one line for each element that breaks a rule: the rule, the element, and what axe says of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{SCRIPT}; null")
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']}: {node['html'][:160]}: {' '.join((node.get('failureSummary') or '').split())}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
