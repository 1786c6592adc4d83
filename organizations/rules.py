"""Rules that span tables: what a database constraint cannot hold. Forms, the loader and imports call them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from msn_kb.core.access import Handling

from .choices import OrganizationKind
from .models import Organization


def check_audience(
    handling: str, owning_organizations: Collection[Any], named_people: Collection[Any]
) -> None:
    """Raise ``ValidationError`` where a closed entry would have no reader (TLP 2.0: AMBER and RED name recipients)."""
    if handling == Handling.RED and not named_people:
        raise ValidationError({"named_people": "TLP:RED is for named people only: name at least one."})
    if handling == Handling.AMBER and not (owning_organizations or named_people):
        raise ValidationError(
            {"owning_organizations": "TLP:AMBER needs an owning organization or a named person."}
        )


def check_network(organization: Organization | None, field: str) -> None:
    """Raise ``ValidationError`` for ``field`` unless ``organization`` is a network; ``None`` passes."""
    if organization is not None and organization.kind != OrganizationKind.NETWORK:
        raise ValidationError(
            {field: f"“{organization}” is not a network; its kind would have to be changed first."}
        )
