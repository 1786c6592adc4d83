"""Exports as downloads with names that say what is inside."""

from __future__ import annotations

from typing import IO

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.http import FileResponse
from django.utils import timezone

from ..access import HANDLING_ORDER


def highest_handling(rows: QuerySet) -> str:
    """The strictest handling among ``rows``; ``clear`` where there are none."""
    ranks = [When(handling=code, then=Value(rank)) for rank, code in enumerate(HANDLING_ORDER)]
    rank = rows.order_by().aggregate(highest=Max(Case(*ranks, default=Value(0), output_field=IntegerField())))
    return HANDLING_ORDER[rank["highest"] or 0]


def file_name(name: str, handling: str, extension: str) -> str:
    """Such as ``lessons-2026-11-22-TLP-GREEN.csv`` (``contract.md``, Exports)."""
    return f"{name}-{timezone.localdate().isoformat()}-TLP-{handling.upper()}.{extension}"


def download(file: IO[bytes], name: str, content_type: str) -> FileResponse:
    """``file`` as an attachment that no shared cache keeps."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
