"""Two curators at once: a form that was opened before somebody else saved comes back with both versions.

What is compared and merged is told in ``msn_kb.core.history.conflicts``; here it is put into Django's change page.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpResponse

from .widgets import possible_keys

CONFLICT = (
    "Nothing was saved yet: somebody else changed this meanwhile. What you typed is still here; look at what they "
    "changed, above, and save again."
)


class ConflictMixin(ModelAdmin):
    """Saves a record only if it is still what it was when its form was opened."""

    def _changeform_view(  # type: ignore[override]
        self, request: Any, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Django calls this within a transaction where something is to be saved."""
        from ..history.conflicts import lock, state_of

        request.settled, request.state = None, ""
        if object_id is not None and possible_keys(self.model, [unquote(object_id)]):
            key = unquote(object_id)
            if request.method == "POST":
                lock(self.model, key)
                self._settle(request, key)
            else:
                # Asked before the record is read: what is saved in between then counts as changed since.
                request.state = state_of(self.model, key)
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def _settle(self, request: Any, key: str) -> None:
        from ..history.conflicts import THEIRS, settle

        record = self.get_object(request, key)
        if record is None or not self.has_change_permission(request, record):
            return
        unbound = copy(request)
        unbound.method = "GET"
        fieldsets = flatten_fieldsets(self.get_fieldsets(unbound, record))
        form = self.get_form(unbound, record, change=True, fields=fieldsets)(instance=record)
        formsets, inlines = self._create_formsets(unbound, record, change=True)  # type: ignore[attr-defined]
        read_only = {
            formset.prefix
            for formset, inline in zip(formsets, inlines, strict=True)
            if not inline.has_change_permission(unbound, record)
        }
        settled = settle(record, request.POST, [form, *formsets], request.user, read_only)
        request.settled = settled
        if settled.conflict or request.POST.getlist(THEIRS):
            request.POST = settled.data
        if settled.conflict:
            request.refusal = CONFLICT

    def render_change_form(  # type: ignore[override]
        self, request: Any, context: Any, add: bool = False, change: bool = False, **kwargs: Any
    ) -> HttpResponse:
        """With the state of the record in a hidden field, and with both versions where they met."""
        from ..history.conflicts import OPENED, Opened

        settled, record = getattr(request, "settled", None), context.get("original")
        if settled is not None:
            context |= {"opened": settled.token, "conflict": settled.conflict}
        elif record is not None and request.method == "GET":
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            parts = [context["adminform"].form, *formsets]
            context["opened"] = Opened.of(record, request.state, parts).token
        context["opened_name"] = OPENED
        response = super().render_change_form(request, context, add=add, change=change, **kwargs)
        if settled is not None and settled.conflict:
            response.status_code = 409
        return response
