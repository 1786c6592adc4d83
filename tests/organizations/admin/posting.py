"""What a browser would send back from a form of the administration."""

from __future__ import annotations

from typing import Any

from django.test import Client

REASON = "Checked against the source."


def fields_of(form: Any) -> dict[str, Any]:
    """Names and values of one form as it was served."""
    sent = {}
    for bound in form:
        value = bound.value()
        if callable(value):
            value = value()
        if value is None or value is False:
            continue
        if isinstance(value, (list, tuple)):
            value = (
                [getattr(one, "pk", one) for one in value]
                if "Lines" not in type(bound.field).__name__
                else value
            )
        if type(bound.field).__name__ == "LinesField":
            value = bound.field.prepare_value(value)
        sent[bound.html_name] = "on" if value is True else value
    return sent


def page_as_sent(client: Client, path: str) -> dict[str, Any]:
    """Everything that the page at ``path`` would send if it were saved unchanged, with a reason where it has a box."""
    context: Any = client.get(path).context
    sent = fields_of(context["adminform"].form)
    if context.get("opened"):
        sent["opened"] = context["opened"]
    if "reason_for_change" in context["adminform"].form.fields:
        sent["reason_for_change"] = REASON
    for inline in context["inline_admin_formsets"]:
        sent |= fields_of(inline.formset.management_form)
        for form in inline.formset.initial_forms:
            sent |= fields_of(form)
    return sent


def new_row(sent: dict[str, Any], prefix: str, **fields: Any) -> dict[str, Any]:
    """``sent`` with one more row in the inline ``prefix``."""
    row = int(sent[f"{prefix}-TOTAL_FORMS"])
    extra = {f"{prefix}-{row}-{name}": value for name, value in fields.items()}
    return {**sent, **extra, f"{prefix}-TOTAL_FORMS": row + 1}


def errors_on(response: Any) -> list[str]:
    """Every message of a form that was refused, of its rows too, as text."""
    assert response.status_code == 200, f"It was saved, or failed: {response.status_code}"
    context = response.context
    found = [error for errors in context["adminform"].form.errors.values() for error in errors]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        found += [error for form in inline.formset.errors for errors in form.values() for error in errors]
    return [str(error) for error in found]
