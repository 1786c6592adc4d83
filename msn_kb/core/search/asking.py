"""A query in the words of each text-search configuration: one statement a query, whoever asks how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from .. import kept
from .expanding import expanded
from .languages import LANGUAGES, OTHER, mark
from .lexicon import CONFIGURATIONS
from .query import Query, Term

# What a word of everyday speech is worth beside another.
PLAIN = 0.8
# So many stop words tell a language.
TELLING = 2
# Letters that tell one: English has none of them, and of two languages here only one has each.
OWN_LETTERS = {"msn_french": "àâæçèêëîïôœùûÿ", "msn_spanish": "áíñóú¿¡", "msn_arabic": "ابةتدرسعفقكلمنهوي"}

ASK = """
SELECT configuration.name, term.number,
    CASE WHEN term.is_phrase THEN phraseto_tsquery(configuration.name::regconfig, term.text)
    ELSE plainto_tsquery(configuration.name::regconfig, term.text) END::text,
    tsvector_to_array(to_tsvector(configuration.name::regconfig, term.text))
FROM unnest(%s::text[]) AS configuration (name)
CROSS JOIN unnest(%s::text[], %s::boolean[]) WITH ORDINALITY AS term (text, is_phrase, number)
"""


@dataclass(frozen=True)
class Wanted:
    """A term in one configuration: a ``tsquery`` in PostgreSQL's notation, and its words as they are stemmed."""

    term: Term
    tsquery: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A query in one configuration; what is nothing but stop words there is left out;
    ``passed_over`` is how many words that were.

    The methods give a ``tsquery`` in PostgreSQL's notation; an empty one matches nothing.
    """

    groups: tuple[tuple[Wanted, ...], ...] = ()
    without: tuple[Wanted, ...] = ()
    passed_over: int = 0

    @property
    def terms(self) -> list[Wanted]:
        """Every term that may be present, once for each time that it was typed."""
        return [term for group in self.groups for term in group]

    @cached_property
    def words(self) -> dict[str, float]:
        """The stemmed words that may be present, and what each is worth: as often as it was typed; of another way of
        saying it, its share, which the words of a phrase have together.
        """
        found: dict[str, float] = {}
        for one in self.terms:
            if one.term.share == 1:
                for word in one.words:
                    found[word] = found.get(word, 0) + (PLAIN if one.term.is_plain else 1)
        typed = set(found)
        for one in self.terms:
            for word in set(one.words) - typed:
                found[word] = max(found.get(word, 0), one.term.share / len(one.words))
        return found

    def all_words(self) -> str:
        """Of entries that meet every group and hold nothing of ``without``."""
        return _and([*map(any_of, self.groups), *self._absent()])

    def any_word(self, among: Iterable[Wanted]) -> str:
        """Of entries that hold one of ``among`` and nothing of ``without``; empty where there are none."""
        wanted = any_of(among)
        return _and([wanted, *self._absent()]) if wanted else ""

    def any_term(self) -> str:
        """Of the terms alone, for marking."""
        return any_of(self.terms)

    def _absent(self) -> list[str]:
        return [f"!({term.tsquery})" for term in self.without]


def any_of(terms: Iterable[Wanted]) -> str:
    """A ``tsquery`` of entries that hold one of ``terms``; empty where there are none."""
    return _or(term.tsquery for term in terms)


def _or(parts: Iterable[str]) -> str:
    return " | ".join(f"({part})" for part in dict.fromkeys(parts))


def _and(parts: Iterable[str]) -> str:
    return " & ".join(f"({part})" for part in dict.fromkeys(parts))


def ask(query: Query) -> Mapping[str, Asked]:
    """``query`` by configuration."""
    if ask not in query.known:
        query.known[ask] = _ask(query)
    found: Mapping[str, Asked] = query.known[ask]
    return found


def _ask(query: Query) -> dict[str, Asked]:
    groups = expanded(query).groups
    terms = list(dict.fromkeys([*chain.from_iterable(groups), *query.without]))
    if not terms:
        return {config: Asked() for config in CONFIGURATIONS}
    wanted: dict[tuple[str, Term], Wanted] = {}
    texts, are_phrases = [term.searched for term in terms], [term.is_phrase for term in terms]
    for config, number, tsquery, words in kept.rows(ASK, [list(CONFIGURATIONS), texts, are_phrases]):
        term = terms[number - 1]
        wanted[config, term] = Wanted(term, tsquery, tuple(words))

    def known(config: str, among: Iterable[Term]) -> tuple[Wanted, ...]:
        return tuple(wanted[config, term] for term in among if wanted[config, term].tsquery)

    def required(config: str) -> tuple[tuple[Wanted, ...], ...]:
        found = [group for terms in groups if (group := known(config, terms))]
        # Of “terms of reference”, its synonyms must not make “of” a word that has to be there.
        typed = [group for group in found if any(one.term.share == 1 for one in group)]
        return tuple(typed or found)

    return {
        config: Asked(
            groups=required(config),
            without=known(config, query.without),
            passed_over=sum(not wanted[config, term].tsquery for term in {*query.terms}),
        )
        for config in CONFIGURATIONS
    }


def asked_in(query: Query) -> str | None:
    """The configuration of the language that ``query`` is in, as its stop words and letters tell; ``None`` where they
    do not.
    """
    signs = Counter({config: one.passed_over for config, one in ask(query).items()})
    # As the collection spells them: whoever leaves the accents out means the same.
    spelled = expanded(query).known.spelled
    words = "".join(spelled.get(word, word) for word in query.loose_words)
    for config, letters in OWN_LETTERS.items():
        signs[config] += TELLING * any(letter in words for letter in letters)
    (config, most), (_, next_) = signs.most_common(2)
    return config if most >= TELLING and most > next_ else None


def by_language(texts: Mapping[str, str]) -> str:
    """One ``tsquery`` that asks entries of each language for the one of ``texts`` that is in their configuration."""
    languages: dict[str, list[str]] = {}
    for language, (config, _, _) in LANGUAGES.items():
        languages.setdefault(texts[config], []).append(f"'{mark(language)}'")
    if len(languages) == 1 and texts[OTHER] in languages:
        return texts[OTHER]
    parts = [f"({' | '.join(marks)}) & ({text})" for text, marks in languages.items() if text]
    if texts[OTHER]:
        others = " & ".join(f"!'{mark(language)}'" for language in LANGUAGES)
        parts.append(f"({texts[OTHER]}) & {others}")
    return _or(parts)
