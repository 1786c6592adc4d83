"""What a query wants of one kind of records: what to look for by the index, and what each word is worth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Model
from django.utils.translation import get_language

from .asking import Asked, Wanted, any_of, ask, asked_in, by_language
from .languages import HOUSE_LANGUAGE, configuration
from .query import Query
from .statistics import Statistics, configurations, has_languages, known

# So many matches are ranked; beyond it, those that hold the words in their title, and some more.
MOST_RANKED = 10_000
# Partial matches are sought among so many.
MOST_SOUGHT = 5000
# Entries in the language of the query come before others that hold as much of it.
OWN_LANGUAGE = 2.0
# Entries in the language of the interface come before others that answer equally well.
SECOND = 0.999
# From this share of the entries on, and this number, PostgreSQL would rather read all of them than use the index.
COMMON = 0.2
FEW = 1000
# Characters of all terms, some hundred words, beyond which the index seems dearer than it is.
LONG = 1000


@dataclass(frozen=True)
class Worth:
    """What counts for the entries of one configuration: what each word is worth, and the mean length of an entry."""

    weights: Mapping[str, float]
    mean_length: float | None


@dataclass(frozen=True)
class Share:
    """Which entries hold all words, or some of them.

    ``tsquery`` asks each language for its own words; ``terms`` are the terms alone, by configuration; ``most`` is how
    many ``of`` the entries that everybody may see match at most, as far as is known (0 where nothing was counted).
    ``least``: so many match for certain. All ``tsquery`` are in PostgreSQL's notation.
    """

    tsquery: str
    terms: Mapping[str, str]
    most: int
    of: int
    least: int = 0

    @property
    def is_too_much(self) -> bool:
        """Whether more match for certain than can be ranked."""
        return self.least > MOST_RANKED

    @property
    def is_common(self) -> bool:
        """Whether most entries may match."""
        return self.most > max(FEW, COMMON * self.of)

    @property
    def is_by_index(self) -> bool:
        """Whether it is a common word or a long text, where the index is faster than PostgreSQL believes."""
        return self.is_common or sum(map(len, self.terms.values())) > LONG


@dataclass(frozen=True)
class Wants:
    """A query, of one kind of records; ``worth`` is by configuration."""

    full: Share
    partial: Share
    worth: Mapping[str, Worth]


def wants(query: Query, model: type[Model]) -> Wants:
    """What ``query`` wants of ``model``'s entries."""
    return wants_of_each(query, [model])[model]


def wants_of_each(query: Query, models: Iterable[type[Model]]) -> dict[type[Model], Wants]:
    """The same for several kinds; two statements in all, and none for what was asked before."""
    found: dict[type[Model], Wants] = query.known.setdefault(wants, {})
    new = [model for model in models if model not in found]
    if new:
        words = {config: one.words for config, one in ask(query).items()}
        for model, statistics in known(new, words).items():
            found[model] = _wants(query, model, statistics)
    return found


def _wants(query: Query, model: type[Model], statistics: Mapping[str, Statistics]) -> Wants:
    asked = {config: one for config, one in ask(query).items() if config in configurations(model)}
    rarest = _rarest(asked, statistics)
    documents = sum(one.documents for one in statistics.values())
    return Wants(
        full=Share(
            _joined(model, {config: one.all_words() for config, one in asked.items()}),
            {config: any_of(one.terms) for config, one in asked.items()},
            sum(_most_in_full(one, statistics[config]) for config, one in asked.items()),
            documents,
            0
            if query.without
            else sum(_least_in_full(one, statistics[config]) for config, one in asked.items()),
        ),
        partial=Share(
            _joined(model, {config: one.any_word(rarest[config]) for config, one in asked.items()}),
            {config: any_of(terms) for config, terms in rarest.items()},
            sum(_held(terms, statistics[config]) for config, terms in rarest.items()),
            documents,
        ),
        worth={
            config: _worth(one, statistics[config], _favour(config, asked_in(query)))
            for config, one in asked.items()
        },
    )


def _favour(config: str, asked: str | None) -> float:
    """What entries of ``config`` count beside others, for a query that was ``asked`` in one."""
    if config == asked:
        return OWN_LANGUAGE
    return 1.0 if asked or config == configuration((get_language() or HOUSE_LANGUAGE)[:2]) else SECOND


def _worth(asked: Asked, statistics: Statistics, factor: float) -> Worth:
    # A word that is asked for twice is worth twice as much (Robertson & Zaragoza 2009, 3.4).
    weights = {word: factor * times * statistics.rarity(word) for word, times in asked.words.items()}
    return Worth(weights, statistics.mean_length)


def _joined(model: type[Model], texts: Mapping[str, str]) -> str:
    return by_language(texts) if has_languages(model) else texts[configuration(HOUSE_LANGUAGE)]


def _rarest(asked: Mapping[str, Asked], statistics: Mapping[str, Statistics]) -> dict[str, list[Wanted]]:
    """The rarest terms by configuration, held by no more entries than can be ranked well, each configuration having its
    share of them; and one that some entries hold, where none would be left.

    An entry that holds none of them is not among the best, and a sentence holds words that nearly every entry holds.
    """
    documents = sum(statistics[config].documents for config in asked) or 1
    chosen: dict[str, list[Wanted]] = {}
    total = 0
    for config in sorted(asked, key=lambda config: -statistics[config].documents):
        known = statistics[config]
        terms = sorted(dict.fromkeys(asked[config].terms), key=lambda term: _frequency(term, known))
        held = list(accumulate(_frequency(term, known) for term in terms))
        rare = terms[: bisect_right(held, MOST_SOUGHT * known.documents / documents)]
        if rare != terms and not _held(rare, known):
            following = terms[len(rare)]
            more = total + _frequency(following, known)
            # A small language must not make too many of what can be ranked; of too many it may as well be part.
            if not total or more <= MOST_SOUGHT or total > MOST_SOUGHT:
                rare.append(following)
        chosen[config] = rare
        total += _held(rare, known)
    return chosen


def _held(terms: Iterable[Wanted], statistics: Statistics) -> int:
    return sum(_frequency(wanted, statistics) for wanted in terms)


def _frequency(term: Wanted, statistics: Statistics) -> int:
    return min((statistics.frequency(word) for word in term.words), default=0)


def _least_in_full(asked: Asked, statistics: Statistics) -> int:
    if len(asked.groups) != 1:
        return 0
    [group] = asked.groups
    return max((_frequency(one, statistics) for one in group if len(one.words) == 1), default=0)


def _most_in_full(asked: Asked, statistics: Statistics) -> int:
    return min((_held(group, statistics) for group in asked.groups), default=0)
