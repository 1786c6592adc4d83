"""Where the administration keeps its pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def admin_page(model: Any, name: str, *args: Any) -> str:
    """The address of one of the administration's pages for a model: ``changelist``, ``add``, ``history``, …"""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def change_page(record: Any) -> str:
    """The address of the page on which the record is edited."""
    return admin_page(record, "change", record.pk)
