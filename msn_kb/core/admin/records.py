"""Base classes of the administration's pages and of the rows within them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import construct_change_message
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse

from ..access import is_guarded
from ..folding import fold
from .bin import BinMixin
from .conflicts import ConflictMixin
from .constraints import refusal
from .door import DoorMixin
from .forms import DoorForm, PartForm, RowsFormSet
from .history import HistoryMixin
from .reasons import ReasonMixin
from .widgets import possible_keys

LONGEST_SEARCH = 200
# From this many characters on a text of one line is a title or a name.
LONG_LINE = 200


class RecordChangeList(ChangeList):
    """A list whose queryset the model admin prepares for display."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> models.QuerySet:
        queryset = super().get_queryset(request, exclude_parameters)
        model_admin: Any = self.model_admin
        return model_admin.for_list(queryset, request)


class RecordAdmin(BinMixin, HistoryMixin, ConflictMixin, ReasonMixin, DoorMixin, admin.ModelAdmin):
    """The page of a record. ``search_fields`` look into folded columns, so case and accents do not count."""

    form: type[DoorForm] = DoorForm
    list_per_page = 50
    show_full_result_count = False
    folds_search = True

    def for_list(self, queryset: models.QuerySet, request: HttpRequest) -> models.QuerySet:
        """``queryset`` with what the list's columns show, in the same few queries for any number of rows."""
        return queryset

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        term = search_term[:LONGEST_SEARCH]
        return super().get_search_results(request, queryset, fold(term) if self.folds_search else term)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list:
        """For the history, which others read: parts that may be hidden from them are not named one by one."""
        guarded = [formset for formset in formsets if is_guarded(formset.model)]
        message = construct_change_message(form, [one for one in formsets if one not in guarded], add)
        for formset in guarded:
            if formset.new_objects or formset.changed_objects or formset.deleted_objects:
                message.append({"changed": {"fields": [str(formset.model._meta.verbose_name_plural)]}})
        return message

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Titles and names get a box in which they can be read whole."""
        is_line = type(db_field) is models.CharField and not db_field.choices
        if is_line and (db_field.max_length or 0) >= LONG_LINE:
            kwargs.setdefault("widget", AdminTextInputWidget(attrs={"class": "vLargeTextField"}))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address fills in; related records that cannot exist are passed over."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        for name in list(initial):
            try:
                field: Any = self.opts.get_field(name)
            except FieldDoesNotExist:
                continue
            if field.many_to_many:
                initial[name] = possible_keys(field.related_model, initial[name])
            elif field.is_relation and not possible_keys(field.related_model, [initial[name]]):
                del initial[name]
        return initial

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What two people enter at the same moment passes both forms and fails in the database.

        The form is then shown again as it was filled in, with what the database refused.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = refusal(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def response_action(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:  # type: ignore[override]
        """Boxes that were ticked send numbers; anything else was made up."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if len(possible_keys(self.model, ticked)) < len(ticked):
            self.message_user(request, "Nothing was done: this is no entry of the list.", messages.ERROR)
            return None
        return super().response_action(request, queryset)


class RowsInline(DoorMixin, admin.TabularInline):
    """Parts of a record in a table. ``list_select_related`` names what the rows' controls show."""

    form: type[PartForm] = PartForm
    formset: type[RowsFormSet] = RowsFormSet
    extra = 0
    list_select_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related(*self.list_select_related)


class ReadOnlyRowsInline(RowsInline):
    """Rows shown to whoever may edit them, but changed and taken away on another page only."""

    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)
