"""The way from a record's page in the administration to the page on which it is merged."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from ..merging import RULES

register = template.Library()


@register.simple_tag
def merge_address(record: Any) -> str:
    """Where the double of ``record`` is looked for; empty for records of a kind that is not merged."""
    if type(record) not in RULES:
        return ""
    return reverse("admin:merge-choose", args=[record._meta.label_lower, record.pk])
