"""Which entries answer a query, and in which order.

``contract.md``: the results are the entries that hold all words of the query; when they are fewer than ten, the best
partial matches follow, at most 200. Each entry is matched by its own language's query only.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, F, FloatField, Q, QuerySet, Value, When

from .languages import LANGUAGES, OTHER
from .query import Query

ENOUGH = 10
MOST_PARTIAL = 200


def search(pool: QuerySet, query: Query) -> QuerySet:
    """The entries of ``pool`` that answer ``query``, annotated with ``is_partial`` (bool) and ``score`` (float).

    ``pool`` is what the person may see before any filter: what counts as enough does not change as filters narrow
    the list, so that a facet's number is always the length of the list behind it. The model needs ``language`` and
    ``search_vector``. An empty query finds nothing.
    """
    if query.is_empty:
        return pool.none().annotate(is_partial=Value(False), score=Value(0.0))
    holds_all = _by_language(query.all_words)
    answers = holds_all
    if pool.filter(holds_all).order_by()[:ENOUGH].count() < ENOUGH:
        partial = pool.filter(_by_language(query.any_word)).exclude(holds_all)
        best = partial.annotate(score=_score(query)).order_by("-score", "pk").values_list("pk", flat=True)
        answers |= Q(pk__in=list(best[:MOST_PARTIAL]))
    return pool.filter(answers).annotate(
        is_partial=Case(When(holds_all, then=Value(False)), default=Value(True), output_field=BooleanField()),
        score=_score(query),
    )


def _by_language(tsquery: Callable[[str], SearchQuery]) -> Q:
    """Entries of each language matched by that language's query."""
    condition = Q(search_vector=tsquery(OTHER)) & ~Q(language__in=list(LANGUAGES))
    for language, (config, _, _) in LANGUAGES.items():
        condition |= Q(language=language, search_vector=tsquery(config))
    return condition


def _score(query: Query) -> Case:
    # F(), not the column's name: given a name, SearchRank parses the column again as text and loses the weights.
    def rank(config: str) -> SearchRank:
        return SearchRank(F("search_vector"), query.any_term(config))

    return Case(
        *[When(language=language, then=rank(config)) for language, (config, _, _) in LANGUAGES.items()],
        default=rank(OTHER),
        output_field=FloatField(),
    )
