"""Vocabularies of codes and names that curators edit."""

from .records import RecordAdmin


class VocabularyAdmin(RecordAdmin):
    """One value of a vocabulary (``msn_kb.core.vocabulary``)."""

    list_display = ("name", "code", "position")
    search_fields = ("name", "code")
    fields = ("name", "code", "definition", "position")
