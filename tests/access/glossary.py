"""The glossary: its terms are for everybody; the sources they cite and the lessons that use them are not."""

from __future__ import annotations

from django.test import Client

from tests.factories import (
    ContrastCitationFactory,
    ContrastFactory,
    TermCitationFactory,
    TermFactory,
)

from .planting import undone
from .reading import Rule, assert_no_trace, body_of, table_of
from .world import LEVELS, VISIBLE, World, secret


def plant(world: World) -> None:
    """Two terms and a contrast that cite the sources of every level; every lesson of the world uses the first term."""
    term = TermFactory(name="Lesson", slug="lesson", definition="What was learned.")
    contrast = ContrastFactory(first=term, second=TermFactory(name="Case", slug="case"), slug="planted")
    for level in LEVELS:
        for factory, record in ((TermCitationFactory, term), (ContrastCitationFactory, contrast)):
            factory(record=record, source=world.sources[level], locator=level, note=secret("source", level))


@undone()
def term_list(world: World, person: str, client: Client) -> None:
    plant(world)
    response = client.get("/glossary/")
    assert_no_trace(world, person, response)
    assert [term.name for term in response.context["page_obj"]] == ["Case", "Lesson"]
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert facets.get("source", {}) == {world.sources[level].slug: 1 for level in VISIBLE[person]}
    for level in LEVELS:
        found = client.get("/glossary/", {"source": world.sources[level].slug})
        assert found.context["total"] == (level in VISIBLE[person]), level
        assert client.get("/glossary/", {"q": secret("source", level)}).context["total"] == 0


@undone()
def term_export(world: World, person: str, client: Client) -> None:
    plant(world)
    response = client.get("/glossary/export.csv")
    rows = table_of(response)
    assert [row["name"] for row in rows] == ["Case", "Lesson"]
    expected = {world.sources[level].title for level in VISIBLE[person]}
    assert set(rows[1]["sources"].split("; ")) == expected
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


@undone()
def term_detail(world: World, person: str, client: Client) -> None:
    plant(world)
    response = client.get("/glossary/lesson/")
    assert_no_trace(world, person, response)
    text = body_of(response)
    for level in LEVELS:
        assert (secret("source", level) in text) == (level in VISIBLE[person]), level
    assert response.context["uses"].total == len(world.listed_for(person)) + 1
    assert f"{len(world.listed_for(person)) + 1} that speak of it" in text


@undone()
def contrast_detail(world: World, person: str, client: Client) -> None:
    plant(world)
    response = client.get("/glossary/contrasts/planted/")
    assert_no_trace(world, person, response)
    text = body_of(response)
    for level in LEVELS:
        assert (secret("source", level) in text) == (level in VISIBLE[person]), level


RULES: dict[str, Rule] = {
    "term-list": term_list,
    "term-export-csv": term_export,
    "term-detail": term_detail,
    "contrast-detail": contrast_detail,
}
