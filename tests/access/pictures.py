"""Pictures of lists: hidden entries, sources and processes change no number and leave no trace."""

from __future__ import annotations

from django.test import Client

from tests.factories import PhaseFactory, RegionFactory, TrackFactory

from .planting import undone
from .reading import Rule, assert_no_trace
from .world import LEVELS, VISIBLE, World


def matrix(world: World, person: str, client: Client) -> None:
    with undone():
        tags = {"phase": PhaseFactory(), "track": TrackFactory()}
        for lesson in world.lessons.values():
            lesson.phases.add(tags["phase"])
            lesson.tracks.add(tags["track"])
        listed, theme = len(world.listed_for(person)), world.theme.slug
        for name, tag in tags.items():
            response = client.get("/lessons/matrix/", {"columns": name})
            assert_no_trace(world, person, response)
            picture = response.context["picture"]
            assert picture.numbers[theme, tag.code] == listed
            assert {row.value: row.total for row in picture.rows}[theme] == listed + 1
    for level in LEVELS:
        # A source or a process that does not exist for this person matches nothing.
        for name, records in (("source", world.sources), ("process", world.processes)):
            found = client.get("/lessons/matrix/", {name: records[level].slug})
            assert found.context["total"] == (level in VISIBLE[person]), level
            assert (found.context["picture"] is not None) == (level in VISIBLE[person]), level


def matrix_of_regions(world: World, person: str, client: Client) -> None:
    with undone():
        world.region.parent = RegionFactory(code="001")
        world.region.save()
        response = client.get("/lessons/matrix/?columns=region")
        assert_no_trace(world, person, response)
        # The hub is tied to the region itself, all others to its country.
        numbers = response.context["picture"].numbers
        assert numbers[world.theme.slug, world.region.code] == len(world.listed_for(person)) + 1


def matrices(world: World, person: str, client: Client) -> None:
    matrix(world, person, client)
    matrix_of_regions(world, person, client)


def timeline(world: World, person: str, client: Client) -> None:
    listed = len(world.listed_for(person))
    response = client.get("/lessons/timeline/")
    assert_no_trace(world, person, response)
    picture = response.context["picture"]
    assert {row.value: row.total for row in picture.rows} == {"2020": listed + 1}
    # The hub cites a source of every level; all others cite none.
    seen = {world.sources[level].slug for level in VISIBLE[person]}
    numbers = {source: number for (_, source), number in picture.numbers.items()}
    assert numbers == {**dict.fromkeys(seen, 1), "(none)": listed}


def lesson_map(world: World, person: str, client: Client) -> None:
    listed = len(world.listed_for(person))
    assert numbers_by_country(world, person, client, "/lessons/map/") == {
        world.country.name: (listed, listed)
    }


def process_map(world: World, person: str, client: Client) -> None:
    listed = len(world.listed_for(person))
    assert numbers_by_country(world, person, client, "/processes/map/") == {world.country.name: (listed,)}


def numbers_by_country(world: World, person: str, client: Client, address: str) -> dict[str, tuple[int, ...]]:
    response = client.get(address)
    assert_no_trace(world, person, response)
    return {place.label: place.numbers for place in response.context["picture"].present.values()}


RULES: dict[str, Rule] = {
    "lesson-matrix": matrices,
    "lesson-timeline": timeline,
    "lesson-map": lesson_map,
    "process-map": process_map,
}
