"""The report of suspected duplicates: all pairs of a collection, kept from one look to the next.

Whether two entries are alike depends on these two alone, so pairs are sought among all entries at once and kept; who
asks for the report gets those of which they may see both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.utils import timezone

from msn_kb.core import likeness
from msn_kb.core.access import open_door
from msn_kb.core.changes import version
from msn_kb.core.shown import unnoted

from .duplicates import Suspect, compared, judged, suspects_of_many, texts_of, without_known_pairs

# Of smaller collections the report is made anew for whoever asks, as soon as something has changed.
SMALL = 2000
# Entries that are compared with all others at once: more would need more memory, fewer more time.
AT_ONCE = 20_000
MOST_PAIRS = 20_000


@dataclass(frozen=True)
class Report:
    """``pairs``: score and the primary keys of two entries, likeliest first. ``entries``: how many were compared."""

    at: datetime
    entries: int
    pairs: tuple[tuple[float, int, int], ...]
    version: int


@dataclass(frozen=True)
class SuspectedPair:
    """Two entries that may be one, both of which the person may see."""

    first: Any
    second: Any
    score: float

    @property
    def suspect(self) -> Suspect | None:
        """Why the second is suspected, seen from the first; ``None`` where they are alike no more."""
        texts = texts_of(self.first)
        return judged(likeness.Written(self.first.title, texts), texts, self.second)


def look_through(model: type[Model]) -> Report:
    """Compare all entries of ``model`` with one another, and keep what is found."""
    with open_door():
        every: Any = model._default_manager.all()
        seen, pairs = version() or 0, []
        keys = list(every.listed().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            part = keys[start : start + AT_ONCE]
            entries = list(compared(every).filter(pk__in=part).order_by("pk"))
            later = compared(every).filter(pk__gt=part[-1])
            for entry, suspected in zip(entries, suspects_of_many(entries, None, among=later), strict=True):
                pairs += [(one.score, *sorted((entry.pk, one.record.pk))) for one in suspected]
    pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
    report = Report(timezone.now(), len(keys), tuple(pairs[:MOST_PAIRS]), seen)
    cache.set(_key(model), report, None)
    return report


def report_of(model: type[Model]) -> Report | None:
    """The report that was kept last, made anew where that takes no time; ``None`` for a large collection never looked
    through.
    """
    kept: Report | None = cache.get(_key(model))
    if kept is not None and kept.version == version():
        return kept
    with open_door():
        entries: Any = model._default_manager
        is_small = entries.listed().count() <= SMALL
    return look_through(model) if is_small else kept


def pairs_for(pool: QuerySet, report: Report) -> list[tuple[float, int, int]]:
    """The pairs of ``report`` that are in ``pool``, what the person may see, and not found to be two since."""
    numbers = {number for _, *pair in report.pairs for number in pair}
    own = {"translation_of"} & {field.name for field in pool.model._meta.fields}
    with unnoted():
        seen = {entry.pk: entry for entry in pool.filter(pk__in=numbers).only("pk", *own)}
    visible = [pair for pair in report.pairs if pair[1] in seen and pair[2] in seen]
    possible = without_known_pairs([(seen[first], seen[second]) for _, first, second in visible])
    kept = {(one.pk, other.pk) for one, other in possible}
    return [pair for pair in visible if pair[1:] in kept]


def pairs_to_show(pool: QuerySet, pairs: Sequence[tuple[float, int, int]]) -> list[SuspectedPair]:
    """The entries of these pairs, with their texts."""
    entries = pool.in_bulk({number for _, *pair in pairs for number in pair})
    return [
        SuspectedPair(entries[first], entries[second], score)
        for score, first, second in pairs
        if first in entries and second in entries
    ]


def _key(model: type[Model]) -> str:
    return f"duplicates-{model._meta.label_lower}"
