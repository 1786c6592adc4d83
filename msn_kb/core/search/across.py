"""One query asked of several kinds of records at once, in a handful of statements whatever their number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet

from ..gathering import gathered
from ..kept import counted
from .matching import ENOUGH, answers, best_partial, in_full, may_be_partial
from .query import Query
from .wanting import wants_of_each

BY_RELEVANCE = (F("is_partial").asc(), F("score").desc(), "pk")


@dataclass(frozen=True)
class Found:
    """What one kind answers: how many entries in all, how many of them hold every word, these entries, best first, and
    the primary keys of the partial matches that follow them.
    """

    total: int
    full: int
    entries: QuerySet
    partial: list[int]


def search_across(pools: Mapping[str, QuerySet], query: Query) -> dict[str, Found]:
    """What each of ``pools`` (through the door) answers to ``query``; the same entries as ``search`` of each alone."""
    if query.is_empty and not query.is_narrowed:
        return {name: Found(0, 0, pool.none(), []) for name, pool in pools.items()}
    wants_of_each(query, [pool.model for pool in pools.values()])
    full = dict.fromkeys(pools, 0) | dict(
        gathered({name: _counted(pool, query) for name, pool in pools.items()})
    )
    partial: dict[str, list[int]] = {name: [] for name in pools}
    if may_be_partial(query):
        few = {name: best_partial(pool, query) for name, pool in pools.items() if full[name] < ENOUGH}
        for name, key in gathered(few):
            partial[name].append(key)
    return {
        name: Found(
            full[name] + len(partial[name]),
            full[name],
            answers(pool, query).order_by(*BY_RELEVANCE),
            partial[name],
        )
        for name, pool in pools.items()
    }


def best_keys(found: Mapping[str, Found], most: int) -> dict[str, list[int]]:
    """Primary keys of the best ``most`` entries of each kind, best first; at most one query."""
    keys: dict[str, list[int]] = {name: [] for name in found}
    sliced = {
        name: one.entries.values_list("pk", flat=True)[:most] for name, one in found.items() if one.full
    }
    for name, key in gathered(sliced):
        keys[name].append(key)
    return {name: [*keys[name], *one.partial][:most] for name, one in found.items()}


def _counted(pool: QuerySet, query: Query) -> QuerySet:
    return counted(in_full(pool, query)).values_list("number", flat=True)
