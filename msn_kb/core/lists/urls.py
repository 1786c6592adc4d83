"""The addresses that every list has (``contract.md``, Addresses and Exports)."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from .listing import Listing
from .values import RecordValues
from .views import RecordExport, RecordList


def list_urls(listing: Listing, segment: str, **extra: Any) -> list[URLPattern]:
    """The addresses of a list at ``segment`` (such as ``lessons/``): its page, its export, the values of its facets."""
    noun = listing.noun
    return [
        path(segment, RecordList.as_view(listing=listing, **extra), name=f"{noun}-list"),
        path(f"{segment}export.csv", RecordExport.as_view(listing=listing), name=f"{noun}-export-csv"),
        path(f"{segment}by/<slug:parameter>/", RecordValues.as_view(listing=listing), name=f"{noun}-values"),
    ]
