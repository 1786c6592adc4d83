"""The columns of the lessons' export, in the order of ``contract.md``.

Closed lists and vocabularies are written as the codes that addresses take, records by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Concat, Replace

from msn_kb.core.access import Attribution, Viewer
from msn_kb.core.exports.table import Column, GatheredColumn
from organizations.models import PeaceProcess
from organizations.querysets import source_label

from .models import Lesson, LessonCitation


def _names(relation: str, name: str, order: str = "") -> Callable[[Any], QuerySet]:
    """(lesson, name, order) of a public relation."""

    def pairs(user: Any) -> QuerySet:
        through = Lesson._meta.get_field(relation).remote_field.through
        return through._default_manager.order_by().values_list(
            "lesson_id", _in_one_cell(name), order or Value(0)
        )

    return pairs


def _in_one_cell(name: str) -> BaseExpression:
    """A semicolon separates values, so none may stand inside one."""
    return Replace(F(name), Value(";"), Value(","), output_field=TextField())


def _organizations(user: Any) -> QuerySet:
    rows = _names("organizations", "organization__name")(user)
    return (
        rows
        if Viewer.of(user).sees_affiliations
        else rows.exclude(lesson__attribution=Attribution.CHATHAM_HOUSE)
    )


def _processes(user: Any) -> QuerySet:
    return _names("processes", "peaceprocess__name")(user).filter(
        peaceprocess__in=PeaceProcess.objects.visible_to(user).order_by()
    )


def _sources(user: Any) -> QuerySet:
    cell = Replace(source_label("source__"), Value(";"), Value(","), output_field=TextField())
    # Several places in one source are one value.
    return (
        LessonCitation.objects.visible_to(user).order_by().values_list("record_id", cell, Value(0)).distinct()
    )


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
        GatheredColumn("themes", _names("themes", "theme__name")),
        GatheredColumn("countries", _names("countries", "country__name_en")),
        GatheredColumn("regions", _names("regions", "region__name_en")),
        GatheredColumn("processes", _processes),
        GatheredColumn("organizations", _organizations),
        GatheredColumn("tracks", _names("tracks", "track__code", "track__position")),
        GatheredColumn("phases", _names("phases", "phase__code", "phase__position")),
        GatheredColumn("audiences", _names("audiences", "audience__code", "audience__position")),
        GatheredColumn("services", _names("services", "supportservice__code", "supportservice__position")),
        # Several places in one source are one value.
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
