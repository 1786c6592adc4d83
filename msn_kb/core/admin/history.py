"""The history of a record in the administration: every version with who, when, why and what, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from ..differences import word_differences
from .widgets import possible_keys

ON_A_PAGE = 20
LONGEST_NUMBER = 18
ORIGINS = {"admin": "administration", "": "program"}  # others are words themselves
CHANGED_SINCE = "Somebody changed this record meanwhile: look once more at what would change."


class WhyForm(forms.Form):
    """The reason for something that goes into the history, and what the person saw when they were asked."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Kept in the history.",
    )


class HistoryMixin(ModelAdmin):
    """The pages “History” and “Restore this version” of a record."""

    def get_urls(self) -> list[Any]:
        own = path(
            "<path:object_id>/history/<int:key>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_restore",
        )
        return [own, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Versions newest first, a page at a time; ``before`` is the key of the last one on the page before,
        ``merged`` the number of a record that went into this one, whose versions are shown instead.
        """
        from ..history.versions import versions

        record = self._for_history(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        merged = list(self._merged_into(record))
        chosen = next((one for one in merged if str(one.number) == request.GET.get("merged")), None)
        shown = record if chosen is None else self.model(pk=chosen.number)
        before = number_in(request.GET.get("before", ""))
        found = versions(shown, request.user, before=before, most=ON_A_PAGE + 1)
        page = found[:ON_A_PAGE]
        context = {
            **self._about(request, record, f"History: {record}"),
            "versions": [told(one) for one in page],
            "older": page[-1].key if len(found) > ON_A_PAGE else None,
            "is_first_page": before is None,
            "merged": merged,
            "chosen": chosen,
            "newest": page[0].key if page and before is None else None,
        }
        return TemplateResponse(request, "admin/history/history.html", {**context, **(extra_context or {})})

    def restore_view(self, request: HttpRequest, object_id: str, key: int) -> HttpResponse:
        """Ask for the reason, show what would change, and make the record what it was."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        with transaction.atomic():
            return self._restore(request, object_id, min(key, 10**LONGEST_NUMBER))

    def _restore(self, request: HttpRequest, object_id: str, key: int) -> HttpResponse:
        from ..history.conflicts import lock, state_of
        from ..history.undoing import CannotUndo, restore, rows_to_restore
        from ..history.versions import differences_of, version

        if request.method == "POST" and possible_keys(self.model, [unquote(object_id)]):
            lock(self.model, unquote(object_id))
        record = self._for_history(request, object_id)
        chosen = version(record, key, request.user) if record is not None else None
        if record is None or chosen is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        state = state_of(self.model, record.pk)
        form, refused = WhyForm(request.POST or None), ""
        if request.method == "POST" and request.POST.get("state") != state:
            refused = CHANGED_SINCE
        elif request.method == "POST" and form.is_valid():
            try:
                restore(record, key, request.user, form.cleaned_data["reason"])
            except CannotUndo as error:
                refused = str(error)
            else:
                self.log_change(
                    request, record, f"Restored an earlier version. {form.cleaned_data['reason']}"
                )
                self.message_user(request, "The version was restored.")
                return HttpResponseRedirect(self._address("history", record))
        context = {
            **self._about(request, record, f"Restore a version: {record}"),
            "version": chosen,
            "differences": marked(
                differences_of(record, rows_to_restore(record, key, request.user), request.user)
            ),
            "form": form,
            "state": state,
            "refused": refused,
        }
        status = 409 if refused else 200
        return TemplateResponse(request, "admin/history/restore.html", context, status=status)

    def _for_history(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))
        if record is not None and not self.has_change_permission(request, record):
            raise PermissionDenied
        return record

    def _merged_into(self, record: models.Model) -> Any:
        from ..models import MergedRecord

        return MergedRecord.objects.filter(kind=self.opts.label_lower, into=record.pk).order_by("pk")

    def _address(self, name: str, record: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[record.pk])

    def _about(self, request: HttpRequest, record: models.Model, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "object": record,
            "opts": self.opts,
            "is_restorable": True,
            "addresses": {name: self._address(name, record) for name in ("change", "history")},
        }


def told(version: Any) -> dict[str, Any]:
    """A version for the page: with the origin in a word, and each difference with its marks."""
    return {
        "version": version,
        "origin": ORIGINS.get(version.origin, version.origin),
        "differences": marked(version.differences),
    }


def marked(differences: Sequence[Any]) -> list[dict[str, Any]]:
    """Differences, those of long texts with what was taken out and put in word by word."""
    return [
        {"of": one, "parts": word_differences(one.before, one.after) if one.is_long else ()}
        for one in differences
    ]


def number_in(text: str) -> int | None:
    """``text`` as the number of a change; ``None`` for what can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
