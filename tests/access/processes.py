"""Peace processes: their list, their page, their export, and the engagements in them."""

from __future__ import annotations

from django.test import Client

from msn_kb.core.access import HANDLING_ORDER

from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret


def process_list(world: World, person: str, client: Client) -> None:
    expected = {world.processes[level].slug for level in world.listed_for(person)}
    response = client.get("/processes/?page_size=100")
    assert {process.slug for process in response.context["page_obj"]} == expected
    assert response.context["total"] == len(expected)
    for process in response.context["page_obj"]:
        assert (process.engagement_count, process.lesson_count, process.case_count) == (1, 1, 0)
    assert_no_trace(world, person, response)
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert facets["source"] == {world.sources[level].slug: 1 for level in VISIBLE[person]}


def process_filters(world: World, person: str, client: Client) -> None:
    listed = world.listed_for(person)
    for level in LEVELS:
        found = client.get("/processes/", {"q": secret("process", level)})
        assert found.context["total"] == (level in listed), level
        assert_no_trace_but(world, person, found, secret("process", level))
        by_source = client.get("/processes/", {"source": world.sources[level].slug})
        assert by_source.context["total"] == (level in VISIBLE[person]), level
    for query in ({"organization": world.house.slug}, {"role": "facilitator"}):
        assert client.get("/processes/", query).context["total"] == len(listed)
    superseded = client.get("/processes/?status=superseded")
    assert [one.slug for one in superseded.context["page_obj"]] == [world.processes["superseded"].slug]


def assert_no_trace_but(world: World, person: str, response: object, asked: str) -> None:
    """No trace of anything hidden; the words that were asked for stand in the search box."""
    text = body_of(response).replace(asked, "")
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


def process_detail(world: World, person: str, client: Client) -> None:
    missing = body_of(client.get("/processes/no-such-process/"))
    for level in LEVELS:
        slug = world.processes[level].slug
        response = client.get(f"/processes/{slug}/")
        if level not in VISIBLE[person]:
            assert response.status_code == 404
            assert body_of(response).replace(slug, "no-such-process") == missing
            continue
        assert response.status_code == 200
        assert_no_trace(world, person, response)
        assert [one.organization for one in response.context["engagements"]] == [world.house]
        assert [lesson.pk for lesson in response.context["learned"].rows] == [world.hub.pk]
        assert [one.lesson for one in response.context["applications"]] == [world.hub]
        sources = {cited.source.pk for cited in response.context["sources"]}
        cited = VISIBLE[person] if level == "clear" else set()
        assert sources == {world.sources[other].pk for other in cited}


def process_export(world: World, person: str, client: Client) -> None:
    response = client.get("/processes/export.csv")
    rows = {int(row["id"]): row for row in table_of(response)}
    assert set(rows) == {world.processes[level].pk for level in world.listed_for(person)}
    assert {row["engagements"] for row in rows.values()} == {"House of the owners: facilitator"}
    sources = rows[world.processes["clear"].pk]["sources"].split("; ")
    assert set(sources) == {world.sources[level].title for level in VISIBLE[person]}
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []
    highest = max(
        (world.processes[level].handling for level in world.listed_for(person)), key=HANDLING_ORDER.index
    )
    assert f"-TLP-{highest.upper()}.csv" in response["Content-Disposition"]


def processes(world: World, person: str, client: Client) -> None:
    process_list(world, person, client)
    process_filters(world, person, client)


RULES: dict[str, Rule] = {
    "process-list": processes,
    "process-export-csv": process_export,
    "process-detail": process_detail,
}
