"""Citations on the forms of members: a listed source with the place in it, or a document that is not listed yet."""

from __future__ import annotations

from typing import Any

from django import forms

from msn_kb.core.admin.bounds import validate_not_in_the_future, validate_partial_date_bounds
from msn_kb.core.dates import validate_partial_date
from organizations.choices import SourceKind
from organizations.models import Source

from .lists import OneField, choices_of

PREFIX, NEW = "citations", "document"
MOST = 40
EMPTY_ROWS = 2


class CitationForm(forms.Form):
    """One citation; without a source it is none."""

    source = OneField(queryset=Source.objects.none(), empty_label="No source")
    locator = forms.CharField(
        label="Where in it",
        required=False,
        max_length=200,
        help_text="A page, section, paragraph or footnote.",
    )

    def __init__(self, *args: Any, sources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("locator") and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", "Choose the source in which this place is.")
        return cleaned


class CitationSet(forms.BaseFormSet):
    """The citations of one entry, none of them twice."""

    def clean(self) -> None:
        pairs = self.pairs
        if len(pairs) != len(set(pairs)):
            raise forms.ValidationError("Two rows cite the same place of the same source.")

    @property
    def pairs(self) -> list[tuple[int, str]]:
        """Primary keys of the sources, with locators, in the order of the rows."""
        rows = [form.cleaned_data for form in self.forms if not form.errors]
        return [(row["source"].pk, row.get("locator", "").strip()) for row in rows if row.get("source")]


def citation_set(user: Any, cited: list[list[Any]], data: Any = None) -> Any:
    """The rows for ``cited``, pairs of a source's primary key and a locator, and some empty ones; bound to ``data``.

    Citations of sources that ``user`` may not see are not among the rows.
    """
    keys = [source for source, _ in cited]
    # One list for all rows: it is read once.
    sources = choices_of(Source, user, keys)
    options = {str(one.pk): one for one in sources}
    initial = [{"source": source, "locator": locator} for source, locator in cited if str(source) in options]
    made: Any = forms.formset_factory(
        CitationForm,
        formset=CitationSet,
        extra=EMPTY_ROWS,
        max_num=MOST,
        absolute_max=MOST,
        validate_max=True,
    )
    rows = made(data, initial=initial, prefix=PREFIX, form_kwargs={"sources": sources})
    labels = [("", "No source"), *((key, str(one)) for key, one in options.items())]
    for form in rows.forms:
        form.fields["source"].choices = labels
    return rows


class NewSourceForm(forms.Form):
    """A document that is not in the list of sources: described by its reader, made true by a curator."""

    title = forms.CharField(label="Title of the document", required=False, max_length=400)
    kind = forms.ChoiceField(label="What it is", required=False, choices=SourceKind.choices)
    date = forms.CharField(
        label="Date of publication",
        required=False,
        max_length=10,
        help_text="As stated: 2018, 2018-10 or 2018-10-17.",
        validators=[validate_partial_date, validate_partial_date_bounds, validate_not_in_the_future],
    )
    url = forms.URLField(
        label="Its address on the web", required=False, max_length=600, assume_scheme="https"
    )
    locator = forms.CharField(
        label="Where in it",
        required=False,
        max_length=200,
        help_text="A page, section, paragraph or footnote.",
    )

    def __init__(self, data: Any = None, *, user: Any) -> None:
        super().__init__(data, prefix=NEW, initial={"kind": SourceKind.REPORT})
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        title = cleaned.get("title", "")
        rest = any(cleaned.get(name) for name in ("date", "url", "locator"))
        if not title and rest and "title" not in self.errors:
            self.add_error("title", "Give the document's title.")
        elif title and Source.objects.visible_to(self.user).filter(title__iexact=title).exists():
            self.add_error("title", "This document is in the list above already: choose it there.")
        return cleaned

    @property
    def is_filled(self) -> bool:
        """Whether a document is described."""
        return bool(self.cleaned_data.get("title"))
