"""The access log: who read or took along what is TLP:AMBER or TLP:RED, when and by which way; never the text.

What a request shows is noted by the visibility door (``shown``); :class:`LogAccess` writes it down before the answer
leaves. An entry that cannot be written is an error, and nothing goes out. Exports, whose rows never become records
here, write theirs by :func:`log_export`. ``docs/decisions/0020-access-log.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest, HttpResponse

from .handling import CLOSED
from .models import AccessEntry
from .shown import Shown, showing

TABLE = AccessEntry._meta.db_table
LONGEST = 40
A_BATCH = 1000

# By the ending of an address's name: what an entry calls the way. Other addresses go by their own names.
WAYS = {
    "-detail": "page",
    "-list": "list",
    "-values": "list",
    "-compare": "comparison",
    "-compare-csv": "CSV",
    "-export-csv": "CSV",
    "-matrix": "picture",
    "-timeline": "picture",
    "-map": "picture",
    "_changelist": "admin list",
    "_change": "admin page",
    "_add": "admin page",
    "_history": "admin history",
    "_delete": "admin deletion",
}
NAMED = {
    "home": "home page",
    "search": "search",
    "search-suggest": "suggestions",
    "admin:index": "admin index",
    "admin:autocomplete": "admin look-up",
}


def way_of(request: HttpRequest) -> str:
    """By which way ``request`` shows what it shows: “page”, “list”, “CSV”, “admin page” …"""
    name = request.resolver_match.view_name if request.resolver_match else ""
    known = NAMED.get(name) or next((way for ending, way in WAYS.items() if name.endswith(ending)), "")
    return known or name.replace("admin:", "admin ")[:LONGEST]


class LogAccess:
    """Middleware: writes down what of AMBER and RED the answer shows, before the answer leaves.

    One statement for a request that shows some, none for others. Of an answer that is made while it is sent each part
    is written down before it goes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with showing() as shown:
            response = self.get_response(request)
        write(shown, request)
        if response.streaming:
            parts = response.streaming_content  # type: ignore[attr-defined]
            response.streaming_content = self._written_first(parts, shown, request)  # type: ignore[attr-defined]
        return response

    @staticmethod
    def _written_first(parts: Iterable[bytes], shown: Shown, request: HttpRequest) -> Iterator[bytes]:
        each = iter(parts)
        while True:
            with showing(shown):
                part = next(each, None)
            write(shown, request)
            if part is None:
                return
            yield part


def write(shown: Shown, request: HttpRequest) -> None:
    """Add an entry for each closed record that ``shown`` holds and that has none yet."""
    closed = shown.take_closed()
    if closed:
        by, what = _person(request), way_of(request)
        AccessEntry.objects.bulk_create(
            (
                AccessEntry(by_id=by, what=what, kind=kind, number=number, handling=handling)
                for kind, number, handling in closed
            ),
            batch_size=A_BATCH,
        )


def log_export(records: Iterable[tuple[QuerySet, type[Any], str, str]], request: HttpRequest) -> None:
    """Add an entry for each closed record of a file that is about to go out, without fetching the records.

    ``records``: rows through the visibility door, the model of the records that they lead to, and the paths to these
    records' primary keys and handling.
    """
    branches: list[str] = []
    params: list[Any] = []
    for rows, model, key, handling in records:
        kind = Value(model._meta.label_lower, output_field=CharField())
        closed = rows.order_by().filter(**{f"{handling}__in": CLOSED}).values_list(kind, key, handling)
        try:
            sql, branch_params = closed.query.sql_with_params()
        except EmptyResultSet:
            continue
        branches.append(f"({sql})")
        params += branch_params
    if not branches:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (at, by_id, what, kind, number, handling) "  # noqa: S608 - compiled
            "SELECT now(), %s, %s, found.* "
            f"FROM ({' UNION '.join(branches)}) AS found (kind, number, handling) ORDER BY kind, number",
            [_person(request), way_of(request), *params],
        )


def _person(request: HttpRequest) -> int | None:
    user: Any = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None
