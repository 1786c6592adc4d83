"""What members write on the site: their own, and nobody else's."""

from __future__ import annotations

from typing import Any

from django.test import Client

from lessons import proposals
from lessons.models import Proposal

from .reading import Rule, assert_no_trace, body_of
from .world import LEVELS, VISIBLE, World

CONTRIBUTORS = ("outsider", "member", "named", "curator", "administrator")
WHY = "zqwhyzq"


def opens_for(person: str) -> int:
    """What a page for contributors answers to ``person``."""
    if person == "visitor":
        return 302
    return 200 if person in CONTRIBUTORS else 403


def assert_nothing_told(world: World, person: str, response: Any) -> None:
    """No trace of what is hidden, apart from the address that a visitor asked for and comes back to."""
    if person != "visitor":
        assert_no_trace(world, person, response)
        return
    assert response["Location"] == f"/accounts/login/?next={response.wsgi_request.path}"
    assert response.content == b""


def new_lesson(world: World, person: str, client: Client) -> None:
    response = client.get("/lessons/new/")
    assert response.status_code == opens_for(person)
    assert_no_trace(world, person, response)
    if person in CONTRIBUTORS:
        text = body_of(response)
        # What is archived or superseded is not offered.
        for level in VISIBLE[person] - {"archived", "superseded"}:
            assert world.processes[level].name in text, level
            assert world.sources[level].title in text, level


def edit_lesson(world: World, person: str, client: Client) -> None:
    missing = body_of(client.get("/lessons/no-such-lesson/edit/"))
    for level in LEVELS:
        slug = world.lessons[level].slug
        response = client.get(f"/lessons/{slug}/edit/")
        assert_nothing_told(world, person, response)
        if person not in CONTRIBUTORS:
            assert response.status_code == opens_for(person)
        elif level not in VISIBLE[person]:
            assert response.status_code == 404, level
            assert body_of(response).replace(slug, "no-such-lesson") == missing
        elif level == "draft" and person == "member":
            assert response.status_code == 200
        else:
            # What is published is revised by a proposal, what others write in the administration.
            is_readable = world.lessons[level].status in ("published", "superseded")
            assert response.status_code == (302 if is_readable else 409), level


def suggest_correction(world: World, person: str, client: Client) -> None:
    every = {
        "lesson": world.lessons,
        "case": world.cases,
        "process": world.processes,
        "source": world.sources,
    }
    for kind, records in every.items():
        missing = body_of(client.get(f"/suggest/{kind}/no-such-record/"))
        for level in LEVELS:
            slug = records[level].slug
            response = client.get(f"/suggest/{kind}/{slug}/")
            assert_nothing_told(world, person, response)
            if person not in CONTRIBUTORS:
                assert response.status_code == opens_for(person)
            elif level not in VISIBLE[person]:
                assert response.status_code == 404, (kind, level)
                assert body_of(response).replace(slug, "no-such-record") == missing
            else:
                # The author of a draft changes it on its own form.
                own = (kind, level, person) == ("lesson", "draft", "member")
                assert response.status_code == (302 if own else 200), (kind, level)
    hub = client.get(f"/suggest/lesson/{world.hub.slug}/")
    assert hub.status_code == opens_for(person)
    assert_no_trace(world, person, hub)


def mine(world: World, person: str, client: Client) -> None:
    response = client.get("/mine/")
    assert response.status_code == opens_for(person)
    assert_no_trace(world, person, response)
    if person in CONTRIBUTORS:
        own = [world.lessons["draft"]] if person == "member" else []
        assert [standing.contribution for standing in response.context["lessons"]] == own


def proposal(world: World, person: str, client: Client) -> None:
    """The outsider proposes a change to the hub; nobody else meets it outside the administration."""
    made = proposals.propose(world.hub, world.people["outsider"], {"insight": "Other."}, WHY)
    response = client.get(f"/mine/proposals/{made.pk}/")
    missing = client.get("/mine/proposals/999999/")
    if person == "outsider":
        assert response.status_code == 200
        assert WHY in body_of(response)
        return
    assert response.status_code == missing.status_code
    assert WHY not in body_of(response)
    assert WHY not in body_of(client.get("/mine/", follow=True))


def moves(world: World, person: str, client: Client) -> None:
    made = proposals.propose(world.hub, world.people["outsider"], {"insight": "Other."}, WHY)
    for level in LEVELS:
        lesson = world.lessons[level]
        if person == "member" and level == "draft":
            continue
        response = client.post(f"/mine/lessons/{lesson.pk}/discard/")
        assert response.status_code == (404 if person in CONTRIBUTORS else opens_for(person)), level
        status = lesson.status
        lesson.refresh_from_db()
        assert lesson.status == status
    if person != "outsider":
        client.post(f"/mine/proposals/{made.pk}/withdraw/")
        assert Proposal.objects.get(pk=made.pk).state == "draft"


RULES: dict[str, Rule] = {
    "lesson-new": new_lesson,
    "lesson-edit": edit_lesson,
    "suggest-correction": suggest_correction,
    "mine": mine,
    "mine-lesson-move": moves,
    "mine-proposal": proposal,
    "mine-proposal-move": moves,
}
