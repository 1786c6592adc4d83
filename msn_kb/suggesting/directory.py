"""The small kinds of records with their names, kept in memory as indexes until one of the names changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Expression, F, Func, OuterRef, QuerySet, TextField, Value
from django.utils.translation import get_language

from lessons.models import Term, Theme
from msn_kb.core.access import Viewer, is_guarded
from msn_kb.core.changes import version
from organizations.models import Country, Office, Organization, OrganizationName, PeaceProcess, Region

from .names import Named, NameIndex

PLACE_NAMES = ("name_en", "name_fr", "name_es", "name_ar")


class Shelf:
    """Indexes by what they hold, those used last; each with the version of the data that it was made from."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[int | None, list[Any], NameIndex]] = OrderedDict()

    def index(self, key: Hashable, now: int | None, rows: Callable[[], QuerySet]) -> NameIndex:
        """The index of ``rows()``, which have come through the door; ``key`` says which they are, and whose.

        A change of other data costs the statement, and only a change of the rows a new index.
        """
        kept = self._kept.get(key)
        if kept is None or kept[0] != now:
            read = list(rows())
            index = kept[2] if kept is not None and kept[1] == read else NameIndex(map(Named._make, read))
            kept = now, read, index
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return kept[2]


# Each member may see other processes than the next: as many indexes of them are kept, of everybody's names one.
SHELF = Shelf(room=40)


def indexes(user: Any) -> list[NameIndex]:
    """The names of all that ``user`` may see of the small kinds: those that are always public, and processes."""
    now, database = version(), connection.settings_dict["NAME"]
    language = (get_language() or "en")[:2]
    return [
        SHELF.index((database, language), now, lambda: _public(language)),
        # Who sees which processes follows from what the viewer is, and from nothing else.
        SHELF.index((database, Viewer.of(user)), now, lambda: _processes(user)),
    ]


def _public(language: str) -> QuerySet:
    """Of everything that is always public what :class:`Named` holds, in one statement."""
    here = f"name_{language}" if f"name_{language}" in PLACE_NAMES else "name_en"
    other_names = OrganizationName.objects.filter(organization=OuterRef("pk")).order_by("name").values("name")
    none = _texts()
    kinds = [
        _named(Theme, "name", none, F("synonyms")),
        _named(Term, "name", none, F("synonyms")),
        _named(Organization, "name", none, ArraySubquery(other_names), acronym=F("acronym")),
        _named(Office, "name", none, none, acronym=F("acronym")),
        _named(Country, here, _texts("alpha3", "alpha2"), _texts(*PLACE_NAMES), key="alpha3"),
        _named(Region, here, none, _texts(*PLACE_NAMES), key="code"),
    ]
    return kinds[0].union(*kinds[1:], all=True)


def _processes(user: Any) -> QuerySet:
    visible = PeaceProcess.objects.visible_to(user).listed()
    return _named(PeaceProcess, "name", _texts(), F("other_names"), rows=visible)


def _named(
    model: Any,
    name: str,
    codes: Expression,
    others: Any,
    *,
    key: str = "slug",
    acronym: Any = None,
    rows: QuerySet | None = None,
) -> QuerySet:
    """The columns of :class:`Named` for the records of one kind."""
    rows = model.objects.all() if rows is None else rows
    return (
        rows.order_by()
        .annotate(
            named_noun=Value(model.url_noun(), output_field=TextField()),
            named_key=_text(F(key)),
            named_name=_text(F(name)),
            named_acronym=_text(acronym or Value("")),
            named_others=_array(others),
            named_codes=_array(codes),
            named_handling=_text(F("handling") if is_guarded(model) else Value("")),
        )
        .values_list(
            *("named_noun", "named_key", "named_name", "named_acronym", "named_others", "named_codes"),
            *("pk", "named_handling"),
        )
    )


def _text(expression: Any) -> Func:
    return Func(expression, template="(%(expressions)s)::text", output_field=TextField())


def _array(expression: Any) -> Func:
    return Func(expression, template="(%(expressions)s)::text[]", output_field=ArrayField(TextField()))


def _texts(*columns: str) -> Func:
    return Func(
        *map(F, columns), template="ARRAY[%(expressions)s]::text[]", output_field=ArrayField(TextField())
    )
