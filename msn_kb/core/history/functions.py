"""What the triggers do, as functions of the database."""

from __future__ import annotations

# PostgreSQL's own numbers of transactions begin anew wherever a backup is restored; these go on.
NUMBERS = "CREATE SEQUENCE IF NOT EXISTS core_rowchange_transaction_seq"
NUMBER = """
CREATE OR REPLACE FUNCTION core_history_transaction() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number text := current_setting('msn.transaction', true);
BEGIN
    IF coalesce(number, '') = '' THEN
        number := set_config('msn.transaction', nextval('core_rowchange_transaction_seq')::text, true);
    END IF;
    RETURN number::bigint;
END $$
"""
# Arguments of both: the record's table, the column that leads to it, the columns that are never kept.
ROW = """
CREATE OR REPLACE FUNCTION core_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb;
    new_row jsonb;
    was jsonb;
    moved_from jsonb;
    author bigint := nullif(current_setting('msn.by', true), '')::bigint;
    why text := coalesce(current_setting('msn.reason', true), '');
    way text := coalesce(current_setting('msn.origin', true), '');
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_row := to_jsonb(OLD) - TG_ARGV[2]::text[];
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_row := to_jsonb(NEW) - TG_ARGV[2]::text[];
    END IF;
    was := coalesce(new_row, old_row);
    IF TG_OP = 'UPDATE' THEN
        IF old_row -> TG_ARGV[1] IS DISTINCT FROM new_row -> TG_ARGV[1] THEN
            moved_from := old_row;
            old_row := NULL;
        ELSE
            SELECT jsonb_object_agg(key, value), jsonb_object_agg(key, new_row -> key)
            INTO old_row, new_row
            FROM jsonb_each(old_row)
            WHERE new_row -> key IS DISTINCT FROM value;
            -- That it was saved is no change.
            IF old_row IS NULL OR old_row - 'updated_at' = '{}' THEN
                RETURN NULL;
            END IF;
        END IF;
    END IF;
    -- A part that goes over to another record is taken from the one and added to the other.
    IF moved_from IS NOT NULL THEN
        INSERT INTO core_rowchange
            (transaction, "table", row_id, record_table, record_id, before, by_id, reason, origin)
        VALUES (
            core_history_transaction(), TG_TABLE_NAME, (moved_from ->> 'id')::bigint,
            TG_ARGV[0], (moved_from ->> TG_ARGV[1])::bigint, moved_from, author, why, way
        );
    END IF;
    INSERT INTO core_rowchange
        (transaction, "table", row_id, record_table, record_id, before, after, by_id, reason, origin)
    VALUES (
        core_history_transaction(), TG_TABLE_NAME, (was ->> 'id')::bigint,
        TG_ARGV[0], (was ->> TG_ARGV[1])::bigint, old_row, new_row, author, why, way
    );
    RETURN NULL;
END $$
"""
ALL_ROWS = """
CREATE OR REPLACE FUNCTION core_keep_history_of_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO core_rowchange
            (transaction, "table", row_id, record_table, record_id, before, by_id, reason, origin)
        SELECT core_history_transaction(), %1$L, id, %2$L, %3$I, to_jsonb(gone) - %4$L::text[], $1, $2, $3
        FROM %1$I AS gone',
        TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]
    ) USING
        nullif(current_setting('msn.by', true), '')::bigint,
        coalesce(current_setting('msn.reason', true), ''), coalesce(current_setting('msn.origin', true), '');
    RETURN NULL;
END $$
"""
CREATE = (NUMBERS, NUMBER, ROW, ALL_ROWS)
DROP = (
    "DROP FUNCTION core_keep_history CASCADE",
    "DROP FUNCTION core_keep_history_of_all CASCADE",
    "DROP FUNCTION core_history_transaction",
    "DROP SEQUENCE core_rowchange_transaction_seq",
)
