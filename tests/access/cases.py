"""Cases: their list, their page, their export; their process and their lessons, as far as these exist for a person."""

from __future__ import annotations

from django.test import Client

from msn_kb.core.access import HANDLING_ORDER
from tests.factories import CaseCitationFactory

from .reading import Rule, assert_no_trace, body_of, table_of
from .sources import facets_of, planted
from .world import LEVELS, VISIBLE, World, secret

# A case has one process at a time; these stand for all levels.
IN_TURN = ("clear", "green", "amber", "red", "draft")


def case_list(world: World, person: str, client: Client) -> None:
    listed = world.listed_for(person)
    response = client.get("/cases/?page_size=100")
    assert {case.slug for case in response.context["page_obj"]} == {
        world.cases[level].slug for level in listed
    }
    assert response.context["total"] == len(listed)
    assert_no_trace(world, person, response)
    for level in LEVELS:
        found = client.get("/cases/", {"q": secret("case", level)})
        assert found.context["total"] == (level in listed), level
    for query in (
        {"organization": world.house.slug},
        {"office": world.office.slug},
        {"country": world.country.alpha3},
        {"region": world.region.code},
    ):
        assert client.get("/cases/", query).context["total"] == len(listed), query
    superseded = client.get("/cases/?status=superseded")
    assert [one.slug for one in superseded.context["page_obj"]] == [world.cases["superseded"].slug]
    case_filters(world, person, client)


def case_filters(world: World, person: str, client: Client) -> None:
    """The open case in the process of each level, and citing each source: hidden ones match and count nothing."""
    case = world.cases["clear"]
    with planted():
        for level in LEVELS:
            CaseCitationFactory(record=case, source=world.sources[level], locator=secret("source", level))
        facets = facets_of(client.get("/cases/?page_size=100"))
        assert facets["source"] == {world.sources[level].slug: 1 for level in VISIBLE[person]}
        for level in IN_TURN:
            case.process = world.processes[level]
            case.save()
            by_process = client.get("/cases/", {"process": world.processes[level].slug})
            assert by_process.context["total"] == (level in VISIBLE[person]), level
            assert_no_trace(world, person, client.get("/cases/"))
            by_source = client.get("/cases/", {"source": world.sources[level].slug})
            assert by_source.context["total"] == (level in VISIBLE[person]), level


def case_detail(world: World, person: str, client: Client) -> None:
    missing = body_of(client.get("/cases/no-such-case/"))
    for level in LEVELS:
        slug = world.cases[level].slug
        response = client.get(f"/cases/{slug}/")
        if level not in VISIBLE[person]:
            assert response.status_code == 404
            assert body_of(response).replace(slug, "no-such-case") == missing
            continue
        assert response.status_code == 200
        assert_no_trace(world, person, response)
        assert [lesson.pk for lesson in response.context["drawn"]] == [world.hub.pk]
    case = world.cases["clear"]
    with planted():
        for level in LEVELS:
            case.lessons.add(world.lessons[level])
            CaseCitationFactory(record=case, source=world.sources[level], locator=secret("source", level))
        for level in IN_TURN:
            case.process = world.processes[level]
            case.save()
            response = client.get(case.get_absolute_url())
            assert_no_trace(world, person, response)
            text = body_of(response)
            assert (secret("process", level) in text) == (level in VISIBLE[person]), level
            assert (secret("source", level) in text) == (level in VISIBLE[person]), level
            assert (secret("lesson", level) in text) == (level in world.listed_for(person)), level


def case_export(world: World, person: str, client: Client) -> None:
    listed, case = world.listed_for(person), world.cases["clear"]
    with planted():
        for level in LEVELS:
            case.lessons.add(world.lessons[level])
            CaseCitationFactory(record=case, source=world.sources[level], locator=secret("source", level))
        for level in ("red", "green"):
            case.process = world.processes[level]
            case.save()
            response = client.get("/cases/export.csv")
            rows = {int(row["id"]): row for row in table_of(response)}
            assert set(rows) == {world.cases[one].pk for one in listed}
            row, seen = rows[case.pk], level in VISIBLE[person]
            assert row["process"] == (world.processes[level].name if seen else "")
            assert set(row["lessons"].split("; ")) == {"Hub lesson"} | {
                world.lessons[one].title for one in listed
            }
            assert set(row["sources"].split("; ")) == {world.sources[one].title for one in VISIBLE[person]}
            text = str(rows) + str(dict(response.headers))
            assert [word for word in sorted(world.secrets(person)) if word in text] == []
            highest = max((world.cases[one].handling for one in listed), key=HANDLING_ORDER.index)
            assert f"-TLP-{highest.upper()}.csv" in response["Content-Disposition"]


RULES: dict[str, Rule] = {
    "case-list": case_list,
    "case-export-csv": case_export,
    "case-detail": case_detail,
}
