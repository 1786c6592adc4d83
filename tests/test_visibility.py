"""Who sees what, for every address of the site (``contract.md``, Roles).

``RULES`` has one entry for each named address. An address without a rule fails the first test.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from msn_kb.core.access import VISITOR, Viewer

from .visibility import LEVELS, PEOPLE, VISIBLE, World, build_world, secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def client_of(world: World, person: str) -> Client:
    client = Client()
    if person != "visitor":
        client.force_login(world.people[person])
    return client


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r'\1""', content.decode("utf-8-sig"))


def assert_no_trace(world: World, person: str, response: Any) -> None:
    """Nothing of what does not exist for ``person`` stands in the body or in a header."""
    text = body_of(response) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


# --- One rule a page -------------------------------------------------------------------------------------------------


def lesson_list(world: World, person: str, client: Client) -> None:
    expected = {world.lessons[level].slug for level in world.listed_for(person)} | {world.hub.slug}
    response = client.get("/lessons/?page_size=100")
    assert {lesson.slug for lesson in response.context["page_obj"]} == expected
    assert response.context["total"] == len(expected)
    text = body_of(response)
    assert set(re.findall(r'href="/lessons/([a-z0-9-]+)/"', text)) == expected
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


def home(world: World, person: str, client: Client) -> None:
    response = client.get("/")
    assert_no_trace(world, person, response)
    counts = {item["label"]: item["count"] for item in response.context["counts"]}
    assert counts["Lessons"] == len(world.listed_for(person)) + 1
    for label in ("Cases", "Peace processes", "Sources"):
        assert counts[label] == len(world.listed_for(person)), label
    theme = next(theme for theme in response.context["themes"] if theme.pk == world.theme.pk)
    assert theme.lesson_count == len(world.listed_for(person)) + 1


def holds_no_entries(*addresses: str) -> Callable[[World, str, Client], None]:
    def rule(world: World, person: str, client: Client) -> None:
        for address in addresses:
            assert_no_trace(world, "visitor", client.get(address, follow=True))

    return rule


def lessons(world: World, person: str, client: Client) -> None:
    lesson_list(world, person, client)
    lesson_search_and_filters(world, person, client)


account_page = holds_no_entries("/accounts/login/", "/accounts/password_reset/")

RULES: dict[str, Callable[[World, str, Client], None]] = {
    "home": home,
    "health": holds_no_entries("/healthz"),
    "lesson-list": lessons,
    "lesson-export-csv": lesson_export,
    "lesson-detail": lesson_detail,
    "login": account_page,
    "logout": account_page,
    "password_change": holds_no_entries("/accounts/password_change/"),
    "password_change_done": holds_no_entries("/accounts/password_change/done/"),
    "password_reset": account_page,
    "password_reset_done": holds_no_entries("/accounts/password_reset/done/"),
    "password_reset_confirm": holds_no_entries("/accounts/reset/MQ/wrong-token/"),
    "password_reset_complete": holds_no_entries("/accounts/reset/done/"),
}


def addresses(patterns: Any, namespace: str = "") -> Iterator[str]:
    """Names of all addresses outside the admin, whose pages have tests of their own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)


def test_every_address_has_a_rule_of_visibility() -> None:
    assert set(addresses(get_resolver().url_patterns)) == set(RULES)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_sees_exactly_their_entries(world: World, person: str, subtests: Any) -> None:
    client = client_of(world, person)
    for name, rule in RULES.items():
        with subtests.test(msg=name):
            rule(world, person, client)


# --- The admin -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["visitor", "unaffiliated", "outsider", "member", "named"])
def test_readers_at_the_admin_are_sent_to_sign_in(world: World, person: str) -> None:
    response = client_of(world, person).get(reverse("admin:lessons_lesson_changelist"))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_curator_in_the_admin_meets_no_trace_of_red_entries(world: World) -> None:
    client = client_of(world, "curator")
    lists = ["lessons_lesson", "lessons_case", "organizations_peaceprocess", "organizations_source"]
    for name in lists:
        response = client.get(reverse(f"admin:{name}_changelist") + "?all=")
        assert response.status_code == 200
        assert_no_trace(world, "curator", response)
    hidden = {
        "lessons_lesson": world.lessons["red"],
        "lessons_case": world.cases["red"],
        "organizations_peaceprocess": world.processes["red"],
        "organizations_source": world.sources["red"],
    }
    for name, record in hidden.items():
        for page in ("change", "history", "delete"):
            response = client.get(reverse(f"admin:{name}_{page}", args=[record.pk]), follow=True)
            assert response.status_code in (200, 403, 404)
            assert_no_trace(world, "curator", response)
    assert_no_trace(world, "curator", client.get(reverse("admin:lessons_lesson_change", args=[world.hub.pk])))


# --- The door itself -------------------------------------------------------------------------------------------------


def test_viewer_of_nobody_and_of_deactivated_people_is_a_visitor(world: World) -> None:
    curator = world.people["curator"]
    curator.is_active = False
    assert Viewer.of(None) == Viewer.of(world.people["visitor"]) == Viewer.of(curator) == VISITOR


def test_member_of_a_parent_organization_does_not_see_amber_of_its_part(world: World) -> None:
    outsider = world.people["outsider"]
    world.house.parent = outsider.organization
    world.house.save()
    response = client_of(world, "outsider").get(f"/lessons/{world.lessons['amber'].slug}/")
    assert response.status_code == 404
