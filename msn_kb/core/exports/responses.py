"""Exports as downloads with names that say what is inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..access import HANDLING_ORDER, Handling, is_guarded
from .csv import CsvFile
from .table import Column, GatheredColumn


def highest_handling(
    rows: QuerySet, columns: Sequence[Column | GatheredColumn] = (), user: Any = None
) -> str:
    """The strictest handling inside an export: of its ``rows`` and of what ``columns`` gather for ``user``.

    ``clear`` where there are none, and for records that are always public.
    """
    found = {Handling.CLEAR.value}
    if is_guarded(rows.model):
        found |= set(rows.order_by().values_list("handling", flat=True).distinct())
    for column in columns:
        if isinstance(column, GatheredColumn) and column.handlings:
            inside = column.handlings(user)
            tied = inside.rows.filter(**{f"{inside.entry}__in": rows.order_by().values("pk")})
            found |= set(tied.order_by().values_list(inside.handling, flat=True).distinct())
    return max(found, key=HANDLING_ORDER.index)


def file_name(name: str, handling: str, extension: str) -> str:
    """Such as ``lessons-2026-11-22-TLP-GREEN.csv`` (``contract.md``, Exports)."""
    return f"{name}-{timezone.localdate().isoformat()}-TLP-{handling.upper()}.{extension}"


def download(file: CsvFile, name: str, content_type: str) -> StreamingHttpResponse:
    """``file`` as an attachment that no shared cache keeps."""
    response = StreamingHttpResponse(file, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["Content-Length"] = str(file.size)
    response["Cache-Control"] = "private, no-store"
    return response
