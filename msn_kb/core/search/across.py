"""One query asked of several kinds of records at once, in a handful of statements whatever their number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Value

from ..gathering import gathered
from .matching import ENOUGH, answers, best_partial, in_full
from .query import Query

BY_RELEVANCE = (F("is_partial").asc(), F("held").desc(), F("score").desc(), "pk")


@dataclass(frozen=True)
class Found:
    """What one kind answers: how many entries in all (``full`` of them hold every word), and the entries themselves,
    best first.
    """

    total: int
    full: int
    entries: QuerySet


def search_across(pools: Mapping[str, QuerySet], query: Query) -> dict[str, Found]:
    """What each of ``pools`` (through the door) answers to ``query``; the same entries as ``search`` of each alone."""
    if query.is_empty:
        return {name: Found(0, 0, pool.none()) for name, pool in pools.items()}
    numbers = gathered({name: _counted(pool, query) for name, pool in pools.items()})
    full = dict.fromkeys(pools, 0) | dict(numbers)
    partial: dict[str, list[int]] = {name: [] for name in pools}
    if query.groups:
        few = {name: best_partial(pool, query) for name, pool in pools.items() if full[name] < ENOUGH}
        for name, key in gathered(few):
            partial[name].append(key)
    return {
        name: Found(
            full[name] + len(partial[name]),
            full[name],
            answers(pool, query, partial[name]).order_by(*BY_RELEVANCE),
        )
        for name, pool in pools.items()
    }


def best_keys(found: Mapping[str, Found], most: int) -> dict[str, list[int]]:
    """Primary keys of the best ``most`` entries of each kind, best first; one query."""
    keys: dict[str, list[int]] = {name: [] for name in found}
    sliced = {
        name: one.entries.values_list("pk", flat=True)[:most] for name, one in found.items() if one.total
    }
    for name, key in gathered(sliced):
        keys[name].append(key)
    return keys


def _counted(pool: QuerySet, query: Query) -> QuerySet:
    entries = in_full(pool, query).annotate(all_=Value(1)).values("all_").annotate(number=Count("pk"))
    return entries.values_list("number", flat=True)
