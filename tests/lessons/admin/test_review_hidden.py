"""The pages of the review hold nothing of what does not exist for the person who opens them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Lesson, ReviewComment, ReviewStep
from msn_kb.core.access import Handling, Status
from tests import factories
from tests.access.reading import assert_no_trace, client_of
from tests.access.world import LEVELS, VISIBLE, World, build_world

PAGES = ("/admin/", "/admin/review/", "/admin/overdue/", "/admin/overdue/?show=missing", "/admin/dead-links/")
pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def entries(world: World) -> list[tuple[str, Any]]:
    """Every protected record of the world, with its level."""
    kinds = (world.lessons, world.cases, world.processes, world.sources)
    return [(level, kind[level]) for kind in kinds for level in LEVELS]


@pytest.mark.parametrize("person", ["curator", "administrator"])
def test_editor_opens_the_reviews_of_their_entries_and_of_no_others(world: World, person: str) -> None:
    client = client_of(world, person)
    for level, entry in entries(world):
        response = client.get(f"/admin/review/{entry._meta.label_lower}/{entry.pk}/")
        expected = 200 if level in VISIBLE[person] else 404
        assert response.status_code == expected, entry
        assert_no_trace(world, person, response)


@pytest.mark.parametrize("state", ["in-review", "returned", "draft"])
def test_curator_opens_queues_with_hidden_entries_in_every_state_meets_no_trace(
    world: World, state: str
) -> None:
    client = client_of(world, "curator")
    for _, entry in entries(world):
        if entry.handling == Handling.RED:
            type(entry).objects.filter(pk=entry.pk).update(status=state)
            ReviewStep.of(entry, move="submit", reason=str(entry)).save()
            ReviewComment.of(entry, text=str(entry)).save()
    for path in (*PAGES, f"/admin/review/?state={state}&handling=red", f"/admin/review/?state={state}"):
        response = client.get(path)
        assert response.status_code == 200
        assert_no_trace(world, "curator", response)
    assert client.get(f"/admin/review/?state={state}&handling=red").context["page"].paginator.count == 0


def test_curator_opens_what_is_overdue_counts_nothing_hidden(world: World) -> None:
    Lesson.objects.update(review_by="2020-01-01")
    client = client_of(world, "curator")
    response = client.get("/admin/overdue/")
    seen = Lesson.objects.visible_to(world.people["curator"]).filter(status=Status.PUBLISHED)
    assert response.context["page"].paginator.count == seen.count()
    assert_no_trace(world, "curator", response)


def test_curator_looks_for_a_successor_is_offered_none_that_is_hidden(curator_client: Client) -> None:
    factories.LessonFactory(title="Zanzibar open")
    factories.LessonFactory(title="Zanzibar closed", handling=Handling.RED)
    look_up = {
        "app_label": "lessons",
        "model_name": "lesson",
        "field_name": "superseded_by",
        "term": "Zanzibar",
    }
    found = curator_client.get("/admin/autocomplete/", look_up).json()["results"]
    assert [one["text"] for one in found] == ["Zanzibar open"]


@pytest.mark.parametrize("person", ["visitor", "unaffiliated", "outsider", "member", "named"])
def test_reader_opens_the_pages_of_curators_is_sent_to_sign_in(world: World, person: str) -> None:
    client = client_of(world, person)
    address = f"/admin/review/lessons.lesson/{world.hub.pk}/"
    for path in (*PAGES, address):
        assert client.get(path).status_code == 302
        assert client.post(path, {"do": "archive", "reason": "x"}).status_code == 302
    world.hub.refresh_from_db()
    assert world.hub.status == Status.PUBLISHED
