"""What the collection and its curators know of the words of a query: one statement, whoever asks how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .. import kept
from .languages import LANGUAGES, OTHER
from .variants import key

CONFIGURATIONS = (*(config for config, _, _ in LANGUAGES.values()), OTHER)

# Unheld is what no entry holds in any form, of words that are no stop words in some language. A collection that was
# never counted says nothing.
LOOK_UP = """
SELECT 'synonyms', NULL, NULL, NULL, words, keys FROM core_searchsynonyms WHERE keys && %s::text[]
UNION ALL
SELECT 'documents', folded, sum(documents), (array_agg(word ORDER BY documents DESC, word))[1], NULL, NULL
FROM core_searchspelling
WHERE folded = ANY (%s::text[]) GROUP BY folded
UNION ALL
SELECT 'unheld', asked.word, NULL, NULL, NULL, NULL FROM unnest(%s::text[]) AS asked (word)
WHERE EXISTS (SELECT FROM core_searchspelling)
AND NOT EXISTS (SELECT FROM core_searchspelling WHERE folded = asked.word)
AND NOT EXISTS (
    SELECT FROM core_searchstatistics AS counted JOIN core_searchword AS held
    ON held.kind = counted.kind AND held.configuration = counted.configuration
    AND held.word = ANY (tsvector_to_array(to_tsvector(counted.configuration::regconfig, asked.word)))
)
AND NOT EXISTS (SELECT FROM unnest(%s::text[]) AS config WHERE to_tsvector(config::regconfig, asked.word) = '')
"""


@dataclass
class Lexicon:
    """``synonyms`` by ``variants.key``; ``documents``: in how many entries a word is written so, by folded word;
    ``spelled``: how it is mostly written, accents included; ``unheld``: folded words that no entry holds.
    """

    synonyms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    unheld: list[str] = field(default_factory=list)


def look_up(phrases: Iterable[str], written: Iterable[str], words: Iterable[str]) -> Lexicon:
    """What is known: synonyms of ``phrases``, how frequent the folded words ``written`` and ``words`` are, and which of
    ``words`` nobody wrote.
    """
    words = list(words)
    keys = sorted({key(phrase) for phrase in phrases} - {""})
    found = Lexicon()
    asked = [keys, sorted({*written, *words}), words, list(CONFIGURATIONS)]
    for what, word, documents, spelled, synonyms, their_keys in kept.rows(LOOK_UP, asked):
        if what == "documents":
            found.documents[word] = int(documents)
            found.spelled[word] = spelled
        elif what == "unheld":
            found.unheld.append(word)
        else:
            for one in their_keys:
                found.synonyms[one] += [other for other in synonyms if key(other) != one]
    return found
