"""Which kinds of entries a person sees all of: told from the condition of what they may see, before asking for any.

A cell is all entries of one status and one handling. Of most cells a person sees every entry or none; which, the
condition itself tells, whoever wrote it: with status and handling known it comes out true or false, or it depends on
something else of the entry. There the entries are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In
from django.db.models.sql import Query
from django.db.models.sql.where import AND, OR, NothingNode, WhereNode

from ..access import Handling, Status
from ..search.indexed import Among

Cell = tuple[str, str]
COLUMNS = ("status", "handling")


@dataclass(frozen=True)
class Division:
    """The cells of which ``pool`` holds every entry, and those of which it may hold some."""

    pool: QuerySet
    whole: tuple[Cell, ...]
    mixed: tuple[Cell, ...]

    @property
    def rest(self) -> QuerySet:
        """What ``pool`` holds of the mixed cells."""
        if not self.mixed:
            return self.pool.none()
        # In a form that no index answers: there are many in these cells, of which few are in the pool.
        rest = self.pool.alias(
            in_mixed=Case(When(in_cells(self.mixed), then=Value(True)), default=Value(False))
        ).filter(in_mixed=True)
        condition = _Condition(self.pool)
        if any(condition.truth(cell, otherwise=False) is not False for cell in self.mixed):
            return rest
        # An entry of theirs is there only for one of the reasons that remain: these few are looked up.
        reasons = condition.reasons()
        return rest.filter(reduce(or_, map(_asked, reasons))) if reasons else rest


def divide(pool: QuerySet) -> Division:
    """The cells of ``pool``, as far as its condition tells them."""
    condition = _Condition(pool)
    truths = {cell: condition.truth(cell) for cell in product(Status.values, Handling.values)}
    return Division(
        pool,
        tuple(cell for cell, truth in truths.items() if truth is True),
        tuple(cell for cell, truth in truths.items() if truth is None),
    )


def in_cells(cells: tuple[Cell, ...]) -> Q:
    """The condition of standing in one of ``cells``."""
    found = Q(pk__in=[])
    for status in dict.fromkeys(status for status, _ in cells):
        handlings = [handling for other, handling in cells if other == status]
        found |= Q(status=status, handling__in=handlings)
    return found


# A column with a value, or SQL that selects primary keys with its parameters.
Reason = tuple[str, Any]


def _asked(reason: Reason) -> Q:
    name, value = reason
    return Q(Among(name, value)) if isinstance(value, tuple) else Q(**{name: value})


class _Condition:
    """What a pool asks of its entries."""

    def __init__(self, pool: QuerySet) -> None:
        self.where = pool.query.where
        # The table that a query begins with goes by its own name; joined once more, it would go by another.
        self.table = pool.model._meta.db_table

    def truth(self, cell: Cell, otherwise: bool | None = None) -> bool | None:
        """Whether entries of ``cell`` meet it; ``otherwise`` stands for what depends on something else of them."""
        return self._truth(self.where, dict(zip(COLUMNS, cell, strict=True)), otherwise)

    def reasons(self) -> set[Reason]:
        """What else it depends on, each in a form that an index answers; none where there is one of another form."""
        found = [self._reason(leaf) for leaf in self._open_leaves(self.where)]
        known = {reason for reason in found if reason}
        return set() if None in found else known

    def _truth(self, node: Any, known: Mapping[str, str], otherwise: bool | None) -> bool | None:
        if isinstance(node, NothingNode):
            return False
        if isinstance(node, WhereNode):
            if node.connector not in (AND, OR):
                return None
            decisive = node.connector == OR
            truths = {self._truth(child, known, otherwise) for child in node.children}
            found = decisive if decisive in truths else None if None in truths else not decisive
            return found if found is None or not node.negated else not found
        if self._is_settled(node):
            value = known[node.lhs.target.name]
            return value == node.rhs if isinstance(node, Exact) else value in node.rhs
        return otherwise

    def _is_own(self, leaf: Any) -> bool:
        """Whether it speaks of a column of the entry itself."""
        column = getattr(leaf, "lhs", None)
        return isinstance(column, Col) and column.alias == self.table

    def _is_settled(self, leaf: Any) -> bool:
        """Whether it depends on status or handling alone."""
        if not self._is_own(leaf) or leaf.lhs.target.name not in COLUMNS:
            return False
        if type(leaf) is In:
            return isinstance(leaf.rhs, (list, tuple, set)) and all(isinstance(one, str) for one in leaf.rhs)
        return type(leaf) is Exact and isinstance(leaf.rhs, str)

    def _open_leaves(self, node: WhereNode) -> Iterator[Any]:
        for child in node.children:
            if isinstance(child, WhereNode):
                yield from self._open_leaves(child)
            elif not isinstance(child, NothingNode) and not self._is_settled(child):
                yield child

    def _reason(self, leaf: Any) -> Reason | None:
        if not self._is_own(leaf):
            return None
        if isinstance(leaf, In) and leaf.lhs.target.primary_key and isinstance(leaf.rhs, Query):
            return leaf.rhs.sql_with_params()
        if isinstance(leaf, Exact) and isinstance(leaf.rhs, (str, int)):
            return leaf.lhs.target.attname, leaf.rhs
        return None
