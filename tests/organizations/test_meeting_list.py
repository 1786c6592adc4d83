"""The list of meetings as a query string asks for it, its cards and its export."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling
from organizations.choices import Attendance, MeetingKind
from organizations.filters.meetings import MeetingFilterSet
from organizations.models import Meeting, MeetingCitation, Participation
from tests.clients import signed_in
from tests.factories import (
    CountryFactory,
    MeetingCitationFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    ParticipationFactory,
    RegionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HEADER = [
    "id", "title", "kind", "network", "start", "end", "place", "country", "country_code", "topic", "description",
    "convenors", "attended", "attended_online", "invited_absent", "people_in_person", "people_online",
    "organizations_in_person", "organizations_online", "women", "men", "outcome", "sources", "note", "updated_at",
    "url",
]  # fmt: skip


def listed(query: str = "", user: Any = None) -> list[str]:
    """Titles of the list's meetings, in order, for a visitor unless told otherwise."""
    return [meeting.title for meeting in MeetingFilterSet(QueryDict(query), user=user).qs]


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/meetings/export.csv?{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- Filters ---------------------------------------------------------------------------------------------------------


def test_reader_asks_for_an_organization_gets_meetings_it_attended_convened_or_holds():
    organization = OrganizationFactory(slug="msn", network=True)
    ParticipationFactory(meeting=MeetingFactory(title="Attended"), organization=organization)
    absent = MeetingFactory(title="Invited")
    ParticipationFactory(meeting=absent, organization=organization, attendance=Attendance.INVITED_ABSENT)
    MeetingFactory(title="Convened", convenors=[organization, OrganizationFactory()])
    MeetingFactory(title="Its own", network=organization, convenors=[organization])
    MeetingFactory(title="Another's", convenors=[OrganizationFactory()])

    assert listed("organization=MSN&sort=title") == ["Attended", "Convened", "Invited", "Its own"]
    assert listed("organization=nobody") == []


def test_reader_asks_for_office_kind_country_or_region_gets_exactly_these():
    region = RegionFactory(code="014", parent=RegionFactory(code="002"))
    kenya = CountryFactory(alpha3="KEN", alpha2="KE", region=region)
    nairobi = MeetingFactory(title="Nairobi", country=kenya, kind=MeetingKind.WORKSHOP)
    ParticipationFactory(meeting=nairobi, organization=None, office=OfficeFactory(slug="un-msu"))
    MeetingFactory(title="Elsewhere", kind=MeetingKind.ANNUAL_MEETING)

    for query in ("office=un-msu", "kind=workshop", "country=ken", "region=014", "region=002"):
        assert listed(query) == ["Nairobi"], query
    assert listed("kind=annual-meeting") == ["Elsewhere"]
    assert listed("kind=annual-meeting&kind=workshop&sort=title") == ["Elsewhere", "Nairobi"]


def test_reader_asks_for_a_source_gets_meetings_that_led_to_it_or_cite_it_unless_it_is_hidden():
    open_source, hidden = SourceFactory(slug="open"), SourceFactory(slug="hidden", handling=Handling.GREEN)
    MeetingFactory(title="Led to it", outcome=open_source)
    MeetingCitationFactory(record=MeetingFactory(title="Cites it"), source=open_source)
    MeetingFactory(title="Led to the hidden one", outcome=hidden)
    MeetingCitationFactory(record=MeetingFactory(title="Cites the hidden one"), source=hidden)

    assert listed("source=open&sort=title") == ["Cites it", "Led to it"]
    assert listed("source=hidden") == []
    found = signed_in(member=True).get("/meetings/?source=hidden&sort=title").context["page_obj"]
    assert [meeting.title for meeting in found] == ["Cites the hidden one", "Led to the hidden one"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("year_min=2018", ["2022", "2018-10-17"]),
        ("year_max=2017", ["2016-05"]),
        ("year_min=2017&year_max=2018", ["2018-10-17"]),
        ("year_min=0000&year_max=9999", ["2022", "2018-10-17", "2016-05"]),
    ],
)
def test_reader_asks_for_years_gets_meetings_that_began_in_them(client, query, titles):
    for start in ("2016-05", "2018-10-17", "2022", ""):
        MeetingFactory(title=start or "undated", start=start)

    assert listed(query) == titles
    said = client.get(f"/meetings/?{query}").context["notices"]
    assert said == ["1 entry has no date and so is left out by the years."]


