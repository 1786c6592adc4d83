"""Whether anything was changed: a token for every statement that writes to the tables of this program.

Tables are watched by triggers, so that no way of writing (page, admin, import, command, SQL by hand) goes unnoticed. A
statement adds a row with a random token to ``core_change``; rows are added and never updated, so that writers do not
wait for each other. Together the tokens that a transaction sees are its version of the data.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

TABLE = "core_change"

# Once in a thousand times a writer sums up the rows into one, passing over those of transactions that still go on.
CREATE = """
CREATE FUNCTION core_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO core_change (token) VALUES (hashtextextended(gen_random_uuid()::text, 0));
    IF random() < 0.001 THEN
        WITH gone AS (
            DELETE FROM core_change
            WHERE id IN (SELECT id FROM core_change FOR UPDATE SKIP LOCKED)
            RETURNING token
        )
        INSERT INTO core_change (token) SELECT bit_xor(token) FROM gone HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""
DROP = "DROP FUNCTION core_note_change CASCADE"


def watch(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put the trigger on every table of the app ``sender``; a receiver of ``post_migrate``.

    The table of users is left out: a sign-in writes to it and changes nothing that is counted.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if TABLE not in tables:
        return  # migrated back to a time before changes were noted
    with connection.cursor() as cursor:
        for table in watched_tables(sender):
            if table in tables:
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION core_note_change()"
                )


def watched_tables(app: Any) -> list[str]:
    """The tables of an app's models and of their relations, in a fixed order."""
    tables = {
        model._meta.db_table
        for model in app.get_models(include_auto_created=True)
        # A relation's own table belongs to the model that the relation is declared on.
        if (model._meta.auto_created or model)._meta.label != settings.AUTH_USER_MODEL
        # What says only that something was read changes no answer.
        and getattr(model, "is_watched", True)
    }
    return sorted(tables - {TABLE})


def version(using: str = DEFAULT_DB_ALIAS) -> int | None:
    """A number that is another one as soon as anything visible from here has changed; ``None`` before all changes."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT bit_xor(token) FROM core_change")
        return cursor.fetchone()[0]
