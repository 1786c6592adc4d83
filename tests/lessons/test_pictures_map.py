"""Lessons and processes by country: each number is the length of the list behind it, in any state of the list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from organizations.models import Country
from tests.core.pictures import addresses_of, table_of
from tests.factories import LessonFactory, PeaceProcessFactory

from .pictured import length_of, linked_numbers, plant

pytestmark = pytest.mark.django_db

STATES = [
    "",
    "country=XML",
    "country=XML&country=XCD&theme=trust",
    "region=902",
    "region=911&kind=challenge",
    "q=envoys",
    "q=learned+envoys+number",
    "country=nonsense",
    "year_max=2018",
    "theme=inclusion&sort=title",
]


def numbers_of(address: str) -> dict[str, tuple[int, ...]]:
    picture: Any = Client().get(address).context["picture"]
    return {place.label: place.numbers for place in picture.present.values()}


@pytest.mark.parametrize("state", STATES)
def test_every_number_is_the_length_of_its_list(state: str) -> None:
    plant()

    response = Client().get(f"/lessons/map/?{state}")
    world = response.context["picture"]

    assert (world is None) == (length_of(f"/lessons/?{state}") == 0)
    if world is None:
        return
    for place in world.present.values():
        for number, url in place.linked_numbers:
            assert bool(url) == bool(number), place
            assert not url or length_of(url) == number, place
    for address, number in linked_numbers(response.content.decode()):
        assert length_of(address) == number
    shown = {place.label for place in world.present.values() if place.numbers[0]}
    for country in Country.objects.exclude(name_en__in=shown):
        # A country that the address does not ask for is none of its rows.
        if "country=" not in state:
            assert length_of(f"/lessons/?{state}&country={country.alpha3}") == 0


def test_visitor_sees_lessons_and_processes_of_each_country() -> None:
    plant()

    html = Client().get("/lessons/map/").content.decode()
    figure = re.search(r"<figure.*</figure>", html, re.DOTALL)
    assert figure

    assert table_of(figure[0]) == [
        ["Country", "Lessons", "Processes"],
        ["Mali", "2", "2"],
        ["Chad", "1", "1"],
        ["Kiribati", "1", "0"],
    ]
    assert addresses_of(figure[0])["drawing"] == {
        f"{path}?country={code}" for path in ("/lessons/", "/processes/") for code in ("XML", "XCD")
    }
    assert "Not drawn on this map" in html


def test_of_the_filters_places_alone_narrow_the_processes() -> None:
    plant()

    assert numbers_of("/lessons/map/?kind=challenge") == {"Mali": (1, 2), "Chad": (1, 1)}
    assert numbers_of("/lessons/map/?country=xml") == {"Mali": (2, 2)}
    assert numbers_of("/lessons/map/?region=902") == {"Mali": (2, 2), "Chad": (1, 1)}


def test_lessons_without_a_country_leave_the_map_empty() -> None:
    LessonFactory()

    assert "No entry on this map." in Client().get("/lessons/map/").content.decode()


def test_visitor_sees_processes_by_country_with_the_filters_of_their_list() -> None:
    plant()
    PeaceProcessFactory(name="Nowhere")

    assert numbers_of("/processes/map/") == {"Mali": (2,), "Chad": (1,)}
    assert numbers_of("/processes/map/?country=XCD") == {"Chad": (1,)}
    assert numbers_of("/processes/map/?q=across") == {"Mali": (1,), "Chad": (1,)}
    for state in ("", "country=XML", "q=across", "region=902"):
        response = Client().get(f"/processes/map/?{state}")
        for address, number in linked_numbers(response.content.decode()):
            assert length_of(address) == number
