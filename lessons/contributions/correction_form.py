"""The form on which changes to any entry are proposed: what it holds, to be written over, and an explanation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField

from msn_kb.core.access import is_guarded
from msn_kb.core.admin.bounds import validators_for
from msn_kb.core.admin.door import MOST_LINES
from msn_kb.core.admin.widgets import LinesField

from ..models import Lesson, Proposal
from ..proposable import CITATIONS, content_of, fields_of
from .lists import ListField, OneField, choices_of
from .wording import HELP, ROWS

# Lists of these would be as long as the whole collection.
TOO_MANY = (Lesson,)
EXPLANATION = "explanation"


class CorrectionForm(forms.Form):
    """Changes to ``record``, as far as ``user`` may propose them; filled with what the record holds, or with what
    ``proposal`` proposes instead.
    """

    explanation = forms.CharField(
        label="What is wrong or missing, and how do you know?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A source, a page, a date: what a curator needs to check it. You can also say in words what should "
        "change, without changing it below.",
    )

    def __init__(self, data: Any = None, *, record: Any, user: Any, proposal: Proposal | None = None) -> None:
        self.record, self.names = record, []
        held = content_of(record, [one.name for one in fields_of(record, user) if one.name != CITATIONS])
        shown = {**held, **(proposal.proposed if proposal else {})}
        initial = {EXPLANATION: proposal.explanation if proposal else ""}
        super().__init__(data, initial=initial)
        for name in held:
            field = _form_field(record, name, [*_keys(held[name]), *_keys(shown[name])], user)
            if field is not None:
                self.fields[name] = field
                self.names.append(name)
                self.initial[name] = _shown(field, shown[name])
        self.order_fields([*self.names, EXPLANATION])

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by field, as ``proposals.propose`` takes it."""
        return {name: self.cleaned_data[name] for name in self.names}


def _form_field(record: Any, name: str, kept: list[int], user: Any) -> Any:
    """The field in which ``name`` is edited; ``None`` where it is not edited here."""
    field = record._meta.get_field(name)
    words: dict[str, Any] = {"help_text": HELP[name]} if isinstance(record, Lesson) and name in HELP else {}
    if field.is_relation:
        if field.related_model in TOO_MANY:
            return None
        kind: Any = ListField if field.many_to_many else OneField
        return field.formfield(form_class=kind, queryset=choices_of(field.related_model, user, kept), **words)
    if isinstance(field, ArrayField):
        area = forms.Textarea(attrs={"rows": 4})
        words |= {
            "form_class": LinesField,
            "widget": area,
            "help_text": "One a line.",
            "max_length": MOST_LINES,
        }
    made = field.formfield(**words)
    made.validators = [*made.validators, *validators_for(field)]
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = ROWS.get(name, 5)
    return made


def _shown(field: Any, value: Any) -> Any:
    """The kept ``value`` as ``field`` takes it; what cannot be chosen, because it is hidden, is not there."""
    if not isinstance(field, (ListField, OneField)):
        return value
    choices: Any = field.queryset
    if value and is_guarded(choices.model):
        value = list(choices.filter(pk__in=value).values_list("pk", flat=True))
    if isinstance(field, ListField):
        return value
    return value[0] if value else None


def _keys(value: Any) -> list[int]:
    """The primary keys in the kept value of a relation."""
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []
