"""What the records of this app are called, for searches that name one."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from msn_kb.core.bearing import by_code, by_name, by_title, listed_in, register
from msn_kb.core.folding import fold

from .models import (
    Country,
    Meeting,
    Office,
    Organization,
    OrganizationName,
    PeaceProcess,
    Region,
    Source,
    SupportService,
)

LANGUAGES = ("en", "fr", "es", "ar")


def place_is_called(name: str) -> Q:
    """A country or region, by its name in any language."""
    return reduce(
        or_, [Q(**{f"name_{language}__iexact": name}) for language in LANGUAGES], Q(sort_name=fold(name))
    )


def organization_is_called(name: str) -> Q:
    """By name, acronym or another name."""
    other = OrganizationName.objects.filter(name__iexact=name).order_by().values("organization")
    return by_name(name) | Q(acronym__iexact=name) | Q(pk__in=other)


register(
    {
        Country: lambda name: place_is_called(name) | Q(alpha3__iexact=name),
        Region: place_is_called,
        Organization: organization_is_called,
        Office: lambda name: by_name(name) | Q(acronym__iexact=name),
        PeaceProcess: lambda name: by_name(name) | listed_in("other_names", name),
        Meeting: by_title,
        Source: lambda name: Q(sort_label=fold(name)),
        SupportService: by_code,
    }
)
