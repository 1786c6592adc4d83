"""Invented text and repeatable chance inside PostgreSQL: words as skewed as in prose, the same in every run."""

from __future__ import annotations

from typing import Any

COMMON = ("mediation", "process", "support", "envoy", "parties", "peace", "dialogue", "ceasefire")
VOCABULARY = 30_000
# By the law of Zipf and Mandelbrot a word is as frequent as 1 / (its rank + FLATTENED); the first ones are levelled, as
# they are in prose without its stop words.
FLATTENED = 10

# No language's stemmer takes anything off an invented word: a word is found by what it is, in every language.
CONSONANTS, VOWELS, ENDINGS = "bdfgklmn", "aeio", "kbgm"
# Neighbours in rank should not look alike; an odd factor gives each of the 2**15 numbers another one.
FACTOR, MASK = 20507, (1 << 15) - 1

MAKE_SENTENCES = """
CREATE TEMPORARY TABLE bench_sentence ON COMMIT DROP AS
SELECT number, initcap(left(text, 1)) || substr(text, 2) || '.' AS text FROM (
    SELECT number, string_agg(word, ' ' ORDER BY place) AS text FROM (
        SELECT number, place, CASE WHEN random() < 0.08
            THEN ('{{{common}}}'::text[])[1 + floor(random() * {common_number})::int]
            ELSE pg_temp.word(floor({flattened} * (power({ratio}, random()) - 1))::int) END AS word
        FROM generate_series(1, {sentences}) AS number, generate_series(1, 18) AS place
    ) AS words GROUP BY number
) AS sentences;
CREATE UNIQUE INDEX ON bench_sentence (number);
ANALYZE bench_sentence
"""

# Between 0 and 1, decided by the row's number and a salt.
CHANCE = """
CREATE OR REPLACE FUNCTION pg_temp.chance(n bigint, salt int) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(n, salt) & 1073741823) / 1073741824.0::double precision
$$
"""

SENTENCE = """
CREATE OR REPLACE FUNCTION pg_temp.sentence(n bigint, salt int) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT text FROM bench_sentence WHERE number = 1 + floor(pg_temp.chance(n, salt) * {sentences})::int
$$
"""

SYLLABLE = f"substr('{CONSONANTS}', 1 + (code >> {{0}} & 7), 1) || substr('{VOWELS}', 1 + (code >> {{0}} + 3 & 3), 1)"
SHIFTS = (0, 5, 10)

# What ``word`` below gives.
WORD = f"""
CREATE OR REPLACE FUNCTION pg_temp.word(rank int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT {" || ".join(SYLLABLE.format(shift) for shift in SHIFTS)}
        || substr('{ENDINGS}', 1 + code % {len(ENDINGS)}, 1)
    FROM (SELECT rank * {FACTOR} & {MASK} AS code) AS coded
$$
"""


def prepare(cursor: Any, sentences: int) -> None:
    """Make so many sentences, and the functions above, in this transaction's own schema."""
    cursor.execute("SELECT setseed(0.42)")
    made = MAKE_SENTENCES.format(
        common=",".join(COMMON),
        common_number=len(COMMON),
        flattened=FLATTENED,
        ratio=(VOCABULARY + FLATTENED) / FLATTENED,
        sentences=sentences,
    )
    for statement in (CHANCE, WORD, made, SENTENCE.format(sentences=sentences)):
        cursor.execute(statement)


def word(rank: int) -> str:
    """One of the ``VOCABULARY`` invented words, as the texts spell it; the lower its rank, the more frequent it is."""
    code = rank * FACTOR & MASK
    syllables = [CONSONANTS[code >> shift & 7] + VOWELS[code >> (shift + 3) & 3] for shift in SHIFTS]
    return "".join(syllables) + ENDINGS[code % len(ENDINGS)]


def text(salt: int, sentences: int = 1, row: str = "n") -> str:
    """SQL of so many sentences for the row that ``row`` numbers; another ``salt`` gives other ones."""
    return " || ' ' || ".join(f"pg_temp.sentence({row}, {salt * 100 + turn})" for turn in range(sentences))


def title(salt: int, length: int = 80, row: str = "n") -> str:
    """SQL of a title that no other row has: whole words, and the row's number."""
    return f"regexp_replace(left({text(salt, row=row)}, {length}), '\\s*\\S*$', '') || ' ' || {row}"


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
