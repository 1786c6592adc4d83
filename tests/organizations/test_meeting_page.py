"""A meeting's page: when and where, who took part, what came of it, and what is not known."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling
from organizations.choices import Attendance
from organizations.models import Meeting
from tests.clients import signed_in
from tests.factories import (
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    MeetingCitationFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    ParticipationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(title="Workshop", slug="workshop")


def page(client: Client) -> str:
    """The page's words without markup, spaces collapsed."""
    html = client.get("/meetings/workshop/").content.decode()
    found = re.search(r"<main.*?</main>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split()) if found else ""


def test_reader_finds_participants_by_attendance_and_name(client, meeting):
    for name, attendance, note in (
        ("United Nations", Attendance.ATTENDED, ""),
        ("African Union", Attendance.ATTENDED, "Written “Africa Union”."),
        ("Observer", Attendance.ONLINE, ""),
        ("ASEAN", Attendance.INVITED_ABSENT, ""),
    ):
        organization = OrganizationFactory(name=name)
        ParticipationFactory(meeting=meeting, organization=organization, attendance=attendance, note=note)
    office = OfficeFactory(name="Mediation Support Unit", slug="msu")
    ParticipationFactory(meeting=meeting, organization=None, office=office)

    response = client.get("/meetings/workshop/")

    assert {
        group.label: [str(one.organization or one.office) for one in group.participations]
        for group in response.context["attendees"]
    } == {
        "Attended": ["African Union", "Mediation Support Unit", "United Nations"],
        "Attended online": ["Observer"],
        "Invited, absent": ["ASEAN"],
    }
    assert 'href="/offices/msu/"' in response.content.decode()
    assert "African Union Written “Africa Union”." in page(client)


def test_reader_finds_head_counts_where_only_those_are_stated(client):
    MeetingFactory(
        slug="workshop",
        people_in_person=27,
        organizations_in_person=17,
        organizations_online=3,
        women=1,
        men=0,
    )

    context = client.get("/meetings/workshop/").context

    assert [(count.number, count.label) for count in context["head_counts"]] == [
        (27, "people in person"),
        (17, "organizations in person"),
        (3, "organizations online"),
        (1, "woman"),
        (0, "men"),
    ]
    assert "No source at hand names those who took part." in page(client)
    assert "how many took part" not in context["unknown"]
    assert "which organizations took part" in context["unknown"]


def test_reader_of_a_meeting_gets_its_facts_with_ways_on(client):
    MeetingFactory(
        slug="workshop",
        start="2018-10-17",
        end="2018-10-19",
        place="Nairobi",
        country=CountryFactory(alpha3="KEN", alpha2="KE", name_en="Kenya"),
        network=OrganizationFactory(name="Network", slug="network", network=True),
        convenors=[OrganizationFactory(name="Convenor", slug="convenor")],
        topic="Operations",
        description="First.\n\nSecond.",
        note="On the count.",
    )

    html = client.get("/meetings/workshop/").content.decode()

    for address in ("/countries/ken/", "/organizations/network/", "/organizations/convenor/"):
        assert f'href="{address}"' in html
    assert 'href="/meetings/?kind=workshop"' in html
    words = page(client)
    for text in ("17–19 October 2018", "Nairobi , Kenya", "Topic Operations", "Editors’ note. On the count."):
        assert text in words


def test_reader_of_a_meeting_of_which_nothing_is_stated_is_told_so(client, meeting):
    words = page(client)

    assert "No source at hand says." in words
    assert "No source at hand states who took part, or how many." in words
    assert "no date stated" in words
    assert "No source is recorded for this entry." in words
    assert client.get("/meetings/workshop/").context["unknown"] == [
        "when it was held",
        "where it was held",
        "who convened it",
        "which organizations took part",
        "how many took part",
        "an outcome document",
    ]


def test_reader_finds_lessons_drawn_from_the_outcome_and_the_list_of_exactly_these(client):
    outcome = SourceFactory(title="Summary note", slug="note")
    MeetingFactory(slug="workshop", outcome=outcome)
    for n in range(12):
        LessonCitationFactory(record=LessonFactory(title=f"Lesson {n}", date=f"{2000 + n}"), source=outcome)
    LessonCitationFactory(record=LessonFactory(handling=Handling.RED), source=outcome)
    LessonFactory()

    context = client.get("/meetings/workshop/").context

    learned = context["learned"]
    assert [lesson.title for lesson in learned.rows] == [f"Lesson {n}" for n in range(11, 1, -1)]
    assert learned.url == "/lessons/?source=note"
    assert learned.total == client.get(learned.url).context["total"] == 12
    assert context["outcome"] == outcome
    assert "Outcome document Summary note" in page(client)


@pytest.mark.parametrize("handling", [Handling.GREEN, Handling.AMBER, Handling.RED])
def test_visitor_meets_no_trace_of_a_hidden_outcome_or_source(client, meeting, handling):
    before = client.get("/meetings/workshop/").content
    hidden = SourceFactory(handling=handling)
    LessonCitationFactory(record=LessonFactory(), source=hidden)
    MeetingCitationFactory(record=meeting, source=hidden, note="zqsecretzq")
    Meeting.objects.filter(pk=meeting.pk).update(outcome=hidden)

    assert client.get("/meetings/workshop/").content == before
    seen = signed_in(administrator=True).get("/meetings/workshop/").context
    assert seen["outcome"] == hidden
    assert [cited.source for cited in seen["sources"]] == [hidden]


def test_reader_at_a_wrong_or_former_address_is_sent_on_or_told(client, meeting):
    assert client.get("/meetings/WORKSHOP/")["Location"] == "/meetings/workshop/"
    assert client.get("/meetings/nothing/").status_code == 404
    meeting.slug = "first-workshop"
    meeting.save()
    assert client.get("/meetings/workshop/")["Location"] == "/meetings/first-workshop/"


@pytest.mark.parametrize("traits", [None, {"curator": True}])
def test_reader_of_a_page_with_many_of_everything_costs_no_more_queries_than_with_few(traits):
    client = Client() if traits is None else signed_in(**traits)

    def queries(number: int) -> int:
        outcome = SourceFactory()
        meeting = MeetingFactory(
            outcome=outcome,
            country=CountryFactory(),
            network=OrganizationFactory(network=True),
            convenors=[OrganizationFactory() for _ in range(number)],
        )
        for _ in range(number):
            ParticipationFactory(meeting=meeting)
            ParticipationFactory(meeting=meeting, organization=None, office=OfficeFactory(hosts=[]))
            MeetingCitationFactory(record=meeting)
            LessonCitationFactory(record=LessonFactory(), source=outcome)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(meeting.get_absolute_url()).status_code == 200
        return len(captured)

    few, many = queries(2), queries(14)

    assert few == many
    assert few <= 20
