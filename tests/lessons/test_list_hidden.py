"""What the list of lessons leaves out: hidden values, closed handling, superseded entries."""

import pytest

from msn_kb.core.access import Attribution, Handling, Status
from tests.factories import (
    LessonCitationFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    UserFactory,
)

from .listing import listed, notices

pytestmark = pytest.mark.django_db


def test_visitor_asks_for_a_hidden_process_gets_the_answer_of_an_unknown_one(client):
    hidden = PeaceProcessFactory(slug="quiet-channel", name="Quiet channel", handling=Handling.GREEN)
    shown = PeaceProcessFactory(slug="open-talks")
    LessonFactory(title="Open", processes=[shown, hidden])
    LessonFactory(title="Hidden", processes=[hidden])

    for slug in ("quiet-channel", "no-channel"):
        response = client.get(f"/lessons/?process={slug}")
        assert response.context["total"] == 0
        assert response.context["notices"] == [
            f"Peace process: “{slug}” is not known here and matches nothing."
        ]
        assert "Quiet channel" not in response.content.decode()
    assert listed("process=quiet-channel&process=open-talks") == ["Open"]

    assert listed("process=quiet-channel", UserFactory(member=True)) == ["Open", "Hidden"]


def test_visitor_asks_for_a_hidden_source_gets_nothing():
    source = SourceFactory(slug="memo", title="Memo", handling=Handling.GREEN)
    LessonCitationFactory(record__title="One", source=source)

    assert listed("source=memo") == []
    assert notices("source=memo") == ["Source: “memo” is not known here and matches nothing."]
    assert listed("source=memo", UserFactory(member=True)) == ["One"]


def test_reader_filters_by_an_affiliation_under_the_chatham_house_rule_finds_nothing_a_curator_does():
    organization, office = OrganizationFactory(slug="zebra"), OfficeFactory(slug="desk")
    LessonFactory(
        title="Quiet", attribution=Attribution.CHATHAM_HOUSE, organizations=[organization], offices=[office]
    )
    LessonFactory(title="Open", organizations=[organization], offices=[office])

    member, curator = UserFactory(organization=organization), UserFactory(curator=True)
    assert listed("organization=zebra", member) == listed("office=desk", member) == ["Open"]
    assert listed("organization=zebra", curator) == listed("office=desk", curator) == ["Quiet", "Open"]


@pytest.mark.parametrize("handling", ["green", "amber", "red"])
def test_visitor_asks_for_closed_handling_gets_nothing(handling):
    LessonFactory(handling=handling)

    assert listed(f"handling={handling}") == []


def test_reader_opens_the_list_gets_superseded_entries_only_when_asked():
    successor = LessonFactory(title="New")
    LessonFactory(title="Old", status=Status.SUPERSEDED, superseded_by=successor)

    assert listed() == ["New"]
    assert listed("status=published") == ["New"]
    assert listed("status=superseded") == ["Old"]
    assert listed("status=SUPERSEDED&status=published") == ["New", "Old"]
    assert listed("status=draft") == []
