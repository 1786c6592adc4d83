"""The form of a lesson: the rules that span tables, as messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from msn_kb.core.access import READABLE
from organizations.admin.protected import ProtectedForm

from ..rules import check_translation, missing_for_publication

CITATIONS = "citations"


class LessonForm(ProtectedForm):
    """Checks translations, and that a lesson which is published stays complete."""

    class Meta:
        help_texts = {
            "attribution": "Under the Chatham House Rule neither speaker nor affiliation may appear anywhere a reader "
            "can see: readers then see none of the organizations, offices and speaker that are entered here.",
            "speaker": "Name and function of who said it. Readers see it only where attribution is “Named”.",
            "organizations": "Readers do not see them where attribution is “Chatham House Rule”.",
            "offices": "Readers do not see them where attribution is “Chatham House Rule”.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.status in READABLE and not self.errors:
            missing = missing_for_publication(
                cleaned["title"],
                cleaned["insight"],
                cleaned["themes"],
                self._locators(),
                cleaned["is_demonstration"],
            )
            if missing:
                self.add_error(None, f"Readers can see this lesson. It would lack {', '.join(missing)}.")
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "translation_of" in self.cleaned_data and "language" in self.cleaned_data:
            self._check(check_translation)

    def _check(self, rule: Callable[[Any], None]) -> None:
        try:
            rule(self.instance)
        except ValidationError as error:
            self.add_rule_errors(error)

    def _locators(self) -> list[str]:
        """Locators of the citations as they will be: those on the page, and those hidden from this person."""
        posted, rows = self.data, range(_number(self.data.get(f"{CITATIONS}-TOTAL_FORMS")))
        on_page = {posted.get(f"{CITATIONS}-{row}-id") for row in rows}
        kept = [
            posted.get(f"{CITATIONS}-{row}-locator", "")
            for row in rows
            if posted.get(f"{CITATIONS}-{row}-source") and not posted.get(f"{CITATIONS}-{row}-DELETE")
        ]
        if self.instance.pk:
            stored = self.instance.citations.values_list("pk", "locator")
            kept += [locator for pk, locator in stored if str(pk) not in on_page]
        return kept


def _number(text: str | None) -> int:
    """``text`` as the number of rows, at most as many as a formset takes."""
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
