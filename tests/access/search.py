"""Search across all kinds."""

from __future__ import annotations

from django.test import Client

from .reading import Rule, assert_no_trace
from .world import LEVELS, VISIBLE, World, secret

LISTS = {"lesson": "lessons", "case": "cases", "process": "processes", "source": "sources"}


def search(world: World, person: str, client: Client) -> None:
    """The tabs count what the person's lists hold; a hidden entry's words find nothing of any kind."""
    for kind, name in LISTS.items():
        for level in LEVELS:
            response = client.get("/search/", {"q": secret(kind, level)})
            assert_no_trace_but_the_query(world, person, response, secret(kind, level))
            found = {tab.listing.file: tab.total for tab in response.context["tabs"] if tab.total}
            expected = {name: 1} if level in world.listed_for(person) else {}
            if (kind, level) == ("process", "clear"):
                expected["lessons"] = 1  # the hub is found by the name of a process that everybody may see
            assert found == expected, (kind, level)
            shown = [record for tab in response.context["shown"] for record in tab.records]
            assert len(shown) == sum(expected.values())
    everything = client.get("/search/?q=Lesson+Case+Process+Source")
    assert_no_trace(world, person, everything)
    for kind, name in LISTS.items():
        numbers = {tab.listing.file: tab.total for tab in everything.context["tabs"]}
        listed = client.get(f"/{name}/?q=Lesson+Case+Process+Source").context["total"]
        assert numbers[name] == listed, kind


def exact_names(world: World, person: str, client: Client) -> None:
    """The entry whose very title was typed stands on top, if there is one for this person."""
    records = {
        "lesson": world.lessons,
        "case": world.cases,
        "process": world.processes,
        "source": world.sources,
    }
    for kind, by_level in records.items():
        for level in LEVELS:
            title = f"{kind.capitalize()} {secret(kind, level)}"
            exact = client.get("/search/", {"q": title}).context["exact"]
            visible = level in VISIBLE[person] and level != "superseded"
            assert exact == ([by_level[level]] if visible else []), (kind, level)


def assert_no_trace_but_the_query(world: World, person: str, response, typed: str) -> None:  # type: ignore[no-untyped-def]
    """What was typed stands in the search box; nothing else of what is hidden stands anywhere."""
    text = response.content.decode()
    assert [word for word in sorted(world.secrets(person) - {typed}) if word in text] == []
    if typed in world.secrets(person):
        assert f">{typed}<" not in text
        assert "<mark>" not in text


def both(world: World, person: str, client: Client) -> None:
    search(world, person, client)
    exact_names(world, person, client)


RULES: dict[str, Rule] = {"search": both}
