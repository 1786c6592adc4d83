"""How well an entry answers a query: BM25 over weighted fields, computed in PostgreSQL from the stored vector.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): 3.4 and 3.6. A word of
the title counts twice, one of the names of what the entry is tied to half. A vector has to be
unpacked to be scored, so only the best of a faster measure, ``ts_rank``, are scored closely; what follows them keeps
that measure's order, which never reaches 1. See ``docs/decisions/0009-ranking.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Case, F, FloatField, Func, QuerySet, Value, When

from .languages import HOUSE_LANGUAGE, LANGUAGES, OTHER, configuration
from .statistics import has_languages
from .wanting import MOST_RANKED, Share, Worth

K1 = 1.9
B = 0.6
FIELD_WEIGHTS = {"A": 2.0, "B": 1.0, "C": 0.75, "D": 0.5}
# A word counts as often as it stands there, but in the title once.
MOST_TIMES = {"A": 1, "B": 1000, "C": 1000, "D": 1000}
MOST_SCORED = 300
# Where more match than can be ranked: so many of those that hold the words in their title, and of the latest.
MOST_TITLED = 1000
MOST_LATEST = 1000

TIMES_HELD = " + ".join(
    f"{weight}::float * LEAST({MOST_TIMES[letter]}, cardinality(array_positions(weights, '{letter}')))"
    for letter, weight in FIELD_WEIGHTS.items()
)
# ``ts_delete`` of all other words is much faster than to unpack them.
SCORED = f"""
SELECT jsonb_object_agg(id, score) FROM (
    WITH asked (configuration, rough, mean_length, words, weights) AS (VALUES {{asked}}),
    matched (id, vector, length, configuration) AS MATERIALIZED ({{found}} LIMIT {MOST_RANKED + 1}),
    titled (id, vector, length, configuration) AS MATERIALIZED (
        SELECT * FROM ({{titled}}) AS titled WHERE {{too_many}}
    ),
    latest (id, vector, length, configuration) AS (SELECT * FROM ({{latest}}) AS latest WHERE {{too_many}}),
    candidate AS (
        SELECT * FROM matched WHERE NOT {{too_many}}
        UNION ALL SELECT * FROM titled
        UNION ALL SELECT * FROM latest WHERE id NOT IN (SELECT id FROM titled)
    ),
    rough AS MATERIALIZED (
        SELECT id, vector, COALESCE(length / NULLIF(mean_length, 0), 1) AS length, words, weights,
            ts_rank(vector, asked.rough::tsquery) AS score
        FROM candidate JOIN asked USING (configuration)
    ),
    best AS MATERIALIZED (SELECT * FROM rough ORDER BY score DESC, id LIMIT {MOST_SCORED}),
    close AS (
        SELECT id, 1 + COALESCE((
            SELECT sum(weight * times * {K1 + 1} / (times + {K1} * ({1 - B} + {B} * length)))
            FROM (
                SELECT lexeme, {TIMES_HELD}
                FROM unnest(ts_delete(vector, tsvector_to_array(ts_delete(vector, words))))
            ) AS held (word, times)
            JOIN unnest(words, weights) AS worth (word, weight) USING (word)
        ), 0) AS score
        FROM best
    )
    SELECT id, round(score::numeric, 6) AS score FROM close
    UNION ALL SELECT id, score::numeric FROM rough WHERE id NOT IN (SELECT id FROM best)
) AS scored
"""  # noqa: S608 - nothing but numbers of this module and, later, compiled querysets


TOO_MANY = f"((SELECT count(*) FROM matched) > {MOST_RANKED})"  # noqa: S608 - a number of this module


class Score(Func):
    """The score of an entry, from ``scores``: SQL of one JSON object by primary key, with its parameters.

    It is one value of the statement it stands in, asked for once, and independent of its other conditions. What it does
    not hold scores 0.
    """

    output_field = FloatField()

    def __init__(self, scores: str, params: tuple[Any, ...]) -> None:
        super().__init__(F("pk"))
        self.scores, self.params = scores, params

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, params = compiler.compile(self.source_expressions[0])
        return f"COALESCE((({self.scores}) ->> {pk}::text)::float, 0)", [*self.params, *params]


def score(
    found: QuerySet, titled: QuerySet, latest: QuerySet, share: Share, worth: Mapping[str, Worth]
) -> Score:
    """The score of each entry among those ``found``, which ``share`` describes.

    Where they are more than ``MOST_RANKED``, those are ranked that hold the words in their title (``titled``), and the
    last of ``latest``.
    """
    try:
        found_sql, found_params = _vectors(found.order_by())
        titled_sql, titled_params = _vectors(titled.order_by("pk")[:MOST_TITLED])
        latest_sql, latest_params = _vectors(latest.order_by("-pk")[:MOST_LATEST])
    except EmptyResultSet:
        return Score("NULL::jsonb", ())
    rows = ", ".join(["(%s, %s, %s::float, %s::text[], %s::float[])"] * len(worth))
    asked: list[Any] = []
    for config, one in worth.items():
        words, weights = list(one.weights), list(one.weights.values())
        asked += [config, share.terms[config], one.mean_length, words, weights]
    # Whether they are too many need not be counted where it is known.
    too_many = "TRUE" if share.is_too_much else TOO_MANY
    sql = SCORED.format(asked=rows, found=found_sql, titled=titled_sql, latest=latest_sql, too_many=too_many)
    return Score(sql, (*asked, *found_params, *titled_params, *latest_params))


def _vectors(entries: QuerySet) -> tuple[str, tuple[Any, ...]]:
    in_own = [When(language=language, then=Value(config)) for language, (config, _, _) in LANGUAGES.items()]
    if has_languages(entries.model):
        config: Any = Case(*in_own, default=Value(OTHER))
    else:
        config = Value(configuration(HOUSE_LANGUAGE))
    return entries.values_list("pk", "search_vector", "search_length", config).query.sql_with_params()
