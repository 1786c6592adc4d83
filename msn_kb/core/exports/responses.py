"""Exports as downloads with names that say what is inside."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..access import HANDLING_ORDER
from .csv import CsvFile


def highest_handling(rows: QuerySet) -> str:
    """The strictest handling among ``rows``; ``clear`` where there are none."""
    ranks = [When(handling=code, then=Value(rank)) for rank, code in enumerate(HANDLING_ORDER)]
    rank = rows.order_by().aggregate(highest=Max(Case(*ranks, default=Value(0), output_field=IntegerField())))
    return HANDLING_ORDER[rank["highest"] or 0]


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
