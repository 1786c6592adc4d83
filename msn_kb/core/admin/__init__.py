"""What the administration pages of all apps share. Knows no app; the apps' ``admin`` packages build on it."""

from .door import DoorMixin, visible
from .forms import DoorForm, PartForm, RowsFormSet
from .pages import AdminPage, for_administrators, for_curators, register_page
from .records import ReadOnlyRowsInline, RecordAdmin, RowsInline
from .vocabularies import VocabularyAdmin

__all__ = [
    "AdminPage",
    "DoorForm",
    "DoorMixin",
    "PartForm",
    "ReadOnlyRowsInline",
    "RecordAdmin",
    "RowsFormSet",
    "RowsInline",
    "VocabularyAdmin",
    "for_administrators",
    "for_curators",
    "register_page",
    "visible",
]
