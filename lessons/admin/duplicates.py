"""The report of suspected duplicates, and the warning after saving an entry that looks like another one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from msn_kb.core.admin import AdminPage, register_page

from ..duplicate_report import SuspectedPair, look_through, pairs_for, pairs_to_show, report_of
from ..duplicates import TEXTS, declare_two, readable, suspects_of
from ..models import Case, Lesson

A_PAGE = 20
KINDS: dict[str, Any] = {model._meta.label_lower: model for model in TEXTS}
TABS = ((Lesson._meta.label_lower, "Lessons"), (Case._meta.label_lower, "Cases"))
# More are looked through by the command alone: it would take a request minutes.
MOST_IN_A_REQUEST = 20_000
LARGEST_NUMBER = 2**63 - 1


class TwoForm(forms.Form):
    """That two entries are two, and why."""

    first = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    second = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=600, widget=AdminTextInputWidget, label="Why these are two")


def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of lessons or of cases that may be one, likeliest first, as far as this person may see both."""
    kind = request.GET.get("kind") or Lesson._meta.label_lower
    if kind not in KINDS:
        raise Http404
    model, form = KINDS[kind], None
    here = f"{reverse('admin:duplicates')}?kind={kind}"
    if request.method == "POST" and "look" in request.POST:
        _look(request, model)
        return HttpResponseRedirect(here)
    if request.method == "POST":
        form = TwoForm(request.POST)
        if form.is_valid():
            return _declared(request, model, form.cleaned_data, here)
    report = report_of(model)
    pool = readable(model, request.user)
    pairs = pairs_for(pool, report) if report else []
    page = Paginator(pairs, A_PAGE).get_page(request.GET.get("p"))
    shown = [_row(pair, form) for pair in pairs_to_show(pool, list(page.object_list))]
    context = {
        **admin.site.each_context(request),
        "title": "Suspected duplicates",
        "tabs": TABS,
        "kind": kind,
        "report": report,
        "page": page,
        "rows": [row for row in shown if row],
        "may_look": pool.count() <= MOST_IN_A_REQUEST,
        "query": f"kind={kind}&",
    }
    return TemplateResponse(
        request, "admin/duplicates/report.html", context, status=400 if form is not None else 200
    )


def _look(request: HttpRequest, model: Any) -> None:
    if readable(model, request.user).count() > MOST_IN_A_REQUEST:
        messages.error(request, "There are too many entries: ask an administrator for “report_duplicates”.")
        return
    look_through(model)
    messages.success(request, "Looked through again.")


def _declared(request: HttpRequest, model: Any, given: dict[str, Any], here: str) -> HttpResponse:
    both = readable(model, request.user).in_bulk([given["first"], given["second"]])
    if len(both) < 2:
        raise Http404
    declare_two(both[given["first"]], both[given["second"]], request.user, given["reason"])
    messages.success(request, "Kept: these are two, and will not be suspected again.")
    return HttpResponseRedirect(here)


def _row(pair: SuspectedPair, refused: TwoForm | None) -> dict[str, Any] | None:
    suspect = pair.suspect
    if suspect is None:
        return None
    numbers = {"first": pair.first.pk, "second": pair.second.pk}
    name = f"id_{pair.first.pk}_{pair.second.pk}_%s"
    form = TwoForm(initial=numbers, auto_id=name)
    if refused is not None and {key: refused.data.get(key) for key in numbers} == _texts(numbers):
        form = TwoForm(refused.data, auto_id=name)
    kind = pair.first._meta.label_lower
    return {
        "pair": pair,
        "suspect": suspect,
        "form": form,
        "change_addresses": [_change_address(one) for one in (pair.first, pair.second)],
        "merge_address": reverse("admin:merge", args=[kind, pair.first.pk, pair.second.pk]),
    }


def _texts(numbers: dict[str, int]) -> dict[str, str]:
    return {key: str(number) for key, number in numbers.items()}


def _change_address(entry: Any) -> str:
    meta = entry._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.pk])


class SuspectsMixin(ModelAdmin):
    """After an entry is saved, whoever saved it learns which other entries look like it."""

    MOST_TOLD = 3

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change or {"title", *TEXTS[self.model]} & set(form.changed_data):
            self._warn(request, form.instance)

    def _warn(self, request: HttpRequest, entry: Any) -> None:
        for one in suspects_of(entry, request.user)[: self.MOST_TOLD]:
            merge = reverse("admin:merge", args=[entry._meta.label_lower, one.record.pk, entry.pk])
            self.message_user(
                request,
                format_html(
                    'This may be the same as <a href="{}">{}</a>. {} <a href="{}">Compare and merge</a>',
                    _change_address(one.record),
                    one.record.title,
                    one.why,
                    merge,
                ),
                messages.WARNING,
            )


register_page(
    AdminPage(
        "duplicates",
        "duplicates/",
        duplicates,
        label="Suspected duplicates",
        description="Lessons and cases that may be one, with the passages that both hold.",
    )
)
