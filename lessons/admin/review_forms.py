"""The forms of the review: a reason for each move, a successor, a remark, a reviewer with a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from msn_kb.core.access import CURATORS
from msn_kb.core.admin.bounds import validate_day_of_plan
from msn_kb.core.admin.widgets import KnownAutocompleteSelect
from organizations.models import User

from ..choices import ReviewMove
from ..models import Lesson

LONGEST = 4000  # as the columns of steps and comments

# What each move is called, what it does, and whether it needs a reason.
MOVES: dict[str, tuple[str, str, bool]] = {
    ReviewMove.SUBMIT: ("Submit for review", "Somebody else then reviews it.", False),
    ReviewMove.PUBLISH: ("Publish", "Readers see it, as far as its handling allows.", False),
    ReviewMove.ACCEPT: ("Accept", "What is proposed is written to the entry, all of it.", False),
    ReviewMove.RETURN: ("Return for changes", "Its author reads what is to be changed.", True),
    ReviewMove.DECLINE: ("Decline", "The entry stays as it is; the author reads why.", True),
    ReviewMove.WITHDRAW: ("Withdraw from review", "It becomes a draft again.", False),
    ReviewMove.STILL_VALID: ("Confirm that it is still valid", "It is due again on the day given.", True),
    ReviewMove.SUPERSEDE: (
        "Supersede",
        "It stays readable at its address, marked, and leads to its successor; lists leave it out.",
        True,
    ),
    ReviewMove.REINSTATE: ("Put back in force", "It is published again, without a successor.", True),
    ReviewMove.ARCHIVE: ("Archive", "Readers see it no more; nothing of it is lost.", True),
    ReviewMove.REOPEN: ("Take back into draft", "It is written again, and reviewed again.", True),
}


def day_field(**options: Any) -> forms.DateField:
    """A day, written by hand or chosen in the browser's own calendar."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[validate_day_of_plan],
        **options,
    )


def refuse_past(day: date | None) -> None:
    """Raise ``ValidationError`` for a day before today."""
    if day is not None and day < timezone.localdate():
        raise ValidationError("This day has passed.", code="past")


class MoveForm(forms.Form):
    """One move, with its reason."""

    reason = forms.CharField(
        max_length=LONGEST, required=False, widget=AdminTextareaWidget(attrs={"rows": 3}), label="Reason"
    )

    def __init__(self, move: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": f"id_{move}_%s"})
        self.move = move
        self.title, self.explanation, needed = MOVES[move]
        self.fields["reason"].required = needed
        self.fields["reason"].label = "Reason" if needed else "Note"


class StillValidForm(MoveForm):
    """The lesson was looked at again and holds."""

    review_by = day_field(required=False, label="Due again", help_text="In two years where this stays empty.")


class SupersedeForm(MoveForm):
    """The lesson that takes this one's place; it is found by typing, or by the address of its page."""

    def __init__(self, move: str, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(move, *args, **kwargs)
        every = Lesson.objects.visible_to(user).published()
        relation: Any = Lesson._meta.get_field("superseded_by")
        self.fields["successor"] = forms.ModelChoiceField(
            every, required=False, widget=KnownAutocompleteSelect(relation, admin.site)
        )
        self.fields["address"] = forms.CharField(
            required=False,
            max_length=600,
            label="or its address",
            help_text="Such as /lessons/plan-for-exits/",
            widget=forms.TextInput(attrs={"class": "vTextField"}),
        )
        self.order_fields(["successor", "address", "reason"])
        self.published = every

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if address := cleaned.get("address"):
            cleaned["successor"] = self.published.filter(slug=_slug_of(address)).first()
            if cleaned["successor"] is None:
                self.add_error("address", "There is no published lesson at this address.")
        elif cleaned.get("successor") is None and "successor" not in self.errors:
            self.add_error("successor", "Choose the lesson that takes its place, or give its address.")
        return cleaned


class CommentForm(forms.Form):
    """A remark in the course of the review."""

    text = forms.CharField(max_length=LONGEST, widget=AdminTextareaWidget(attrs={"rows": 3}), label="Remark")


class AssignForm(forms.Form):
    """Who reviews, and by when. ``people`` are the choices of :func:`reviewers`, read once for a whole page."""

    reviewer = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    due = day_field(required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.choices = [("", "Nobody yet"), *people]

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due != self.initial.get("due"):
            refuse_past(due)
        return due


def reviewers() -> list[tuple[int, str]]:
    """Number and name of everybody who may review: active curators and administrators."""
    may = Q(groups__name=CURATORS) | Q(is_superuser=True)
    people = User.objects.filter(may, is_active=True).distinct().order_by("name", "email")
    return [(person.pk, str(person)) for person in people]


def _slug_of(address: str) -> str:
    """The slug in the address of a lesson's page; empty for any other address."""
    try:
        match = resolve(urlsplit(address.strip()).path)
    except (Resolver404, ValueError):
        return ""
    return str(match.kwargs.get("slug", "")) if match.url_name == "lesson-detail" else ""
