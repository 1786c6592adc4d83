"""One list of the site: what its records are called, asked, shown and exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from ..exports.table import Column, GatheredColumn
from ..record_addresses import list_address
from ..search import Query, highlight, snippet
from ..search.easing import Effort
from ..search.languages import HOUSE_LANGUAGE
from .filterset import ListFilterSet


def for_list(rows: QuerySet, user: Any) -> QuerySet:
    """What the querysets of every list call by this name."""
    return rows.for_list(user)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Drawn:
    """A picture of a list: the name of its address, and what the switch above the results calls it."""

    address: str
    label: str


def nothing(user: Any) -> None:
    """For lists that open with nothing but themselves."""


@dataclass(frozen=True)
class Listing:
    """Everything that differs from list to list; page, export, search across kinds and home read it.

    ``card``: the template of one entry, which gets ``record``; ``cards(rows, user)``: the rows with what it shows,
    nested values limited to what ``user`` may see, in a fixed number of queries. ``title`` and ``passages``:
    attributes whose words are marked where they match a search. ``opening``: a template above the list as long as
    nothing is asked of it, which gets what ``opens_with(user)`` gives as ``opening``.
    """

    model: Any
    filterset_class: type[ListFilterSet]
    columns: Callable[[], Sequence[Column | GatheredColumn]]
    card: str
    description: str
    cards: Callable[[QuerySet, Any], QuerySet] = for_list
    compact_cards: Callable[[QuerySet, Any], QuerySet] | None = None
    title: str = "name"
    passages: tuple[str, ...] = ("description",)
    heading: str = ""
    is_compared: bool = False
    pictures: tuple[Drawn, ...] = ()
    opening: str = ""
    opens_with: Callable[[Any], Any] = nothing

    @property
    def noun(self) -> str:
        """What the names of this list's addresses begin with."""
        return self.model.url_noun()

    @property
    def singular(self) -> str:
        """One record, in words."""
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        """Several records, in words."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def label(self) -> str:
        """The list's name."""
        return self.heading or capfirst(self.plural)

    @property
    def url(self) -> str:
        """The list's address."""
        return list_address(self.noun)

    @property
    def compare_url(self) -> str:
        """The address of the comparison of its records; empty where there is none."""
        return reverse(f"{self.noun}-compare") if self.is_compared else ""

    @property
    def file(self) -> str:
        """What names of exported files begin with: the last word of the list's address."""
        return self.url.strip("/").rpartition("/")[2]

    def compact(self, rows: QuerySet, user: Any) -> QuerySet:
        """``rows`` with what their compact cards show, in sections and in search across kinds."""
        return (self.compact_cards or self.cards)(rows, user)

    def count_text(self, number: int) -> str:
        """Such as “1 organization”, “12 organizations”."""
        return f"{number} {self.singular if number == 1 else self.plural}"

    def filterset(self, data: Any, user: Any, effort: Effort = Effort.FULL) -> ListFilterSet:
        """The state of the list that a query string gives."""
        return self.filterset_class(data, user=user, effort=effort)

    def mark(self, records: Sequence[Any], query: Query) -> None:
        """Give each record ``marked_title`` and ``snippet`` where words were searched; one database call each."""
        mark([(self, record) for record in records], query)

    def texts(self, record: Any) -> tuple[str, str, str]:
        """What marks are set in: the language, the title and the passages of ``record``."""
        passages = "\n".join(filter(None, (getattr(record, name) for name in self.passages)))
        return getattr(record, "language", HOUSE_LANGUAGE), str(getattr(record, self.title)), passages


def mark(records: Sequence[tuple[Listing, Any]], query: Query) -> None:
    """Give records of any lists ``marked_title`` and ``snippet`` where words were searched; two database calls."""
    if query.is_empty or not records:
        return
    texts = [listing.texts(record) for listing, record in records]
    titles = highlight([(language, title) for language, title, _ in texts], query)
    passages = snippet([(language, passage) for language, _, passage in texts], query)
    for (_, record), title, passage in zip(records, titles, passages, strict=True):
        record.marked_title, record.snippet = title, passage
