"""Whom a lesson's page names (contract.md, Attribution)."""

import pytest
from django.test import Client

from lessons.models import Lesson
from msn_kb.core.access import Attribution, Status
from tests.clients import signed_in
from tests.factories import (
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    UserFactory,
)

from .reading import html

pytestmark = pytest.mark.django_db
CONCEALED = ("Zebra Institute", "Quiet Desk", "Ambassador X")


def attributed(attribution: str, **fields) -> Lesson:
    return LessonFactory(
        attribution=attribution,
        organizations=[OrganizationFactory(name=CONCEALED[0])],
        offices=[OfficeFactory(name=CONCEALED[1])],
        speaker=CONCEALED[2],
        **fields,
    )


@pytest.mark.parametrize("traits", [None, {}, {"member": True}])
def test_reader_sees_no_affiliation_under_the_chatham_house_rule(client, traits):
    lesson = attributed(Attribution.CHATHAM_HOUSE)
    page = html(client if traits is None else signed_in(**traits), lesson)

    assert "Chatham House Rule: it may be used" in page
    for name in CONCEALED:
        assert name not in page


def test_author_of_an_entry_sees_no_affiliation_under_the_chatham_house_rule():
    user = UserFactory(member=True)
    client = Client()
    client.force_login(user)

    page = html(client, attributed(Attribution.CHATHAM_HOUSE, owner=user, status=Status.DRAFT))

    assert not [name for name in CONCEALED if name in page]


@pytest.mark.parametrize("traits", [{"curator": True}, {"administrator": True}])
def test_curator_sees_affiliations_under_the_chatham_house_rule_but_no_speaker(traits):
    page = html(signed_in(**traits), attributed(Attribution.CHATHAM_HOUSE))

    assert [name in page for name in CONCEALED] == [True, True, False]


def test_reader_sees_organizations_but_no_speaker_where_organizations_only_may_be_named(client):
    page = html(client, attributed(Attribution.ORGANIZATION_ONLY))

    assert [name in page for name in CONCEALED] == [True, True, False]


def test_reader_sees_the_speaker_where_the_origin_may_be_named(client):
    page = html(client, attributed(Attribution.NAMED))

    assert [name in page for name in CONCEALED] == [True, True, True]
