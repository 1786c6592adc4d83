"""The columns of the processes' export."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat

from msn_kb.core.exports.columns import address, in_one_cell, listed, number, own, records, utc
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings

from ..models import Engagement, PeaceProcess, ProcessCitation
from ..querysets import source_label


def _visible_engagements(user: Any) -> QuerySet:
    return Engagement.objects.visible_to(user).listed().order_by()


def _engagements(user: Any) -> QuerySet:
    """“Malaysia: facilitator” for each."""
    who = in_one_cell("organization__name")
    text = Concat(who, Value(": "), F("role"), output_field=TextField())
    return _visible_engagements(user).values_list("process_id", text, F("organization__sort_name"))


def _contact_groups(user: Any) -> QuerySet:
    """The groups through which organizations are engaged."""
    acting = _visible_engagements(user).filter(through__isnull=False)
    return acting.values_list("process_id", in_one_cell("through__name"), Value(0))


def _engagement_handlings(user: Any) -> Handlings:
    return Handlings(_visible_engagements(user), "process_id", "handling")


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return ProcessCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(ProcessCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("name", is_text=True),
        listed("other_names"),
        records(PeaceProcess, "countries", "name_en"),
        records(PeaceProcess, "countries", "alpha3", name="country_codes"),
        number("start_year"),
        number("end_year"),
        own("state", column="process_status"),
        own("summary", is_text=True),
        GatheredColumn("engagements", _engagements, repeats=True, handlings=_engagement_handlings),
        GatheredColumn("contact_groups", _contact_groups, repeats=True, handlings=_engagement_handlings),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("note", is_text=True),
        own("handling"),
        own("status"),
        utc("updated_at"),
        address("/processes/"),
    ]
