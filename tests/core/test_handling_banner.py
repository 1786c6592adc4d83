"""A page that holds more than TLP:CLEAR says so above everything else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from msn_kb.core.handling import MEANING
from tests import factories
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Any:
    return factories.UserFactory(member=True)


def banners(response: Any) -> list[str]:
    """The levels that a page warns of."""
    text = " ".join(response.content.decode().split())
    return [
        level
        for level in MEANING
        for _ in range(text.count(f"This page holds TLP:{level.upper()}.</strong>"))
    ]


@pytest.mark.parametrize(
    ("handling", "expected"),
    [("clear", []), ("green", ["green"]), ("amber", ["amber"]), ("red", ["red"])],
)
def test_member_reads_pages_that_say_how_closed_they_are(
    person: Any, handling: str, expected: list[str]
) -> None:
    lesson = factories.LessonFactory(title="Harbour letters", handling=handling, named_people=[person])
    client = sign_in(Client(), person)
    for address in (lesson.get_absolute_url(), "/lessons/", "/search/?q=harbour", "/"):
        response = client.get(address)
        assert banners(response) == expected, address
        if expected:
            assert MEANING[handling] in " ".join(response.content.decode().split())


def test_member_narrows_a_list_and_the_part_that_changes_says_how_closed_it_is(person: Any) -> None:
    factories.LessonFactory(handling="amber", named_people=[person])
    response = sign_in(Client(), person).get("/lessons/", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert text.index('id="results"') < text.index("This page holds TLP:AMBER.")
    assert banners(response) == ["amber"]


def test_visitor_reads_pages_without_a_banner(client: Client, person: Any) -> None:
    for handling in ("clear", "green", "amber", "red"):
        factories.LessonFactory(handling=handling, named_people=[person])
    for address in ("/", "/lessons/", "/themes/", "/about/"):
        assert banners(client.get(address)) == []


def test_curator_reads_how_closed_a_page_of_the_administration_is(curator_client: Client) -> None:
    lesson = factories.LessonFactory(handling="amber")
    for address in ("/admin/lessons/lesson/", f"/admin/lessons/lesson/{lesson.pk}/change/"):
        assert banners(curator_client.get(address)) == ["amber"]
