"""What a record was when a form was opened on it, carried by the form itself, so that saving can tell what changed.

The number of the last change alone would not do: of two transactions at work on the same record the one that began
first may be the last to end, so how many changes there were counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from django import forms
from django.core.signing import BadSignature, Signer
from django.db import models
from django.forms.models import BaseInlineFormSet, BaseModelFormSet

from .versions import rows_of

# The names of the hidden field that carries it, and of the boxes by which the other person's text is taken over.
OPENED, THEIRS = "opened", "theirs"
_signer = Signer(salt="opened-form")

FormOrSet = forms.BaseForm | BaseModelFormSet | BaseInlineFormSet
Unit = dict[str, list[str]]


@dataclass(frozen=True)
class Opened:
    """The state of a record as a form was opened on it, and what each of the form's units held (see :func:`units`)."""

    record: str
    state: str
    digests: Mapping[str, str]

    @classmethod
    def of(cls, record: models.Model, state: str, parts: Iterable[FormOrSet]) -> Self:
        """``state`` comes from :func:`state_of`, asked *before* ``record`` was read, so that no change falls between.

        ``parts``: the form and its formsets, unbound.
        """
        held = {name: digest(unit) for part in parts for name, unit in units(part).items()}
        return cls(_called(type(record), record.pk), state, held)

    @property
    def token(self) -> str:
        """For the hidden field named ``opened``. Signed, so nobody makes one up."""
        return _signer.sign_object([self.record, self.state, self.digests], compress=True)

    @classmethod
    def read(cls, token: str, record: models.Model) -> Self:
        """What ``token`` says of ``record``. One that is missing, forged or of another record was opened on nothing, so
        everything counts as changed since.
        """
        nothing = cls(_called(type(record), record.pk), "", {})
        try:
            name, state, digests = _signer.unsign_object(token)
        except (BadSignature, ValueError, TypeError):
            return nothing
        return cls(name, state, digests) if name == nothing.record else nothing

    @property
    def last(self) -> int:
        """The number of the last change that the form has seen."""
        return int(self.state.partition(".")[0] or 0)


def state_of(model: type[models.Model], pk: Any) -> str:
    """The number of the last change to a record and how many there were; equal texts mean an unchanged record."""
    found = rows_of(model(pk=pk)).aggregate(last=models.Max("pk"), count=models.Count("pk"))
    return f"{found['last'] or 0}.{found['count']}"


def lock(model: type[models.Model], pk: Any) -> None:
    """Let nobody else save this record until the transaction ends; nothing happens where there is none."""
    same = model._base_manager.filter(pk=pk).order_by()
    list(same.select_for_update(of=("self",)).values_list("pk"))


def units(part: FormOrSet) -> dict[str, Unit]:
    """What ``part`` (unbound) holds, as a browser would send it, in the pieces that two people may change apart.

    A unit is a field of a form, or a row of a formset; rows that are not saved yet are none. Keys are a form's field
    names with its prefix, and “<prefix>#<primary key>”; of a row the names are those within the row.
    """
    if isinstance(part, forms.BaseForm):
        return {bound.html_name: {bound.name: values_of(bound)} for bound in part}
    return {f"{part.prefix}#{row.instance.pk}": row_of(row) for row in part.initial_forms}


def row_of(row: Any) -> Unit:
    """One row of a formset as a browser would send it."""
    return {bound.name: values_of(bound) for bound in row}


def values_of(bound: Any) -> list[str]:
    """What a browser sends of a field that nobody touched."""
    value, widget = bound.value(), getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [str(getattr(one, "pk", one)) for one in value]
    if value is None:
        return [] if getattr(widget, "allow_multiple_selected", False) else [""]
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return [str(value)]
    return [str(widget.format_value(value) or "")]


def digest(unit: Unit) -> str:
    """A short mark of what ``unit`` holds. Browsers send line ends and orders of their own, which are no change."""
    lines = []
    for name in sorted(unit):
        held = sorted(one.replace("\r\n", "\n").strip() for one in unit[name])
        lines += [f"{name}={one}" for one in held if one]
    return sha256("\0".join(lines).encode()).hexdigest()[:12]


def _called(model: type[models.Model], pk: Any) -> str:
    return f"{model._meta.label_lower}:{pk}"
