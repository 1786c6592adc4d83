"""The state of a list as its address gives it: what is asked, what was not understood, and the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import F, OrderBy, Q, QuerySet
from django.http import QueryDict

from ..access import Status
from ..search import Query, answers, in_force, partial_matches
from ..search.easing import Effort, eased
from .fields import Narrowed, narrow
from .filters import SearchFilter, Selection, stripped
from .record_filters import RecordFilter
from .records import fetch


@dataclass(frozen=True)
class Sort:
    """One order of a list. Ties are always broken by id."""

    label: str
    order: tuple[str | OrderBy, ...]


BY_RELEVANCE = Sort("Relevance", (F("score").desc(),))
LAST_UPDATED = Sort("Last updated", (F("updated_at").desc(),))

PAGE_SIZES = (10, 25, 50, 100)
DEFAULT_PAGE_SIZE = 25


class ListFilterSet(django_filters.FilterSet):
    """Base of every list's FilterSet. ``data`` is the query string, ``user`` decides what exists.

    ``qs`` holds the rows in order: what the page, its facets and its exports all speak of.
    """

    # Numbers of the facets that entries hold keys of (``facet_keys``), by parameter.
    key_facets: ClassVar[Mapping[str, int]] = {}
    sorts: ClassVar[Mapping[str, Sort]] = {}
    default_sort: ClassVar[str] = ""

    def __init__(self, data: QueryDict, *, user: Any, effort: Effort = Effort.FULL) -> None:
        self.user, self.effort = user, effort
        super().__init__(data, queryset=self.pool(data, user))

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        """All entries with the annotations that filters and sorts refer to; never shown, only joined."""
        return model._default_manager.all()

    @classmethod
    def keys(cls, user: Any) -> Any:
        """An expression of the facet keys of an entry that ``user`` may count; needed where ``key_facets`` are."""
        raise NotImplementedError

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        """The entries that exist for ``user`` in this list before anything is asked."""
        raise NotImplementedError

    @cached_property
    def search(self) -> SearchFilter:
        """What was typed in ``q``."""
        return SearchFilter(self.data.get("q", "").strip())

    @cached_property
    def narrowed(self) -> Narrowed:
        """What was typed in ``q``, its fields looked up."""
        found = narrow(self.search.query, {"": self})[""]
        return replace(found, query=eased(found.query, self.effort))

    @cached_property
    def asked(self) -> QuerySet:
        """The pool, narrowed by the fields of ``q`` alone."""
        condition = self.narrowed.condition
        return self.queryset.none() if condition is None else self.queryset.filter(condition)

    @cached_property
    def query(self) -> Query:
        """The words that are searched for: as they were typed, or what was likely meant."""
        return in_force([self.asked], self.narrowed.query)

    @cached_property
    def searched(self) -> QuerySet:
        """The pool, narrowed by ``q`` alone."""
        if not self.search.query.text:
            return self.queryset
        return answers(self.asked, self.query, self.partial)

    @cached_property
    def partial(self) -> list[int]:
        """Primary keys of the entries that hold some of the words only, before any filter."""
        return partial_matches(self.asked, self.query) if self.search.query.text else []

    @cached_property
    def asked_records(self) -> dict[str, list[Any]]:
        """The records that the address names, by parameter."""
        return fetch(
            {
                name: filter_.asked(values, self.user)
                for name, filter_ in self.filters.items()
                if isinstance(filter_, RecordFilter) and (values := stripped(self.data.getlist(name)))
            }
        )

    @cached_property
    def active(self) -> dict[str, Any]:
        """Cleaned values of the parameters that narrow the list, by name."""
        self.form.is_valid()
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value is not None and (value or not isinstance(value, Selection))
        }

    def conditions(self) -> dict[str, Q]:
        """The condition of each active parameter, by name."""
        found = {}
        for name, value in self.active.items():
            wanted = value.keys if isinstance(value, Selection) else value
            found[name] = self.filters[name].condition(wanted, self.user)
        return found

    @cached_property
    def qs(self) -> QuerySet:
        """The rows of the list, in its order."""
        rows = self.searched
        for condition in self.conditions().values():
            rows = rows.filter(condition)
        return rows.order_by(*self.ordering)

    @property
    def available_sorts(self) -> dict[str, Sort]:
        """``relevance`` only where something was searched for."""
        return {
            name: sort for name, sort in self.sorts.items() if name != "relevance" or self.search.query.text
        }

    @property
    def sort(self) -> str:
        """The order in force: as asked, else by relevance with ``q``, else the list's own."""
        asked = self.data.get("sort", "").strip().lower()
        if asked in self.available_sorts:
            return asked
        return "relevance" if "relevance" in self.available_sorts else self.default_sort

    @property
    def ordering(self) -> list[Any]:
        """Partial matches follow the entries that hold all words, whatever the order within each."""
        first = [F("is_partial").asc()] if self.search.query.text else []
        return [*first, *self.sorts[self.sort].order, "pk"]

    @property
    def page_size(self) -> int:
        """Rows a page: one of ``PAGE_SIZES``, else the default."""
        asked = self.data.get("page_size", "").strip()
        return int(asked) if asked in map(str, PAGE_SIZES) else DEFAULT_PAGE_SIZE

    @cached_property
    def problems(self) -> dict[str, list[str]]:
        """What was not understood, as sentences for the person who asked, by parameter."""
        found: dict[str, list[str]] = {}
        for name, errors in self.form.errors.items():
            found[name] = [f"{self.filters[name].label}: {error} It was ignored." for error in errors]
        for name, value in self.active.items():
            if isinstance(value, Selection) and value.unknown:
                texts = ", ".join(f"“{text[:80]}”" for text in value.unknown[:10])
                found[name] = [f"{self.filters[name].label}: {texts} is not known here and matches nothing."]
        if self.query.notices:
            found["q"] = list(self.query.notices)
        found |= self._fallbacks()
        first, last = self.active.get("year_min"), self.active.get("year_max")
        if first is not None and last is not None and first > last:
            found["year_max"] = [f"The years run backwards: {first} lies after {last}, so nothing matches."]
        return found

    def _fallbacks(self) -> dict[str, list[str]]:
        found = {}
        asked_sort, asked_size = self.data.get("sort", "").strip(), self.data.get("page_size", "").strip()
        if asked_sort and asked_sort.lower() != self.sort:
            known = ", ".join(self.available_sorts)
            found["sort"] = [
                f"Sort: “{asked_sort[:40]}” is not an order of this list ({known}); {self.sort} is used."
            ]
        if asked_size and asked_size != str(self.page_size):
            sizes = ", ".join(map(str, PAGE_SIZES))
            found["page_size"] = [
                f"Page size: “{asked_size[:40]}” is not one of {sizes}; {self.page_size} is used."
            ]
        return found


class ProtectedFilterSet(ListFilterSet):
    """Of records with handling and status: superseded ones are left out unless ``status=superseded`` asks for them."""

    @classmethod
    def visible(cls, user: Any) -> QuerySet:
        """The entries that exist for ``user``, with the annotations that filters and sorts refer to."""
        raise NotImplementedError

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        visible: Any = cls.visible(user)
        asked = {value.strip().casefold() for value in data.getlist("status")}
        return visible if Status.SUPERSEDED in asked else visible.listed()
