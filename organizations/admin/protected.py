"""What the pages of all records with handling and status share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from msn_kb.core.access import Status
from msn_kb.core.admin import DoorForm, RecordAdmin

from ..rules import check_audience

# Added to the field sets of each record.
AUDIENCE_FIELDS: Any = (
    "Who may read this",
    {
        "fields": ("status", "handling", "owning_organizations", "named_people", "owner"),
        "description": "Readers see what is published, as far as its handling allows. TLP:AMBER needs an owning "
        "organization or a named person, TLP:RED at least one named person; whoever is not named does not see a "
        "TLP:RED entry, curators included.",
    },
)
AUDIENCE_LOOKUPS = ("owning_organizations", "named_people", "owner")
DATES_FIELDS: Any = ("Dates", {"fields": ("created_at", "updated_at")})


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
    readonly_fields: ClassVar[Any] = ("created_at", "updated_at")
    actions = ("archive_selected",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Whoever adds an entry owns it, unless the form names somebody else."""
        if not change and obj.owner_id is None:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, record: Any) -> str:
        """The day alone: the columns are narrow."""
        return date_format(timezone.localtime(record.updated_at), "j M Y")

    @admin.action(description="Archive the selected entries", permissions=["change"])
    def archive_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """All or none, each through ``save``. Superseded entries stay: they lead on to their successors."""
        chosen = list(queryset.values_list("pk", flat=True))
        records = self.get_queryset(request).filter(pk__in=chosen).exclude(status=Status.ARCHIVED)
        with transaction.atomic():
            archived = list(records.exclude(status=Status.SUPERSEDED).select_for_update(of=("self",)))
            for record in archived:
                record.status = Status.ARCHIVED
                record.save()
                self.log_change(request, record, [{"changed": {"fields": ["Status"]}}])
        self.message_user(request, f"Archived: {len(archived)}.", messages.SUCCESS)
        if left := len(chosen) - len(archived):
            self.message_user(
                request, f"Left as they are, archived or superseded already: {left}.", messages.INFO
            )
