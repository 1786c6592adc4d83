"""Organizations: their list, their page, their export. All are public; what they are tied to is not."""

from __future__ import annotations

from django.test import Client

from organizations.models import Organization

from .directory import assert_exports, assert_gathers, assert_lists_agree, assert_words_find_nothing
from .reading import Rule, assert_no_trace, body_of
from .world import LEVELS, VISIBLE, World


def organization_list(world: World, person: str, client: Client) -> None:
    response = client.get("/organizations/?page_size=100")
    assert response.context["total"] == Organization.objects.count()
    assert_no_trace(world, person, response)
    house = next(record for record in response.context["page_obj"] if record.pk == world.house.pk)
    number = len(world.listed_for(person))
    assert (house.process_count, house.lesson_count) == (number, number)
    lists = {"/processes/": number, "/lessons/": number, "/offices/": house.office_count}
    assert_lists_agree(client, "organization", house, lists)
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert facets["process"] == {world.processes[level].slug: 1 for level in VISIBLE[person]}
    assert "role" not in facets
    assert client.get("/organizations/?role=facilitator").context["total"] == 1


def organization_filters(world: World, person: str, client: Client) -> None:
    for level in LEVELS:
        found = client.get("/organizations/", {"process": world.processes[level].slug})
        assert found.context["total"] == (level in VISIBLE[person]), level
    assert_words_find_nothing(client, "/organizations/")
    hidden, missing = world.processes["red"].slug, "no-such-process"
    if "red" not in VISIBLE[person]:
        first, second = (
            body_of(client.get("/organizations/", {"process": slug})) for slug in (hidden, missing)
        )
        assert first.replace(hidden, missing) == second


def organizations(world: World, person: str, client: Client) -> None:
    organization_list(world, person, client)
    organization_filters(world, person, client)


def organization_export(world: World, person: str, client: Client) -> None:
    assert_exports(world, person, client, "/organizations/export.csv", world.house)


def organization_detail(world: World, person: str, client: Client) -> None:
    assert_gathers(world, person, client, "organization", world.house)
    published = client.get(world.house.get_absolute_url()).context["publications"]
    assert {source.pk for source in published.rows} == {
        world.sources[level].pk for level in world.listed_for(person)
    }
    assert_lists_agree(client, "organization", world.house, {"/sources/": published.total, "/meetings/": 1})


RULES: dict[str, Rule] = {
    "organization-list": organizations,
    "organization-export-csv": organization_export,
    "organization-detail": organization_detail,
}
