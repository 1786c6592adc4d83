"""The triggers that keep history. No way of writing goes round them: page, admin, import, command, SQL by hand."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

TABLE = "core_rowchange"
TRIGGER = "keep_history"

# Arguments: the record's table, the column that leads to it, the columns that are never kept.
CREATE = """
CREATE FUNCTION core_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb;
    new_row jsonb;
    either jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_row := to_jsonb(OLD) - TG_ARGV[2]::text[];
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_row := to_jsonb(NEW) - TG_ARGV[2]::text[];
    END IF;
    either := coalesce(new_row, old_row);
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, value), jsonb_object_agg(key, new_row -> key)
        INTO old_row, new_row
        FROM jsonb_each(old_row)
        WHERE new_row -> key IS DISTINCT FROM value;
        -- That it was saved is no change.
        IF old_row IS NULL OR old_row - 'updated_at' = '{}' THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO core_rowchange
        (transaction, "table", row_id, record_table, record_id, before, after, by_id, reason, origin)
    VALUES (
        pg_current_xact_id()::text::bigint, TG_TABLE_NAME, (either ->> 'id')::bigint,
        TG_ARGV[0], (either ->> TG_ARGV[1])::bigint, old_row, new_row,
        nullif(current_setting('msn.by', true), '')::bigint,
        coalesce(current_setting('msn.reason', true), ''), coalesce(current_setting('msn.origin', true), '')
    );
    RETURN NULL;
END $$
"""
DROP = "DROP FUNCTION core_keep_history CASCADE"


def keep(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put the trigger on every table of the app ``sender`` that has a history; a receiver of ``post_migrate``."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if TABLE not in tables:
        return  # migrated back to a time before history
    with connection.cursor() as cursor:
        for model in kept_models(sender):
            if model._meta.db_table in tables:
                cursor.execute(_statement(model))


def kept_models(app: Any) -> list[Any]:
    """Models of ``app`` whose rows have a history, with the tables of their relations."""
    return [model for model in app.get_models(include_auto_created=True) if has_history(model)]


def has_history(model: Any) -> bool:
    """Whether rows of ``model`` have a history: all but what the program keeps for itself."""
    declared = model._meta.auto_created or model
    return bool(getattr(declared, "has_history", True))


def owner(model: Any) -> tuple[Any, str]:
    """The model of the records that rows of ``model`` belong to, and the column of the row that leads to it."""
    if model._meta.auto_created:
        declared = model._meta.auto_created
        ends = [field for field in model._meta.fields if field.is_relation]
        # Of a relation of a model to itself, the first column is the side that declares it.
        return declared, next(field.column for field in ends if field.related_model is declared)
    part_of = getattr(model, "part_of", "")
    if part_of:
        field = model._meta.get_field(part_of)
        return field.related_model, field.column
    return model, model._meta.pk.column


def never_kept(model: Any) -> list[str]:
    """Columns that follow from others, or that nobody but their owner is to know."""
    secret = getattr(model, "history_leaves_out", ())
    return [
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, models.GeneratedField) or field.name in secret
    ]


def derived(model: Any) -> list[str]:
    """Columns that the program fills by itself from other rows: a change of these alone is none."""
    return [
        field.column
        for field in model._meta.concrete_fields
        if not field.editable and not field.primary_key and not isinstance(field, models.DateTimeField)
    ]


def _statement(model: Any) -> str:
    record, column = owner(model)
    left_out = never_kept(model)
    passed_over = {*left_out, *derived(model)}
    watched = [
        field.column
        for field in model._meta.concrete_fields
        if field.column not in passed_over and not field.primary_key
    ]
    arguments = f"'{record._meta.db_table}', '{column}', '{{{','.join(left_out)}}}'"
    columns = ", ".join(f'"{column}"' for column in watched)
    return (
        f"CREATE OR REPLACE TRIGGER {TRIGGER} AFTER INSERT OR DELETE OR UPDATE OF {columns} "
        f"ON {model._meta.db_table} FOR EACH ROW EXECUTE FUNCTION core_keep_history({arguments})"
    )


def models_by_table() -> dict[str, Any]:
    """The model of each table that has a history."""
    return {
        model._meta.db_table: model
        for app in apps.get_app_configs()
        if getattr(app, "is_watched", False)
        for model in kept_models(app)
    }
