"""Other ways of saying and writing what was asked: synonyms that curators keep, hyphens, British and American spelling.

A word's group gets alternatives that are worth less than the word itself. A phrase of several words, such as “civil
society organization”, gives its synonyms to the group of each of its words: an entry that holds the synonym then meets
all of them, and one that holds some of the words is still a partial match. What stands in quotation marks is taken as
it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..folding import fold
from .lexicon import Lexicon, look_up
from .query import CHARACTER, HYPHEN, LETTERS, Query, Term
from .variants import in_either_number, key, parted, spellings

SYNONYM = 0.4
VARIANT = 0.9
# Words of the longest phrase that is looked up.
MOST_WORDS = 12
# Of two parts of a word, the rarer may be held by so many: phrases of words that very many hold take long to look up.
MOST_HELD = 1000
# Longer queries are texts, in which no single word decides.
MOST_GROUPS = 40

Groups = tuple[tuple[Term, ...], ...]


@dataclass(frozen=True)
class _Run:
    """Neighbouring words of a query, from group ``first`` up to but not including ``end``."""

    first: int
    end: int
    words: str

    @property
    def groups(self) -> range:
        return range(self.first, self.end)


@dataclass(frozen=True)
class Expanded:
    """``groups`` with alternatives, each worth its ``share``, and what is ``known`` of the query's words."""

    groups: Groups
    known: Lexicon = field(default_factory=Lexicon)


def expanded(query: Query) -> Expanded:
    """``query`` with other ways of saying and writing it; at most one statement a query."""
    if expanded not in query.known:
        query.known[expanded] = _expanded(query)
    found: Expanded = query.known[expanded]
    return found


def _expanded(query: Query) -> Expanded:
    runs = list(_runs(query.groups)) if len(query.groups) <= MOST_GROUPS else []
    if not runs:
        return Expanded(query.groups)
    written = {run: list(_variants(run)) for run in runs}
    known = look_up(
        (run.words for run in runs),
        {word for texts in written.values() for text in texts for word in text.split()},
        (word for word in query.loose_words if not CHARACTER.search(word)),
    )
    found: dict[int, dict[Term, None]] = defaultdict(dict)
    for run in runs:
        alternatives = [
            Term(text, is_phrase=True, share=VARIANT) for text in written[run] if _is_worth_it(text, known)
        ]
        alternatives += [
            Term(word, is_phrase=True, share=SYNONYM) for word in _synonyms(key(run.words), known)
        ]
        for number in run.groups:
            found[number].update(dict.fromkeys(alternatives))
    groups = tuple((*group, *found.get(number, ())) for number, group in enumerate(query.groups))
    return Expanded(groups, known)


def _runs(groups: Groups) -> Iterator[_Run]:
    """Each stretch of groups that are single words outside quotation marks, up to ``MOST_WORDS``; each word alone
    where it stands among alternatives.
    """
    for first, group in enumerate(groups):
        for term in group:
            if len(group) > 1 and not term.is_phrase:
                yield _Run(first, first + 1, term.text)
        words: list[str] = []
        for end in range(first, min(first + MOST_WORDS, len(groups))):
            if len(groups[end]) > 1 or groups[end][0].is_phrase:
                break
            words.append(groups[end][0].text)
            yield _Run(first, end + 1, " ".join(words))


def _variants(run: _Run) -> Iterator[str]:
    """Ways of writing ``run`` otherwise: one word as two and two as one, and other spellings."""
    words = LETTERS.findall(fold(run.words))
    if len(words) == 1 and len(run.groups) == 1:
        # Stemmers leave the plural of an acronym alone: “NGOs” would not find “NGO”.
        for written in sorted(in_either_number(words[0])):
            yield from sorted({written, *spellings(written)} - {words[0]})
            yield from map(" ".join, parted(written))
    elif len(words) == 2 and (len(run.groups) == 2 or HYPHEN.search(run.words)):
        yield "".join(words)


def _synonyms(words: str, known: Lexicon) -> Iterator[str]:
    """What means the same as ``words``; not phrases that hold them, such as “peace mediation” beside “mediation”."""
    for other in dict.fromkeys(known.synonyms.get(words, [])):
        if not set(words.split()) <= set(key(other).split()):
            yield from [other, f"{other}s"] if other.isupper() and other.isascii() else [other]


def _is_worth_it(text: str, known: Lexicon) -> bool:
    """Whether the collection knows all words of a variant, and one of several is rare enough."""
    held = [known.documents.get(word, 0) for word in text.split()]
    return min(held) > 0 and (len(held) == 1 or min(held) <= MOST_HELD)
