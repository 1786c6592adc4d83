"""The triggers that keep history. No way of writing goes round them: page, admin, import, command, SQL by hand."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.migrations import RunSQL

from .functions import CREATE

TABLE = "core_rowchange"
TRIGGER = "keep_history"
TRUNCATING = "keep_history_of_all"
RENAME = """
UPDATE core_rowchange SET {side} = {side} - %s || jsonb_build_object(%s::text, {side} -> %s)
WHERE "table" = %s AND jsonb_exists({side}, %s)
"""


def keep(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Put the trigger on every table of the app ``sender`` that has a history; a receiver of ``post_migrate``."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if TABLE not in tables:
        return  # migrated back to a time before history
    with connection.cursor() as cursor:
        for statement in CREATE:
            cursor.execute(statement)
        for model in kept_models(sender):
            if model._meta.db_table in tables:
                for statement in _statements(model):
                    cursor.execute(statement)


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


def renamed(table: str, old: str, new: str) -> RunSQL:
    """For a migration that renames a column of ``table``: its history is told under the new name, too."""
    return RunSQL(sql=_renaming(table, old, new), reverse_sql=_renaming(table, new, old))


def _renaming(table: str, old: str, new: str) -> Any:
    parameters = [old, new, old, table, old]
    return [(RENAME.format(side=side), parameters) for side in ("before", "after")]


def _statements(model: Any) -> tuple[str, str]:
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
    table = model._meta.db_table
    return (
        f"CREATE OR REPLACE TRIGGER {TRIGGER} AFTER INSERT OR DELETE OR UPDATE OF {columns} "
        f"ON {table} FOR EACH ROW EXECUTE FUNCTION core_keep_history({arguments})",
        f"CREATE OR REPLACE TRIGGER {TRUNCATING} BEFORE TRUNCATE "
        f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION core_keep_history_of_all({arguments})",
    )


def models_by_table() -> dict[str, Any]:
    """The model of each table that has a history."""
    return {
        model._meta.db_table: model
        for app in apps.get_app_configs()
        if getattr(app, "is_watched", False)
        for model in kept_models(app)
    }
