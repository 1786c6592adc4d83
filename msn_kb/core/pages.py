"""The page of one record: finding it by its address, and what every such page shows around its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from . import kept
from .access import Handling
from .models import FormerSlug

FIRST = 10  # entries that a record's page shows of a list that goes on elsewhere


def record_or_redirect(records: QuerySet, slug: str, url_name: str) -> Any:
    """The one of ``records`` (already through the visibility door) at ``slug``, or a redirect to where it is now.

    Raises ``Http404`` for what is missing and for what this person may not see alike: a former address of a hidden
    record does not redirect.
    """
    record = records.filter(slug=slug).first()
    if record is not None:
        return record
    holder = FormerSlug.objects.holder(records.model, slug)
    present = records.filter(pk=holder).values_list("slug", flat=True).first() if holder else None
    if present is None:
        raise Http404("There is no such entry.")
    # Temporary: the former address may one day be taken by another record.
    return HttpResponseRedirect(reverse(url_name, args=[present]))


def page_context(record: Any, *, list_label: str = "") -> dict[str, Any]:
    """What ``records/detail.html`` needs of any record with an address: the way back, and how to cite it."""
    noun, meta = record.url_noun(), record._meta
    return {
        "record": record,
        "noun": noun,
        "list_label": list_label or capfirst(str(meta.verbose_name_plural)),
        "list_url": reverse(f"{noun}-list"),
        "edit_url": reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]),
        "permalink": permalink(record),
        "how_to_cite": how_to_cite(record),
    }


def permalink(record: Any) -> str:
    """The record's full address."""
    return f"{settings.SITE_URL}{record.get_absolute_url()}"


def how_to_cite(record: Any) -> str:
    """A reference to the entry itself, with the mark that its handling asks for."""
    name = next(
        text for field in ("title", "label", "name") if (text := str(getattr(record, field, "") or ""))
    )
    parts = [f"“{name}”", "MSN Knowledge Base", f"{record._meta.verbose_name} no. {record.pk}"]
    if updated := getattr(record, "updated_at", None):
        parts.append(f"as of {date_format(timezone.localtime(updated), 'j F Y')}")
    today = date_format(timezone.localdate(), "j F Y")
    handling = getattr(record, "handling", Handling.CLEAR)
    mark = "" if handling == Handling.CLEAR else f" {Handling(handling).label}."
    return f"{', '.join(parts)}, {permalink(record)} (accessed {today}).{mark}"


@dataclass(frozen=True)
class Excerpt:
    """The first entries of a list, how many it has in all, and the address of the whole list."""

    rows: Sequence[Model]
    total: int
    url: str

    def __bool__(self) -> bool:
        return bool(self.total)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return len(self.rows) == self.total


def excerpt(entries: QuerySet, url: str, *, cards: QuerySet | None = None, most: int = FIRST) -> Excerpt:
    """The first of ``entries`` (ordered, through the door) for a section of another record's page.

    ``cards`` are the same entries with what their cards show. ``url`` must be the list that holds exactly them: its
    count and ours are the same number. Two queries, and those that ``cards`` prefetches.
    """
    return Excerpt(list((entries if cards is None else cards)[:most]), kept.count(entries), url)


def not_stated(fields: Iterable[tuple[str, Any]]) -> list[str]:
    """Labels of what nobody has recorded: those whose value is empty. Zero is a value."""
    return [label for label, value in fields if value in (None, "") or value == []]
