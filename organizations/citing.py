"""Which entries are drawn from a source, whatever they are and whichever app they live in.

The kinds are found by reflection over the tables of citations, so this app need not know them. Every row is read
through two doors: that of the source, and that of the entry which cites it. Superseded entries are left out, as lists
leave them out, so that the numbers here are those of the lists that ask for the source.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import CharField, Count, F, Func, Min, Model, QuerySet, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONArray, JSONObject, NullIf
from django.utils.http import urlencode
from django.utils.text import capfirst

from msn_kb.core import kept
from msn_kb.core.access import ProtectedQuerySet, is_guarded
from msn_kb.core.record_addresses import list_address
from msn_kb.core.shown import note, note_records

from .models import Citation, PeaceProcess, Source
from .querysets import EngagementQuerySet, number_of

# The order in which a page speaks of them; kinds not named here follow.
ORDER = (
    "lesson",
    "case",
    "peaceprocess",
    "engagement",
    "organization",
    "office",
    "membership",
    "meeting",
    "term",
)
# Kinds whose own list can be asked for a source: however many they are, a source's page shows the first of them.
LISTED = ("lesson", "case", "peaceprocess", "term")
# Kinds that a source's card counts by themselves.
COUNTED = ("lesson", "case")
MOST = 50
# What the line of an entry needs of it: whichever of these the record has, and for some what they are tied to.
OWN = (
    "slug",
    "title",
    "name",
    "acronym",
    "description",
    "language",
    "kind",
    "role",
    "start_year",
    "end_year",
    "handling",
)
TIED = {
    "engagement": (
        *("process__name", "process__slug", "organization__name", "organization__slug"),
        *("process__pk", "process__handling"),
    ),
    "membership": (
        *("network__name", "network__slug", "organization__name", "organization__slug"),
        *("office__name", "office__slug"),
    ),
    "contrast": ("first__name", "second__name"),
}


@dataclass(frozen=True)
class Passage:
    """Where in a source (``places``: dicts of ``locator`` and ``note``, none where nobody said), and what is drawn from
    exactly there.
    """

    places: list[dict[str, str]]
    records: list[Model]


@dataclass(frozen=True)
class DrawnGroup:
    """The entries of one kind, by passage; ``url`` is the list of exactly these, where there is one."""

    kind: str
    singular: str
    plural: str
    total: int
    passages: list[Passage]
    url: str

    @property
    def label(self) -> str:
        """“Lessons”, or “Lesson” where there is one."""
        return capfirst(self.singular if self.total == 1 else self.plural)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return sum(len(passage.records) for passage in self.passages) == self.total


@cache
def citing_kinds() -> dict[str, type[Citation]]:
    """The tables of citations by the name of the model that cites, such as ``lesson``, in the order of pages."""
    found = {
        str(record_model(model)._meta.model_name): model
        for model in apps.get_models()
        if issubclass(model, Citation)
    }
    place = {name: number for number, name in enumerate(ORDER)}
    return dict(sorted(found.items(), key=lambda item: place.get(item[0], len(place))))


def record_model(model: type[Citation]) -> Any:
    """The model whose records cite by rows of ``model``."""
    # The abstract base has no such field; every concrete kind has.
    return model._meta.get_field("record").related_model  # type: ignore[misc]


def visible_citations(model: type[Citation], user: Any) -> QuerySet:
    """Citations whose source exists for ``user``, and whose entry stands in the lists that ``user`` sees; unordered."""
    return by_listed_entries(model._default_manager.visible_to(user), user)  # type: ignore[attr-defined]


def by_listed_entries(citations: QuerySet, user: Any) -> QuerySet:
    """Those of ``citations``, all of one kind, whose entry stands in the lists that ``user`` sees; unordered."""
    records = record_model(citations.model)._default_manager.visible_to(user).order_by()
    if isinstance(records, EngagementQuerySet):
        records = records.in_force()
    elif isinstance(records, ProtectedQuerySet):
        records = records.listed()
    return (
        citations.order_by().filter(record__in=records) if is_guarded(records.model) else citations.order_by()
    )


def with_entry_counts(sources: QuerySet, user: Any) -> QuerySet:
    """Annotate how many entries ``user`` may know to be drawn from each source: ``lesson_count``, ``case_count``, and
    ``other_count`` for all other kinds together.

    ``sources`` have passed the door, so their citations are not asked for it again.
    """
    counts = {
        name: number_of(by_listed_entries(model._default_manager.all(), user), "source", what="record")
        for name, model in citing_kinds().items()
    }
    others = [counts.pop(name) for name in list(counts) if name not in COUNTED]
    total: Combinable = others[0]
    for number in others[1:]:
        total = total + number
    return sources.annotate(**{f"{name}_count": number for name, number in counts.items()}, other_count=total)


def drawn_from(source: Source, user: Any) -> list[DrawnGroup]:
    """Everything that ``user`` may know to be drawn from ``source``, by kind, within a kind by its place there.

    One query for all kinds together.
    """
    first, *others = [_places(name, model, source, user) for name, model in citing_kinds().items()]
    found = defaultdict(list)
    # A union keeps no order of its own.
    for row in sorted(map(Row.read, kept.values(first.union(*others, all=True))), key=Row.order):
        found[row.kind].append(row)
    groups = []
    for name in filter(found.get, citing_kinds()):
        meta = record_model(citing_kinds()[name])._meta
        passages = [
            Passage(
                [place for place in places if any(place.values())],
                [_record(name, row) for row in rows],
            )
            for places, rows in groupby(found[name], key=lambda row: row.places)
        ]
        url = list_of(record_model(citing_kinds()[name]).url_noun(), source) if name in LISTED else ""
        labels = str(meta.verbose_name), str(meta.verbose_name_plural)
        groups.append(DrawnGroup(name, *labels, found[name][0].total, passages, url))
    return groups


class Row(NamedTuple):
    """An entry that cites a source: ``where`` sorts by its first place; ``total`` is how many of its kind there are.

    ``held`` are the values of the kind's columns.
    """

    kind: str
    record: int
    places: list[dict[str, str]]
    total: int
    where: str | None
    held: list[Any]

    @classmethod
    def read(cls, values: Sequence[Any]) -> Row:
        """From the columns of the statement, two of them JSON."""
        kind, record, places, total, where, held = values
        return cls(kind, record, json.loads(places), total, where, json.loads(held))

    def order(self) -> tuple[Any, ...]:
        """By place, entries from exactly the same places together, those from nowhere in particular last."""
        return self.where is None, self.where, str(self.places), self.record


def _places(name: str, model: type[Citation], source: Source, user: Any) -> QuerySet:
    """What :class:`Row` holds of each entry of a kind that cites ``source``, which has passed the door."""
    place = JSONObject(locator="locator", note="note")
    order: Any = (reading_order("locator"), "position", "pk")
    places = JSONBAgg(place, order_by=order)
    rows = (
        by_listed_entries(model._default_manager.of(source), user)  # type: ignore[attr-defined]
        .annotate(held=JSONArray(*(F(f"record__{column}") for column in chain(*_columns(name)))))
        .values("record_id", "held")
        .annotate(
            kind=Value(name, output_field=CharField()),
            places=places,
            total=Window(Count("*")),
            where=Min(NullIf(reading_order("locator"), Value("", output_field=TextField()))),
        )
        .order_by(F("where").asc(nulls_last=True), "record_id")
        .values_list("kind", "record_id", "places", "total", "where", "held")
    )
    return rows[:MOST] if name in LISTED else rows


def reading_order(column: str) -> Func:
    """SQL of a text in which numbers sort as numbers: “Chapter 2” before “Chapter 10”."""
    padded = Func(
        F(column),
        Value("([0-9]+)"),
        Value(r"000000\1"),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    return Func(
        padded,
        Value("[0-9]*([0-9]{7})(?![0-9])"),
        Value(r"\1"),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


def _record(name: str, row: Row) -> Model:
    """The entry with what its line shows; nothing else of it can be read without the door."""
    own, tied = _columns(name)
    record = record_model(citing_kinds()[name]).from_db(None, own, row.held[: len(own)])
    for column, value in zip(tied, row.held[len(own) :], strict=True):
        setattr(record, column, value)
    note_records([record])
    process = getattr(record, "process__pk", None)
    if process:
        note(PeaceProcess._meta.label_lower, process, record.process__handling)
    return record


@cache
def _columns(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of an entry's own in the order of its table, as ``from_db`` wants them, and of what it is tied to."""
    fields = record_model(citing_kinds()[name])._meta.concrete_fields
    own = tuple(field.name for field in fields if field.primary_key or field.name in OWN)
    return own, TIED.get(name, ())


def list_of(noun: str, source: Source) -> str:
    """The address of the list that asks for ``source``."""
    return f"{list_address(noun)}?{urlencode({'source': source.slug})}"
