"""Whether two databases hold the same: for each table how many rows, and a sum of their checksums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg2.sql import SQL, Identifier

# How rows are written as text must not depend on the connection.
PLAIN = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, MDY'; SET LOCAL extra_float_digits = 1"
TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_class'::regclass AND deptype = 'e')
ORDER BY relname COLLATE "C"
"""
SEQUENCES = """
SELECT sequencename, COALESCE(last_value, 0) FROM pg_sequences
WHERE schemaname = 'public' ORDER BY sequencename COLLATE "C"
"""
# The order of rows does not matter: 60 bits of each row's MD5 are added up.
SUM = """
SELECT count(*), COALESCE(sum(('x' || left(md5(held::text), 15))::bit(60)::bigint::numeric), 0)::text
FROM public.{} AS held
"""
# What is gone after a restart anyway.
PASSING = ("core_cache",)

Fingerprint = Mapping[str, tuple[int, str]]


def fingerprint(cursor: Any) -> dict[str, tuple[int, str]]:
    """By table of the schema ``public``: rows and checksum; by sequence: its last value. Reads every row.

    Runs within the caller's transaction, so that all tables are of one moment.
    """
    cursor.execute(PLAIN)
    cursor.execute(TABLES)
    found = {}
    for (table,) in cursor.fetchall():
        if table not in PASSING:
            cursor.execute(SQL(SUM).format(Identifier(table)))
            rows, checksum = cursor.fetchone()
            found[table] = (rows, checksum)
    cursor.execute(SEQUENCES)
    found |= {f"sequence {name}": (1, str(value)) for name, value in cursor.fetchall()}
    return found


def differences(expected: Fingerprint, found: Fingerprint) -> list[str]:
    """What differs, in words; empty where nothing does."""
    told = []
    for table in sorted({*expected, *found}):
        one, other = expected.get(table), found.get(table)
        if one == other:
            continue
        if one is None or other is None:
            told.append(f"{table} is {'missing' if other is None else 'there beyond what was backed up'}")
        elif one[0] != other[0]:
            told.append(f"{table} has {other[0]:,} rows instead of {one[0]:,}")
        else:
            told.append(f"{table} has other contents")
    return told
