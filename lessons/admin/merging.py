"""The pages on which two records become one: finding the other one, choosing what stays, and turning a merge back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from msn_kb.core.access import is_guarded
from msn_kb.core.admin import AdminPage, register_page
from msn_kb.core.admin.history import WhyForm
from msn_kb.core.history.undoing import CannotUndo
from msn_kb.core.history.versions import last_key
from msn_kb.core.merged_values import BOTH, GONE, KEPT, chosen_fields, may_hold_both
from msn_kb.core.models import MergedRecord

from ..merging import RULES, MergeRefused, merge, undo_merge

A_PAGE = 25
MOST_FOUND = 20
KINDS: dict[str, Any] = {model._meta.label_lower: model for model in RULES}
CHANGED_SINCE = "One of the two was changed meanwhile: look once more at what they hold."


class MergeForm(forms.Form):
    """Whose value of each field in which the two differ stays, and why they are one."""

    def __init__(self, data: Any, kept: Any, gone: Any, user: Any) -> None:
        super().__init__(data)
        self.texts: dict[str, tuple[str, str]] = {}
        for field in chosen_fields(type(kept)):
            mine, theirs = getattr(kept, field.attname), getattr(gone, field.attname)
            if mine == theirs or mine in (None, "", []) or theirs in (None, "", []):
                continue
            told = tuple(_told(field, value, user) for value in (mine, theirs))
            if "" in told:
                continue  # it leads to what this person may not see
            self.texts[field.name] = told  # type: ignore[assignment]
            choices = [(KEPT, "Of the one that stays"), (GONE, "Of the other one")]
            if may_hold_both(field):
                choices.append((BOTH, "Both"))
            self.fields[field.name] = forms.ChoiceField(
                label=capfirst(str(field.verbose_name)),
                choices=choices,
                initial=BOTH if isinstance(mine, list) else KEPT,
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = forms.CharField(
            label="Why these are one", max_length=2000, widget=AdminTextareaWidget(attrs={"rows": 2})
        )

    @property
    def rows(self) -> list[tuple[Any, str, str]]:
        """Each choice with both texts."""
        return [(self[name], *texts) for name, texts in self.texts.items()]


def choose(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Find the record that is the same as the one named."""
    model = _model(kind)
    record = _find(model, number, request)
    term = request.GET.get("q", "").strip()
    found: list[Any] = []
    if term:
        model_admin = admin.site.get_model_admin(model)
        results, _ = model_admin.get_search_results(request, model_admin.get_queryset(request), term)
        found = list(results.exclude(pk=record.pk)[:MOST_FOUND])
    context = {
        **admin.site.each_context(request),
        "title": f"Merge: {record}",
        "record": record,
        "opts": model._meta,
        "term": term,
        "found": [(one, reverse("admin:merge", args=[kind, record.pk, one.pk])) for one in found],
        "most": MOST_FOUND,
        "change_address": _change_address(record),
    }
    return TemplateResponse(request, "admin/duplicates/choose.html", context)


def merge_two(request: HttpRequest, kind: str, number: int, other: int) -> HttpResponse:
    """Compare two records and merge the second into the first."""
    model = _model(kind)
    kept, gone = _find(model, number, request), _find(model, other, request)
    if kept.pk == gone.pk:
        raise Http404
    state = f"{last_key(kept)}-{last_key(gone)}"
    form, refused = MergeForm(_posted(request), kept, gone, request.user), ""
    if request.method == "POST" and request.POST.get("state") != state:
        refused = CHANGED_SINCE
    elif request.method == "POST" and form.is_valid():
        choices = dict(form.cleaned_data)
        reason = choices.pop("reason")
        try:
            done = merge(kept, gone, request.user, reason, choices)
        except MergeRefused as error:
            refused = str(error)
        else:
            messages.success(
                request, f"Merged: “{gone}” is part of “{done}” now, and its address leads there."
            )
            return HttpResponseRedirect(_change_address(done))
    context = {
        **admin.site.each_context(request),
        "title": f"Merge two {model._meta.verbose_name_plural}",
        "opts": model._meta,
        "kept": kept,
        "gone": gone,
        "change_addresses": [_change_address(one) for one in (kept, gone)],
        "the_other_way": reverse("admin:merge", args=[kind, gone.pk, kept.pk]),
        "form": form,
        "state": state,
        "refused": refused,
    }
    status = 409 if refused else 400 if form.errors else 200
    return TemplateResponse(request, "admin/duplicates/merge.html", context, status=status)


def merges(request: HttpRequest) -> HttpResponse:
    """What was merged into records that this person may see, newest first."""
    found = [(merged, record) for model in RULES for merged, record in _merged(model, request.user)]
    found.sort(key=lambda pair: -pair[0].pk)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "Merged records",
        "page": page,
        "rows": [(merged, record, _history_address(merged, record)) for merged, record in page.object_list],
    }
    return TemplateResponse(request, "admin/duplicates/merges.html", context)


def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason, and make two of the one again."""
    merged = MergedRecord.objects.filter(pk=min(number, 2**63 - 1)).first()
    if merged is None or merged.kind not in KINDS:
        raise Http404
    record = _find(KINDS[merged.kind], merged.into, request)
    form, refused = WhyForm(_posted(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge(merged, type(record), request.user, form.cleaned_data["reason"])
        except CannotUndo as error:
            refused = str(error)
        else:
            messages.success(request, f"“{merged.title}” is a record of its own again.")
            return HttpResponseRedirect(reverse("admin:merges"))
    context = {
        **admin.site.each_context(request),
        "title": f"Undo the merge: {merged}",
        "merged": merged,
        "record": record,
        "form": form,
        "refused": refused,
    }
    status = 409 if refused else 400 if form.errors else 200
    return TemplateResponse(request, "admin/duplicates/undo.html", context, status=status)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _merged(model: Any, user: Any) -> list[tuple[MergedRecord, Any]]:
    rows = list(MergedRecord.objects.filter(kind=model._meta.label_lower).select_related("by"))
    into = model._default_manager.visible_to(user).filter(pk__in={row.into for row in rows})
    records = {record.pk: record for record in into} if rows else {}
    return [(row, records[row.into]) for row in rows if row.into in records]


def _model(kind: str) -> Any:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _find(model: Any, number: int, request: HttpRequest) -> Any:
    """The record, if this person may see and change it; raises ``Http404``."""
    found = model._default_manager.visible_to(request.user).filter(pk=min(number, 2**63 - 1)).first()
    model_admin = admin.site._registry.get(model)
    if found is None or model_admin is None or not model_admin.has_change_permission(request, found):
        raise Http404
    return found


def _told(field: Any, value: Any, user: Any) -> str:
    """A value in words; empty for what leads to a record that ``user`` may not see."""
    if field.is_relation:
        related = field.related_model._default_manager.filter(pk=value)
        seen = related.visible_to(user) if is_guarded(field.related_model) else related
        return next(map(str, seen), "")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(dict(field.flatchoices).get(value, value))


def _change_address(record: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


def _history_address(merged: MergedRecord, record: Any) -> str:
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[record.pk])
    return f"{address}?merged={merged.number}"


register_page(AdminPage("merge-choose", "merge/<str:kind>/<int:number>/", choose, methods=("GET", "HEAD")))
register_page(AdminPage("merge", "merge/<str:kind>/<int:number>/<int:other>/", merge_two))
register_page(
    AdminPage(
        "merges",
        "merges/",
        merges,
        label="Merged records",
        description="What became part of another record, with its history, and the way back.",
        methods=("GET", "HEAD"),
    )
)
register_page(AdminPage("merge-undo", "merges/<int:number>/undo/", undo))
