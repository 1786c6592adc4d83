"""Entries of every kind in and around Mali, and the numbers that pages of places say of them."""

from __future__ import annotations

from typing import Any

from organizations.models import Country
from tests.factories import (
    CaseFactory,
    LessonFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
)


def plant_around(mali: Country, togo: Country, sudan: Country) -> None:
    """Entries of every kind in and around Mali; each is visible to everybody."""
    PeaceProcessFactory(name="In Mali", countries=[mali])
    PeaceProcessFactory(name="In Mali and Togo", countries=[mali, togo])
    PeaceProcessFactory(name="In Sudan", countries=[sudan])
    LessonFactory(title="From Mali", countries=[mali])
    LessonFactory(title="From Mali and its region", countries=[mali], regions=[mali.region])
    LessonFactory(title="From the region", regions=[mali.region])
    LessonFactory(title="From nowhere")
    CaseFactory(title="Mali's case", countries=[mali])
    house = OrganizationFactory(name="House in Bamako", country=mali)
    OrganizationFactory(name="At work in the region", regions=[mali.region])
    OfficeFactory(name="Office in Bamako", hosts=[house])
    MeetingFactory(title="Meeting in Bamako", country=mali)


def numbers_of(response: Any) -> dict[str, dict[str, int]]:
    """The numbers beside each country that the page names as entered."""
    return {row.country.name: dict(row.numbers) for row in response.context["entered"]}
