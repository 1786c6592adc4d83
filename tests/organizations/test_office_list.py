"""The list of offices: filters, orders, search, its export, and what they cost."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from organizations.filters.offices import OfficeFilterSet
from organizations.models import Membership, Office
from tests.factories import (
    ClientGroupFactory,
    CountryFactory,
    EngagementFactory,
    LessonFactory,
    MembershipFactory,
    OfficeCitationFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
)
from tests.lessons.test_growth import FEW, MANY, MOST_QUERIES, queries, sign_in

pytestmark = pytest.mark.django_db

COLUMNS = (
    "id,name,acronym,hosts,countries,status,year_established,placement,mandate,description,staff_min,staff_max,"
    "staff_as_of,clients,services,networks,processes,roles,funding,contact,website,sources,note,updated_at,url"
)


def listed(query: str = "") -> list[str]:
    """Names in the list's order, for a visitor."""
    return [found.name for found in OfficeFilterSet(QueryDict(query), user=None).qs]


def test_visitor_finds_offices_by_status_placement_and_host() -> None:
    host = OrganizationFactory()
    OfficeFactory(name="A", status="exploring", hosts=[host, OrganizationFactory()])
    OfficeFactory(name="B", status="operational", placement="crisis-response")
    OfficeFactory(name="C")

    assert listed("status=Exploring") == ["A"]
    assert listed("status=exploring&status=not-stated") == ["A", "C"]
    assert listed("status=published") == []
    assert listed("placement=crisis-response") == ["B"]
    assert listed(f"organization={host.slug}") == ["A"]
    assert listed(f"organization={host.slug}&status=operational") == []


def test_visitor_finds_offices_by_service_client_and_network() -> None:
    service, clients = SupportServiceFactory(code="debriefing"), ClientGroupFactory(code="envoys")
    office = OfficeFactory(name="A", services=[service])
    OfficeFactory(name="B", clients=[clients])
    membership = MembershipFactory(organization=None, office=office)

    assert listed("service=debriefing") == ["A"]
    assert listed("client=envoys") == ["B"]
    assert listed(f"network={membership.network.slug}") == ["A"]
    assert listed("service=none-such") == []


def test_visitor_finds_offices_by_country_and_region_of_their_hosts() -> None:
    west = RegionFactory(code="902", parent=RegionFactory(code="901"))
    country = CountryFactory(region=west)
    OfficeFactory(
        name="A", hosts=[OrganizationFactory(country=country), OrganizationFactory(country=country)]
    )
    OfficeFactory(name="B", hosts=[OrganizationFactory(regions=[west])])
    OfficeFactory(name="C")

    assert listed(f"country={country.alpha3}") == ["A"]
    assert listed("region=901") == ["A", "B"]
    assert listed("region=903") == []


def test_visitor_orders_offices_by_name_or_year_those_without_a_year_last() -> None:
    OfficeFactory(name="Undated")
    OfficeFactory(name="young", year_established=2014)
    OfficeFactory(name="Émigré", year_established=1992)

    assert listed() == ["Émigré", "Undated", "young"]
    assert listed("sort=newest") == ["young", "Émigré", "Undated"]
    assert listed("sort=oldest") == ["Émigré", "young", "Undated"]


def test_visitor_searches_offices_by_host_and_mandate() -> None:
    OfficeFactory(name="A", hosts=[OrganizationFactory(name="Eastern Community")])
    OfficeFactory(name="B", mandate="To coach envoys.")

    assert listed("q=eastern") == ["A"]
    assert listed("q=coach") == ["B"]
    assert "<mark>coach</mark> envoys" in Client().get("/offices/?q=coach").content.decode()


def test_visitor_reads_on_a_card_hosts_status_services_and_lessons(client: Client) -> None:
    hosts = [OrganizationFactory(name="First host"), OrganizationFactory(name="Second host")]
    office = OfficeFactory(name="Joint", hosts=hosts, services=[SupportServiceFactory(name="Coaching")])
    LessonFactory(offices=[office])
    LessonFactory(offices=[office], attribution="chatham-house")

    page = client.get("/offices/")

    (card,) = page.context["page_obj"]
    assert [host.name for host in card.host_list] == ["First host", "Second host"]
    assert [service.name for service in card.service_list] == ["Coaching"]
    assert card.lesson_count == client.get(f"/lessons/?office={office.slug}").context["total"] == 1
    assert "Status not stated" in page.content.decode()


def test_analyst_exports_every_fact_of_an_office(client: Client) -> None:
    office = OfficeFactory(
        name="Office", acronym="OFF", hosts=[OrganizationFactory(name="Host", country=CountryFactory(name_en="Mali"))],
        status="operational", year_established=2006, placement="other", mandate="+Advice", description="Text",
        staff_min=4, staff_max=6, staff_as_of="2018-10", funding="Dues", contact="Desk", note="Note",
        website="https://office.example/", clients=[ClientGroupFactory(code="envoys")],
        services=[SupportServiceFactory(code="training", position=2), SupportServiceFactory(code="debriefing")],
    )  # fmt: skip
    membership = MembershipFactory(organization=None, office=office)
    EngagementFactory(office=office, process=PeaceProcessFactory(name="Open"), role="envoy")
    EngagementFactory(office=office, process=PeaceProcessFactory(name="Hidden", handling="green"))
    OfficeCitationFactory(record=office, source=SourceFactory(title="Report"))

    content = b"".join(client.get("/offices/export.csv").streaming_content).decode("utf-8-sig")

    assert content.split("\r\n")[0] == COLUMNS
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row.pop("updated_at").endswith("Z")
    assert row == {
        "id": str(office.pk), "name": "Office", "acronym": "OFF", "hosts": "Host", "countries": "Mali",
        "status": "operational", "year_established": "2006", "placement": "other", "mandate": "'+Advice",
        "description": "Text", "staff_min": "4", "staff_max": "6", "staff_as_of": "2018-10", "clients": "envoys",
        "services": "debriefing; training", "networks": membership.network.name, "processes": "Open",
        "roles": "envoy", "funding": "Dues", "contact": "Desk", "website": "https://office.example/",
        "sources": "Report", "note": "Note", "url": f"http://127.0.0.1:8000/offices/{office.slug}/",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["visitor", "curator"])
def test_reader_of_two_hundred_offices_costs_no_more_queries_than_of_twenty(who: str) -> None:
    client = sign_in(who)
    network: Any = OrganizationFactory(network=True)
    host: Any = OrganizationFactory(country=CountryFactory())
    service, group = SupportServiceFactory(), ClientGroupFactory()
    addresses = [
        "/offices/?page_size=100",
        "/offices/?page_size=100&q=desk",
        f"/offices/?organization={host.slug}&service={service.code}&client={group.code}&network={network.slug}"
        f"&country={host.country.alpha3}&status=planned&page_size=100",
        f"/offices/export.csv?organization={host.slug}",
    ]

    def grow(number: int, start: int) -> dict[str, int]:
        offices = Office.objects.bulk_create(
            Office(name=f"Desk {n}", slug=f"desk-{n}", status="planned") for n in range(start, start + number)
        )
        for relation, record in (("hosts", host), ("services", service), ("clients", group)):
            through = Office._meta.get_field(relation).remote_field.through
            target = f"{record._meta.model_name}_id"
            through.objects.bulk_create(
                through(office_id=office.pk, **{target: record.pk}) for office in offices
            )
        Membership.objects.bulk_create(Membership(network=network, office=office) for office in offices)
        return {address: queries(client, address) for address in addresses}

    few, many = grow(FEW, 0), grow(MANY - FEW, FEW)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few
