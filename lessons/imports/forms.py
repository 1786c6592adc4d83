"""The forms of the administration's import pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget

from .importers import Importer
from .options import Answer, Options
from .problems import FileRefused, Problem
from .reading import ReadFile, read
from .running import LONGEST_REASON
from .vocabulary import ValueRefused, key_of, load

ENCODINGS = [
    ("", "Find out: UTF-8, UTF-16 or Windows-1252"),
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows-1252 (Western Europe)"),
    ("iso-8859-15", "ISO 8859-15 (Western Europe)"),
    ("windows-1250", "Windows-1250 (Central Europe)"),
    ("windows-1251", "Windows-1251 (Cyrillic)"),
    ("windows-1254", "Windows-1254 (Turkish)"),
    ("windows-1256", "Windows-1256 (Arabic)"),
    ("mac-roman", "Mac OS Roman"),
    ("utf-16", "UTF-16"),
]


class UploadForm(forms.Form):
    """A file and what is known of it. Once valid, ``read_file`` holds its table; ``problems`` say why it is none."""

    file = forms.FileField(
        label="File",
        help_text="CSV with comma, semicolon or tab, or an Excel workbook (.xlsx): its first sheet.",
    )
    source = forms.CharField(
        required=False,
        max_length=400,
        widget=AdminTextInputWidget,
        help_text="Title or address of the source that the rows come from. Rows that name no source cite it, and the "
        "numbers in “external_id” are its own.",
    )
    encoding = forms.ChoiceField(required=False, choices=ENCODINGS, help_text="Of a CSV file.")
    create_vocabulary = forms.BooleanField(
        label="Create what is not known",
        required=False,
        help_text="Themes, tracks, phases, audiences and support services that are not known become new ones.",
    )
    publish = forms.BooleanField(
        label="Publish",
        required=False,
        help_text="Take new entries that are complete through review in your name. Others stay drafts.",
    )
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Needed now where the file lowers a handling level, else when you import.",
    )

    def __init__(self, *args: Any, importer: Importer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.importer = importer
        self.read_file: ReadFile | None = None
        self.problems: tuple[Problem, ...] = ()

    def clean_source(self) -> int | None:
        """The key of the source."""
        given = self.cleaned_data["source"].strip()
        if not given:
            return None
        try:
            meant = load(["sources"], self.importer)["sources"].meant(given, ())
        except ValueRefused as refused:
            raise forms.ValidationError(
                "“%(given)s” is not the title or address of a source.", params={"given": given}
            ) from refused
        return meant[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned and not self.errors:
            try:
                self.read_file = read(cleaned["file"], cleaned["file"].name, cleaned["encoding"])
            except FileRefused as refused:
                self.problems = refused.problems
                for one in refused.problems:
                    self.add_error("file", str(one))
        return cleaned

    @property
    def options(self) -> Options:
        """What was chosen."""
        chosen = self.cleaned_data
        return Options(
            chosen["source"], chosen["create_vocabulary"], chosen["publish"], chosen["reason"].strip()
        )


class ReasonForm(forms.Form):
    """Why something is done to many entries at once."""

    reason = forms.CharField(
        max_length=LONGEST_REASON,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="The history of each entry keeps it.",
    )


KEEP, CREATE, LEAVE_OUT = "", "create", "leave-out"


class AnswersForm(forms.Form):
    """One question for each value that nothing is named by; ``unknown`` as :func:`running.keep_preview` stored it."""

    def __init__(self, *args: Any, unknown: list[Any], options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unknown = unknown
        for place, (column, value, first_line, rows, close, can_be_created) in enumerate(unknown):
            choices = [(KEEP, "Reject these rows")]
            choices += [(str(pk), f"It means “{label}”") for pk, label in close]
            choices += [(CREATE, f"Create it in {column}")] if can_be_created else []
            choices += [(LEAVE_OUT, "Leave it out")]
            given = options.answers.get((column, key_of(value)))
            number = "1 row" if rows == 1 else f"{rows} rows"
            self.fields[f"value-{place}"] = forms.ChoiceField(
                label=f"{column}: “{value}”",
                required=False,
                choices=choices,
                initial=_initial(given, options.create_vocabulary and can_be_created),
                help_text=f"{number}, first on line {first_line}",
            )

    @property
    def answers(self) -> dict[tuple[str, str], Answer]:
        """What was decided, as :class:`~.options.Options` keep it."""
        found: dict[tuple[str, str], Answer] = {}
        for place, (column, value, *_) in enumerate(self.unknown):
            given = self.cleaned_data[f"value-{place}"]
            if given == CREATE:
                found[column, key_of(value)] = Answer(create=True)
            elif given == LEAVE_OUT:
                found[column, key_of(value)] = Answer()
            elif given != KEEP:
                found[column, key_of(value)] = Answer(use=int(given))
        return found


def _initial(given: Answer | None, creates: bool) -> str:
    if given is None:
        return CREATE if creates else KEEP
    if given.create:
        return CREATE
    return str(given.use) if given.use is not None else LEAVE_OUT
