"""Tracks, phases and audiences, and the page on which a value of any vocabulary is retired."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from msn_kb.core.admin import AdminPage, VocabularyAdmin, register_page
from msn_kb.core.admin.history import WhyForm
from msn_kb.core.usage import usage

from ..models import Audience, Phase, Track
from ..vocabulary_care import VOCABULARIES, RetireRefused, bring_back, retire

admin.site.register([Audience, Phase, Track], VocabularyAdmin)

KINDS: dict[str, Any] = {model._meta.label_lower: model for model in VOCABULARIES}


class RetireForm(WhyForm):
    """What replaces the value, and why it is retired."""

    def __init__(self, *args: Any, value: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = type(value)._default_manager.filter(is_retired=False).exclude(pk=value.pk)
        self.fields["replacement"] = forms.ModelChoiceField(
            others, required=False, label="Replaced by", empty_label="Nothing: what carries it keeps it"
        )


def retire_value(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Retire a value with or without a replacement, or bring a retired one back."""
    model = KINDS.get(kind)
    value = None if model is None else model._default_manager.filter(pk=min(number, 2**63 - 1)).first()
    if (
        model is None
        or value is None
        or not admin.site.get_model_admin(model).has_change_permission(request, value)
    ):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = WhyForm(data) if value.is_retired else RetireForm(data, value=value)
    refused, change_address = "", _change_address(value)
    if request.method == "POST" and form.is_valid():
        try:
            _do(value, form.cleaned_data, request)
        except RetireRefused as error:
            refused = str(error)
        else:
            return HttpResponseRedirect(change_address)
    context = {
        **admin.site.each_context(request),
        "title": f"{'Bring back' if value.is_retired else 'Retire'}: {value}",
        "opts": value._meta,
        "value": value,
        "used": usage(type(value), request.user).get(value.pk, 0),
        "form": form,
        "refused": refused,
        "change_address": change_address,
    }
    status = 409 if refused else 400 if form.errors else 200
    return TemplateResponse(request, "admin/vocabulary/retire.html", context, status=status)


def _do(value: Any, given: dict[str, Any], request: HttpRequest) -> None:
    if value.is_retired:
        bring_back(value, request.user, given["reason"])
        messages.success(request, f"“{value}” is offered again.")
        return
    replacement = given["replacement"]
    retire(value, replacement, request.user, given["reason"])
    told = f"“{replacement}” replaces it" if replacement else "what carries it keeps it"
    messages.success(request, f"“{value}” is retired; {told}.")


def _change_address(value: Any) -> str:
    meta = value._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[value.pk])


register_page(AdminPage("retire-value", "vocabularies/<str:kind>/<int:number>/retire/", retire_value))
