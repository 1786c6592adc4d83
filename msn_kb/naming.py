"""Records that a query names: what a search shows before everything else, and offers to filter by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from lessons.listings import LESSONS
from lessons.models import Case, Lesson, Term, Theme
from msn_kb.core.access import is_guarded
from msn_kb.core.bearing import bearing
from msn_kb.core.folding import fold
from msn_kb.core.gathering import gathered
from msn_kb.core.kept import counted
from msn_kb.core.search import Query
from msn_kb.core.search.query import MARKS
from organizations.models import (
    Country,
    Meeting,
    Office,
    Organization,
    PeaceProcess,
    Region,
    Source,
)

MOST = 3  # records of each kind that may share a name or an acronym
LONGEST = 400  # longer texts name nothing
MOST_WORDS = 5  # of a name within a query
LONGEST_QUERY = 12  # words of a query in which names are looked for
MOST_OFFERED = 4
NAMED: tuple[Any, ...] = (
    Country,
    Region,
    Organization,
    Office,
    PeaceProcess,
    Term,
    Theme,
    Meeting,
    Case,
    Lesson,
    Source,
)
# What lessons can be filtered by: the parameter, the column of its value, and how a record is spoken of.
FILTERS: Mapping[Any, tuple[str, str, str]] = {
    Country: ("country", "alpha3", "a country"),
    Region: ("region", "code", "a region"),
    PeaceProcess: ("process", "slug", "a peace process"),
    Organization: ("organization", "slug", "an organization"),
    Office: ("office", "slug", "an office"),
    Theme: ("theme", "slug", "a theme"),
}
# “What is a good office?” names the good office, in the languages of the search but Arabic.
ASKED = re.compile(
    r"^(?:what(?:['’]s| is| are)|qu['’]est-ce qu(?:e |['’])|¿?\s*qué (?:es|son))\s*"
    r"(?:(?:an?|the|une?|la|les?|una?|el|los|las) |l['’])?(?P<name>[^?]+)\??$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offer:
    """A record that the query names, and the lessons filtered by it: ``text`` is the sentence of the link."""

    record: Any
    what: str
    rest: str
    count: int
    url: str

    @property
    def lessons(self) -> str:
        """How many lessons there are."""
        return LESSONS.count_text(self.count)


def exact_matches(text: str, user: Any) -> list[Any]:
    """The records that ``user`` may see whose title, name, acronym, other name, synonym or ISO code is ``text``.

    Asked what something is, the name is what is asked for.
    """
    asked = ASKED.match(text.strip())
    text = (asked["name"] if asked else text).strip().strip('"').strip()
    if not text or len(text) > LONGEST:
        return []
    named = {
        str(number): _readable(model, user).filter(bearing(model, text)) for number, model in enumerate(NAMED)
    }
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, key in gathered(
        {kind: records.values_list("pk", flat=True)[:MOST] for kind, records in named.items()}
    ):
        keys[kind].append(key)
    return [record for kind in sorted(keys, key=int) for record in named[kind].filter(pk__in=keys[kind])]


def offers(query: Query, exact: list[Any], user: Any) -> list[Offer]:
    """The records that ``query`` names, whole or in part, by which there are lessons to be had; the longest names
    first. ``exact`` are those that the whole of it names. Three statements at most.
    """
    if query.without or query.fields or any(len(group) > 1 or group[0].is_phrase for group in query.groups):
        return []
    words = [word for group in query.groups if (word := group[0].text.strip(MARKS))]
    found = [(record, "") for record in exact if type(record) in FILTERS]
    if not found and 1 < len(words) <= LONGEST_QUERY:
        found = list(_mentioned(words, user))
    offered = {
        str(number): _lessons(record, rest, user)
        for number, (record, rest) in enumerate(found[:MOST_OFFERED])
    }
    numbers = {name: counted(rows).values_list("number", flat=True) for name, (rows, _) in offered.items()}
    counts = dict(gathered(numbers))
    return [
        Offer(record, FILTERS[type(record)][2], rest, counts[str(number)], offered[str(number)][1])
        for number, (record, rest) in enumerate(found[:MOST_OFFERED])
        if counts.get(str(number))
    ]


def _mentioned(words: list[str], user: Any) -> Iterator[tuple[Any, str]]:
    """Records that a part of ``words`` names, each with the rest of them, longest names first."""
    parts = {
        " ".join(words[first:end]): " ".join([*words[:first], *words[end:]])
        for first in range(len(words))
        for end in range(first + 1, min(first + MOST_WORDS, len(words)) + 1)
    }
    folded = {fold(part): rest for part, rest in parts.items()}
    queries = {}
    for model in FILTERS:
        queries[model.__name__] = (
            _readable(model, user).filter(sort_name__in=folded).values_list("pk", flat=True)[:MOST_OFFERED]
        )
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in gathered(queries):
        keys[name].append(key)
    found = [
        record
        for model in FILTERS
        if keys.get(model.__name__)
        for record in _readable(model, user).filter(pk__in=keys[model.__name__])
    ]
    for record in sorted(found, key=lambda record: -len(record.sort_name)):
        yield record, folded[record.sort_name]


def _lessons(record: Any, rest: str, user: Any) -> tuple[QuerySet, str]:
    parameter, column, _ = FILTERS[type(record)]
    address = urlencode(({"q": rest} if rest else {}) | {parameter: getattr(record, column)})
    return LESSONS.filterset(QueryDict(address), user).qs, f"{LESSONS.url}?{address}"


def _readable(model: Any, user: Any) -> QuerySet:
    records = model.objects.visible_to(user)
    if model is Lesson:
        records = records.defer("search_vector")
    return records.listed() if is_guarded(model) else records
