"""Which entries answer a query, and in which order.

``contract.md``: the results are the entries that hold all words of the query; when they are fewer than ten, the best
partial matches follow, at most 200. Each entry is matched by its own language's query only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.sql import Query as SqlQuery

from .languages import LANGUAGES, OTHER
from .query import Query

ENOUGH = 10
MOST_PARTIAL = 200
# Beyond these words of a query, how many of them an entry holds no longer decides its place.
MOST_COUNTED = 12


def search(pool: QuerySet, query: Query) -> QuerySet:
    """The entries of ``pool`` that answer ``query``, annotated with what they are ordered by.

    ``is_partial`` (bool): holds some of the words only; ``held`` (int): how many of the query's words it holds;
    ``score`` (float): how well. ``pool`` is what the person may see before any filter: what counts as enough does not
    change as filters narrow the list, so that a facet's number is always the length of the list behind it. The model
    needs ``language`` and ``search_vector``. An empty query finds nothing.
    """
    if query.is_empty:
        return pool.none().annotate(is_partial=Value(False), held=Value(0), score=Value(0.0))
    holds_all = _by_language(query.all_words)
    if not query.groups:
        # Only words to leave out: everything else answers equally well.
        return pool.filter(holds_all).annotate(is_partial=Value(False), held=Value(0), score=Value(0.0))
    answers, order = holds_all, {"held": _held(query), "score": _score(query)}
    if pool.filter(holds_all).order_by()[:ENOUGH].count() < ENOUGH:
        partial = pool.filter(_by_language(query.any_word)).exclude(holds_all).annotate(**order)
        best = partial.order_by("-held", "-score", "pk").values_list("pk", flat=True)
        answers |= Q(pk__in=list(best[:MOST_PARTIAL]))
    is_partial = Case(When(holds_all, then=Value(False)), default=Value(True), output_field=BooleanField())
    return pool.filter(answers).annotate(is_partial=is_partial, **order)


def holds_only_stop_words(query: Query) -> bool:
    """Whether a language finds every word of ``query`` too common to be searched for."""
    if not query.groups:
        return False
    compiled = [
        compiled_alone(query.any_term(config)) for config, _, stop_words in LANGUAGES.values() if stop_words
    ]
    sizes = ", ".join(f"numnode({sql})" for sql, _ in compiled)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT least({sizes})", [param for _, params in compiled for param in params])
        return cursor.fetchone()[0] == 0


def compiled_alone(expression: SearchQuery) -> tuple[str, list[Any]]:
    """SQL and parameters of an expression that refers to no table."""
    query = SqlQuery(None)
    sql, params = query.get_compiler(connection=connection).compile(expression.resolve_expression(query))
    return sql, list(params)


def _by_language(tsquery: Callable[[str], SearchQuery]) -> Q:
    """Entries of each language matched by that language's query."""
    condition = Q(search_vector=tsquery(OTHER)) & ~Q(language__in=list(LANGUAGES))
    for language, (config, _, _) in LANGUAGES.items():
        condition |= Q(language=language, search_vector=tsquery(config))
    return condition


def _held(query: Query) -> Combinable:
    """How many of the query's words an entry holds, each in the entry's own language."""

    def held(number: int) -> Q:
        return _by_language(lambda config: query.each_group(config)[number])

    counted = range(min(len(query.groups), MOST_COUNTED))
    return reduce(add, [Case(When(held(number), then=Value(1)), default=Value(0)) for number in counted])


def _score(query: Query) -> Case:
    # F(), not the column's name: given a name, SearchRank parses the column again as text and loses the weights.
    def rank(config: str) -> SearchRank:
        return SearchRank(F("search_vector"), query.any_term(config))

    return Case(
        *[When(language=language, then=rank(config)) for language, (config, _, _) in LANGUAGES.items()],
        default=rank(OTHER),
        output_field=FloatField(),
    )
