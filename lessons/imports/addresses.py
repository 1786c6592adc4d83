"""Addresses for many new entries at once; ``msn_kb.core.slugs.free_slug`` would ask the database for each."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.utils.text import slugify
from psycopg2.sql import SQL, Identifier

from msn_kb.core.slugs import RESERVED

from ..models import Lesson

LONGEST_BASE = 80
TAKEN = """
SELECT slug FROM {} WHERE slug = ANY(%s) OR regexp_replace(slug, '-[0-9]+$', '') = ANY(%s)
"""


def free_slugs(titles: Sequence[str]) -> list[str]:
    """A slug for each title, unused and different from each other; a counter is added where needed."""
    bases = [slugify(title.replace("_", " "))[:LONGEST_BASE].strip("-") or "lesson" for title in titles]
    wanted = sorted(set(bases))
    with connection.cursor() as cursor:
        cursor.execute(SQL(TAKEN).format(Identifier(Lesson._meta.db_table)), [wanted, wanted])
        taken = {slug for (slug,) in cursor.fetchall()} | set(RESERVED)
    counters: dict[str, int] = {}
    slugs = []
    for base in bases:
        candidate, counter = base, counters.get(base, 1)
        while candidate in taken:
            counter += 1
            candidate = f"{base}-{counter}"
        counters[base] = counter
        taken.add(candidate)
        slugs.append(candidate)
    return slugs
