"""The columns of the organizations' export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from msn_kb.core.exports.columns import address, gathered, in_one_cell, own, records, utc
from msn_kb.core.exports.table import Column, GatheredColumn, Handlings

from ..models import Engagement, Membership, Office, Organization, OrganizationCitation, OrganizationName
from ..querysets import source_label


def _engagements(user: Any) -> QuerySet:
    return Engagement.objects.visible_to(user).listed().order_by()


def _processes(user: Any) -> QuerySet:
    return _engagements(user).values_list("organization_id", in_one_cell("process__name"), Value(0))


def _process_handlings(user: Any) -> Handlings:
    return Handlings(_engagements(user), "organization_id", "process__handling")


def _roles(user: Any) -> QuerySet:
    return _engagements(user).values_list("organization_id", "role", Value(0))


def _role_handlings(user: Any) -> Handlings:
    return Handlings(_engagements(user), "organization_id", "handling")


def _offices(user: Any) -> QuerySet:
    hosts = Office.hosts.through._default_manager.order_by()
    return hosts.values_list("organization_id", in_one_cell("office__name"), Value(0))


def _members(user: Any) -> QuerySet:
    name = in_one_cell(Coalesce("organization__name", "office__name"))
    return Membership.objects.order_by().values_list("network_id", name, Value(0))


def _sources(user: Any) -> QuerySet:
    label = in_one_cell(source_label("source__"))
    return OrganizationCitation.objects.visible_to(user).order_by().values_list("record_id", label, Value(0))


def _source_handlings(user: Any) -> Handlings:
    return Handlings(OrganizationCitation.objects.visible_to(user), "record_id", "source__handling")


def columns() -> list[Column | GatheredColumn]:
    """The columns in their order."""
    return [
        own("id"),
        own("name", is_text=True),
        own("acronym", is_text=True),
        own("kind"),
        gathered("other_names", OrganizationName, "organization", "name"),
        own("country", is_text=True, column="country__name_en"),
        records(Organization, "regions", "name_en"),
        own("parent", is_text=True, column="parent__name"),
        own("website", is_text=True),
        own("description", is_text=True),
        gathered("networks", Membership, "organization", "network__name"),
        GatheredColumn("members", _members, repeats=True),
        GatheredColumn("offices", _offices),
        GatheredColumn("processes", _processes, repeats=True, handlings=_process_handlings),
        GatheredColumn("roles", _roles, is_text=False, repeats=True, handlings=_role_handlings),
        GatheredColumn("sources", _sources, repeats=True, handlings=_source_handlings),
        own("note", is_text=True),
        utc("updated_at"),
        address("/organizations/"),
    ]
