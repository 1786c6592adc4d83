"""The form on which a member writes a lesson, as a draft that may be unfinished."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from msn_kb.core.access import Handling, Viewer, is_guarded
from msn_kb.core.admin.bounds import validate_not_in_the_future, validate_partial_date_bounds
from msn_kb.core.admin.reasons import is_lower
from organizations.models import User
from organizations.rules import check_audience

from ..choices import LessonKind
from ..models import Lesson
from ..proposable import AFFILIATIONS, concealed
from ..rules import check_attribution
from .lists import ListField, choices_of
from .wording import HELP, ROWS

TEXTS = ("title", "kind", "context", "insight", "recommendation", "applicability")
RELATIONS = (
    *("themes", "processes", "countries", "regions", "organizations", "offices"),
    *("tracks", "phases", "audiences", "services"),
)
AUDIENCE = ("owning_organizations", "named_people")


class LessonDraftForm(forms.ModelForm):
    """A lesson of ``user``'s own. Only its title is needed; what else it lacks is told when it is handed in.

    Related records that ``user`` may not see neither appear nor get lost. Under the Chatham House Rule affiliations are
    curators' business: members neither enter nor see them.
    """

    reason = forms.CharField(
        label="Why is the handling lowered?",
        required=False,
        max_length=2000,
        help_text="Needed where more people than before may read it.",
    )

    class Meta:
        model = Lesson
        fields = (
            *TEXTS,
            *("evidence", "evidence_note", "attribution", "speaker"),
            *RELATIONS,
            *("date", "language", "handling"),
            *AUDIENCE,
        )
        field_classes = dict.fromkeys((*RELATIONS, *AUDIENCE), ListField)
        help_texts = HELP
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.handling_before = self.instance.handling if self.instance.pk else ""
        self.hidden: dict[str, list[Any]] = {}
        for name in concealed(self.instance, user) if self.instance.pk else ():
            del self.fields[name]
        for name in (*RELATIONS, *AUDIENCE):
            if name in self.fields:
                self._offer(name)
        self.fields["insight"].required = False
        self.fields["kind"].choices = LessonKind.choices  # type: ignore[attr-defined]
        self.fields["date"].validators += [validate_partial_date_bounds, validate_not_in_the_future]
        if not self.handling_before or self.handling_before == Handling.CLEAR:
            del self.fields["reason"]
        if not self.instance.pk:
            self._suggest()

    def _offer(self, name: str) -> None:
        field: Any = self.fields[name]
        kept = [one.pk for one in self.initial.get(name) or ()]
        model = field.queryset.model
        field.queryset = people_of(self.user, kept) if model is User else choices_of(model, self.user, kept)
        if kept and is_guarded(model):
            seen = set(field.queryset.filter(pk__in=kept).values_list("pk", flat=True))
            self.hidden[name] = [one for one in self.initial[name] if one.pk not in seen]
            self.initial[name] = [one for one in self.initial[name] if one.pk in seen]

    def _suggest(self) -> None:
        self.initial.setdefault("kind", LessonKind.OBSERVATION)
        self.initial.setdefault("named_people", [self.user.pk])
        if self.user.organization_id:
            self.initial.setdefault("owning_organizations", [self.user.organization_id])

    def clean_title(self) -> str:
        """A title of blanks is none."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        handling = cleaned.get("handling")
        if handling in (Handling.CLEAR, Handling.GREEN):
            # Open to more than these: kept, they would only tell whose entry it is.
            cleaned.update(dict.fromkeys(AUDIENCE, ()))
        elif handling:
            self._check(check_audience, handling, *(cleaned.get(name, ()) for name in AUDIENCE))
        if not Viewer.of(self.user).sees_affiliations:
            given = [cleaned.get(name) or () for name in AFFILIATIONS[:2]]
            self._check(
                check_attribution, cleaned.get("attribution", ""), *given, cleaned.get("speaker") or ""
            )
        if is_lower(self.handling_before, handling or "") and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why more people than before may read this.")
        for name, hidden in self.hidden.items():
            if hidden and name in cleaned:
                cleaned[name] = [*cleaned[name], *hidden]
        return cleaned

    def _check(self, rule: Any, *values: Any) -> None:
        try:
            rule(*values)
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields else None, errors)


def people_of(user: Any, kept: Any) -> Any:
    """The people whom ``user`` may name: those of the same organization, themself, and those named already."""
    own = Q(pk=user.pk) | Q(pk__in=kept)
    if user.organization_id:
        own |= Q(organization=user.organization_id)
    return User.objects.filter(own, Q(is_active=True) | Q(pk__in=kept))
