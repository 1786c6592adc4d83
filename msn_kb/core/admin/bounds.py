"""How far back and ahead dates may lie: what is beyond is a slip of the keyboard."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ..dates import PartialDateField

YEARS_AHEAD = 10
FIRST_YEAR = 1000
FIRST_YEAR_OF_A_DAY = 2000
YEARS = ("start_year", "end_year", "year_established")


def validate_year(year: int) -> None:
    """Raise ``ValidationError`` unless ``year`` has four digits and lies at most ten years ahead."""
    last = timezone.localdate().year + YEARS_AHEAD
    if not FIRST_YEAR <= year <= last:
        raise ValidationError(
            "“%(year)s” cannot be the year: write one from %(first)s to %(last)s.",
            params={"year": year, "first": FIRST_YEAR, "last": last},
            code="year_out_of_bounds",
        )


def validate_partial_date_bounds(value: str) -> None:
    """The same for a partial date. Whether it is one at all is the field's own matter."""
    if value[:4].isdecimal():
        validate_year(int(value[:4]))


def validate_day_of_plan(value: date) -> None:
    """Raise ``ValidationError`` unless a day on which something is due lies between 2000 and ten years ahead."""
    last = timezone.localdate().year + YEARS_AHEAD
    if not FIRST_YEAR_OF_A_DAY <= value.year <= last:
        raise ValidationError(
            "The year has to be from %(first)s to %(last)s.",
            params={"first": FIRST_YEAR_OF_A_DAY, "last": last},
            code="year_out_of_bounds",
        )


def validate_not_in_the_future(value: str) -> None:
    """Raise ``ValidationError`` for a partial date after today; the current year and month are no future."""
    if value > timezone.localdate().isoformat()[: len(value)]:
        raise ValidationError(
            "“%(value)s” lies in the future.", params={"value": value}, code="in_the_future"
        )


def validators_for(field: Any) -> list[Any]:
    """The bounds of a model's field; none for what is no date and no year."""
    if isinstance(field, PartialDateField):
        return [validate_partial_date_bounds]
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return [validate_day_of_plan]
    return [validate_year] if field.name in YEARS else []
