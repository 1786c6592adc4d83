"""Forms that neither show nor lose what the person at the screen may not see."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet

from ..access import is_guarded
from ..offered import offered
from ..shown import note_records
from .constraints import errors_on_itself
from .widgets import KnownOptions, bare


class DoorForm(forms.ModelForm):
    """A form on which hidden related records do not appear, and from which they survive.

    A curator who saves a lesson that is tagged with a process they may not see leaves that tag in place.
    """

    # What the database found wrong with this form when it was saved, where it did.
    refusal = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hidden: dict[str, list[models.Model]] = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered(field.queryset, self.initial.get(name) if self.instance.pk else None)
            if isinstance(field, forms.ModelChoiceField) and self.instance.pk and self.initial.get(name):
                self._show(name, field, self._shown(name, field))

    def _shown(self, name: str, field: Any) -> list[models.Model] | None:
        """The related records that are loaded and may be shown; ``None`` where Django is to look one up."""
        if not isinstance(field, forms.ModelMultipleChoiceField):
            return self._shown_one(name, field)
        related, choices = list(self.initial[name]), cast(QuerySet, field.queryset)
        if is_guarded(choices.model):
            seen = set(choices.filter(pk__in=[one.pk for one in related]).values_list("pk", flat=True))
            self.hidden[name] = [one for one in related if one.pk not in seen]
            related = [one for one in related if one.pk in seen]
        self.initial[name] = related
        return related

    def _shown_one(self, name: str, field: Any) -> list[models.Model] | None:
        if not is_guarded(field.queryset.model):
            return None
        shown = list(field.queryset.filter(pk=self.initial[name]))
        if not shown:
            self.hidden[name] = [field.queryset.model._default_manager.get(pk=self.initial[name])]
            self.initial[name] = None
        return shown

    @staticmethod
    def _show(name: str, field: forms.ModelChoiceField, records: list[models.Model] | None) -> None:
        # Choices are loaded before it is asked which of them may be shown, so the door did not note them.
        note_records(records or [])
        widget = bare(field.widget)
        if records is not None and isinstance(widget, KnownOptions):
            widget.known = {str(one.pk): field.label_from_instance(one) for one in records}

    def clean(self) -> dict[str, Any]:
        """What was hidden stays as it was, unless something else was put in its only place."""
        cleaned = super().clean() or self.cleaned_data
        for name, hidden in self.hidden.items():
            if name not in cleaned or not hidden:
                continue
            if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
                cleaned[name] = [*cleaned[name], *hidden]
            elif cleaned[name] is None:
                cleaned[name] = hidden[0]
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for name, message in errors_on_itself(self).items():
                self.add_error(name, message)

    def _get_validation_exclusions(self) -> set[str]:
        """An address that is made from a name is not found fault with while the name itself is missing."""
        exclusions = super()._get_validation_exclusions()  # type: ignore[misc]
        if self.errors and not self.cleaned_data.get("slug"):
            exclusions.add("slug")
        return exclusions

    def add_rule_errors(self, error: ValidationError) -> None:
        """Show what a rule found: beside its field where the form has it, else above the form."""
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, errors)


class PartForm(DoorForm):
    """A row of an inline. Its queryset has loaded the related records, and only rows whose records may be seen."""

    def _shown_one(self, name: str, field: Any) -> list[models.Model] | None:
        relation: Any = self._meta.model._meta.get_field(name)
        if not relation.is_cached(self.instance):
            return super()._shown_one(name, field)
        return [getattr(self.instance, name)]


class RowsFormSet(forms.BaseInlineFormSet):
    """Rows of an inline, none of them twice.

    ``distinct`` names the fields that tell rows apart where the database's constraint is one that Django does not
    check between the rows of one form (constraints with a condition or an expression).
    """

    distinct: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.kept_forms:
            if not self.distinct or form.errors:
                continue
            row = tuple(form.cleaned_data.get(name) for name in self.distinct)
            if row in seen:
                form.add_error(None, "This row is entered twice.")
                raise ValidationError("Two rows say the same.")
            seen.add(row)

    @property
    def kept_forms(self) -> list[Any]:
        """The rows that will be there after saving: filled in and not marked for deletion."""
        return [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed())
            and not (self.can_delete and self._should_delete_form(form))  # type: ignore[attr-defined]
        ]
