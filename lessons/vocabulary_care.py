"""The care of vocabularies: what retiring a value asks, beyond what holds for all (``msn_kb.core.retiring``).

Renaming needs no function: a new name, address or code is saved like any other change, the old address and the old code
lead on, and what carries the value is found by the new name at once. Merging is in ``lessons.merging``.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from msn_kb.core import retiring
from msn_kb.core.retiring import RetireRefused, bring_back
from organizations.models import ClientGroup, SupportService

from .models import Audience, Phase, Theme, Track

VOCABULARIES: tuple[type[Model], ...] = (Theme, Track, Phase, Audience, SupportService, ClientGroup)

__all__ = ["VOCABULARIES", "RetireRefused", "bring_back", "retire"]


def retire(value: Any, replacement: Any, by: Any, reason: str) -> Any:
    """Offer ``value`` no more and move what carries it to ``replacement``, if one is given; returns the value."""
    return retiring.retire(value, replacement, by, reason, check=_check)


def _check(value: Any, replacement: Any) -> None:
    """Themes have two levels, and one that is offered is not below one that is not."""
    if not isinstance(value, Theme):
        return
    below = value.children.all()
    if replacement is None and below.filter(is_retired=False).exists():
        raise RetireRefused("There are themes below it: retire or move these first, or name a replacement.")
    if replacement is not None and below.exists() and replacement.parent_id not in (None, value.pk):
        raise RetireRefused(
            "There are themes below it, so its replacement has to be a theme of the first level."
        )
