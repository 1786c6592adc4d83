"""Invented text and repeatable chance inside PostgreSQL: words as skewed as in prose, the same in every run."""

from __future__ import annotations

from typing import Any

SENTENCES = 4000
COMMON = ("mediation", "process", "support", "envoy", "parties", "peace", "dialogue", "ceasefire")

# The lower a word's number, the more frequent it is; the common words make up a twelfth of all.
MAKE_SENTENCES = f"""
CREATE TEMPORARY TABLE bench_sentence ON COMMIT DROP AS
SELECT number, initcap(left(text, 1)) || substr(text, 2) || '.' AS text FROM (
    SELECT number, string_agg(word, ' ' ORDER BY place) AS text FROM (
        SELECT number, place, CASE WHEN random() < 0.08
            THEN ('{{{",".join(COMMON)}}}'::text[])[1 + floor(random() * {len(COMMON)})::int]
            ELSE 'w' || to_char(floor(power(random(), 3) * 30000)::int, 'FM00000') END AS word
        FROM generate_series(1, {SENTENCES}) AS number, generate_series(1, 18) AS place
    ) AS words GROUP BY number
) AS sentences;
CREATE UNIQUE INDEX ON bench_sentence (number)
"""

# Between 0 and 1, decided by the row's number and a salt.
CHANCE = """
CREATE OR REPLACE FUNCTION pg_temp.chance(n bigint, salt int) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(n, salt) & 1073741823) / 1073741824.0::double precision
$$
"""

SENTENCE = f"""
CREATE OR REPLACE FUNCTION pg_temp.sentence(n bigint, salt int) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT text FROM bench_sentence WHERE number = 1 + floor(pg_temp.chance(n, salt) * {SENTENCES})::int
$$
"""


def prepare(cursor: Any) -> None:
    """Make the sentences and the functions below in this transaction's own schema."""
    cursor.execute("SELECT setseed(0.42)")
    for statement in (MAKE_SENTENCES, CHANCE, SENTENCE):
        cursor.execute(statement)


def word(number: int) -> str:
    """One of the invented words, as the texts spell it."""
    return f"w{number:05}"


def text(salt: int, sentences: int = 1, row: str = "n") -> str:
    """SQL of so many sentences for the row that ``row`` numbers; another ``salt`` gives other ones."""
    return " || ' ' || ".join(f"pg_temp.sentence({row}, {salt * 100 + turn})" for turn in range(sentences))


def title(salt: int, length: int = 80, row: str = "n") -> str:
    """SQL of a title that no other row has."""
    return f"rtrim(left({text(salt, row=row)}, {length}), ' .') || ' ' || {row}"


def chance(salt: int, row: str = "n") -> str:
    """SQL of a number from 0 to 1."""
    return f"pg_temp.chance({row}, {salt})"


def shares(salt: int, /, **parts: float) -> str:
    """SQL of one of the values, each with its share of the rows; what is missing to 1 goes to the last.

    Underscores in a name stand for hyphens, as in the codes of the vocabularies.
    """
    bound, cases = 0.0, []
    for value, share in parts.items():
        bound += share
        cases.append(f"WHEN {chance(salt)} < {bound:.4f} THEN '{value.replace('_', '-')}'")
    last = list(parts)[-1].replace("_", "-")
    return f"CASE {' '.join(cases)} ELSE '{last}' END"


def sometimes(share: float, salt: int, expression: str, otherwise: str = "NULL", row: str = "n") -> str:
    """SQL of ``expression`` in a share of the rows."""
    return f"CASE WHEN {chance(salt, row)} < {share} THEN {expression} ELSE {otherwise} END"


def number(salt: int, first: int, last: int, row: str = "n") -> str:
    """SQL of a whole number from ``first`` to ``last``."""
    return f"({first} + floor({chance(salt, row)} * {last - first + 1})::int)"


def partial_date(salt: int, row: str = "n") -> str:
    """SQL of a year, in a third of the rows with a month."""
    month = f"'-' || to_char({number(salt + 1, 1, 12, row)}, 'FM00')"
    return f"{number(salt, 1990, 2026, row)}::text || {sometimes(0.33, salt + 2, month, repr(''), row)}"
