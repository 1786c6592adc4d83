"""Files of a starter collection that a test writes, and the kinds that read them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from msn_kb.core.starter import Kind, Loaded, StarterError, load
from organizations.starter.kinds import KINDS

NETWORK = """
- slug: net
  name: A network
  kind: network
"""
ACCORD = """
- slug: accord
  name: Accord
  kind: ngo
  description: Works for peace.
"""


class Collection:
    """Files of a test, and the kinds that read them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kinds: list[Kind] = [replace(kind, folder=folder, produced_by=None) for kind in KINDS]
        self.where = f"{folder.parent.name}/{folder.name}"

    def write(self, name: str, *texts: str) -> None:
        """Write one file, its entries one after the other."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(dedent(text).strip() for text in texts) + "\n", encoding="utf-8")

    def load(self, **options: bool) -> Loaded:
        """What loading the files did."""
        return load(self.kinds, **options)

    def errors(self) -> list[str]:
        """What loading the files is refused for, each from the file's name on."""
        with pytest.raises(StarterError) as caught:
            self.load()
        return [str(problem).removeprefix(f"{self.where}/") for problem in caught.value.problems]


def described(collection: Collection) -> None:
    """Write four entries: a network, its member, and the source that the member's entry cites."""
    collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
    collection.write(
        "organizations.yaml",
        NETWORK,
        ACCORD.rstrip() + "\n  citations:\n    - {source: report, locator: Section 1}",
    )
    collection.write("memberships.yaml", "- network: net\n  organization: accord\n  as_of: 2022")
