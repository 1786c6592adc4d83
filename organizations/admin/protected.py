"""What the pages of all records with handling and status share.

The status is read here and moved on the page of the review, which another app brings; it is known by name alone.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from msn_kb.core.access import Status
from msn_kb.core.admin import DoorForm, RecordAdmin

from ..rules import check_audience

# Added to the field sets of each record.
AUDIENCE_FIELDS: Any = (
    "Who may read this",
    {
        "fields": ("handling", "owning_organizations", "named_people", "owner"),
        "description": "Readers see what is published, as far as its handling allows. TLP:AMBER needs an owning "
        "organization or a named person, TLP:RED at least one named person; whoever is not named does not see a "
        "TLP:RED entry, curators included. To lower the handling, say why, under “Reason for the change”.",
    },
)
AUDIENCE_LOOKUPS = ("owning_organizations", "named_people", "owner")
DATES_FIELDS: Any = ("Dates", {"fields": ("created_at", "updated_at")})
STATE_FIELDS: Any = (None, {"fields": ("status", "review")})
# So many entries can be archived in one go.
MOST_AT_ONCE = 1000


class ProtectedForm(DoorForm):
    """Checks that an entry closed to most has readers at all."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "handling" in cleaned:
            try:
                check_audience(
                    cleaned["handling"],
                    cleaned.get("owning_organizations") or self._stored("owning_organizations"),
                    cleaned.get("named_people") or self._stored("named_people"),
                )
            except ValidationError as error:
                self.add_rule_errors(error)
        return cleaned

    def _stored(self, relation: str) -> list[Any]:
        """What is in the database where this form does not show the relation, as in the rows of an inline."""
        if relation in self.fields or not self.instance.pk:
            return []
        return list(getattr(self.instance, relation).all())


class ProtectedAdmin(RecordAdmin):
    """A record with handling and status."""

    form = ProtectedForm
    list_filter: ClassVar[Any] = ("status", "handling")
    list_select_related: ClassVar[Any] = ("owner",)
    readonly_fields: ClassVar[Any] = ("status", "review", "created_at", "updated_at")
    actions = ("archive_selected",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new entry is a draft; where one stands that exists is told first."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is None else [STATE_FIELDS, *fieldsets]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Whoever adds an entry owns it, unless the form names somebody else."""
        if not change and obj.owner_id is None:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="review")
    def review(self, record: Any) -> str:
        """The way to the page on which the status is moved."""
        address = reverse("admin:review-entry", args=[record._meta.label_lower, record.pk])
        return format_html('<a href="{}">Review, publish, archive: every step of this entry</a>', address)

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, record: Any) -> str:
        """The day alone: the columns are narrow."""
        return date_format(timezone.localtime(record.updated_at), "j M Y")

    @admin.action(description="Archive the selected entries", permissions=["change"])
    def archive_selected(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        """Asks for the reason on a page of its own, which sends it to the review."""
        chosen = list(queryset.exclude(status__in=(Status.ARCHIVED, Status.SUPERSEDED))[: MOST_AT_ONCE + 1])
        if not chosen:
            self.message_user(
                request, "Nothing to archive: these are archived or superseded already.", messages.INFO
            )
            return None
        if len(chosen) > MOST_AT_ONCE:
            self.message_user(
                request, f"At most {MOST_AT_ONCE} entries can be archived in one go.", messages.ERROR
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Archive the selected entries",
            "opts": self.opts,
            "kind": self.opts.label_lower,
            "entries": chosen,
            "numbers": ",".join(str(record.pk) for record in chosen),
            "left": queryset.count() - len(chosen),
        }
        return TemplateResponse(request, "admin/review/archive.html", context)
