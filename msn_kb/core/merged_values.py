"""What a record that two became holds: a person chooses whose value of a field stays, the program who may read it.

Nobody reads more afterwards than before: the stricter handling and the stricter attribution hold, and a closed record
is read by those who might read both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from .access import Attribution
from .handling import CLOSED, strictest

KEPT, GONE, BOTH = "kept", "gone", "both"
# What review, audience and address decide, and what the program writes by itself.
NOT_CHOSEN = {
    "status",
    "handling",
    "attribution",
    "owner",
    "slug",
    "code",
    "superseded_by",
    "translation_of",
    "is_retired",
    "replaced_by",
    "position",
}
AUDIENCE = ("owning_organizations", "named_people")
# From what names most to what names nobody.
ATTRIBUTIONS = (Attribution.NAMED, Attribution.ORGANIZATION_ONLY, Attribution.CHATHAM_HOUSE)


class NoReaderInCommon(ValueError):
    """Two closed records that nobody may read both of."""


def chosen_fields(model: type[models.Model]) -> list[Any]:
    """The fields of ``model`` of which a person chooses whose value stays."""
    fields: list[Any] = list(model._meta.local_concrete_fields)
    return [one for one in fields if one.editable and not one.primary_key and one.name not in NOT_CHOSEN]


def may_hold_both(field: Any) -> bool:
    """Whether a field may keep the values of both: running texts one after the other, lists together."""
    return isinstance(field, (models.TextField, ArrayField))


def take_values(kept: Any, gone: Any, choices: Mapping[str, str]) -> None:
    """Give ``kept`` the values that were chosen, and those of ``gone`` where it has none; saves nothing.

    Raises ``ValidationError`` for what is no choice, and for texts that are too long together.
    """
    fields = {field.name: field for field in chosen_fields(type(kept))}
    for name, choice in choices.items():
        if name not in fields or choice not in (KEPT, GONE, BOTH):
            raise ValidationError(f"“{choice}” is no choice for “{name}”: expected kept, gone or both.")
    for name, field in fields.items():
        mine, theirs = getattr(kept, field.attname), getattr(gone, field.attname)
        choice = choices.get(name, KEPT)
        leads_back = field.related_model is type(kept) and theirs == kept.pk
        if theirs in (None, "", []) or theirs == mine or leads_back:
            continue
        if mine in (None, "", []) or choice == GONE:
            setattr(kept, field.attname, theirs)
        elif choice == BOTH:
            setattr(kept, field.attname, _both(field, mine, theirs))


def audience_of_both(kept: Any, gone: Any) -> dict[str, Any]:
    """The handling, attribution and readers of the record that both become, by field; empty where all may read it.

    Raises :class:`NoReaderInCommon` where nobody could read it.
    """
    found: dict[str, Any] = {}
    if hasattr(kept, "attribution"):
        found["attribution"] = max(kept.attribution, gone.attribution, key=ATTRIBUTIONS.index)
    if not hasattr(kept, "handling"):
        return found
    found["handling"] = strictest([kept.handling, gone.handling])
    closest = [record for record in (kept, gone) if record.handling == found["handling"]]
    for relation in AUDIENCE:
        held = [set(getattr(record, relation).values_list("pk", flat=True)) for record in closest]
        is_closed = found["handling"] in CLOSED
        found[relation] = set.intersection(*held) if is_closed else set.union(*held)
    if found["handling"] in CLOSED and not any(found[relation] for relation in AUDIENCE):
        raise NoReaderInCommon(
            "Nobody may read both of them: give them a reader in common first, an organization or a person."
        )
    return found


def _both(field: Any, mine: Any, theirs: Any) -> Any:
    if not may_hold_both(field):
        raise ValidationError(f"“{field.verbose_name}” holds one value: choose whose it is.")
    if isinstance(mine, list):
        return list(dict.fromkeys([*mine, *theirs]))
    together = f"{mine.rstrip()}\n\n{theirs.lstrip()}"
    if field.max_length and len(together) > field.max_length:
        raise ValidationError(
            f"“{field.verbose_name}” would be longer than {field.max_length} characters: choose one text."
        )
    return together
