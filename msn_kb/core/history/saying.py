"""What a form's field or row holds, in words that stand beside somebody else's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import pretty_name
from django.utils.text import capfirst

from .opened import Unit

DELETED = "DELETE"


def label_of(part: Any, name: str) -> str:
    """What the unit ``name`` of ``part`` is called on the page."""
    if not isinstance(part, forms.BaseForm):
        return capfirst(str(part.model._meta.verbose_name))
    plain = name.removeprefix(f"{part.prefix}-") if part.prefix else name
    return capfirst(str(part.fields[plain].label or pretty_name(plain)))


def said(part: Any, unit: Unit | None) -> str:
    """``unit`` in words; empty for none. Related records are named as far as the form's own choices hold them."""
    if unit is None:
        return ""
    form = part if isinstance(part, forms.BaseForm) else part.empty_form
    texts = [
        _text(form.fields[name], values)
        for name, values in unit.items()
        if name != DELETED and not form.fields[name].widget.is_hidden
    ]
    if any(unit.get(DELETED, ())):
        texts.append("(to be deleted)")
    return ", ".join(text for text in texts if text)


def _text(field: Any, values: list[str]) -> str:
    held = [value for value in values if value]
    if isinstance(field, forms.ModelChoiceField):
        keys = [value for value in held if value.isascii() and value.isdigit() and len(value) < 19]
        found = field.queryset.filter(pk__in=keys) if keys else ()  # type: ignore[union-attr]
        return "; ".join(sorted(field.label_from_instance(one) for one in found))
    if isinstance(field, forms.BooleanField):
        return "yes" if held else "no"
    if isinstance(field, forms.ChoiceField):
        names = {str(key): str(label) for key, label in field.choices}  # type: ignore[misc, union-attr]
        return "; ".join(names.get(value, value) for value in held)
    return "\n".join(held)
