"""Which entries answer a query, and in which order.

``contract.md``: the results are the entries that hold all words of the query; when they are fewer than ten, the best
partial matches follow, at most 200. Each entry is matched by its own language's query only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Case, Expression, F, FloatField, Model, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.sql import Query as SqlQuery

from .languages import HOUSE_LANGUAGE, LANGUAGES, OTHER, configuration
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
    needs ``search_vector``. An empty query finds nothing.
    """
    return answers(pool, query, partial_matches(pool, query))


def partial_matches(pool: QuerySet, query: Query) -> list[int]:
    """Primary keys of the entries that follow those that hold all words; none where these are enough."""
    if query.is_empty or not query.groups or in_full(pool, query)[:ENOUGH].count() >= ENOUGH:
        return []
    return list(best_partial(pool, query))


def in_full(pool: QuerySet, query: Query) -> QuerySet:
    """The entries of ``pool`` that hold all words, in no order."""
    return pool.filter(_by_language(pool, query.all_words)).order_by()


def best_partial(pool: QuerySet, query: Query) -> QuerySet:
    """Primary keys of the best entries that hold some of the words only."""
    holds_all = _by_language(pool, query.all_words)
    partial = pool.filter(_by_language(pool, query.any_word)).exclude(holds_all)
    ranked = partial.annotate(**_ranking(pool, query)).order_by("-held", "-score", "pk")
    return ranked.values_list("pk", flat=True)[:MOST_PARTIAL]


def answers(pool: QuerySet, query: Query, partial: Sequence[int] = ()) -> QuerySet:
    """The entries that hold all words and those among ``partial``, annotated as :func:`search` says."""
    if query.is_empty:
        return pool.none().annotate(is_partial=Value(False), held=Value(0), score=Value(0.0))
    holds_all = _by_language(pool, query.all_words)
    if not query.groups:
        # Only words to leave out: everything else answers equally well.
        same = {"is_partial": _same(Value(False)), "held": _same(Value(0)), "score": _same(Value(0.0))}
        return pool.filter(holds_all).annotate(**same)
    if not partial:
        # Every entry holds every word: nothing to tell them apart by but how well.
        counted = min(len(query.groups), MOST_COUNTED)
        same = {"is_partial": _same(Value(False)), "held": _same(Value(counted))}
        return pool.filter(holds_all).annotate(**same, score=_score(pool, query))
    is_partial = Case(When(holds_all, then=Value(False)), default=Value(True), output_field=BooleanField())
    found = holds_all | Q(pk__in=partial)
    return pool.filter(found).annotate(is_partial=is_partial, **_ranking(pool, query))


def _same(value: Value) -> Case:
    """``value`` for every row, in a form that may stand in ``ORDER BY``, where PostgreSQL refuses constants."""
    return Case(When(pk__isnull=True, then=None), default=value)


def _ranking(pool: QuerySet, query: Query) -> dict[str, Any]:
    return {"held": _held(pool, query), "score": _score(pool, query)}


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


def has_languages(model: type[Model]) -> bool:
    """Whether entries of ``model`` say which language they are in; all others are in :data:`HOUSE_LANGUAGE`."""
    return any(field.name == "language" for field in model._meta.fields)


def _by_language(pool: QuerySet, tsquery: Callable[[str], SearchQuery]) -> Q:
    """Entries of each language matched by that language's query."""
    if not has_languages(pool.model):
        return Q(search_vector=tsquery(configuration(HOUSE_LANGUAGE)))
    condition = Q(search_vector=tsquery(OTHER)) & ~Q(language__in=list(LANGUAGES))
    for language, (config, _, _) in LANGUAGES.items():
        condition |= Q(language=language, search_vector=tsquery(config))
    return condition


def _held(pool: QuerySet, query: Query) -> Combinable:
    """How many of the query's words an entry holds, each in the entry's own language."""

    def held(number: int) -> Q:
        return _by_language(pool, lambda config: query.each_group(config)[number])

    counted = range(min(len(query.groups), MOST_COUNTED))
    return reduce(add, [Case(When(held(number), then=Value(1)), default=Value(0)) for number in counted])


def _score(pool: QuerySet, query: Query) -> Expression:
    # F(), not the column's name: given a name, SearchRank parses the column again as text and loses the weights.
    def rank(config: str) -> SearchRank:
        return SearchRank(F("search_vector"), query.any_term(config))

    if not has_languages(pool.model):
        return rank(configuration(HOUSE_LANGUAGE))
    return Case(
        *[When(language=language, then=rank(config)) for language, (config, _, _) in LANGUAGES.items()],
        default=rank(OTHER),
        output_field=FloatField(),
    )
