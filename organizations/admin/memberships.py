"""Memberships of networks: a page of their own, and rows of both sides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from msn_kb.core.admin import DoorForm, PartForm, RecordAdmin, RowsFormSet, RowsInline

from ..models import Membership
from ..rules import check_network
from .citations import MembershipCitations


class NetworkRule:
    """For forms with a field that names a network: it has to be one."""

    network_field = "network"

    def clean(self) -> dict[str, Any]:
        form: Any = self
        cleaned = super().clean()  # type: ignore[misc]
        try:
            check_network(cleaned.get(self.network_field), self.network_field)
        except ValidationError as error:
            form.add_rule_errors(error)
        return cleaned


class MembershipForm(NetworkRule, DoorForm):
    """One membership."""


class MembershipRow(NetworkRule, PartForm):
    """One membership within the member's page."""


class MemberRows(RowsFormSet):
    """The members of an organization that has to be a network."""

    distinct = ("organization", "office", "start_year")

    def clean(self) -> None:
        super().clean()
        if self.kept_forms:
            try:
                check_network(self.instance, "kind")
            except ValidationError as error:
                raise ValidationError(["Only a network has members.", *error.messages]) from error


class NetworksOfMember(RowsFormSet):
    distinct = ("network", "start_year")


class MembersInline(RowsInline):
    """Who belongs to this network."""

    model = Membership
    formset = MemberRows
    fk_name = "network"
    verbose_name = "member"
    verbose_name_plural = "members (of a network)"
    fields = ("organization", "office", "start_year", "end_year", "as_of", "note")
    autocomplete_fields = ("organization", "office")
    list_select_related = ("organization", "office")
    show_change_link = True


class MembershipsInline(RowsInline):
    """The networks that this organization belongs to."""

    model = Membership
    form = MembershipRow
    formset = NetworksOfMember
    fk_name = "organization"
    verbose_name = "membership"
    verbose_name_plural = "member of"
    fields = ("network", "start_year", "end_year", "as_of", "note")
    autocomplete_fields = ("network",)
    list_select_related = ("network",)
    show_change_link = True


class OfficeMembershipsInline(MembershipsInline):
    """The networks that this office belongs to."""

    fk_name = "office"


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    form = MembershipForm
    list_display = ("member", "network", "start_year", "end_year", "as_of")
    list_display_links = ("member",)
    search_fields = (
        "organization__sort_name__contains",
        "organization__acronym__istartswith",
        "office__sort_name__contains",
        "network__sort_name__contains",
        "network__acronym__istartswith",
    )
    autocomplete_fields = ("network", "organization", "office")
    fields = ("network", "organization", "office", "start_year", "end_year", "as_of", "note")
    inlines = (MembershipCitations,)

    def for_list(self, queryset: QuerySet, request: HttpRequest) -> QuerySet:
        return queryset.select_related("network", "organization", "office")
