"""A query that finds nothing as it was typed is asked again with the words that were likely meant."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from ..gathering import gathered
from .matching import answers, in_full, partial_matches
from .query import Query
from .spelling import corrections
from .wanting import wants_of_each


def search(pool: QuerySet, query: Query) -> QuerySet:
    """The entries of ``pool`` that answer ``query`` or what was meant by it, annotated as ``matching.answers`` says."""
    query = in_force([pool], query)
    return answers(pool, query, partial_matches(pool, query))


def in_force(pools: Iterable[QuerySet], query: Query) -> Query:
    """``query``, or what was likely meant by it: where nothing in ``pools`` holds all its words, and some are words
    that no entry holds but that look like others.

    ``pools`` are what the person may see before any filter, so that filters never change what is searched for. Words
    in quotation marks are never taken for others: that is the way back to the query as typed.
    """
    better = corrections(query)
    if not better:
        return query
    pools = list(pools)
    wants_of_each(query, [pool.model for pool in pools])
    held = {str(number): in_full(pool, query).values("pk")[:1] for number, pool in enumerate(pools)}
    return query if any(True for _ in gathered(held)) else query.respelled(better)
