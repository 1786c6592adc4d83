"""Which values of a vocabulary a form may offer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


def is_vocabulary(model: type[models.Model]) -> bool:
    """Whether values of ``model`` can be retired."""
    return any(field.name == "is_retired" for field in model._meta.fields)


def offered(values: Any, carried: Any = None) -> Any:
    """Those of ``values`` that a form may offer: what is retired stays with what carries it and is chosen no more.

    ``carried`` is the value, or are the values, that the record of the form has already; primary keys will do.
    """
    if not is_vocabulary(values.model):
        return values
    held = carried if isinstance(carried, (list, tuple, set, models.QuerySet)) else [carried]
    keys = [getattr(one, "pk", one) for one in held if one]
    return values.filter(Q(is_retired=False) | Q(pk__in=keys)) if keys else values.filter(is_retired=False)
