"""Synonyms of search: words that find each other."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from msn_kb.core.admin import DoorForm, RecordAdmin
from msn_kb.core.search.models import SearchSynonyms
from msn_kb.core.search.variants import key

FEWEST = 2


class SynonymsForm(DoorForm):
    """Refuses a group in which there is nothing to find each other."""

    def clean_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["words"]
        told_apart = {key(word): word for word in words}
        if "" in told_apart:
            raise ValidationError(f"“{told_apart['']}” holds no letter or digit to search for.")
        if len(told_apart) < FEWEST:
            raise ValidationError(
                "At least two words that differ in more than capitals, accents, hyphens, number or British and "
                "American spelling, which search ignores by itself."
            )
        return words


@admin.register(SearchSynonyms)
class SynonymsAdmin(RecordAdmin):
    form = SynonymsForm
    list_display = ("name", "all_words")
    search_fields = ("name", "words__icontains")
    ordering = ("name",)
    fields = ("name", "words", "note")

    @admin.display(description="words")
    def all_words(self, synonyms: Any) -> str:
        return "; ".join(synonyms.words)
