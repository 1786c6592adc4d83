"""Access follows the present organization, level and names at once, in sessions and kept answers too."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Handling
from organizations.models import User
from tests import factories
from tests.second_factor import sign_in

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"
ADDRESSES = (
    "/",
    "/lessons/",
    f"/lessons/?q={SECRET}",
    "/lessons/export.csv",
    "/lessons/matrix/",
    f"/search/?q={SECRET}",
    f"/search/suggest/?q={SECRET}",
    "/themes/",
    "/processes/",
)


@pytest.fixture
def member() -> User:
    return factories.UserFactory(member=True)


@pytest.fixture
def lesson(member: User) -> Lesson:
    closed: dict[str, Any] = {
        "handling": Handling.AMBER,
        "owning_organizations": [member.organization],
    }
    process = factories.PeaceProcessFactory(name=f"{SECRET} talks", **closed)
    theme = factories.ThemeFactory()
    return factories.LessonFactory(
        title=f"{SECRET} lesson", processes=[process], themes=[theme], date="2018", **closed
    )


def bodies(client: Client) -> dict[str, str]:
    """What each address answers, without what was typed."""
    found = {}
    for address in ADDRESSES:
        response: Any = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = content.decode()
    return found


def traces(client: Client) -> set[str]:
    """The addresses that show the lesson or the process, or count them."""
    return {
        address
        for address, text in bodies(client).items()
        if f"{SECRET.lower()}-lesson" in text
        or f"{SECRET.lower()}-talks" in text
        or f"{SECRET} talks" in text
    }


def move_by_saving(member: User) -> None:
    member.organization = factories.OrganizationFactory()
    member.save()


def move_by_query(member: User) -> None:
    User.objects.filter(pk=member.pk).update(organization=factories.OrganizationFactory())


@pytest.mark.parametrize("move", [move_by_saving, move_by_query])
def test_member_who_changes_organization_loses_what_the_former_one_owns_at_once(
    member: User, lesson: Lesson, move: Any
) -> None:
    client = sign_in(Client(), member)
    assert {"/", "/lessons/", "/processes/", f"/search/suggest/?q={SECRET}"} <= traces(client)
    move(member)
    assert traces(client) == set()
    assert client.get(lesson.get_absolute_url()).status_code == 404
    # Whoever has to sign in again finds no more.
    fresh = sign_in(Client(), User.objects.get(pk=member.pk))
    assert traces(fresh) == set()
    assert fresh.get("/lessons/").context["total"] == 0


def test_member_who_is_named_no_more_or_deactivated_loses_the_entry_at_once(
    member: User, lesson: Lesson
) -> None:
    red = factories.LessonFactory(title="Red lesson", handling=Handling.RED, named_people=[member])
    client = sign_in(Client(), member)
    assert client.get(red.get_absolute_url()).status_code == 200
    red.named_people.remove(member)
    assert client.get(red.get_absolute_url()).status_code == 404
    assert client.get(lesson.get_absolute_url()).status_code == 200
    member.is_active = False
    member.save()
    assert client.get(lesson.get_absolute_url()).status_code == 404


def test_entry_whose_level_is_raised_is_gone_from_the_next_answer(lesson: Lesson) -> None:
    open_one = factories.LessonFactory(title=f"{SECRET} lesson of all", date="2018")
    client = Client()
    assert client.get("/lessons/").context["total"] == 1
    Lesson.objects.filter(pk=open_one.pk).update(handling=Handling.GREEN)
    assert client.get("/lessons/").context["total"] == 0
    assert traces(client) == set()
