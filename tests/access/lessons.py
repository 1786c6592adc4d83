"""Lessons: their list, their page, their export."""

from __future__ import annotations

import csv
import io
import re

from django.test import Client

from .reading import Rule, assert_no_trace, body_of
from .world import LEVELS, VISIBLE, World, secret


def lesson_list(world: World, person: str, client: Client) -> None:
    expected = {world.lessons[level].slug for level in world.listed_for(person)} | {world.hub.slug}
    response = client.get("/lessons/?page_size=100")
    assert {lesson.slug for lesson in response.context["page_obj"]} == expected
    assert response.context["total"] == len(expected)
    text = body_of(response)
    titles = re.findall(r'class="record-card-title"[^>]*><a href="/lessons/([a-z0-9-]+)/"', text)
    assert set(titles) == expected
    assert_no_trace(world, person, response)
    facets = {
        facet.name: {value.value: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    processes = {world.processes[level].slug for level in VISIBLE[person]}
    assert set(facets["process"]) == processes
    sources = {world.sources[level].slug for level in VISIBLE[person]}
    assert set(facets["source"]) == sources
    handlings = {"clear": 0, "green": 0, "amber": 0, "red": 0}
    for lesson in [world.hub, *(world.lessons[level] for level in world.listed_for(person))]:
        handlings[lesson.handling] += 1
    present = {code: number for code, number in handlings.items() if number}
    assert facets.get("handling", present) == present


def lesson_search_and_filters(world: World, person: str, client: Client) -> None:
    for level in LEVELS:
        found = client.get("/lessons/", {"q": secret("lesson", level)})
        assert found.context["total"] == (level in world.listed_for(person)), level
        by_process = client.get("/lessons/", {"process": world.processes[level].slug})
        assert by_process.context["total"] == (level in VISIBLE[person]), level
        by_source = client.get("/lessons/", {"source": world.sources[level].slug})
        assert by_source.context["total"] == (level in VISIBLE[person]), level
    # A hidden tag's words find nothing, not even the open lesson that carries the tag.
    for level in ("green", "amber", "red", "draft", "strange", "archived"):
        assert client.get("/lessons/", {"q": secret("process", level)}).context["total"] == 0
    superseded = client.get("/lessons/?status=superseded")
    assert [lesson.slug for lesson in superseded.context["page_obj"]] == [world.lessons["superseded"].slug]
    hidden, missing = world.processes["red"].slug, "no-such-process"
    if "red" not in VISIBLE[person]:
        first, second = (body_of(client.get("/lessons/", {"process": slug})) for slug in (hidden, missing))
        assert first.replace(hidden, missing) == second


def lesson_detail(world: World, person: str, client: Client) -> None:
    for level in LEVELS:
        response = client.get(f"/lessons/{world.lessons[level].slug}/")
        assert response.status_code == (200 if level in VISIBLE[person] else 404), level
        if response.status_code == 200:
            assert_no_trace(world, person, response)
    missing = client.get("/lessons/no-such-lesson/")
    for level in set(LEVELS) - VISIBLE[person]:
        slug = world.lessons[level].slug
        hidden = body_of(client.get(f"/lessons/{slug}/"))
        assert hidden.replace(slug, "no-such-lesson") == body_of(missing)
    hub = client.get(f"/lessons/{world.hub.slug}/")
    assert_no_trace(world, person, hub)
    text = body_of(hub)
    for level in VISIBLE[person]:
        assert secret("process", level) in text, level
        assert secret("source", level) in text, level
        # A superseded entry is readable at its address, but nothing leads to it as if it were in force.
        assert (secret("lesson", level) in text) == (level != "superseded"), level
        assert (secret("case", level) in text) == (level != "superseded"), level


def lesson_export(world: World, person: str, client: Client) -> None:
    expected = {world.lessons[level].pk for level in world.listed_for(person)} | {world.hub.pk}
    response = client.get("/lessons/export.csv")
    rows = list(csv.DictReader(io.StringIO(body_of(response), newline="")))
    assert {int(row["id"]) for row in rows} == expected
    hub = next(row for row in rows if int(row["id"]) == world.hub.pk)
    assert set(hub["processes"].split("; ")) == {world.processes[level].name for level in VISIBLE[person]}
    assert set(hub["sources"].split("; ")) == {world.sources[level].title for level in VISIBLE[person]}
    text = str(rows) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []
    order = ["clear", "green", "amber", "red"]
    highest = max((world.lessons[level].handling for level in world.listed_for(person)), key=order.index)
    assert f"-TLP-{highest.upper()}.csv" in response["Content-Disposition"]


def lessons(world: World, person: str, client: Client) -> None:
    lesson_list(world, person, client)
    lesson_search_and_filters(world, person, client)


RULES: dict[str, Rule] = {
    "lesson-list": lessons,
    "lesson-export-csv": lesson_export,
    "lesson-detail": lesson_detail,
}
