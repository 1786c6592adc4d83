"""Related entries never cross the visibility door: not as entries, not as reasons, not in score or order."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Attribution, Handling
from tests.access.reading import assert_no_trace, client_of
from tests.access.world import LEVELS, PEOPLE, build_world
from tests.clients import signed_in
from tests.factories import (
    CaseActorFactory,
    CaseFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .tagging import tag_in_bulk
from .test_related import others, related, titles

__all__ = ["others"]  # the lessons among which those of a test are rare

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_finds_exactly_their_entries_related(person):
    world = build_world()
    client = client_of(world, person)
    # The page of the open lesson names the hub, which it is linked with, so that only the others are left.
    expected = [level for level in LEVELS if level in world.listed_for(person) - {"clear"}][:5]

    response = client.get(world.lessons["clear"].get_absolute_url())

    lessons = [entry.record.pk for entry in response.context["similar"] if isinstance(entry.record, Lesson)]
    assert lessons == [world.lessons[level].pk for level in expected][: len(lessons)]
    assert len(response.context["similar"]) == 5 or len(lessons) == len(expected)
    assert_no_trace(world, person, response)


def test_visitor_finds_the_same_in_the_same_order_however_much_is_hidden(client):
    rare, other = ThemeFactory(name="Rare"), ThemeFactory(name="Other")
    lesson = LessonFactory(themes=[rare, other])
    for n in range(3):
        LessonFactory(title=f"Other {n}", themes=[other])
    for n in range(2):
        LessonFactory(title=f"Rare {n}", themes=[rare])
    before = related(client, lesson)
    assert [title for title, _ in before] == ["Rare 0", "Rare 1", "Other 0", "Other 1", "Other 2"]

    for handling in (Handling.GREEN, Handling.AMBER, Handling.RED):
        hidden = Lesson.objects.bulk_create(
            Lesson(
                title="x", slug=f"{handling}-{n}", kind="challenge", insight="x", status="published", handling=handling
            )
            for n in range(30)
        )  # fmt: skip
        tag_in_bulk("themes", [(one, rare) for one in hidden])

    assert related(client, lesson) == before


def test_process_that_a_person_may_not_see_is_no_reason(client):
    theme, process = ThemeFactory(name="Theme"), PeaceProcessFactory(name="Quiet", handling=Handling.GREEN)
    lesson = LessonFactory(themes=[theme], processes=[process])
    LessonFactory(title="Both", themes=[theme], processes=[process])
    LessonFactory(title="Process alone", processes=[process])

    assert related(client, lesson) == [("Both", "Same theme: Theme")]
    assert related(signed_in(member=True), lesson) == [
        ("Both", "Same process: Quiet; Same theme: Theme"),
        ("Process alone", "Same process: Quiet"),
    ]


@pytest.mark.parametrize("hides", ["shown", "other"])
def test_affiliation_under_the_chatham_house_rule_relates_for_curators_only(hides, curator_client):
    organization, office = OrganizationFactory(name="House"), OfficeFactory(name="Unit", hosts=[])
    attribution = {hides: {"attribution": Attribution.CHATHAM_HOUSE}}
    ties = {"organizations": [organization], "offices": [office]}
    lesson = LessonFactory(**ties, **attribution.get("shown", {}))
    LessonFactory(title="Other lesson", **ties, **attribution.get("other", {}))
    case = CaseFactory(title="Other case", **attribution.get("other", {}))
    CaseActorFactory(case=case, organization=organization)
    CaseActorFactory(case=case, organization=None, office=office)

    for reader in (Client(), signed_in(), signed_in(member=True)):
        assert related(reader, lesson) == []
    assert related(curator_client, lesson) == [
        ("Other lesson", "Same organization: House; Same office: Unit"),
        ("Other case", "Same organization: House; Same office: Unit"),
    ]


def test_actor_of_a_case_under_the_chatham_house_rule_relates_for_curators_only(curator_client):
    organization = OrganizationFactory(name="House")
    case = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    CaseActorFactory(case=case, organization=organization)
    LessonFactory(title="Lesson", organizations=[organization])

    assert related(Client(), case) == []
    assert related(curator_client, case) == [("Lesson", "Same organization: House")]


def test_affiliations_under_the_chatham_house_rule_move_no_score_of_a_visitor(client):
    organization, theme = OrganizationFactory(name="House"), ThemeFactory(name="Theme")
    lesson = LessonFactory(organizations=[organization], themes=[theme])
    for title in ("Theme 1", "Theme 2"):
        LessonFactory(title=title, themes=[theme])
    LessonFactory(title="House 1", organizations=[organization])
    before = titles(client, lesson)
    assert before == ["Theme 1", "Theme 2", "House 1"]

    for _ in range(20):
        LessonFactory(organizations=[organization], attribution=Attribution.CHATHAM_HOUSE)

    assert titles(client, lesson) == before
