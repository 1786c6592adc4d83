"""Everything that leads to a record, found in the models themselves, and moved to another record of the same kind.

No list of relations is kept here, so that a relation that is added later is moved as well. What both records are tied
to stays tied once: of two rows that say the same, one goes, and what it alone said is kept in the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from .access import is_guarded


class TiesConflict(ValueError):
    """Two rows that cannot both lead to one record, and cannot be made one; the message says which, for a person."""


def ties_to(model: type[models.Model]) -> Iterator[tuple[Any, Any]]:
    """Every model with a foreign key to ``model``, tables of many-to-many relations included, and the foreign key."""
    for other in apps.get_models(include_auto_created=True):
        if other._meta.proxy or not other._meta.managed:
            continue
        for field in other._meta.local_concrete_fields:
            if field.is_relation and field.related_model is model:
                yield other, field


def own_relations(model: type[models.Model]) -> dict[Any, Any]:
    """The tables of the many-to-many relations that ``model`` declares, each with the relation."""
    return {relation.remote_field.through: relation for relation in model._meta.local_many_to_many}


def move_ties(kept: Any, gone: Any, leave: Collection[Any] = ()) -> None:
    """Let everything that leads to ``gone`` lead to ``kept``; tables in ``leave`` stay as they are.

    Both are locked by the caller, in whose transaction this happens. Raises :class:`TiesConflict`.
    """
    model = type(kept)
    for other, field in ties_to(model):
        if other in leave:
            continue
        if other is model:
            _untie(kept, gone, field)
        rows = other._base_manager.filter(**{field.name: gone.pk})
        if other is model:
            rows = rows.exclude(pk__in=[kept.pk, gone.pk])
        if other._meta.auto_created:
            _move_relation(rows, field, kept)
        else:
            _move_rows(rows, field, kept)


def _untie(kept: Any, gone: Any, field: Any) -> None:
    """``kept`` must not come to lead to itself: it leads to where ``gone`` led."""
    if getattr(kept, field.attname) == gone.pk:
        onward = getattr(gone, field.attname)
        setattr(kept, field.attname, onward if onward not in (kept.pk, gone.pk) else None)
        type(kept)._base_manager.filter(pk=kept.pk).update(**{field.attname: getattr(kept, field.attname)})


def _move_relation(rows: models.QuerySet, field: Any, kept: Any) -> None:
    """Rows of a many-to-many relation say nothing but that there is a tie, so those there already are all it takes."""
    table: Any = rows.model
    other = next(one for one in table._meta.fields if one.is_relation and one is not field)
    there = table._base_manager.filter(**{field.name: kept.pk}).values(other.attname)
    rows.filter(**{f"{other.attname}__in": there})._raw_delete(connection.alias)
    rows.update(**{field.name: kept.pk})


def _move_rows(rows: models.QuerySet, field: Any, kept: Any) -> None:
    try:
        with transaction.atomic():
            rows.update(**{field.name: kept.pk})
    except IntegrityError:
        for row in rows.select_for_update(of=("self",)).order_by("pk"):
            _move_row(row, field, kept)


def _move_row(row: Any, field: Any, kept: Any) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.name: kept.pk})
    except IntegrityError as error:
        double = _in_the_way(row, field, kept)
        if double is not None:
            unite_rows(double, row)
        elif getattr(row, "part_of", "") and _ties_both(row, field, kept):
            row.delete()  # a tie of both to one another says nothing of the one that is left
        else:
            raise TiesConflict(
                f"{_called(row)} leads to both in a way that it cannot lead to one."
            ) from error


def unite_rows(stays: Any, goes: Any) -> None:
    """Two rows that say the same become one: what leads to the second leads to the first, which keeps its own values
    and takes those it lacks.
    """
    if hasattr(stays, "handling") and stays.handling != goes.handling:
        raise TiesConflict(
            f"Both have the same {stays._meta.verbose_name}, differing in handling: merge these first."
        )
    move_ties(stays, goes)
    lacking = {
        field.attname: getattr(goes, field.attname)
        for field in stays._meta.local_concrete_fields
        if field.editable and getattr(stays, field.attname) in (None, "", [])
    }
    goes._meta.model._base_manager.filter(pk=goes.pk)._raw_delete(connection.alias)
    if lacking:
        type(stays)._base_manager.filter(pk=stays.pk).update(**lacking)


def _in_the_way(row: Any, field: Any, kept: Any) -> Any:
    """The row that already says of ``kept`` what ``row`` says of the other record; ``None`` where there is none."""
    for names in _unique_together(type(row)):
        if field.name in names:
            values = {name: getattr(row, type(row)._meta.get_field(name).attname) for name in names}
            values[field.name] = kept.pk
            found = type(row)._base_manager.filter(**values).exclude(pk=row.pk).first()
            if found is not None:
                return found
    return None


def _unique_together(model: Any) -> Iterator[set[str]]:
    """The names of the fields that each rule of uniqueness looks at."""
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield {field.name}
    for constraint in model._meta.total_unique_constraints:
        yield set(constraint.fields)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield {*constraint.fields, *_fields_of(constraint.expressions)}


def _fields_of(expressions: Any) -> Iterator[str]:
    for expression in expressions:
        if isinstance(expression, models.F):
            yield expression.name
        elif hasattr(expression, "get_source_expressions"):
            yield from _fields_of(expression.get_source_expressions())


def _ties_both(row: Any, field: Any, kept: Any) -> bool:
    return any(
        getattr(row, other.attname) == kept.pk
        for other in type(row)._meta.local_concrete_fields
        if other.is_relation and other is not field and other.related_model is field.related_model
    )


def _called(row: Any) -> str:
    """What a message may say of a row, which may be hidden from whoever reads it."""
    kind = f"The {row._meta.verbose_name}"
    return kind if is_guarded(type(row)) else f"{kind} “{row}”"
