"""Long lists to choose from: boxes to tick, in a section that opens, and that can be searched with JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q

from msn_kb.core.access import ProtectedQuerySet, Status
from msn_kb.core.lists.records import Wanted, fetch
from msn_kb.core.offered import offered
from msn_kb.core.shown import unnoted

LONG = 9  # from this many values on a list can be searched
# The columns that make up a name; “name” alone where none are given.
PLACE = ("name_en", "name_fr", "name_es", "name_ar")
COLUMNS: dict[str, tuple[str, ...]] = {
    "lessons.theme": ("name", "parent_id"),
    "organizations.region": (*PLACE, "parent_id"),
    "organizations.country": PLACE,
    "organizations.office": ("name", "acronym"),
    "organizations.organization": ("name", "acronym"),
    "organizations.user": ("name", "email"),
}
TREES = ("lessons.theme", "organizations.region")


class ListField(forms.ModelMultipleChoiceField):
    """Several records of one kind, ticked in a list."""

    widget = forms.CheckboxSelectMultiple
    # What there is to tick, once :func:`read_lists` has read it.
    records: list[Any] | None = None

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset, **kwargs)

    def clean(self, value: Any) -> Any:
        """What no primary key can be (“x”, 10^20) is answered like a key that does not exist."""
        for one in value or ():
            if not _may_be_key(str(one)):
                code = "invalid_choice"
                raise forms.ValidationError(self.error_messages[code], code=code, params={"value": one})
        return super().clean(value)


class OneField(forms.ModelChoiceField):
    """One record, chosen from a list that drops down."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value and not isinstance(value, models.Model) and not _may_be_key(str(value)):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


@dataclass
class Box:
    """One value of a list, with those that lie below it."""

    value: str
    label: str
    is_ticked: bool
    below: list[Box] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something below is ticked."""
        return any(box.is_ticked or box.is_open for box in self.below)


def choices_of(model: Any, user: Any, kept: Iterable[Any] = ()) -> Any:
    """The records of ``model`` to choose from: those that ``user`` may see and that are in use, and of the primary keys
    ``kept`` those that ``user`` may see, whether in use or not.
    """
    records = model._default_manager.all()
    records = records.visible_to(user) if hasattr(records, "visible_to") else records
    keys = list(kept)
    if isinstance(records, ProtectedQuerySet):
        return records.filter(~Q(status__in=(Status.SUPERSEDED, Status.ARCHIVED)) | Q(pk__in=keys))
    return offered(records, keys)


def read_lists(form: Any) -> None:
    """Read what all lists of ``form`` offer, in one query instead of one for each."""
    lists = {name: one for name, one in form.fields.items() if isinstance(one, ListField)}
    wanted = {}
    for name, one in lists.items():
        records: Any = one.queryset
        meta = records.model._meta
        order = [column for column in meta.ordering if column != "pk"]
        wanted[name] = Wanted(records, ("pk", *COLUMNS.get(meta.label_lower, ("name",))), order)
    for name, found in fetch(wanted).items():
        lists[name].records = found


def read_relations(record: Any, names: Iterable[str]) -> None:
    """Read what ``record`` is tied to by the relations ``names`` in one query, for a form that only shows them.

    Their primary keys alone are read. Call it with the door open; what may be shown is for the form to tell.
    """
    wanted = {name: Wanted(getattr(record, name).order_by(), ("pk",), ()) for name in names}
    with unnoted():
        record._prefetched_objects_cache = fetch(wanted)


def boxes(bound: Any) -> list[Box]:
    """The values of a bound :class:`ListField`, parts below their whole where records have a ``parent``."""
    ticked = {str(getattr(one, "pk", one)) for one in bound.value() or ()}
    records = list(bound.field.queryset) if bound.field.records is None else bound.field.records
    made = {
        one.pk: Box(str(one.pk), bound.field.label_from_instance(one), str(one.pk) in ticked)
        for one in records
    }
    top: list[Box] = []
    for one in records:
        whole = made.get(one.parent_id) if one._meta.label_lower in TREES else None
        (top if whole is None else whole.below).append(made[one.pk])
    return top


def _may_be_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
