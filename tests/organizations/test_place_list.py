"""All countries and their map: exact numbers, the same as the lists'."""

from __future__ import annotations

import pytest

from tests.factories import CountryFactory

from .around_mali import numbers_of, plant_around

pytestmark = pytest.mark.django_db


def test_visitor_of_all_countries_sees_exact_numbers_under_their_regions(client, mali, togo, sudan):
    plant_around(mali, togo, sudan)
    CountryFactory(alpha3="ATA", name_en="Antarctica", region=None)

    response = client.get("/countries/")

    assert numbers_of(response) == {
        "Mali": {
            "processes": 2,
            "lessons": 2,
            "cases": 1,
            "organizations": 1,
            "offices": 1,
            "meetings": 1,
        },
        "Sudan": {"processes": 1},
        "Togo": {"processes": 1},
    }
    (branch,) = response.context["branches"]
    assert branch.region.name == "Africa"
    assert {part.region.name: [row.country.name for row in part.rows] for part in branch.parts} == {
        "Northern Africa": ["Sudan"],
        "Western Africa": ["Mali", "Togo"],
    }
    assert response.context["other_count"] == 1
    (outside,) = response.context["others"]
    assert (outside.region, outside.parts[0].rows[0].country.name) == (None, "Antarctica")


def test_visitor_sees_the_same_numbers_on_the_map_in_its_table_and_in_the_lists(client, mali, togo, sudan):
    plant_around(mali, togo, sudan)

    places = {place.label: place for place in client.get("/countries/").context["world"].rows}

    assert {name: place.numbers for name, place in places.items()} == {
        "Mali": (2, 2),
        "Togo": (0, 1),
        "Sudan": (0, 1),
    }
    assert places["Mali"].url == "/countries/mli/"
    for code, name in (("MLI", "Mali"), ("TGO", "Togo"), ("SDN", "Sudan")):
        listed = [
            client.get(f"/{kind}/?country={code}").context["total"] for kind in ("lessons", "processes")
        ]
        assert tuple(listed) == places[name].numbers


def test_visitor_of_an_empty_collection_sees_an_empty_map_and_every_country(client, mali):
    response = client.get("/countries/")

    assert response.context["world"].present == {}
    text = response.content.decode()
    assert "No entry names a country yet." in text
    assert "/countries/mli/" in text
