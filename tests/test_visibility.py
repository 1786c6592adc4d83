"""Who sees what, for every address of the site (``contract.md``, Roles).

The modules of ``tests.access`` hold a rule for each named address. An address without a rule fails the first test.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from msn_kb.core.access import VISITOR, Viewer

from . import access
from .access.reading import Rule, assert_no_trace, client_of
from .access.world import PEOPLE, World, build_world

pytestmark = pytest.mark.django_db

RULES: dict[str, Rule] = {
    name: rule
    for module in pkgutil.iter_modules(access.__path__)
    for name, rule in getattr(
        importlib.import_module(f"{access.__name__}.{module.name}"), "RULES", {}
    ).items()
}


@pytest.fixture
def world() -> World:
    return build_world()


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
        # What a rule plants is gone before the next one reads the world.
        with subtests.test(msg=name), transaction.atomic():
            rule(world, person, client)
            transaction.set_rollback(True)


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
