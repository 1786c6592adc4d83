"""Dates as the sources state them: a year, a year and a month, or a day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import formats

# Days beyond a month's length are refused by pattern; 29 February in common years by validate_partial_date.
PATTERN = (
    r"^[0-9]{4}(-(0[1-9]|1[0-2])"
    r"|-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])"
    r"|-(0[13-9]|1[0-2])-30"
    r"|-(0[13578]|1[02])-31)?$"
)


def validate_partial_date(value: str) -> None:
    """Raise ``ValidationError`` unless ``value`` is ``2018``, ``2018-10`` or ``2018-10-17``."""
    parts = value.split("-")
    if not re.fullmatch(PATTERN, value) or not int(parts[0]) >= 1000:
        raise ValidationError(
            "“%(value)s” is not a date; write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
            params={"value": value},
            code="partial_date",
        )
    if len(parts) == 3 and int(parts[2]) > calendar.monthrange(int(parts[0]), int(parts[1]))[1]:
        raise ValidationError(
            "“%(value)s” is not a day of the calendar.", params={"value": value}, code="partial_date"
        )


def display_partial_date(value: str) -> str:
    """``2018`` as it is, ``2018-10`` as “October 2018”, ``2018-10-17`` as “17 October 2018”; empty stays empty."""
    parts = [int(part) for part in value.split("-") if part]
    if len(parts) < 2:
        return value
    try:
        first = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    except ValueError:  # 29 February of a common year passes the database's pattern
        return value
    return formats.date_format(first, "j F Y" if len(parts) == 3 else "F Y")


class PartialDateField(models.CharField):
    """ISO 8601 text of reduced precision; sorts as text, an empty string where the date is not known."""

    description = "A date of reduced precision: 2018, 2018-10 or 2018-10-17"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("help_text", "As stated: 2018, 2018-10 or 2018-10-17.")
        super().__init__(*args, **kwargs)
        self.validators.append(validate_partial_date)


def known_years(start: int | None, end: int | None) -> str:
    """“2012–2015”, “2012”, “since 2012”, “until 2015”, nothing: what is known, in a line of other facts."""
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else ""


def partial_date_constraint(field: str) -> models.CheckConstraint:
    """A database constraint that ``field`` is empty or a partial date."""
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__regex": PATTERN}),
        name=f"%(app_label)s_%(class)s_{field}_partial",
        violation_error_message="Write a year, a month or a day: 2018, 2018-10 or 2018-10-17.",
    )


def year_order_constraint(start: str = "start_year", end: str = "end_year") -> models.CheckConstraint:
    """A database constraint that the end is not before the start; either may be unknown."""
    return models.CheckConstraint(
        condition=Q(**{f"{start}__isnull": True})
        | Q(**{f"{end}__isnull": True})
        | Q(**{f"{end}__gte": models.F(start)}),
        name=f"%(app_label)s_%(class)s_{end}_after_start",
        violation_error_message="The end lies before the start.",
    )
