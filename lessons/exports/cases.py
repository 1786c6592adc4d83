"""The columns of the cases' export."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat

from msn_kb.core.exports.columns import address, in_one_cell, own, records, utc, vocabulary
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings
from organizations.models import PeaceProcess
from organizations.querysets import source_label

from ..models import Case, CaseCitation, Lesson
from ..querysets import known_actors


def _with_process(user: Any) -> QuerySet:
    """Cases whose process the user may see."""
    visible = PeaceProcess.objects.visible_to(user).order_by()
    return Case.objects.visible_to(user).order_by().filter(process__in=visible)


def _process(user: Any) -> QuerySet:
    return _with_process(user).values_list("pk", "process__name", Value(0))


def _actors(user: Any) -> QuerySet:
    """“Name: role” in the order of the case; under the Chatham House Rule for curators only."""
    name = Coalesce(F("organization__name"), F("office__name"), output_field=CharField())
    text = Concat(name, Value(": "), F("role"), output_field=TextField())
    return known_actors(user).order_by().values_list("case_id", in_one_cell(text), F("position"))


def _drawn(user: Any) -> QuerySet:
    """Rows that tie cases to lessons in force which the user may see."""
    visible = Lesson.objects.visible_to(user).listed().order_by()
    return Case.lessons.through._default_manager.order_by().filter(lesson__in=visible)  # type: ignore[attr-defined]


def _lessons(user: Any) -> QuerySet:
    return _drawn(user).values_list("case_id", in_one_cell("lesson__title"), Value(0))


def _citations(user: Any) -> QuerySet:
    return CaseCitation.objects.visible_to(user).order_by()


def _sources(user: Any) -> QuerySet:
    return _citations(user).values_list("record_id", in_one_cell(source_label("source__")), Value(0))


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("title", is_text=True),
        own("situation", is_text=True),
        own("approach", is_text=True),
        own("result", is_text=True),
        own("what_worked", is_text=True),
        own("limits", is_text=True),
        own("start"),
        own("end"),
        GatheredColumn(
            "process",
            _process,
            handlings=lambda user: Handlings(_with_process(user), "pk", "process__handling"),
        ),
        records(Case, "countries", "name_en"),
        GatheredColumn("actors", _actors),
        records(Case, "themes"),
        vocabulary(Case, "tracks"),
        GatheredColumn(
            "lessons", _lessons, handlings=lambda user: Handlings(_drawn(user), "case_id", "lesson__handling")
        ),
        GatheredColumn(
            "sources",
            _sources,
            repeats=True,
            handlings=lambda user: Handlings(_citations(user), "record_id", "source__handling"),
        ),
        own("language"),
        own("handling"),
        own("attribution"),
        own("status"),
        utc("updated_at"),
        address("/cases/"),
    ]
