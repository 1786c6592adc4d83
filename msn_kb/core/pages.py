"""Finding the record that an address names."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse

from .models import FormerSlug


def record_or_redirect(records: QuerySet, slug: str, url_name: str) -> Any:
    """The one of ``records`` (already through the visibility door) at ``slug``, or a redirect to where it is now.

    Raises ``Http404`` for what is missing and for what this person may not see alike: a former address of a hidden
    record does not redirect.
    """
    record = records.filter(slug=slug).first()
    if record is not None:
        return record
    lowered = slug.lower()
    if lowered != slug and records.filter(slug=lowered).exists():
        return HttpResponsePermanentRedirect(reverse(url_name, args=[lowered]))
    holder = FormerSlug.objects.holder(records.model, lowered)
    present = records.filter(pk=holder).values_list("slug", flat=True).first() if holder else None
    if present is None:
        raise Http404("There is no such entry.")
    # Temporary: the former address may one day be taken by another record.
    return HttpResponseRedirect(reverse(url_name, args=[present]))
