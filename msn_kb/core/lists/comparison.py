"""Two to four records of one list side by side; which ones stands in the address as ``pick``, repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.text import capfirst

from .filters import stripped
from .listing import Listing

FEWEST, MOST = 2, 4
PARAMETER = "pick"


@dataclass(frozen=True)
class Part:
    """One value in a cell: its text, and its page where it has one."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Aspect:
    """One line of the table. ``value`` gives a text, a record with an address, or several of these.

    Of prose, which is never alike, differences are not marked.
    """

    label: str
    value: Callable[[Any], Any]
    is_prose: bool = False

    def parts(self, record: Any) -> list[Part]:
        """The cell of ``record``; empty where nothing is recorded."""
        value = self.value(record)
        values = list(value) if isinstance(value, (list, tuple, QuerySet)) else [value]
        return [_part(one) for one in values if one not in ("", None)]


def text(name: str, label: str = "") -> Aspect:
    """A short text or a number of the record itself."""
    return Aspect(label or capfirst(name), lambda record: getattr(record, name))


def prose(name: str, label: str = "") -> Aspect:
    """A text of sentences."""
    return Aspect(label or capfirst(name), lambda record: getattr(record, name), is_prose=True)


def choice(name: str, label: str = "") -> Aspect:
    """A value of a closed list, in words."""
    return Aspect(label or capfirst(name), lambda record: getattr(record, f"get_{name}_display")())


def many(relation: str, label: str = "") -> Aspect:
    """All records of a relation that is public on either side."""
    return Aspect(label or capfirst(relation), lambda record: list(getattr(record, relation).all()))


def _part(value: Any) -> Part:
    address = getattr(value, "get_absolute_url", None)
    text = str(value)
    # Addresses of websites are checked to be http or https when they are entered.
    return Part(text, address() if address else text if text.startswith(("https://", "http://")) else "")


@dataclass(frozen=True)
class Line:
    """One aspect of all picked records. ``differs``: those that state it do not all say the same; never of prose."""

    label: str
    records: list[Any]
    cells: list[list[Part]]
    differs: bool
    is_prose: bool = False

    @property
    def pairs(self) -> list[tuple[Any, list[Part]]]:
        """Each record with its cell."""
        return list(zip(self.records, self.cells, strict=True))


@dataclass(frozen=True)
class ComparedList:
    """How records of one list are compared: ``rows(queryset, user)`` prepares them for the aspects, which must not
    ask the database again nor show what ``user`` may not see.
    """

    listing: Listing
    aspects: Sequence[Aspect]
    rows: Callable[[QuerySet, Any], QuerySet]
    prepare: Callable[[Any, Any], None] = lambda record, user: None


@dataclass
class Comparison:
    """The records that an address picks of one list, as far as ``user`` may see them."""

    compared: ComparedList
    asked: Sequence[str]
    user: Any
    records: list[Any] = field(init=False)
    missing: list[str] = field(init=False)
    dropped: list[str] = field(init=False)

    def __post_init__(self) -> None:
        asked = list(dict.fromkeys(slug.lower() for slug in stripped(self.asked)))
        model = self.compared.listing.model
        wanted = self.compared.rows(model._default_manager.visible_to(self.user), self.user)
        known = {record.slug: record for record in wanted.filter(slug__in=asked[: MOST * 10])}
        self.missing = [slug for slug in asked if slug not in known]
        found = [known[slug] for slug in asked if slug in known]
        self.records, self.dropped = found[:MOST], [str(record) for record in found[MOST:]]
        for record in self.records:
            self.compared.prepare(record, self.user)

    @cached_property
    def lines(self) -> list[Line]:
        """The table: every aspect that at least one record states."""
        lines = []
        for aspect in self.compared.aspects:
            cells = [aspect.parts(record) for record in self.records]
            if any(cells):
                stated = {tuple(sorted(part.text for part in cell)) for cell in cells if cell}
                differs = len(stated) > 1 and not aspect.is_prose
                lines.append(Line(aspect.label, self.records, cells, differs, aspect.is_prose))
        return lines

    @property
    def unrecorded(self) -> list[str]:
        """The aspects that no source states of any of the records."""
        known = {line.label for line in self.lines}
        return [aspect.label for aspect in self.compared.aspects if aspect.label not in known]

    @property
    def is_possible(self) -> bool:
        """Whether there is something to compare."""
        return len(self.records) >= FEWEST

    @property
    def notices(self) -> list[str]:
        """What of the address could not be compared."""
        listing, found = self.compared.listing, []
        if self.missing:
            names = ", ".join(f"“{slug[:80]}”" for slug in self.missing[:10])
            are = "is" if len(self.missing) == 1 else "are"
            found.append(f"Compare: {names} {are} not known among the {listing.plural} and left out.")
        if self.dropped:
            names = ", ".join(self.dropped[:10])
            found.append(f"At most {MOST} {listing.plural} stand side by side; left out: {names}.")
        return found

    def address(self, path: str, records: Sequence[Any] | None = None) -> str:
        """``path`` with these records picked; all of the present ones unless told otherwise."""
        picked = [(PARAMETER, record.slug) for record in (self.records if records is None else records)]
        return f"{path}?{urlencode(picked)}" if picked else path

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Header and rows of the export: an aspect a row, a record a column, as on the page."""
        header = ["aspect", *(str(record) for record in self.records)]
        rows = [
            [line.label, *("; ".join(part.text.replace(";", ",") for part in cell) for cell in line.cells)]
            for line in self.lines
        ]
        return header, rows

    def columns(self, path: str) -> list[Mapping[str, Any]]:
        """The records with the addresses of the comparison without each."""
        return [
            {
                "record": record,
                "without_url": self.address(path, [other for other in self.records if other is not record]),
            }
            for record in self.records
        ]
