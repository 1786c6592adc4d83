"""Names that not every reader may see are no search text."""

import pytest

from msn_kb.core.access import Attribution, Handling, Status
from tests.factories import (
    CaseActorFactory,
    CaseFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .search_words import words

pytestmark = pytest.mark.django_db
CHATHAM_HOUSE = Attribution.CHATHAM_HOUSE


@pytest.mark.parametrize(
    "change",
    [
        {"handling": Handling.GREEN},
        {"handling": Handling.AMBER},
        {"handling": Handling.RED},
        {"status": Status.DRAFT},
        {"status": Status.ARCHIVED},
    ],
)
def test_process_that_becomes_hidden_leaves_the_index_and_comes_back(change, client):
    process = PeaceProcessFactory(name="Quiet channel", other_names=["Backroom"])
    lesson, case = LessonFactory(processes=[process]), CaseFactory(process=process)
    assert words(lesson) == words(case) == ["Backroom", "Quiet channel"]

    before = {name: getattr(process, name) for name in change}
    for name, value in change.items():
        setattr(process, name, value)
    process.save()
    assert words(lesson) == words(case) == []
    assert client.get("/lessons/?q=backroom").context["total"] == 0

    for name, value in before.items():
        setattr(process, name, value)
    process.save()
    assert words(lesson) == words(case) == ["Backroom", "Quiet channel"]


def test_affiliations_under_the_chatham_house_rule_are_never_found(client):
    organization, office = OrganizationFactory(name="Zebra"), OfficeFactory(name="Desk")
    lesson = LessonFactory(
        attribution=CHATHAM_HOUSE,
        organizations=[organization],
        offices=[office],
        themes=[ThemeFactory(name="Trust")],
    )

    assert words(lesson) == ["Trust"]
    assert client.get("/lessons/?q=zebra").context["total"] == 0

    organization.name = "Gnu"
    organization.save()
    office.lessons.set([lesson])
    assert words(lesson) == ["Trust"]


def test_lesson_put_under_the_chatham_house_rule_loses_its_affiliations_and_regains_them():
    lesson = LessonFactory(organizations=[OrganizationFactory(name="Zebra")])
    lesson.refresh_from_db()

    lesson.attribution = CHATHAM_HOUSE
    lesson.save()
    assert words(lesson) == []

    lesson.attribution = Attribution.NAMED
    lesson.save()
    assert words(lesson) == ["Zebra"]


def test_actors_of_a_case_under_the_chatham_house_rule_are_never_found():
    case = CaseFactory(attribution=CHATHAM_HOUSE)
    CaseActorFactory(case=case, organization=OrganizationFactory(name="Zebra"))

    assert words(case) == []
