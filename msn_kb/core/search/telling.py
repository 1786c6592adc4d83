"""The words that tell an entry from others: the rarest of its own texts, as they stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..folding import fold
from .languages import HOUSE_LANGUAGE, LANGUAGES, configuration, mark
from .plain_words import PLAIN_WORDS

WORD = re.compile(r"[^\W\d_]{3,}")
MOST_READ = 600  # words of an entry's texts
# What sharing a word is worth beside sharing a trait, where it stands in the title and elsewhere.
IN_TITLE, IN_TEXT = 0.6, 0.4
MOST_TELLING = 12
# The most telling are looked up while no more entries than these hold them in all.
MOST_HOLDERS = 3000
# A word that more than this share of the entries hold tells nothing.
COMMON = 0.1

OF_LANGUAGE = "%s::tsquery && "
# Words that no published TLP:CLEAR entry but one holds cannot lead to another. An uncounted collection has none.
TELLING = f"""
SELECT stem, word, wanted, weight FROM (
    SELECT stem, word, wanted, weight, row_number() OVER best AS place, sum(documents) OVER best AS holders
    FROM (
        SELECT DISTINCT ON (stem) stem, word, wanted, documents, of_all,
            worth * ln(1 + (of_all - documents + 0.5) / (documents + 0.5)) AS weight
        FROM (
            SELECT word, worth, place, {{of_language}}plainto_tsquery(%s::regconfig, word) AS wanted,
                (tsvector_to_array(to_tsvector(%s::regconfig, word)))[1] AS stem
            FROM unnest(%s::text[], %s::float[]) WITH ORDINALITY AS own (word, worth, place)
        ) AS stemmed
        CROSS JOIN LATERAL (
            SELECT sum(documents) AS documents FROM core_searchword
            WHERE kind = ANY (%s) AND configuration = %s AND word = stem
        ) AS held
        CROSS JOIN (
            SELECT sum(documents) AS of_all FROM core_searchstatistics
            WHERE kind = ANY (%s) AND configuration = %s
        ) AS counted
        WHERE documents BETWEEN 2 AND greatest(2, {COMMON} * of_all)
        ORDER BY stem, worth DESC, place
    ) AS rare
    WINDOW best AS (ORDER BY weight DESC, stem)
) AS ordered
WHERE place <= {MOST_TELLING} AND holders <= {MOST_HOLDERS}
"""  # noqa: S608 - nothing but numbers of this module


@dataclass(frozen=True)
class TellingWords:
    """The different words of an entry's texts, each with what sharing it is worth; ``language`` is the entry's."""

    language: str
    words: Mapping[str, float]

    def sql(self, kinds: Sequence[str]) -> tuple[str, list[Any]]:
        """Rows of word, ``tsquery`` and weight: the rarest of these words among entries of ``kinds``."""
        config, among = configuration(self.language), list(kinds)
        # Nearly all entries are in the house's language. A word of another may stand in many that are not in it.
        has_mark = self.language in LANGUAGES and self.language != HOUSE_LANGUAGE
        sql = TELLING.format(of_language=OF_LANGUAGE if has_mark else "")
        own = [list(self.words), list(self.words.values())]
        return sql, [
            *[f"'{mark(self.language)}'"] * has_mark,
            config,
            config,
            *own,
            among,
            config,
            among,
            config,
        ]


def telling_words(language: str, title: str, texts: Iterable[str]) -> TellingWords:
    """What an entry speaks of: the words of its title, and those that its other texts use more than once; none of
    everyday speech.

    A word written in small letters anywhere is given so: capitals at the beginning of a sentence are not its own.
    """
    in_title = {word.casefold() for word in WORD.findall(title)}
    times: Counter[str] = Counter()
    written: dict[str, str] = {}
    for word in WORD.findall(" ".join([title, *texts])):
        folded = word.casefold()
        times[folded] += 1
        if folded not in written or word == word.lower():
            written[folded] = word
    worth = {
        written[folded]: IN_TITLE if folded in in_title else IN_TEXT
        for folded, number in times.items()
        if (folded in in_title or number > 1) and fold(folded) not in PLAIN_WORDS
    }
    return TellingWords(language, dict(islice(worth.items(), MOST_READ)))
