"""Form controls of the administration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db import models


def possible_keys(model: type[models.Model], values: Iterable[Any]) -> list[str]:
    """Those of ``values`` that may be primary keys of ``model``; the rest (“x”, 10^20) the database would refuse."""
    return [str(value) for value in values if _may_be_key(model, value)]


def _may_be_key(model: type[models.Model], value: Any) -> bool:
    try:
        model._meta.pk.clean(value, None)
    except (ValidationError, TypeError, ValueError):
        return False
    return True


class KnownOptions:
    """An autocomplete that shows records which are loaded already without reading each of them again.

    Without it every row of an inline costs a query for every autocomplete it holds.
    """

    known: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        """One group with the chosen options; whatever is not known is looked up as Django does.

        What was sent and can be no record's number is shown as nothing; the field has the message.
        """
        widget: Any = self
        chosen = possible_keys(widget.choices.queryset.model, value)
        if not all(one in self.known for one in chosen):
            return super().optgroups(name, chosen, attr)  # type: ignore[misc]
        options = []
        if not widget.is_required and not widget.allow_multiple_selected:
            options.append(widget.create_option(name, "", "", False, 0))
        for one in chosen:
            options.append(widget.create_option(name, one, self.known[one], True, len(options)))
        return [(None, options, 0)]


class KnownAutocompleteSelect(KnownOptions, AutocompleteSelect):  # type: ignore[misc]
    """For a foreign key."""


class KnownAutocompleteSelectMultiple(KnownOptions, AutocompleteSelectMultiple):  # type: ignore[misc]
    """For a many-to-many relation."""


def bare(widget: forms.Widget) -> forms.Widget:
    """The control itself, without Django's links for adding and changing related records."""
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


class LinesField(SimpleArrayField):
    """A list of texts, one a line: names hold commas, which would cut them in two."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", AdminTextareaWidget(attrs={"rows": 4}))
        super().__init__(*args, **{**kwargs, "delimiter": "\n"})

    def to_python(self, value: Any) -> Any:
        """Blank lines do not count."""
        lines = value.splitlines() if isinstance(value, str) else value or []
        return super().to_python([line.strip() for line in lines if line.strip()])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)
