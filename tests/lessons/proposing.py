"""Proposed changes for tests of what becomes of them."""

from __future__ import annotations

from typing import Any

from lessons import proposals
from lessons.models import Proposal

WHY = "The report says so on page 4."


def in_review(record: Any, author: Any, **values: Any) -> Proposal:
    """A proposal of ``author`` that is handed in."""
    proposal = proposals.propose(record, author, values, WHY)
    proposals.submit(proposal, author)
    return proposal