def test_reader_asks_for_what_is_not_known_is_told_and_finds_nothing(client):
    MeetingFactory()
    response = client.get("/meetings/?kind=party&office=none&country=XQQ&sort=evidence")

    assert response.status_code == 200
    assert response.context["total"] == 0
    said = " ".join(response.context["notices"])
    assert all(text in said for text in ("“party”", "“none”", "“XQQ”", "“evidence”"))


# --- Orders and words ------------------------------------------------------------------------------------------------


def test_reader_sorts_meetings_with_undated_ones_last_in_either_direction():
    for title, start in (("b", "2018-10-17"), ("a", "2018"), ("d", "2022-01"), ("c", "")):
        MeetingFactory(title=title, start=start)

    assert listed() == listed("sort=newest") == ["d", "b", "a", "c"]
    assert listed("sort=oldest") == ["a", "b", "d", "c"]
    assert listed("sort=title") == ["a", "b", "c", "d"]
    Meeting.objects.get(title="a").save()
    assert listed("sort=updated")[0] == "a"


def test_reader_searches_meetings_by_topic_place_description_and_participant():
    meeting = MeetingFactory(title="Workshop", topic="Operations", place="Nairobi", description="Ten bodies.")
    ParticipationFactory(meeting=meeting, organization=OrganizationFactory(name="Zebra League"))
    MeetingFactory(title="Other")

    for words in ("workshop", "operations", "nairobi", "bodies", "zebra league"):
        assert listed(f"q={words}") == ["Workshop"], words


def test_reader_of_a_card_sees_who_held_the_meeting_and_how_many_came(client):
    meeting = MeetingFactory(
        title="Workshop",
        slug="workshop",
        start="2018-10-17",
        end="2018-10-19",
        place="Nairobi",
        country=CountryFactory(name_en="Kenya"),
        network=OrganizationFactory(name="Mediation Support Network", acronym="MSN", network=True),
        convenors=[OrganizationFactory(name="Convenor")],
        people_in_person=15,
    )
    for attendance in (Attendance.ATTENDED, Attendance.ONLINE, Attendance.INVITED_ABSENT):
        ParticipationFactory(meeting=meeting, attendance=attendance)

    (card,) = client.get("/meetings/").context["page_obj"]
    html = client.get("/meetings/").content.decode()

    assert card.participant_count == 2
    for text in ("17–19 October 2018", "Nairobi", "Kenya", "MSN", "Convenor", "15 people in person"):
        assert text in html
    assert 'href="/meetings/workshop/#participants"' in html


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("2016", "", "2016"),
        ("2018-10-17", "2018-10-17", "17 October 2018"),
        ("2018-10-17", "2018-10-19", "17–19 October 2018"),
        ("2018-10-30", "2018-11-02", "30 October – 2 November 2018"),
        ("2018-12-31", "2019-01-02", "31 December 2018 – 2 January 2019"),
        ("2018-10", "2018-11", "October – November 2018"),
        ("2018", "2019", "2018–2019"),
        ("2018", "2018-11", "2018 – November 2018"),
        ("", "2018-11", "until November 2018"),
    ],
)
def test_reader_of_dates_gets_what_two_dates_share_once(start, end, words):
    assert Meeting(start=start, end=end).dates == words


# --- Export ----------------------------------------------------------------------------------------------------------


