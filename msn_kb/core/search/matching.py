"""Which entries answer a query, and in which order.

``contract.md``: the results are the entries that hold all words of the query; when they are fewer than ten, the best
partial matches follow, at most 200. Each entry is matched by its own language's query only.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, Expression, Model, Q, QuerySet, Value, When

from .. import kept
from .asking import ask
from .indexed import Among, FoundByTitle, NotAmong, TsQuery, by_index
from .languages import LANGUAGES
from .missing import missing_keys
from .query import Query
from .ranking import score
from .wanting import Share, Wants, wants

ENOUGH = 10
MOST_PARTIAL = 200


def partial_matches(pool: QuerySet, query: Query) -> list[int]:
    """Primary keys of the entries that follow those that hold all words; none where these are enough."""
    if not may_be_partial(query):
        return []
    full = kept.values(in_full(pool, query).values_list("pk")[:ENOUGH])
    if len(full) >= ENOUGH:
        return []
    return [key for (key,) in kept.values(best_partial(pool, query))]


def may_be_partial(query: Query) -> bool:
    """Whether an entry can hold some of the words without holding all."""
    return len(query.groups) > 1


def in_full(pool: QuerySet, query: Query) -> QuerySet:
    """The entries of ``pool`` that hold all words, in no order."""
    if query.is_empty:
        return pool.order_by() if query.is_narrowed else pool.none()
    return pool.filter(_all_words(pool.model, query)).order_by()


def best_partial(pool: QuerySet, query: Query) -> QuerySet:
    """Primary keys of the best entries that hold some of the words only."""
    wanted = wants(query, pool.model)
    some = pool.filter(_holding(pool.model, wanted.partial))
    partial = some.exclude(pk__in=in_full(pool, query).values("pk"))
    ranked = partial.annotate(score=_score(pool, some, wanted.partial, wanted))
    return ranked.order_by("-score", "pk").values_list("pk", flat=True)[:MOST_PARTIAL]


def answers(pool: QuerySet, query: Query, partial: Sequence[int] = ()) -> QuerySet:
    """The entries of ``pool`` that hold all words and those among ``partial``, with what they are ordered by.

    ``is_partial`` (bool): holds some of the words only; ``score`` (float): how well it answers. ``pool`` is what the
    person may see before any filter: neither what counts as enough nor a score changes as filters narrow the list, so
    that a facet's number is always the length of the list behind it. The model needs ``search_vector``. An empty query
    finds nothing.
    """
    if query.is_empty:
        return unranked(pool if query.is_narrowed else pool.none())
    wanted = wants(query, pool.model)
    holds_all = _all_words(pool.model, query)
    if not query.groups:
        # Only words to leave out: everything else answers equally well.
        return unranked(pool.filter(holds_all))
    found = pool.filter(holds_all | Q(pk__in=partial) if partial else holds_all)
    is_partial = (
        Case(When(pk__in=partial, then=Value(True)), default=Value(False)) if partial else _same(False)
    )
    return found.annotate(is_partial=is_partial, score=_score(pool, found, wanted.full, wanted))


def unranked(entries: QuerySet) -> QuerySet:
    """All of ``entries``, annotated as :func:`answers` says: they answer equally well."""
    return entries.annotate(is_partial=_same(False), score=_same(0.0))


def holds_only_stop_words(query: Query) -> bool:
    """Whether a language finds every word of ``query`` too common to be searched for."""
    if not query.groups:
        return False
    asked = ask(query)
    return any(not asked[config].groups for config, _, stop_words in LANGUAGES.values() if stop_words)


def _all_words(model: type[Model], query: Query) -> Q:
    """The condition of holding all words."""
    missed = missing_keys(model, query)
    return Q(NotAmong(*missed)) if missed else _holding(model, wants(query, model).full)


def _holding(model: type[Model], share: Share) -> Q:
    """The condition of belonging to ``share``."""
    if share.is_by_index:
        return Q(Among(*by_index(model, share.tsquery)))
    return Q(search_vector=TsQuery(share.tsquery))


def _score(pool: QuerySet, found: QuerySet, share: Share, wanted: Wants) -> Expression:
    titled = pool.filter(FoundByTitle(pool.model, share.tsquery))
    # Not by the index: where so many match, the latest are soon found.
    latest = pool.filter(search_vector=TsQuery(share.tsquery))
    return score(found, titled, latest, share, wanted.worth)


def _same(value: bool | float) -> Case:
    """``value`` for every row, in a form that may stand in ``ORDER BY``, where PostgreSQL refuses constants."""
    return Case(When(pk__isnull=True, then=None), default=Value(value))
