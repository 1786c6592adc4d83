"""The rarest words of a text as the index holds them: what finds the few entries that may say the same.

Rarity is counted over published TLP:CLEAR entries alone (``statistics``). An entry that repeats a passage holds rare
words of it beside one another, so neighbours are asked for in pairs: a word of everyday use would find thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from django.db import connection
from django.db.models import Model

from ..likeness import WORD
from .languages import configuration

MOST_OF_TITLE, MOST_OF_TEXTS = 6, 24
MOST_READ = 2000  # words of the texts
FREQUENT = 2000  # what more entries hold makes no pair rare

# The stem of each word, where it first stands, and in how many entries it does.
STEMS = """
SELECT stem, place, coalesce(documents, 0)
FROM (
    SELECT stem, min(place) AS place
    FROM unnest(%s::text[]) WITH ORDINALITY AS own (word, place)
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%s::regconfig, word))) AS stems (stem)
    GROUP BY stem
) AS stemmed
LEFT JOIN core_searchword AS held ON held.kind = %s AND held.configuration = %s AND held.word = stem
"""


@dataclass(frozen=True)
class RareWords:
    """Four texts in PostgreSQL's notation of ``tsquery``, empty where they would ask for nothing: of ``title`` and of
    ``texts``, any of the rare words; ``title_pairs`` and ``text_pairs``, two of them together.
    """

    title: str
    title_pairs: str
    texts: str
    text_pairs: str


@dataclass(frozen=True)
class _Stem:
    stem: str
    place: int
    documents: int

    @property
    def rarity(self) -> tuple[int, int, str]:
        """Of words that are equally frequent, or not counted, the longer one tells more."""
        return self.documents, -len(self.stem), self.stem


def rare_words(model: type[Model], language: str, title: str, texts: Iterable[str]) -> RareWords:
    """The rare words of a title and of texts in ``language``, among entries of ``model``; two statements."""
    of_title = _rarest(_stems(model, language, WORD.findall(title)), MOST_OF_TITLE)
    stems = _stems(model, language, WORD.findall(" ".join(texts))[:MOST_READ])
    # What nobody wrote yet may stand in entries that are not counted, and must not crowd out the rest.
    known = _rarest([one for one in stems if one.documents], MOST_OF_TEXTS)
    unknown = _rarest([one for one in stems if not one.documents], MOST_OF_TEXTS)
    return RareWords(
        title=_any(map(_quoted, of_title)),
        title_pairs=_any(_together(of_title, combinations(of_title, 2))),
        texts=_any(map(_quoted, known + unknown)),
        text_pairs=_any([*_together(known, pairwise(known)), *_together(unknown, pairwise(unknown))]),
    )


def _stems(model: type[Model], language: str, words: Sequence[str]) -> list[_Stem]:
    if not words:
        return []
    config = configuration(language)
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [list(words), config, model._meta.label_lower, config])
        return [_Stem(*row) for row in cursor.fetchall()]


def _rarest(stems: Iterable[_Stem], most: int) -> list[_Stem]:
    """The rarest, in the order of the text."""
    return sorted(sorted(stems, key=lambda one: one.rarity)[:most], key=lambda one: one.place)


def _together(stems: Sequence[_Stem], pairs: Iterable[tuple[_Stem, _Stem]]) -> Iterator[str]:
    """Those of ``pairs`` that are rare; where there are none, nearly all of ``stems`` at once."""
    rare: list[tuple[_Stem, ...]] = [pair for pair in pairs if min(one.documents for one in pair) <= FREQUENT]
    if not rare and len(stems) > 1:
        rare = list(combinations(stems, max(2, len(stems) - 1)))
    return (" & ".join(map(_quoted, words)) for words in rare)


def _quoted(word: _Stem) -> str:
    return "'" + word.stem.replace("\\", "\\\\").replace("'", "''") + "'"


def _any(parts: Iterable[str]) -> str:
    return " | ".join(f"({part})" for part in parts)
