"""The columns of the glossary's export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from msn_kb.core.exports.columns import address, in_one_cell, listed, own, utc
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings
from organizations.querysets import source_label

from ..models import Contrast, TermCitation


def _contrasts(user: Any) -> QuerySet:
    """The other term of each contrast, from both ends."""
    contrasts = Contrast.objects.visible_to(user).order_by()
    as_first = contrasts.values_list("first_id", in_one_cell("second__name"), Value(0))
    return as_first.union(contrasts.values_list("second_id", in_one_cell("first__name"), Value(0)))


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return TermCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(TermCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order; ``kind`` says whose definition it is, in the codes that addresses take."""
    return [
        own("id"),
        own("name", is_text=True),
        own("kind"),
        own("definition", is_text=True),
        listed("synonyms"),
        GatheredColumn("contrasts", _contrasts),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("note", is_text=True),
        utc("updated_at"),
        address("/glossary/"),
    ]
