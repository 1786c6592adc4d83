"""How often each value of a vocabulary is used, as far as a person may see what carries it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Model

from .access import is_guarded
from .ties import ties_to


def usage(model: type[Model], user: Any) -> dict[int, int]:
    """How many records that ``user`` may see carry each value of ``model``, by its number.

    One query for each relation of many to many, however many values and records there are.
    """
    found: Counter[int] = Counter()
    for table, link in ties_to(model):
        if not table._meta.auto_created:
            continue
        carrier = next(one for one in table._meta.fields if one.is_relation and one is not link)
        rows = table._default_manager.order_by()
        if is_guarded(carrier.related_model):
            seen = carrier.related_model._default_manager.visible_to(user).order_by()
            rows = rows.filter(**{f"{carrier.name}__in": seen.values("pk")})
        found.update(dict(rows.values_list(link.attname).annotate(Count(carrier.attname))))
    return dict(found)
