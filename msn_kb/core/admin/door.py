"""The visibility door of the administration: lists, forms, look-ups and inlines hold what the person may see.

``CloseTheDoor`` leaves the door open for the administration, because Django's own code reads records there; so the
pages restrict themselves, here and nowhere else. The rules come from ``contract.md`` (Roles): what a person may not
see does not exist for them, in look-ups and choices too.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from ..access import is_guarded
from .widgets import KnownAutocompleteSelect, KnownAutocompleteSelectMultiple, LinesField

MOST_LINES = 100


def visible(queryset: models.QuerySet, user: Any) -> models.QuerySet:
    """Those of ``queryset`` that ``user`` may see; models without a door (groups, permissions) come whole."""
    door = getattr(queryset, "visible_to", None)
    return door(user) if door else queryset


class DoorMixin(BaseModelAdmin):
    """For model admins and inlines alike.

    ``checkbox_fields`` names many-to-many relations to short vocabularies that are shown as check boxes.
    """

    checkbox_fields: tuple[str, ...] = ()
    # Django's shortcut redirects to the address, and so to the title, of any record whose number is guessed.
    view_on_site: Any = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return visible(super().get_queryset(request), request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody looks without being allowed to edit: Django prints read-only relations past the door."""
        return self.has_change_permission(request, obj)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> models.QuerySet:
        """What a relation may be set to: an identifier posted by hand is checked against it too."""
        choices = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        if choices is None:
            choices = db_field.remote_field.model._default_manager.using(db)
        return visible(choices.all(), request.user)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault(
                "widget", KnownAutocompleteSelect(db_field, self.admin_site, using=kwargs.get("using"))
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.checkbox_fields:
            kwargs.setdefault("widget", CheckboxSelectMultiple())
        elif db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault(
                "widget",
                KnownAutocompleteSelectMultiple(db_field, self.admin_site, using=kwargs.get("using")),
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            kwargs.update(form_class=LinesField, max_length=MOST_LINES, help_text="One a line.")
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Refuse filters in the address that lead through guarded records: they would tell who is linked to what."""
        if lookup not in _filter_names(self.get_list_filter(request)) and _leads_through_the_door(  # type: ignore[attr-defined]
            self.model, lookup
        ):
            return False
        return super().lookup_allowed(lookup, value, request)


def _filter_names(list_filter: Any) -> set[str]:
    return {
        item[0] if isinstance(item, (list, tuple)) else item
        for item in list_filter
        if not isinstance(item, type)
    }


def _leads_through_the_door(model: type[models.Model], lookup: str) -> bool:
    for part in lookup.split(LOOKUP_SEP):
        try:
            field: Any = model._meta.get_field(part)
        except FieldDoesNotExist:
            return False
        if not field.is_relation:
            return False
        model = field.related_model
        if is_guarded(model):
            return True
    return False
