"""The columns of the offices' export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value

from msn_kb.core.exports.columns import address, gathered, in_one_cell, number, own, records, utc, vocabulary
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings

from ..models import Engagement, Membership, Office, OfficeCitation
from ..querysets import source_label


def _host_countries(user: Any) -> QuerySet:
    hosts = Office.hosts.through._default_manager.order_by().filter(organization__country__isnull=False)
    return hosts.values_list("office_id", in_one_cell("organization__country__name_en"), Value(0))


def _engagements(user: Any) -> QuerySet:
    return Engagement.objects.visible_to(user).listed().order_by().filter(office__isnull=False)


def _processes(user: Any) -> QuerySet:
    return _engagements(user).values_list("office_id", in_one_cell("process__name"), Value(0))


def _process_handlings(user: Any) -> Handlings:
    return Handlings(_engagements(user), "office_id", "process__handling")


def _roles(user: Any) -> QuerySet:
    return _engagements(user).values_list("office_id", "role", Value(0))


def _role_handlings(user: Any) -> Handlings:
    return Handlings(_engagements(user), "office_id", "handling")


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return OfficeCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(OfficeCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("name", is_text=True),
        own("acronym", is_text=True),
        records(Office, "hosts"),
        GatheredColumn("countries", _host_countries, repeats=True),
        own("status"),
        number("year_established"),
        own("placement"),
        own("mandate", is_text=True),
        own("description", is_text=True),
        number("staff_min"),
        number("staff_max"),
        own("staff_as_of"),
        vocabulary(Office, "clients"),
        vocabulary(Office, "services"),
        gathered("networks", Membership, "office", "network__name"),
        GatheredColumn("processes", _processes, repeats=True, handlings=_process_handlings),
        GatheredColumn("roles", _roles, is_text=False, repeats=True, handlings=_role_handlings),
        own("funding", is_text=True),
        own("contact", is_text=True),
        own("website", is_text=True),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("note", is_text=True),
        utc("updated_at"),
        address("/offices/"),
    ]
