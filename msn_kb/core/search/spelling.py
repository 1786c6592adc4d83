"""What a word that nobody wrote was meant to be: “Did you mean”, from the collection's own words.

The words are those of entries that everybody may see and that are in force, so that no hint speaks of anything hidden.
:func:`refresh` gathers them, by command and after imports, never for a request.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Model, QuerySet

from .. import kept
from ..access import is_guarded
from ..folding import fold
from .expanding import SYNONYM, expanded
from .models import SearchSpelling
from .names import NAMED
from .plain_words import PLAIN_WORDS
from .query import CHARACTER, FIELDS, HYPHEN, LETTERS, Query

LONG = 9  # in shorter words two errors make another word: “Liberia” is not “libertad”
SHORTEST = 4  # words below are too alike each other to be guessed
SHORTEST_PART = 6  # … and of words with a hyphen: the “inter” of “inter-agency” is no error
LONGEST = 40
MOST_WORDS = 12  # unknown ones of a query that are looked into
CANDIDATES = 8
# A word that so few entries hold may be an error itself, where one that looks like it is so much more frequent.
RARE, MORE_FREQUENT = 2, 20
LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))

GATHER = """
INSERT INTO core_searchspelling (word, folded, documents)
SELECT word, lower(unaccent(word)), sum(ndoc) FROM ({words}) AS held (word, ndoc)
WHERE length(word) BETWEEN %s AND %s AND word ~ '^[[:alpha:]]+$' AND word !~ %s
GROUP BY word
"""
# What curators say of other words is no error either, though no entry may hold it; nor are names of what is public,
# such as a country with no entry yet.
SAID = """
SELECT word, 0 FROM (
    SELECT unnest(tsvector_to_array(to_tsvector('simple', said)))
    FROM (SELECT unnest(words) FROM core_searchsynonyms UNION ALL SELECT unnest(%s::text[])) AS texts (said)
) AS said (word)
"""
ALIKE = """
SELECT asked.word, near.word, near.folded, near.documents
FROM jsonb_to_recordset(%s::jsonb) AS asked (word text, edits jsonb)
CROSS JOIN LATERAL (
    SELECT word, folded, documents FROM core_searchspelling
    WHERE folded = ANY (ARRAY(SELECT jsonb_array_elements_text(asked.edits)))
) AS near
"""
# PostgreSQL's own threshold, 0.3, misses two errors in a word of nine letters.
FARTHER = """
SET LOCAL pg_trgm.similarity_threshold = 0.2;
SELECT asked.word, near.word, near.folded, near.documents
FROM unnest(%s::text[]) AS asked (word)
CROSS JOIN LATERAL (
    SELECT word, folded, documents FROM core_searchspelling
    WHERE folded %% asked.word AND abs(length(folded) - length(asked.word)) <= 2
    ORDER BY similarity(folded, asked.word) DESC, documents DESC, word LIMIT %s
) AS near
"""


@dataclass(frozen=True)
class Candidate:
    """A word of the collection that somebody may have meant."""

    word: str
    folded: str
    documents: int
    distance: int


def corrections(query: Query) -> dict[str, str]:
    """Words of ``query`` that no entry holds in any form, folded, each with the word of the collection that was most
    likely meant; empty where all are known or nothing looks like them.
    """
    if corrections not in query.known:
        unheld = expanded(query).known.unheld
        query.known[corrections] = _chosen(
            [word for word in _guessable(query) if word in unheld][:MOST_WORDS]
        )
    found: dict[str, str] = query.known[corrections]
    return found


def doubts(query: Query) -> dict[str, str]:
    """Words that hardly any entry holds, each with one that looks like it and that very many hold."""
    documents = expanded(query).known.documents
    rare = [word for word in _guessable(query) if 0 < documents.get(word, 0) <= RARE][:MOST_WORDS]
    found = {}
    for word, near in _near(rare).items():
        better = [one for one in near if one.documents >= MORE_FREQUENT * documents[word]]
        if better:
            found[word] = _best(word, better).word
    return found


def _guessable(query: Query) -> list[str]:
    """Words long enough to be taken for others, and unknown to the curators: what has synonyms is no error."""
    said = {
        fold(word)
        for group, others in zip(query.groups, expanded(query).groups, strict=True)
        if any(term.share == SYNONYM for term in others)
        for term in group
        for word in LETTERS.findall(term.text)
    }
    parts = {
        part
        for term in query.terms
        if HYPHEN.search(term.text)
        for part in map(fold, LETTERS.findall(term.text))
        if len(part) < SHORTEST_PART
    }
    words = [word for word in query.loose_words if SHORTEST <= len(word) <= LONGEST]
    return [word for word in words if word not in said | parts | PLAIN_WORDS | FIELDS.keys()]


def _chosen(words: Sequence[str]) -> dict[str, str]:
    near = _near(words)
    missing = [word for word in words if not near.get(word) and len(word) >= LONG]
    near |= _farther(missing)
    return {word: _best(word, near[word]).word for word in words if near.get(word)}


def _best(word: str, candidates: Iterable[Candidate]) -> Candidate:
    """The nearest; of several, the most frequent, where a first letter that differs weighs much."""

    def order(one: Candidate) -> tuple[int, float, str]:
        return one.distance, -one.documents * (1 if one.folded[:1] == word[:1] else 0.1), one.word

    return min(candidates, key=order)


def _near(words: Sequence[str]) -> dict[str, list[Candidate]]:
    """The collection's words that are one error away from each of ``words``."""
    if not words:
        return {}
    asked = [{"word": word, "edits": sorted(edits(word))} for word in words]
    found: dict[str, list[Candidate]] = defaultdict(list)
    for word, near, folded, documents in kept.rows(ALIKE, [json.dumps(asked)]):
        found[word].append(Candidate(near, folded, documents, 1))
    return found


