"""The visibility door of the administration: lists, forms, look-ups and inlines hold what the person may see.

``CloseTheDoor`` leaves the door open for the administration, because Django's own code reads records there; so the
pages restrict themselves, here and nowhere else. The rules come from ``contract.md`` (Roles): what a person may not
see does not exist for them, in look-ups and choices too.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.forms import CharField, CheckboxSelectMultiple, TextInput
from django.http import HttpRequest

from .bounds import validators_for
from .texts import validate_one_line
from .widgets import KnownAutocompleteSelect, KnownAutocompleteSelectMultiple, LinesField

MOST_LINES = 100


def visible(queryset: models.QuerySet, user: Any) -> models.QuerySet:
    """Those of ``queryset`` that ``user`` may see; models without a door (groups, permissions) come whole."""
    door = getattr(queryset, "visible_to", None)
    return door(user) if door else queryset


class LookUpMixin(BaseModelAdmin):
    """For every model admin with ``autocomplete_fields``: Django's own fail where a posted value is no number.

    ``checkbox_fields`` names many-to-many relations to short vocabularies that are shown as check boxes.
    """

    checkbox_fields: tuple[str, ...] = ()

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


class DoorMixin(LookUpMixin):
    """For model admins and inlines alike."""

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

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            kwargs.update(form_class=LinesField, max_length=MOST_LINES, help_text="One a line.")
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.validators += validators_for(db_field)
            line = field.base_field if isinstance(field, LinesField) else field
            if type(line) is CharField and isinstance(line.widget, TextInput):
                line.validators.append(validate_one_line)
        return field

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Only the filters that the list offers.

        Others, typed into the address, could lead through guarded records and tell who is linked to what, or hand
        the database what it cannot work with, such as a broken pattern.
        """
        offered = _filter_names(self.get_list_filter(request))  # type: ignore[attr-defined]
        return lookup in offered


def _filter_names(list_filter: Any) -> set[str]:
    """What the filters beside a list put into its address."""
    names = set()
    for item in list_filter:
        if isinstance(item, type):
            names.add(getattr(item, "parameter_name", ""))
        else:
            field = item[0] if isinstance(item, (list, tuple)) else item
            names |= {field, f"{field}__exact", f"{field}__isnull"}
    return names
