"""The bin emptied: the one way by which history is lost, open to administrators at the command line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from .authors import LONGEST_REASON
from .bin import gone_rows
from .models import RowChange

AT_ONCE = 500


def empty(before: datetime, reason: str) -> int:
    """Erase what was deleted before that moment and not put back, with the history of each; returns how many records.

    Of each stays one row without content: that it was deleted, when and by whom, and why it was erased.
    """
    with transaction.atomic():
        gone = list(gone_rows().filter(at__lt=before).values_list("pk", "record_table", "record_id"))
        for start in range(0, len(gone), AT_ONCE):
            _erase(gone[start : start + AT_ONCE], reason[:LONGEST_REASON])
    return len(gone)


def _erase(gone: list[tuple[int, str, int]], reason: str) -> None:
    last = [pk for pk, _, _ in gone]
    numbers: dict[str, list[int]] = {}
    for _, table, number in gone:
        numbers.setdefault(table, []).append(number)
    theirs = Q()
    for table, keys in numbers.items():
        theirs |= Q(record_table=table, record_id__in=keys)
    RowChange.objects.filter(theirs).exclude(pk__in=last).delete()
    RowChange.objects.filter(pk__in=last).update(before={}, reason=reason, origin="empty_bin")
