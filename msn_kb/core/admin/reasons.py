"""Why a record was changed: the box on every form, when it must be filled in, and where its text goes.

Readers rely on what is published, and a lower handling level opens an entry to more people; so both need a reason
(the rule stands in ``docs/curators.md``, “Say why”). The history keeps it with each change.
"""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal
from django.http import HttpRequest

from ..access import HANDLING_ORDER, READABLE, Handling

FIELD = "reason_for_change"
FIELDSET: Any = (None, {"fields": (FIELD,)})
LONGEST = 2000  # what the history keeps of a reason (``history.authors.LONGEST_REASON``)
SAY_WHY_LOWER = (
    "The handling is lowered from %(before)s to %(after)s, so more people may read this: "
    "say why, under “Reason for the change”."
)
SAY_WHY_ROW = "Readers can see what this row changes: say why, under “Reason for the change”."

# Sent once a record was saved with a lower handling level. Arguments: record, before (the level), by, reason.
handling_lowered = Signal()


def is_lower(before: str, after: str) -> bool:
    """Whether ``after`` is a more open handling level than ``before``; False where either is none."""
    known = before in HANDLING_ORDER and after in HANDLING_ORDER
    return known and HANDLING_ORDER.index(after) < HANDLING_ORDER.index(before)


class LowersHandling(forms.ModelForm):
    """A form of a record, or of a row, that notices when it makes the record more open."""

    handling_before = ""

    @property
    def reason(self) -> str:
        """What the person gave as the reason, on this form or on the one whose row this is."""
        return str(self.data.get(FIELD, "")).strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        before = str(self.initial.get("handling") or "") if self.instance.pk else ""
        after = str(cleaned.get("handling") or "")
        if is_lower(before, after):
            self.handling_before = before
            if not self.reason:
                levels = {"before": Handling(before).label, "after": Handling(after).label}
                self.add_error("handling", ValidationError(SAY_WHY_LOWER, params=levels, code="reason"))
        return cleaned


class ReasonForm(LowersHandling):
    """The form of one record with the box for the reason."""

    reason_for_change = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=LONGEST,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if FIELD not in self.fields:
            return
        box, needed = self.fields[FIELD], must_be_explained(self.instance)
        box.required = needed
        box.help_text = (
            "Readers can see this entry, so the history keeps why it was changed."
            if needed
            else "The history keeps it. Needed only where the handling is lowered."
        )

    @property
    def changed_data(self) -> list[str]:
        """What of the record was changed: the reason is no part of it."""
        return [name for name in super().changed_data if name != FIELD]


class ReasonRow(LowersHandling):
    """The form of a row that is a record of its own, such as an engagement: its changes need a reason as well."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.reason and self.has_changed() and must_be_explained(self.instance):
            self.add_error(None, ValidationError(SAY_WHY_ROW, code="reason"))
        return cleaned


def must_be_explained(record: Any) -> bool:
    """Whether a change of ``record`` needs a reason: readers can see it as it is stored."""
    return record.pk is not None and getattr(record, "status", None) in READABLE


class ReasonMixin(ModelAdmin):
    """Puts the box on the form of a record that exists, and tells the history and the log what was written there."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or FIELD in flatten_fieldsets(fieldsets):
            return fieldsets
        return [*fieldsets, FIELDSET]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            plain: Any = kwargs.get("form", self.form)
            kwargs["form"] = type(plain.__name__, (ReasonForm, plain), {})
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        from ..history import explain  # its models are not there yet when the administration is set up

        if reason := form.cleaned_data.get(FIELD, ""):
            explain(reason)
        super().save_model(request, obj, form, change)
        tell_of_lowering(request, form)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            tell_of_lowering(request, row)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        """Django's own log says why, too."""
        from django.contrib.admin.models import LogEntry

        from ..history.authors import author

        reason = author().reason
        if reason and isinstance(message, list):
            what = LogEntry(change_message=json.dumps(message)).get_change_message()
            message = f"{what} Reason: {reason}"
        return super().log_change(request, obj, message)


def tell_of_lowering(request: HttpRequest, form: Any) -> None:
    """Once ``form`` is saved: send :data:`handling_lowered` where it made its record more open."""
    before, record = getattr(form, "handling_before", ""), form.instance
    if before and record.pk is not None:  # a row that was taken away has no number any more
        handling_lowered.send(type(record), record=record, before=before, by=request.user, reason=form.reason)
