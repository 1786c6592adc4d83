"""Filters whose values are records: organizations, countries, themes and so on, named by a slug or a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet

from ..access import is_guarded
from ..offered import is_vocabulary
from .filters import Choice, FacetLabel, ValuesFilter
from .former_values import former_numbers
from .records import Wanted


@dataclass(frozen=True)
class Link:
    """Rows that tie entries to records: ``entry`` is the column of the entry's primary key, ``target`` the path to the
    record. ``rows`` hold only what the person asking may know of.
    """

    rows: QuerySet
    entry: str
    target: str

    def carriers(self, condition: Q) -> QuerySet:
        """Primary keys of the entries tied by rows that meet ``condition``, which speaks of the rows."""
        return self.rows.filter(condition).order_by().values(self.entry)

    def tied_to(self, **lookups: Any) -> QuerySet:
        """Primary keys of the entries whose record meets the lookups; a lookup may be empty for the record itself."""
        return self.carriers(Q(**{f"{self.target}__{lookup}": value for lookup, value in lookups.items()}))


Links = Callable[[Any], Iterable[Link]]


def tagged(model: Any, relation: str) -> Links:
    """Ties of a many-to-many relation of the entries."""

    def links(user: Any) -> list[Link]:
        field = model._meta.get_field(relation)
        through = field.remote_field.through._default_manager.order_by()
        return [Link(through, f"{field.m2m_field_name()}_id", field.m2m_reverse_field_name())]

    return links


def column(model: Any, target: str) -> Links:
    """Ties by a foreign key of the entries themselves, or by a path that begins with one."""
    return lambda user: [Link(model._default_manager.order_by(), "pk", target)]


def rows(model: Any, entry: str, target: str) -> Links:
    """Ties by rows of ``model`` that name the entry in the foreign key ``entry`` and the record in ``target``."""

    def links(user: Any) -> list[Link]:
        manager = model._default_manager
        visible = manager.visible_to(user) if is_guarded(model) else manager.all()
        return [Link(visible.order_by(), f"{entry}_id", target)]

    return links


def either(*sources: Links) -> Links:
    """Ties of several kinds."""
    return lambda user: [link for links in sources for link in links(user)]


class RecordFilter(ValuesFilter):
    """Entries tied to records that a column such as ``slug`` or ``code`` names.

    ``columns`` are those that ``text`` reads. Records that are not always public are offered through the door.
    """

    def __init__(
        self,
        records: type[Model],
        links: Links,
        *,
        by: str = "slug",
        order: tuple[str, ...] = ("sort_name",),
        columns: tuple[str, ...] = ("name",),
        **kwargs: Any,
    ) -> None:
        self.record_model, self.links, self.by, self.order = records, links, by, order
        replaced = ("replaced_by_id",) if is_vocabulary(records) else ()
        self.columns = ("pk", by, *columns, *replaced)
        super().__init__(**kwargs)

    def records(self, user: Any) -> QuerySet:
        """The records that ``user`` may choose from."""
        return self.record_model._default_manager.visible_to(user)  # type: ignore[attr-defined]

    def asked(self, values: list[str], user: Any) -> Wanted:
        """The records that ``values``, as people wrote them, name."""
        named = reduce(or_, [Q(**{f"{self.by}__iexact": value}) for value in values])
        return Wanted(self.records(user).filter(named), self.columns, self.order)

    def shown(self, values: Iterable[str], user: Any) -> Wanted:
        """The records that ``values``, as the database holds them, name."""
        return self.counted(values, (), user)

    def counted(self, values: Iterable[str], numbers: Iterable[int], user: Any) -> Wanted:
        """The records that ``values``, as the database holds them, or the numbers in facet keys name."""
        named = Q(**{f"{self.by}__in": list(values)}) | Q(
            **{f"{self.keyed_by}__in": self.key_values(numbers)}
        )
        return Wanted(self.records(user).filter(named), self.columns, self.order)

    def every(self, user: Any) -> Wanted:
        """All records: of those that others stand below, which are few."""
        return Wanted(self.records(user), self.columns, self.order)

    # What the values of facet keys are, and how they are read off a record.
    keyed_by: ClassVar[str] = "pk"

    def key_values(self, keys: Iterable[int]) -> list[Any]:
        """The column's values for the numbers in facet keys."""
        return list(keys)

    def key_number(self, record: Any) -> int:
        """The number in the facet key of ``record``."""
        return record.pk

    def resolve(self, values: list[str], user: Any) -> dict[str, Choice]:
        found, replaced = {}, {}
        for record in self.parent.asked_records[self.field_name]:
            value = str(getattr(record, self.by))
            found[value.casefold()] = Choice(value, self.text(record), self.key(record))
            if getattr(record, "replaced_by_id", None):
                replaced[value.casefold()] = record.replaced_by_id
        return found | self._present(values, found, replaced, user)

    def _present(
        self, values: list[str], found: Mapping[str, Choice], replaced: dict[str, int], user: Any
    ) -> dict[str, Choice]:
        """What is found today under former names and codes, and instead of what was retired."""
        unknown = [value for value in values if value.casefold() not in found]
        numbers = replaced | former_numbers(self.record_model, unknown)
        if not numbers:
            return {}
        present = self.records(user).in_bulk(set(numbers.values()))
        return {
            value: Choice(
                str(getattr(present[number], self.by)), self.text(present[number]), self.key(present[number])
            )
            for value, number in numbers.items()
            if number in present
        }

    def text(self, record: Any) -> str:
        """How chips and facets name ``record``."""
        return str(record)

    def key(self, record: Any) -> Any:
        """What conditions know ``record`` by."""
        return record.pk

    def condition(self, keys: list[Any], user: Any) -> Q:
        return any_of(link.tied_to(**{"in": keys}) for link in self.links(user))

    def pairs(self, user: Any) -> QuerySet:
        visible = self.records(user).order_by()
        return union(
            link.rows.filter(**{f"{link.target}__in": visible}).values_list(
                link.entry, f"{link.target}__{self.by}"
            )
            for link in self.links(user)
        )

    def labels(self, records: list[Any]) -> dict[str, FacetLabel]:
        return {
            str(getattr(record, self.by)): FacetLabel(self.text(record), sort, self.parent_value(record))
            for sort, record in enumerate(records)
        }

    def parent_value(self, record: Any) -> str:
        """The value that ``record`` stands below in a tree; none in a flat list."""
        return ""


def any_of(carriers: Iterable[QuerySet]) -> Q:
    """Entries among any of these primary keys."""
    return reduce(or_, [Q(pk__in=keys) for keys in carriers])


def union(queries: Iterable[QuerySet]) -> QuerySet:
    """The rows of all of them, each once."""
    first, *others = queries
    return first.union(*others) if others else first
