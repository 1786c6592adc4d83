"""How many entries carry each value, kept in a table: what a bare list counts without reading its entries.

The numbers are kept by status and handling: of these a person sees all entries or none, apart from those that concern
them alone, which are counted as they stand (``cells``). See ``docs/decisions/0010-kept-answers.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

TABLE = "core_entrytotal"
KEYS = ""  # the name of facet keys among the parameters
WITHHELD = "withheld"  # that of keys which only curators may count: affiliations under the Chatham House Rule


@dataclass(frozen=True)
class Derived:
    """A parameter whose values no column holds: entries of one ``status`` have the ``usual`` one, save for those that
    ``others(user)`` tells, as rows of (entry's primary key, value), each entry once; its columns are called ``entry``
    and ``value``. Entries of another status have none.
    """

    status: str
    usual: str
    others: Callable[[Any], QuerySet]
    entry: str
    value: str

    def of_each(self, user: Any) -> Case:
        """The value of an entry, looked up by itself: for lists of some thousands at most."""
        own = Subquery(self.others(user).filter(**{self.entry: OuterRef("pk")}).values(self.value))
        usual = Coalesce(own, Value(self.usual), output_field=CharField())
        return Case(When(status=self.status, then=usual), default=Value(""))


@dataclass(frozen=True)
class Totals:
    """What is kept of the entries of one ``kind``: the values of ``columns``, and facet keys. ``derived`` are the
    parameters whose values are not kept.
    """

    kind: str
    columns: tuple[str, ...]
    derived: Mapping[str, Derived] = field(default_factory=dict)
