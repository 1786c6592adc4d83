"""The columns of the lessons' export, in the order of ``contract.md``."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from msn_kb.core.access import Attribution, Viewer
from msn_kb.core.exports.columns import address, in_one_cell, own, records, tied, utc, vocabulary
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings
from organizations.querysets import source_label

from ..models import Lesson, LessonCitation


def _organizations(user: Any) -> QuerySet:
    """Under the Chatham House Rule for curators only."""
    pairs = tied(Lesson, "organizations", user, lambda path: in_one_cell(f"{path}name"))
    if Viewer.of(user).sees_affiliations:
        return pairs
    return pairs.exclude(lesson__attribution=Attribution.CHATHAM_HOUSE)


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return LessonCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(LessonCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("title", is_text=True),
        own("kind"),
        own("context", is_text=True),
        own("insight", is_text=True),
        own("recommendation", is_text=True),
        own("applicability", is_text=True),
        own("evidence"),
        own("evidence_note", is_text=True),
        records(Lesson, "themes"),
        records(Lesson, "countries", "name_en"),
        records(Lesson, "regions", "name_en"),
        records(Lesson, "processes"),
        GatheredColumn("organizations", _organizations),
        vocabulary(Lesson, "tracks"),
        vocabulary(Lesson, "phases"),
        vocabulary(Lesson, "audiences"),
        vocabulary(Lesson, "services"),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("date"),
        own("language"),
        own("handling"),
        own("attribution"),
        own("status"),
        own("maturity"),
        utc("updated_at"),
        address("/lessons/"),
    ]
