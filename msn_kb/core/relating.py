"""The statement that finds related entries (``related``): scored roughly by all they share, the best of them closely.

The index of words knows not in which field an entry holds a word, so the rough score takes in the names of what an
entry is tied to; that is at least the close score, for which the vectors of the best are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import JSONArray

from .search.languages import HOUSE_LANGUAGE
from .search.statistics import has_languages
from .search.telling import TellingWords

if TYPE_CHECKING:
    from .related import Pool, Trait

MOST_NEAR = 50  # entries scored closely
FEWEST_WORDS = 2
BITS = 40
MASK = (1 << BITS) - 1
NO_WORDS = "SELECT ''::text, ''::text, ''::tsquery, 0::float WHERE FALSE"

# An entry's key holds the number of its pool, a tag's key the number of its trait, above the primary keys.
RELATED = """
WITH tied (entry, tag) AS MATERIALIZED ({tied}),
clear (entry) AS NOT MATERIALIZED ({clear}),
every (number) AS MATERIALIZED (
    SELECT COALESCE(
        (SELECT sum(documents) FROM core_searchstatistics WHERE kind = ANY (%s)), (SELECT count(*) FROM clear)
    )::float
),
tag (tag, weight) AS MATERIALIZED (
    SELECT tag, worth * ln(1 + (greatest(number - held, 0) + 0.5) / (held + 0.5))
    FROM (SELECT tag, count(clear.entry) AS held FROM tied LEFT JOIN clear USING (entry) GROUP BY tag) AS carried
    JOIN unnest(%s::float[]) WITH ORDINALITY AS trait (worth, place) ON place = (tag >> {bits}) + 1
    CROSS JOIN every
),
telling (stem, word, wanted, weight) AS MATERIALIZED ({telling}),
share (entry, weight) AS (
    SELECT entry, weight FROM tied JOIN tag USING (tag)
    UNION ALL {worded}
),
rough (entry, score) AS MATERIALIZED (
    SELECT entry, sum(weight) FROM share GROUP BY entry
    HAVING sum(weight) >= (SELECT {floor} * ln(1 + number) FROM every)
),
near (entry, score, family, language, vector, card) AS MATERIALIZED (
    SELECT * FROM ({seen}) AS seen ORDER BY score DESC, entry LIMIT {near}
),
close AS (
    SELECT entry, family, card, language = %s AS is_readers, shared, words,
        round((COALESCE(of_tags, 0) + COALESCE(of_words, 0))::numeric, 1) AS score
    FROM near
    LEFT JOIN (
        SELECT entry, sum(weight) AS of_tags, array_agg(tag ORDER BY weight DESC, tag) AS shared
        FROM near JOIN tied USING (entry) JOIN tag USING (tag) GROUP BY entry
    ) AS by_tags USING (entry)
    CROSS JOIN LATERAL (
        SELECT sum(weight) AS of_words, array_agg(word ORDER BY weight DESC, word) AS words
        FROM telling JOIN unnest(ts_filter(vector, '{{a,b,c}}')) AS own (stem, positions, fields) USING (stem)
        WHERE language = %s AND (cardinality(positions) > 1 OR 'A' = ANY (fields))
    ) AS by_words
),
versions AS (
    SELECT DISTINCT ON (entry >> {bits}, family) * FROM close CROSS JOIN every
    WHERE score >= {floor} * ln(1 + number) AND (shared IS NOT NULL OR cardinality(words) >= {fewest})
    ORDER BY entry >> {bits}, family, score DESC, is_readers DESC, entry
)
SELECT entry, card::text, COALESCE(shared, '{{}}'), COALESCE(words, '{{}}') FROM versions
ORDER BY score DESC, is_readers DESC, entry LIMIT %s
"""
WORDED = """
SELECT {key}, weight
FROM telling CROSS JOIN LATERAL entries_by_index(%s::regclass, wanted, FALSE) AS found (entry)
"""
SEEN = """
SELECT entry, score, family, language, vector, card
FROM rough JOIN ({visible}) AS visible (id, family, language, vector, card)
    ON id = entry & {mask} AND entry >> {bits} = {pool}
"""


def related_sql(
    pools: Sequence[Pool],
    traits: Sequence[Trait],
    words: TellingWords | None,
    reader: str,
    floor: float,
    most: int,
) -> tuple[str, list[Any]]:
    """SQL of rows (key of the entry, JSON of its columns, keys of the tags shared, words shared)."""
    tied, clear, worded, seen = (_Union() for _ in range(4))
    for place, pool in enumerate(pools):
        for number, trait in enumerate(traits):
            for pairs in pool.pairs(trait):
                tied.add_rows(f"{_key(place, 'entry')}, {_key(number, 'value')}", "value, entry", pairs)
        clear.add_rows(_key(place, "entry"), "entry", pool.clear().order_by().values_list("pk"))
        if words and pool.has_words:
            worded.add(WORDED.format(key=_key(place, "entry")), [pool.model._meta.db_table])
        visible, own = _visible(pool)
        seen.add(SEEN.format(visible=visible, pool=place, mask=MASK, bits=BITS), own)
    kinds = [pool.model._meta.label_lower for pool in pools]
    telling, telling_params = words.sql(kinds) if words else (NO_WORDS, [])
    sql = RELATED.format(
        tied=tied.sql or "SELECT 0::bigint, 0::bigint WHERE FALSE",
        clear=clear.sql,
        telling=telling,
        worded=worded.sql or "SELECT 0::bigint, 0::float WHERE FALSE",
        seen=seen.sql,
        floor=floor,
        near=MOST_NEAR,
        fewest=FEWEST_WORDS,
        bits=BITS,
    )
    worths, language = [trait.worth for trait in traits], words.language if words else ""
    params = [*tied.params, *clear.params, kinds, worths, *telling_params, *worded.params, *seen.params]
    return sql, [*params, reader, language, most]


def split_key(key: int) -> tuple[int, int]:
    """The number of the pool or of the trait, and the primary key."""
    return key >> BITS, key & MASK


def _key(number: int, column: str) -> str:
    return f"{number << BITS}::bigint | {column}"


def _visible(pool: Pool) -> tuple[str, tuple[Any, ...]]:
    house = Value(HOUSE_LANGUAGE, output_field=CharField())
    language: Any = "language" if has_languages(pool.model) else house
    columns = ("pk", pool.family, language, "search_vector", JSONArray(*pool.columns))
    return pool.entries.order_by().values_list(*columns).query.sql_with_params()


class _Union:
    """Branches of SQL with their parameters."""

    def __init__(self) -> None:
        self.branches: list[str] = []
        self.params: list[Any] = []

    @property
    def sql(self) -> str:
        return " UNION ALL ".join(self.branches)

    def add(self, sql: str, params: Iterable[Any]) -> None:
        self.branches.append(sql)
        self.params += params

    def add_rows(self, columns: str, names: str, rows: QuerySet) -> None:
        """``columns`` of the compiled ``rows``, whose own columns get ``names``."""
        with suppress(EmptyResultSet):
            sql, params = rows.query.sql_with_params()
            self.add(f"SELECT {columns} FROM ({sql}) AS found ({names})", params)  # noqa: S608 - compiled
