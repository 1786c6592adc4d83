"""The columns of the themes' export."""

from __future__ import annotations

from msn_kb.core.exports.columns import address, listed, own
from msn_kb.core.exports.table import Column, GatheredColumn


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order; no numbers of lessons, which differ from reader to reader."""
    return [
        own("id"),
        own("name", is_text=True),
        own("parent", is_text=True, column="parent__name"),
        own("definition", is_text=True),
        listed("synonyms"),
        address("/themes/"),
    ]
