"""Exports as downloads with names that say what is inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..access import is_guarded
from ..access_log import log_export
from ..handling import CLOSED, strictest
from .csv import CsvFile
from .table import Column, GatheredColumn


def taken_along(rows: QuerySet, columns: Sequence[Column | GatheredColumn], request: HttpRequest) -> str:
    """The strictest handling inside an export, of its ``rows`` and of what ``columns`` gather, for the file's name.

    What of it is TLP:AMBER or TLP:RED stands in the access log after this: there is no name for a file that was not
    logged. ``clear`` where there are none, and for records that are always public.
    """
    inside = list(_inside(rows, columns, request.user))
    found = {
        level
        for records, _, _, handling in inside
        for level in records.order_by().values_list(handling, flat=True).distinct()
    }
    if not found.isdisjoint(CLOSED):
        log_export(inside, request)
    return strictest(found)


def _inside(
    rows: QuerySet, columns: Sequence[Column | GatheredColumn], user: Any
) -> Iterator[tuple[QuerySet, type[Any], str, str]]:
    """The records of the export that are not always public, as ``log_export`` wants them."""
    if is_guarded(rows.model):
        yield rows, rows.model, "pk", "handling"
    for column in columns:
        if isinstance(column, GatheredColumn) and column.handlings:
            inside = column.handlings(user)
            tied = inside.rows.filter(**{f"{inside.entry}__in": rows.order_by().values("pk")})
            path = inside.handling.removesuffix("handling")
            yield tied, _led_to(tied.model, path), f"{path}pk", inside.handling


def _led_to(model: type[Any], path: str) -> type[Any]:
    """The model that ``path``, such as ``source__``, leads to from ``model``."""
    for name in filter(None, path.split("__")):
        model = model._meta.get_field(name).related_model
    return model


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
