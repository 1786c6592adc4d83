"""Processes, organizations, offices, meetings and sources related to one of them, and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling, Status
from tests.access.reading import assert_no_trace, client_of
from tests.access.world import LEVELS, PEOPLE, build_world
from tests.clients import signed_in
from tests.factories import (
    ClientGroupFactory,
    CountryFactory,
    EngagementFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    ParticipationFactory,
    PeaceProcessFactory,
    SourceCitationFactory,
    SourceFactory,
    SupportServiceFactory,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


def related(client: Client, record: Any) -> list[tuple[str, str]]:
    """Name and reasons of each related entry, in the order of the page."""
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return [
        (
            str(entry.record),
            "; ".join(f"{reason.label}: {', '.join(reason.names)}" for reason in entry.reasons),
        )
        for entry in response.context["similar"]
    ]


def names(client: Client, record: Any) -> list[str]:
    return [name for name, _ in related(client, record)]


def others(factory: Any) -> None:
    """So many others that what two or three share is rare."""
    factory.create_batch(20)


# --- Processes -------------------------------------------------------------------------------------------------------


def test_reader_of_a_process_finds_those_of_its_country_and_with_its_supporters(client):
    others(PeaceProcessFactory)
    mali, au = CountryFactory(name_en="Mali"), OrganizationFactory(name="African Union", acronym="AU")
    process = PeaceProcessFactory(countries=[mali])
    for role in ("facilitator", "observer"):
        EngagementFactory(process=process, organization=au, role=role)
    supported = PeaceProcessFactory(name="Supported")
    for role in ("facilitator", "observer"):
        EngagementFactory(process=supported, organization=au, role=role)
    both = PeaceProcessFactory(name="Both", countries=[mali])
    EngagementFactory(process=both, organization=au)

    assert related(client, process) == [
        ("Both", "Same country: Mali; Also supported by: African Union (AU)"),
        ("Supported", "Also supported by: African Union (AU)"),
    ]


def test_page_of_a_process_says_why_another_is_related(client):
    others(PeaceProcessFactory)
    mali = CountryFactory(name_en="Mali")
    process = PeaceProcessFactory(countries=[mali])
    PeaceProcessFactory(name="In Mali too", countries=[mali])

    page = client.get(process.get_absolute_url()).content.decode()

    assert "Related processes</h2>" in page
    assert "Same country: <bdi>Mali</bdi>" in page


def test_hidden_engagement_relates_no_processes(client):
    others(PeaceProcessFactory)
    house, process = OrganizationFactory(name="House"), PeaceProcessFactory()
    EngagementFactory(process=process, organization=house)
    EngagementFactory(process=PeaceProcessFactory(name="Other"), organization=house, handling=Handling.GREEN)
    EngagementFactory(process=PeaceProcessFactory(status=Status.SUPERSEDED), organization=house)

    assert related(client, process) == []
    assert related(signed_in(member=True), process) == [("Other", "Also supported by: House")]


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_finds_exactly_their_processes_and_sources_related(person):
    world = build_world()
    others(PeaceProcessFactory)
    others(SourceFactory)
    client = client_of(world, person)
    expected = [level for level in LEVELS if level in world.listed_for(person) - {"clear"}][:5]
    for kind in ("processes", "sources"):
        records = getattr(world, kind)
        response = client.get(records["clear"].get_absolute_url())
        found = [entry.record.pk for entry in response.context["similar"]]
        assert found == [records[level].pk for level in expected], kind
        assert_no_trace(world, person, response)


# --- Organizations and offices ---------------------------------------------------------------------------------------


def test_reader_of_an_organization_finds_those_in_its_processes_and_networks(client):
    others(OrganizationFactory)
    network = OrganizationFactory(name="Contact group", network=True)
    house = OrganizationFactory(name="House")
    process = PeaceProcessFactory(name="Mindanao")
    colleague, member = OrganizationFactory(name="Colleague"), OrganizationFactory(name="Member")
    for organization in (house, member):
        MembershipFactory(network=network, organization=organization)
    MembershipFactory(network=network, organization=OrganizationFactory(name="Former"), end_year=2010)
    for organization in (house, colleague, member):
        EngagementFactory(process=process, organization=organization, through=network)

    # The network is named on the page, as one of its own.
    assert related(client, house) == [
        ("Member", "Also engaged in: Mindanao; Same network: Contact group"),
        ("Colleague", "Also engaged in: Mindanao"),
    ]
    assert names(client, network) == ["Colleague"]


def test_hidden_process_relates_no_organizations(client):
    others(OrganizationFactory)
    process = PeaceProcessFactory(name="Quiet", handling=Handling.GREEN)
    house = OrganizationFactory()
    for organization in (house, OrganizationFactory(name="Colleague")):
        EngagementFactory(process=process, organization=organization)

    assert related(client, house) == []
    assert related(signed_in(member=True), house) == [("Colleague", "Also engaged in: Quiet")]


def test_parts_of_an_organization_find_each_other_and_not_the_whole(client):
    others(OrganizationFactory)
    whole = OrganizationFactory(name="Whole")
    part = OrganizationFactory(name="Part", parent=whole)
    OrganizationFactory(name="Sister", parent=whole)

    assert related(client, part) == [("Sister", "Also part of: Whole")]
    assert related(client, whole) == []


def test_reader_of_an_office_finds_those_of_its_host_and_with_its_services(client):
    others(OfficeFactory)
    host = OrganizationFactory(name="Host")
    services = [SupportServiceFactory(name=name) for name in ("Training", "Debriefing")]
    mediators = ClientGroupFactory(name="Mediators")
    office = OfficeFactory(hosts=[host], services=services, clients=[mediators])
    OfficeFactory(name="Same host", hosts=[host])
    OfficeFactory(name="Same work", services=services, clients=[mediators])

    assert related(client, office) == [
        ("Same work", "Same services: Training, Debriefing; Same clients: Mediators"),
        ("Same host", "Same host: Host"),
    ]


# --- Meetings and sources --------------------------------------------------------------------------------------------


def test_reader_of_a_meeting_finds_those_of_its_network_convenors_and_participants(client):
    others(MeetingFactory)
    network, house = OrganizationFactory(name="Network", network=True), OrganizationFactory(name="House")
    meeting = MeetingFactory(network=network)
    ParticipationFactory(meeting=meeting, organization=house)
    MeetingFactory(title="Of the network", network=network)
    attended = MeetingFactory(title="Attended")
    ParticipationFactory(meeting=attended, organization=house)
    absent = MeetingFactory(title="Absent")
    ParticipationFactory(meeting=absent, organization=house, attendance="invited-absent")

    assert related(client, meeting) == [
        ("Of the network", "Of the same network: Network"),
        ("Attended", "Also attended by: House"),
    ]


def test_reader_of_a_source_finds_those_of_its_authors_series_and_publishers(client):
    others(SourceFactory)
    house = OrganizationFactory(name="House")
    source = SourceFactory(authors=["Ada Lanz", "Ben Roe"], container="Discussion Points", publishers=[house])
    SourceFactory(title="Author", authors=["Ben Roe"])
    SourceFactory(title="Series", container="discussion points")
    SourceFactory(title="All", authors=["Ada Lanz", "Ben Roe"], publishers=[house])
    SourceCitationFactory(record=SourceFactory(title="Named", publishers=[house]), source=source)
    SourceCitationFactory(record=source, source=SourceFactory(title="Naming", publishers=[house]))

    assert related(client, source) == [
        ("All", "Same authors: Ada Lanz, Ben Roe; Same publisher: House"),
        ("Series", "Same journal or series: Discussion Points"),
        ("Author", "Same author: Ben Roe"),
    ]


# --- Growth ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [{"member": True}, {"curator": True}])
def test_reader_of_pages_with_much_related_costs_no_more_queries_than_with_little(who):
    client = signed_in(**who)

    def queries(number: int) -> dict[str, int]:
        host, network = OrganizationFactory(), OrganizationFactory(network=True)
        country = CountryFactory()
        processes = PeaceProcessFactory.create_batch(number, countries=[country])
        offices = OfficeFactory.create_batch(number, hosts=[host])
        sources = SourceFactory.create_batch(number, publishers=[host])
        meetings = MeetingFactory.create_batch(number, network=network)
        members = OrganizationFactory.create_batch(number)
        for member in members:
            MembershipFactory(network=network, organization=member)
            EngagementFactory(process=processes[0], organization=member)
        found = {}
        for record in (processes[0], offices[0], sources[0], meetings[0], members[0]):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(record.get_absolute_url()).status_code == 200
            found[record.url_noun()] = len(captured)
        return found

    few, many = queries(2), queries(9)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few