def test_analyst_downloads_meetings_gets_every_fact_of_the_page(client, settings):
    meeting = MeetingFactory(
        title="=Workshop",
        slug="workshop",
        start="2018-10-17",
        end="2018-10-19",
        place="@Nairobi",
        country=CountryFactory(alpha3="KEN", alpha2="KE", name_en="Kenya"),
        network=OrganizationFactory(name="Network", network=True),
        convenors=[OrganizationFactory(name="One; two"), OrganizationFactory(name="Three")],
        topic="Topic",
        description="Text",
        note="Note",
        people_in_person=15,
        women=8,
        men=0,
        outcome=SourceFactory(title="Outcome"),
    )
    for name, attendance in (
        ("B", Attendance.ATTENDED),
        ("A", Attendance.ATTENDED),
        ("C", Attendance.INVITED_ABSENT),
    ):
        ParticipationFactory(
            meeting=meeting, organization=OrganizationFactory(name=name), attendance=attendance
        )
    office = OfficeFactory(name="Office")
    ParticipationFactory(meeting=meeting, organization=None, office=office, attendance=Attendance.ONLINE)
    MeetingCitationFactory(record=meeting, source=SourceFactory(title="Paper"), locator="1")
    MeetingCitationFactory(record=meeting, source=SourceFactory(title="Hidden", handling=Handling.RED))

    (row,) = table(client)

    assert list(row) == HEADER
    assert row | {"id": "", "updated_at": ""} == {
        "id": "",
        "title": "'=Workshop",
        "kind": "workshop",
        "network": "Network",
        "start": "2018-10-17",
        "end": "2018-10-19",
        "place": "'@Nairobi",
        "country": "Kenya",
        "country_code": "KEN",
        "topic": "Topic",
        "description": "Text",
        "convenors": "One, two; Three",
        "attended": "A; B",
        "attended_online": "Office",
        "invited_absent": "C",
        "people_in_person": "15",
        "people_online": "",
        "organizations_in_person": "",
        "organizations_online": "",
        "women": "8",
        "men": "0",
        "outcome": "Outcome",
        "sources": "Paper",
        "note": "Note",
        "updated_at": "",
        "url": f"{settings.SITE_URL}/meetings/workshop/",
    }


def test_analyst_downloads_a_filtered_list_gets_its_rows_in_its_order(client):
    for start in ("2016", "2018", "2022", ""):
        MeetingFactory(start=start, outcome=SourceFactory(handling=Handling.RED))
    query = "year_min=2017&page_size=10&sort=oldest"

    page = client.get(f"/meetings/?{query}").context["page_obj"]

    assert [row["title"] for row in table(client, query)] == [meeting.title for meeting in page]
    assert {row["outcome"] for row in table(client)} == {""}
    assert "-TLP-CLEAR.csv" in client.get("/meetings/export.csv")["Content-Disposition"]
    administrator = signed_in(administrator=True)
    assert "-TLP-RED.csv" in administrator.get("/meetings/export.csv")["Content-Disposition"]


# --- Queries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("traits", [None, {"curator": True}])
def test_reader_of_two_hundred_meetings_costs_no_more_queries_than_twenty(traits):
    client = Client() if traits is None else signed_in(**traits)
    country, source = CountryFactory.create(region=RegionFactory()), SourceFactory.create()
    organization = OrganizationFactory.create(network=True)
    addresses = [
        "/meetings/?page_size=100",
        f"/meetings/?page_size=100&q=workshop&kind=workshop&country={country.alpha3}&year_min=1990"
        f"&region={country.region.code}&organization={organization.slug}&source={source.slug}",
        "/meetings/export.csv?q=workshop",
    ]

    def grow(number: int) -> list[int]:
        start = Meeting.objects.count()
        made = Meeting.objects.bulk_create(
            Meeting(
                title=f"Workshop {n}", slug=f"workshop-{n}", kind="workshop", start="2018", country=country,
                network=organization, outcome=source,
            )
            for n in range(start, start + number)
        )  # fmt: skip
        Meeting.convenors.through.objects.bulk_create(
            Meeting.convenors.through(meeting=meeting, organization=organization) for meeting in made
        )
        Participation.objects.bulk_create(
            Participation(meeting=meeting, organization=organization) for meeting in made
        )
        MeetingCitation.objects.bulk_create(MeetingCitation(record=one, source=source) for one in made)
        return [queries(client, address) for address in addresses]

    few, many = grow(20), grow(180)

    assert few == many
    assert max(few) <= 20


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200
        b"".join(response.streaming_content) if response.streaming else response.content
    return len(captured)
