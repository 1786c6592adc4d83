"""Columns that many exports have: a record's own values, codes of vocabularies, names of related records.

Closed lists and vocabularies are written as the codes that addresses take, records by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Replace

from ..access import is_guarded
from .table import Column, GatheredColumn, Handlings

Pairs = Callable[[Any], QuerySet]


def own(name: str, is_text: bool = False, column: str = "") -> Column:
    """A value of the record itself; ``column`` where the database calls it otherwise."""
    return Column(name, F(column or name), is_text)


def number(name: str) -> Column:
    """A whole number of the record, empty where it is not known."""
    return Column(name, Cast(F(name), TextField()), is_text=False)


def listed(name: str) -> Column:
    """The texts of an array column in one cell."""
    joined = Func(F(name), Value("; "), function="array_to_string", output_field=TextField())
    return Column(name, joined, is_text=True)


def utc(name: str) -> Column:
    """A moment as ISO 8601 in UTC."""
    moment = Func(
        F(name),
        function="to_char",
        template="%(function)s(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        output_field=CharField(),
    )
    return Column(name, moment, is_text=False)


def address(path: str, column: str = "slug") -> Column:
    """The record's full address: ``path`` is that of its list."""
    url = Concat(Value(f"{settings.SITE_URL}{path}"), F(column), Value("/"), output_field=TextField())
    return Column("url", url, is_text=False)


def in_one_cell(text: Combinable | str) -> Replace:
    """A semicolon separates values, so none may stand inside one."""
    return Replace(text, Value(";"), Value(","), output_field=TextField())


def records(model: Any, relation: str, text: str = "name", name: str = "") -> GatheredColumn:
    """Records that an entry is tied to by a many-to-many relation, by name, as far as the user may see them."""
    field: Any = model._meta.get_field(relation)

    def handlings(user: Any) -> Handlings:
        target = f"{field.m2m_reverse_field_name()}__handling"
        return Handlings(_ties(field, user), f"{field.m2m_field_name()}_id", target)

    return GatheredColumn(
        name or relation,
        lambda user: tied(model, relation, user, lambda path: in_one_cell(f"{path}{text}")),
        handlings=handlings if is_guarded(field.related_model) else None,
    )


def vocabulary(model: Any, relation: str) -> GatheredColumn:
    """Values of a vocabulary by code, in its order. Codes hold neither semicolons nor the beginning of a formula."""
    return GatheredColumn(
        relation,
        lambda user: tied(model, relation, user, lambda path: F(f"{path}code"), "position"),
        is_text=False,
    )


def tied(
    model: Any, relation: str, user: Any, text: Callable[[str], Combinable], order: str = ""
) -> QuerySet:
    """(entry, ``text``, order) rows of a many-to-many relation; ``text`` is given the path to the related record."""
    field: Any = model._meta.get_field(relation)
    target = field.m2m_reverse_field_name()
    position = F(f"{target}__{order}") if order else Value(0)
    return _ties(field, user).values_list(f"{field.m2m_field_name()}_id", text(f"{target}__"), position)


def _ties(field: Any, user: Any) -> QuerySet:
    """Rows of the relation whose record the user may see."""
    rows = field.remote_field.through._default_manager.order_by()
    if is_guarded(field.related_model):
        visible = field.related_model._default_manager.visible_to(user).order_by()
        rows = rows.filter(**{f"{field.m2m_reverse_field_name()}__in": visible})
    return rows


def gathered(name: str, model: Any, entry: str, text: str, *, repeats: bool = True) -> GatheredColumn:
    """Texts of rows of ``model``, as far as visible, that name the entry in the foreign key ``entry``."""

    def pairs(user: Any) -> QuerySet:
        manager = model._default_manager
        rows = manager.visible_to(user) if is_guarded(model) else manager.all()
        known = rows.order_by().filter(**{f"{text}__isnull": False})
        return known.values_list(f"{entry}_id", in_one_cell(text), Value(0))

    return GatheredColumn(name, pairs, repeats=repeats)
