"""Countries and regions: the map, the numbers by country, what a place's page gathers."""

from __future__ import annotations

from django.test import Client

from .reading import Rule, assert_no_trace, body_of
from .world import World, secret

PROTECTED = ("processes", "lessons", "cases")


def country_list(world: World, person: str, client: Client) -> None:
    response = client.get("/countries/")
    assert_no_trace(world, person, response)
    number = len(world.listed_for(person))
    (row,) = response.context["entered"]
    assert row.country == world.country
    assert row.numbers == {**dict.fromkeys(PROTECTED, number), "organizations": 1}
    (place,) = response.context["world"].rows
    assert place.numbers == (number, number)


def country_detail(world: World, person: str, client: Client) -> None:
    response = client.get(world.country.get_absolute_url())
    assert_gathered(world, person, response, lessons_beside=0)
    assert response.context["is_entered"]
    for process in response.context["gathered"]["processes"].rows:
        assert [engagement.organization for engagement in process.leaders] == [world.house]


def region_detail(world: World, person: str, client: Client) -> None:
    response = client.get(world.region.get_absolute_url())
    # The hub is tied to the region itself.
    assert_gathered(world, person, response, lessons_beside=1)
    (row,) = response.context["entered"]
    assert row.numbers == {**dict.fromkeys(PROTECTED, len(world.listed_for(person))), "organizations": 1}


def assert_gathered(world: World, person: str, response, lessons_beside: int) -> None:
    assert_no_trace(world, person, response)
    listed, gathered = world.listed_for(person), response.context["gathered"]
    totals = {relation: excerpt.total for relation, excerpt in gathered.items()}
    assert totals == {
        **dict.fromkeys(PROTECTED, len(listed)),
        "lessons": len(listed) + lessons_beside,
        "organizations": 1,
        "offices": 0,
        "meetings": 0,
    }
    assert set(gathered["processes"].rows) == {world.processes[level] for level in listed}
    assert set(gathered["cases"].rows) == {world.cases[level] for level in listed}
    text = body_of(response)
    for level in listed:
        assert secret("lesson", level) in text, level
    for relation in (*PROTECTED, "organizations"):
        rows = response.client.get(gathered[relation].url).context["total"]
        assert rows == totals[relation], relation


def region_list(world: World, person: str, client: Client) -> None:
    response = client.get("/regions/")
    assert (response.status_code, response["Location"]) == (302, "/countries/")


RULES: dict[str, Rule] = {
    "country-list": country_list,
    "country-detail": country_detail,
    "region-list": region_list,
    "region-detail": region_detail,
}
