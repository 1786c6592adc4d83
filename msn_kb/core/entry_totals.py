"""How many entries carry each value, kept up by triggers, so that it is right however an entry was written.

Rows are added and never updated, so that writers do not wait for each other; what counts is their sum. Lists read them
by ``lists.totals``.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from .lists.totals import KEYS, TABLE, WITHHELD


class EntryTotal(models.Model):
    """A number of entries of one kind, status and handling to be added to the total of one value."""

    has_history = False

    kind = models.CharField(max_length=100)
    status = models.CharField(max_length=12)
    handling = models.CharField(max_length=10)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=20)
    entries = models.IntegerField()

    class Meta:
        app_label = "core"
        indexes = [
            models.Index(
                fields=["kind", "status", "handling", "facet"],
                include=["value", "entries"],
                name="core_entrytotal_sums",
            )
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.entries:+d}"


def create_statements(kind: str, entries: str, columns: Iterable[str], rule: str) -> list[str]:
    """SQL that counts the ``kind`` of entries in the table ``entries``, and triggers that keep the totals up.

    ``columns`` are counted by their values; facet keys by key, affiliations of entries under ``rule`` apart.
    """
    function = f"{entries}_note_totals"
    counted = _counted(columns, rule)
    into = f"INSERT INTO {TABLE} (kind, status, handling, facet, value, entries)"
    summed = (
        f"SELECT '{kind}', status, handling, facet, value, sum({{sign}}) FROM {{source}} {{counted}} "  # noqa: S608
        "GROUP BY 1, 2, 3, 4, 5"
    )
    plus = summed.format(sign="1", source="come", counted=counted)
    minus = summed.format(sign="-1", source="gone", counted=counted)
    both = "(SELECT *, 1 AS sign FROM come UNION ALL SELECT *, -1 FROM gone) AS either"
    net = summed.format(sign="sign", source=both, counted=counted) + " HAVING sum(sign) <> 0"
    # Nothing but names of this program's tables and columns is written into the statements.
    body = f"""
CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN {into} {plus};
        WHEN 'UPDATE' THEN {into} {net};
        WHEN 'DELETE' THEN {into} {minus};
        ELSE DELETE FROM {TABLE} WHERE kind = '{kind}';
    END CASE;
    -- Once in two hundred times a writer sums up the rows, passing over those of transactions that still go on.
    IF random() < 0.005 THEN
        WITH added AS (
            DELETE FROM {TABLE} WHERE id IN (SELECT id FROM {TABLE} WHERE kind = '{kind}' FOR UPDATE SKIP LOCKED)
            RETURNING kind, status, handling, facet, value, entries
        )
        {into} SELECT kind, status, handling, facet, value, sum(entries) FROM added GROUP BY 1, 2, 3, 4, 5
        HAVING sum(entries) <> 0;
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608
    tables = {
        "INSERT": "REFERENCING NEW TABLE AS come",
        "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS come",
        "DELETE": "REFERENCING OLD TABLE AS gone",
        "TRUNCATE": "",
    }
    triggers = [
        f"CREATE TRIGGER {function}_{event.lower()} AFTER {event} ON {entries} {names} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        for event, names in tables.items()
    ]
    present = summed.format(sign="1", source=entries, counted=counted)
    return [body, *triggers, f"{into} {present}"]


def drop_statements(kind: str, entries: str) -> list[str]:
    """SQL that takes the triggers and the totals away."""
    return [f"DROP FUNCTION {entries}_note_totals CASCADE", f"DELETE FROM {TABLE} WHERE kind = '{kind}'"]  # noqa: S608


def _counted(columns: Iterable[str], rule: str) -> str:
    """A join that gives each entry a row for each value it is counted for."""
    values = ", ".join(f"('{name}', {name}::text)" for name in columns)
    return (
        f"CROSS JOIN LATERAL (SELECT * FROM (VALUES {values}) AS held (facet, value) WHERE value <> '' "  # noqa: S608
        f"UNION ALL SELECT '{KEYS}', unnest(facet_keys)::text "
        f"UNION ALL SELECT CASE WHEN attribution = '{rule}' THEN '{WITHHELD}' ELSE '{KEYS}' END, "
        f"unnest(affiliation_keys)::text) AS counted (facet, value)"
    )
