"""The columns of the lessons' export, in the order of ``contract.md``.

Closed lists and vocabularies are written as the codes that addresses take, records by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Replace

from msn_kb.core.access import Attribution, Viewer, is_guarded
from msn_kb.core.exports.table import Column, GatheredColumn
from organizations.querysets import source_label

from .models import Lesson, LessonCitation


def _records(relation: str, name: str = "name") -> GatheredColumn:
    """Records that a lesson is tagged with, by name, as far as the user may see them."""
    return GatheredColumn(
        relation, lambda user: _pairs(relation, user, lambda path: _in_one_cell(f"{path}{name}"))
    )


def _vocabulary(relation: str) -> GatheredColumn:
    """Values of a vocabulary by code, in its order. Codes hold neither semicolons nor the beginning of a formula."""
    return GatheredColumn(
        relation,
        lambda user: _pairs(relation, user, lambda path: F(f"{path}code"), "position"),
        is_text=False,
    )


def _pairs(relation: str, user: Any, text: Callable[[str], Combinable], order: str = "") -> QuerySet:
    """(lesson, ``text``, order) rows of a many-to-many relation; ``text`` is given the path to the related record."""
    field: Any = Lesson._meta.get_field(relation)
    target = field.m2m_reverse_field_name()
    pairs = field.remote_field.through._default_manager.order_by()
    if is_guarded(field.related_model):
        visible = field.related_model._default_manager.visible_to(user).order_by()
        pairs = pairs.filter(**{f"{target}__in": visible})
    return pairs.values_list("lesson_id", text(f"{target}__"), F(f"{target}__{order}") if order else Value(0))


def _in_one_cell(text: Combinable | str) -> Replace:
    """A semicolon separates values, so none may stand inside one."""
    return Replace(text, Value(";"), Value(","), output_field=TextField())


def _organizations(user: Any) -> QuerySet:
    """Under the Chatham House Rule for curators only."""
    pairs = _pairs("organizations", user, lambda path: _in_one_cell(f"{path}name"))
    return (
        pairs
        if Viewer.of(user).sees_affiliations
        else pairs.exclude(lesson__attribution=Attribution.CHATHAM_HOUSE)
    )


def _sources(user: Any) -> QuerySet:
    label = _in_one_cell(source_label("source__"))
    return LessonCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _own(name: str, is_text: bool = False) -> Column:
    return Column(name, F(name), is_text)


def _utc(column: str) -> Func:
    return Func(
        F(column),
        function="to_char",
        template="%(function)s(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
        output_field=CharField(),
    )


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    address = Concat(Value(f"{settings.SITE_URL}/lessons/"), F("slug"), Value("/"), output_field=TextField())
    return [
        _own("id"),
        _own("title", is_text=True),
        _own("kind"),
        _own("context", is_text=True),
        _own("insight", is_text=True),
        _own("recommendation", is_text=True),
        _own("applicability", is_text=True),
        _own("evidence"),
        _own("evidence_note", is_text=True),
        _records("themes"),
        _records("countries", "name_en"),
        _records("regions", "name_en"),
        _records("processes"),
        GatheredColumn("organizations", _organizations),
        _vocabulary("tracks"),
        _vocabulary("phases"),
        _vocabulary("audiences"),
        _vocabulary("services"),
        GatheredColumn("sources", _sources, repeats=True),
        _own("date"),
        _own("language"),
        _own("handling"),
        _own("attribution"),
        _own("status"),
        _own("maturity"),
        Column("updated_at", _utc("updated_at"), is_text=False),
        Column("url", address, is_text=False),
    ]
