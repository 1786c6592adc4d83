"""The list of lessons, where input comes in: its parameters, and the rows of its export."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse

from lessons.filters import LessonFilterSet

PARAMETERS = ["q", "sort", "page", "page_size", *LessonFilterSet.base_filters]
NUL = "%00"


def rows(response: HttpResponse) -> list[list[str]]:
    """The export's rows, its header first."""
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))
