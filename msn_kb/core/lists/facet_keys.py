"""Facet keys: one array of integers an entry, from which all its facets are counted in a single pass.

Joining a dozen relations to count their values takes ten times as long (``docs/decisions/0007-facet-keys.md``). A key
holds the number of the facet and that of the value: a record's primary key, or a region's M49 code. What a person may
not see is taken out when the values are named: a record without a name for this person has no line.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import IntegerField

FACET_BITS = 24  # room for sixteen million records of a kind


def facet_key(facet: int, value: int) -> int:
    """The key of ``value`` (below 2**24) in the facet of this number (below 128)."""
    return facet << FACET_BITS | value


def facet_keys(facet: int, values: Iterable[int]) -> set[int]:
    """The keys of several values."""
    return {facet_key(facet, value) for value in values}


def keys_column() -> ArrayField:
    """The facet keys of an entry; written with its search names (``msn_kb.core.search.names``)."""
    return ArrayField(IntegerField(), editable=False, default=list)
