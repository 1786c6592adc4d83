"""Filters that take several values, match without regard to case, and never fail on an unknown one.

``contract.md``: values of one parameter widen, parameters narrow. An unknown value, or one that names something
hidden from this person, matches nothing; its valid siblings still count, and it is named on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from ..search import Query, parse


@dataclass(frozen=True)
class Choice:
    """One value of a parameter: ``value`` as addresses write it, ``key`` as conditions use it."""

    value: str
    label: str
    key: Any


@dataclass(frozen=True)
class Selection:
    """What a person chose of one parameter. ``unknown`` holds the values that nothing visible answers to."""

    chosen: tuple[Choice, ...] = ()
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen or self.unknown)

    @property
    def keys(self) -> list[Any]:
        """Keys of the known values; empty where all are unknown, which matches nothing."""
        return [choice.key for choice in self.chosen]


@dataclass(frozen=True)
class FacetLabel:
    """How a facet shows one value; ``only_selected``: a value too plain to be offered, such as the world."""

    label: str
    sort: Any = ""
    parent: str = ""
    only_selected: bool = False


@dataclass(frozen=True)
class Below:
    """Where the values of one parameter stand below those of another ``parameter``, in one facet called ``label``.

    ``hint`` tells how the two work together.
    """

    parameter: str
    name: str
    label: str
    hint: str


def stripped(values: Iterable[str]) -> list[str]:
    """``values`` without spaces around them, without empty ones and without repetition."""
    return list(dict.fromkeys(text.strip() for text in values if text.strip()))


class ValuesField(forms.Field):
    """Reads every value of a repeated parameter and resolves them into a :class:`Selection`."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, resolve: Callable[[list[str]], dict[str, Choice]], **kwargs: Any) -> None:
        self.resolve = resolve
        super().__init__(required=False, label=kwargs.get("label"))

    def clean(self, value: list[str] | None) -> Selection:
        given = stripped(value or [])
        if not given:
            return Selection()
        known = self.resolve(given)
        chosen: dict[str, Choice] = {}
        unknown = []
        for text in given:
            choice = known.get(text.casefold())
            if choice:
                chosen.setdefault(choice.value, choice)
            else:
                unknown.append(text)
        return Selection(tuple(chosen.values()), tuple(unknown))


class ValuesFilter(django_filters.Filter):
    """A repeatable parameter. Subclasses say what a value means and which entries carry which value."""

    is_facet: ClassVar[bool] = True
    is_tree: ClassVar[bool] = False

    def __init__(self, *, label: str, opens: bool = False, below: Below | None = None, **kwargs: Any) -> None:
        self.opens, self.below = opens, below
        super().__init__(label=label, **kwargs)

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = ValuesField(
                label=self.label, resolve=lambda values: self.resolve(values, self.parent.user)
            )
        return self._field

    def resolve(self, values: list[str], user: Any) -> dict[str, Choice]:
        """The known ones of ``values``, by their casefolded text."""
        raise NotImplementedError

    def condition(self, keys: list[Any], user: Any) -> Q:
        """Entries that carry at least one of ``keys``; must not join, so that no row appears twice."""
        raise NotImplementedError

    def pairs(self, user: Any) -> QuerySet:
        """Rows of (entry's primary key, value), one for each value that ``user`` may see on an entry."""
        raise NotImplementedError

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        """How to show values, by value; ``records`` are those that the values name, where they name any."""
        raise NotImplementedError

    def filter(self, qs: QuerySet, value: Selection) -> QuerySet:
        return qs.filter(self.condition(value.keys, self.parent.user)) if value else qs


class ChoiceFilter(ValuesFilter):
    """A closed list kept in a column of the entry itself, or in an annotation."""

    def __init__(self, choices: Iterable[tuple[str, str]], *, model: Any, column: str, **kwargs: Any) -> None:
        self.choices = [(str(value), str(text)) for value, text in choices]
        self.entries, self.column = model, column
        super().__init__(**kwargs)

    def resolve(self, values: list[str], user: Any) -> dict[str, Choice]:
        return {value.casefold(): Choice(value, text, value) for value, text in self.choices}

    def condition(self, keys: list[Any], user: Any) -> Q:
        return Q(**{f"{self.column}__in": keys})

    def pairs(self, user: Any) -> QuerySet:
        return self.parent.entries(self.entries, user).order_by().values_list("pk", self.column)

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        return {value: FacetLabel(text, sort) for sort, (value, text) in enumerate(self.choices)}


@dataclass(frozen=True)
class SearchFilter:
    """Not a django-filter: ``q`` as it was typed, which decides what there is before any parameter narrows it."""

    text: str
    query: Query = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "query", parse(self.text, has_fields=True))


class YearField(forms.Field):
    """A year of four digits."""

    def clean(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) != 4 or not (text.isascii() and text.isdigit()):
            raise ValidationError(
                "“%(value)s” is not a year; write four digits, such as 2018.", params={"value": text[:40]}
            )
        return int(text)


class YearFilter(django_filters.Filter):
    """``year_min`` or ``year_max``: inclusive, on a column that holds the year."""

    field_class = YearField
    is_facet = False

    def condition(self, year: int, user: Any) -> Q:
        return Q(**{f"{self.field_name}__{self.lookup_expr}": year})

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        return qs if value is None else qs.filter(self.condition(value, None))