def _farther(words: Sequence[str]) -> dict[str, list[Candidate]]:
    """Those that are two errors away."""
    if not words:
        return {}
    found: dict[str, list[Candidate]] = defaultdict(list)
    for word, near, folded, documents in kept.rows(FARTHER, [list(words), CANDIDATES]):
        if distance(word, folded) == 2:
            found[word].append(Candidate(near, folded, documents, 2))
    return found


def edits(word: str) -> set[str]:
    """Everything that is one typing error away from ``word``: a letter missing, too many, another, or two swapped."""
    alphabet = ARABIC if any(char in ARABIC for char in word) else LATIN
    return set(_edits(word, alphabet)) - {word}


def _edits(word: str, alphabet: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in alphabet)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in alphabet)


def distance(one: str, other: str) -> int:
    """How many typing errors lie between two words (optimal string alignment: Damerau 1964, Levenshtein 1966)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != against))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def refresh(entries: Iterable[QuerySet]) -> None:
    """Gather the words anew from ``entries``: querysets of all kinds, of what everybody may see."""
    SearchSpelling.objects.all().delete()
    with connection.cursor() as cursor:
        words = [
            cursor.mogrify("SELECT word, ndoc FROM ts_stat(%s)", [_texts(cursor, one)]).decode()
            for one in entries
        ]
        words.append(cursor.mogrify(SAID, [_public_names()]).decode())
        gather = GATHER.replace("{words}", " UNION ALL ".join(words).replace("%", "%%"))
        cursor.execute(gather, [SHORTEST - 1, LONGEST, CHARACTER.pattern])


def _public_names() -> list[str]:
    """What all records that are always public are called."""
    return [
        name
        for model, named in NAMED.items()
        if not is_guarded(model)
        for record in model._default_manager.prefetch_related(*named.parts)
        for name in named.words(record)
    ]


def _texts(cursor: object, entries: QuerySet) -> str:
    """SQL of the texts of ``entries`` as vectors of their words as they stand."""
    rows = entries.order_by().annotate(words=SearchVector(*_columns(entries.model), config="simple"))
    sql, params = rows.values_list("words").query.sql_with_params()
    return cursor.mogrify(sql, params).decode()  # type: ignore[attr-defined]


def _columns(model: type[Model]) -> tuple[str, ...]:
    return model._meta.get_field("search_vector").texts  # type: ignore[attr-defined,union-attr]
