"""What fields in a query mean in a list: ``country:MLI`` is the condition that the filter of countries would set.

A value may be a slug or code, as addresses write it, or a name or acronym. Several fields narrow, as words do; ``OR``
between them widens. A field of the query decides which entries there are before any filter narrows them, as words do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from ..bearing import bearing
from ..search.query import FIELDS, FieldTerm, Query
from ..search.variants import key
from .filters import ChoiceFilter
from .record_filters import RecordFilter
from .records import Wanted, fetch

if TYPE_CHECKING:
    from .filterset import ListFilterSet

YEARS = re.compile(r"^(?P<first>\d{4})?(?P<to>\s*(?:-|–|\.\.)\s*)?(?P<last>\d{4})?$")
LONGEST = 200


@dataclass(frozen=True)
class Narrowed:
    """A query in one list: its words alone, and the condition that its fields set. ``condition`` is ``None`` where the
    list has no such field or nothing of that name, which other lists have: nothing here answers.
    """

    query: Query
    condition: Q | None


def narrow(query: Query, lists: Mapping[str, ListFilterSet]) -> dict[str, Narrowed]:
    """What ``query`` means in each of ``lists``; one statement where it has fields, none else.

    A field that no list understands is searched as text, and said so.
    """
    terms = list(dict.fromkeys(term for group in query.fields for term in group))
    if not terms:
        return dict.fromkeys(lists, Narrowed(query, Q()))
    named = _named(terms, lists)
    conditions = {name: _conditions(terms, one, named) for name, one in lists.items()}
    understood = {term for found in conditions.values() for term in found}
    missed = [term for term in terms if term not in understood]
    words = query.without_fields(missed, [_not_understood(term) for term in missed])
    return {name: Narrowed(words, _joined(query, understood, conditions[name])) for name in lists}


def _not_understood(term: FieldTerm) -> str:
    what = (
        "no years, such as year:2015 or year:2010-2020"
        if term.name == "year"
        else f"no {WORDS[term.name]} here"
    )
    return f"“{str(term)[:80]}” names {what}; it was searched as text."


WORDS = dict(zip(FIELDS, FIELDS, strict=True)) | {"org": "organization", "process": "peace process"}


def _joined(query: Query, understood: set[FieldTerm], conditions: Mapping[FieldTerm, Q]) -> Q | None:
    groups = [[term for term in group if term in understood] for group in query.fields]
    met = [
        [_turned(term, conditions[term]) for term in group if term in conditions] for group in groups if group
    ]
    if not all(met):
        return None
    return reduce(and_, (reduce(or_, group) for group in met), Q())


def _turned(term: FieldTerm, condition: Q) -> Q:
    return ~condition if term.is_without else condition


Named = Mapping[FieldTerm, Mapping[Any, list[Any]]]


def _named(terms: list[FieldTerm], lists: Mapping[str, ListFilterSet]) -> Named:
    """The records that each term names, by model; those that the person asking may see."""
    wanted: dict[str, Wanted] = {}
    places: dict[str, tuple[FieldTerm, Any]] = {}
    for number, term in enumerate(terms):
        models = {}
        for one in lists.values():
            filter_ = one.filters.get(FIELDS[term.name])
            if isinstance(filter_, RecordFilter):
                models[filter_.record_model] = filter_
        for model, filter_ in models.items():
            name = f"{number} {model._meta.label}"
            places[name] = (term, model)
            wanted[name] = _bearers(filter_, term.value[:LONGEST])
    found: dict[FieldTerm, dict[Any, list[Any]]] = {term: {} for term in terms}
    for name, records in fetch(wanted).items():
        term, model = places[name]
        found[term][model] = records
    return found


def _bearers(filter_: RecordFilter, value: str) -> Wanted:
    called = Q(**{f"{filter_.by}__iexact": value}) | bearing(filter_.record_model, value)
    records = filter_.records(filter_.parent.user)
    return Wanted(records.filter(called), filter_.columns, filter_.order)


def _conditions(terms: list[FieldTerm], filterset: ListFilterSet, named: Named) -> dict[FieldTerm, Q]:
    found = {}
    for term in terms:
        condition = _condition(term, filterset, named)
        if condition is not None:
            found[term] = condition
    return found


def _condition(term: FieldTerm, filterset: ListFilterSet, named: Named) -> Q | None:
    if term.name == "year":
        return _years(term.value, filterset)
    filter_ = filterset.filters.get(FIELDS[term.name])
    keys: list[Any] = []
    if isinstance(filter_, ChoiceFilter):
        wanted = key(term.value)
        keys = [value for value, text in filter_.choices if wanted in (key(value), key(str(text)))]
    elif isinstance(filter_, RecordFilter):
        keys = [filter_.key(record) for record in named[term].get(filter_.record_model, [])]
    return filter_.condition(keys, filterset.user) if filter_ is not None and keys else None


def _years(text: str, filterset: ListFilterSet) -> Q | None:
    match = YEARS.match(text.strip())
    if not match or not (match["first"] or match["last"]) or "year_min" not in filterset.filters:
        return None
    first = match["first"]
    last = match["last"] if match["to"] else first
    if match["first"] and match["last"] and not match["to"]:
        return None
    condition = Q()
    if first:
        condition &= filterset.filters["year_min"].condition(int(first), filterset.user)
    if last:
        condition &= filterset.filters["year_max"].condition(int(last), filterset.user)
    return condition
