"""Countries and regions: exact numbers, the same as the lists', whatever is hidden; no dead end where nothing is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling, Status
from organizations.choices import EngagementRole
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    CountryFactory,
    EngagementFactory,
    LessonFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
)

from .around_mali import numbers_of, plant_around

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20


def totals_of(response: Any) -> dict[str, int]:
    """The number of entries of each kind that a place's page gathers, without those it has none of."""
    return {relation: excerpt.total for relation, excerpt in response.context["gathered"].items() if excerpt}


# --- One country -----------------------------------------------------------------------------------------------------


def test_visitor_of_a_country_finds_all_that_belongs_to_it(client, mali, togo, sudan):
    plant_around(mali, togo, sudan)

    response = client.get("/countries/mli/")

    gathered = response.context["gathered"]
    assert {relation: [str(row) for row in excerpt.rows] for relation, excerpt in gathered.items()} == {
        "processes": ["In Mali", "In Mali and Togo"],
        "lessons": ["From Mali", "From Mali and its region"],
        "cases": ["Mali's case"],
        "organizations": ["House in Bamako"],
        "offices": ["Office in Bamako"],
        "meetings": ["Meeting in Bamako"],
    }
    text = response.content.decode()
    for name in ("le Mali", "Malí", "مالي", "Western Africa", "Africa", "imply no position"):
        assert name in text, name
    assert [region.name for region in response.context["trail"]] == ["World", "Africa", "Western Africa"]


@pytest.mark.parametrize(
    "address", ["/countries/mli/", "/countries/tgo/", "/regions/011/", "/regions/002/", "/regions/001/"]
)
def test_visitor_of_a_place_reads_the_numbers_of_the_lists(client, mali, togo, sudan, address):
    plant_around(mali, togo, sudan)

    for relation, excerpt in client.get(address).context["gathered"].items():
        listed = client.get(excerpt.url)
        assert listed.context["total"] == excerpt.total, relation
        assert len(listed.context["chips"]) == 1, relation


def test_visitor_of_a_country_reads_who_leads_its_processes(client, mali):
    process = PeaceProcessFactory(name="Talks", countries=[mali], start_year=2012, process_status="ongoing")
    roles = {
        "Lead house": EngagementRole.LEAD_MEDIATOR,
        "Support house": EngagementRole.TECHNICAL_SUPPORT,
        "Envoys' house": EngagementRole.ENVOY,
    }
    for name, role in roles.items():
        EngagementFactory(process=process, organization=OrganizationFactory(name=name), role=role)
    EngagementFactory(
        process=process,
        organization=OrganizationFactory(name="Secret house"),
        role=EngagementRole.CO_CHAIR,
        handling=Handling.RED,
    )

    response = client.get("/countries/mli/")

    (shown,) = response.context["gathered"]["processes"].rows
    assert {str(engagement.organization) for engagement in shown.leaders} == {"Lead house", "Envoys' house"}
    text = " ".join(response.content.decode().split())
    assert "Lead mediator: <a" in text
    assert "from 2012, end not stated" in text
    assert "Ongoing" in text
    assert "Secret house" not in text


def test_visitor_of_a_country_with_many_entries_sees_ten_and_the_way_to_all(client, mali):
    for _ in range(11):
        PeaceProcessFactory(countries=[mali])

    response = client.get("/countries/mli/")

    assert len(response.context["gathered"]["processes"].rows) == 10
    assert 'href="/processes/?country=MLI"' in response.content.decode()
    assert "All 11 peace processes" in response.content.decode()


def test_visitor_of_a_country_that_no_entry_names_is_helped_on(client, mali, togo):
    LessonFactory(countries=[mali])

    response = client.get("/countries/tgo/")

    assert response.status_code == 200
    assert not response.context["is_entered"]
    assert totals_of(response) == {}
    assert response.context["region_counts"] == [("1 lesson", "/lessons/?region=011")]
    text = response.content.decode()
    assert "Nothing is recorded here yet" in text
    for way in ("/regions/011/", "/lessons/?region=011", "/countries/", "q=%22Togo%22"):
        assert way in text, way


def test_visitor_of_a_country_outside_every_region_gets_its_page(client):
    CountryFactory(alpha3="ATA", name_en="Antarctica", region=None)

    response = client.get("/countries/ata/")

    assert response.status_code == 200
    assert list(response.context["trail"]) == []


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        ("/countries/MLI/", 301, "/countries/mli/"),
        ("/countries/Mli/", 301, "/countries/mli/"),
        ("/countries/mli", 301, "/countries/mli/"),
        ("/countries/zzz/", 404, None),
        ("/countries/ZZZ/", 301, "/countries/zzz/"),
        ("/countries/ml/", 404, None),
        ("/countries/466/", 404, None),
        ("/regions/011", 301, "/regions/011/"),
        ("/regions/999/", 404, None),
        ("/regions/11/", 404, None),
        ("/regions/", 302, "/countries/"),
    ],
)
def test_visitor_of_a_wrong_address_is_sent_on_or_told(client, mali, address, status, location):
    response = client.get(address)

    assert (response.status_code, response.get("Location")) == (status, location)


# --- A region --------------------------------------------------------------------------------------------------------


def test_visitor_of_a_region_finds_what_lies_below_it_once(client, mali, togo, sudan):
    plant_around(mali, togo, sudan)

    west, africa = client.get("/regions/011/"), client.get("/regions/002/")

    assert totals_of(west) == {
        "processes": 2,
        "lessons": 3,
        "cases": 1,
        "organizations": 2,
        "offices": 1,
        "meetings": 1,
    }
    assert totals_of(africa) == {**totals_of(west), "processes": 3}
    assert numbers_of(west) == {
        "Mali": {
            "processes": 2,
            "lessons": 2,
            "cases": 1,
            "organizations": 1,
            "offices": 1,
            "meetings": 1,
        },
        "Togo": {"processes": 1},
    }
    assert [part.name for part in africa.context["parts"]] == ["Northern Africa", "Western Africa"]
    assert [region.name for region in west.context["trail"]] == ["World", "Africa"]


def test_visitor_of_a_region_sees_a_map_from_three_countries_on(client, mali, togo, sudan):
    PeaceProcessFactory(countries=[mali, togo])
    assert not client.get("/regions/002/").context["shows_map"]

    PeaceProcessFactory(countries=[sudan])
    response = client.get("/regions/002/")

    assert response.context["shows_map"]
    assert {place.label for place in response.context["world"].rows} == {"Mali", "Togo", "Sudan"}


@pytest.mark.parametrize("address", ["/countries/", "/countries/mli/", "/regions/011/", "/regions/002/", "/"])
def test_visitor_reads_the_same_page_whatever_is_hidden(client, mali, togo, sudan, address):
    plant_around(mali, togo, sudan)
    successor = LessonFactory()
    before = client.get(address).content
    for hidden in (
        {"handling": Handling.GREEN},
        {"handling": Handling.AMBER},
        {"handling": Handling.RED},
        {"status": Status.DRAFT},
        {"status": Status.ARCHIVED},
        {"status": Status.SUPERSEDED},
    ):
        followed = {"superseded_by": successor} if hidden.get("status") == Status.SUPERSEDED else {}
        LessonFactory(countries=[mali, togo], regions=[mali.region], **hidden, **followed)
        PeaceProcessFactory(countries=[mali, togo], **hidden)
        CaseFactory(countries=[mali, togo], **hidden)

    assert client.get(address).content == before


# --- Queries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("traits", [None, {"curator": True}], ids=["visitor", "curator"])
def test_reader_of_places_with_many_of_everything_costs_no_more_queries_than_with_few(traits, mali, togo):
    reader = Client() if traits is None else signed_in(**traits)
    addresses = ["/countries/", "/countries/mli/", "/countries/tgo/", "/regions/011/", "/"]

    def grow(number: int) -> dict[str, int]:
        for _ in range(number):
            country = CountryFactory(region=mali.region)
            process = PeaceProcessFactory(countries=[mali, country])
            house = OrganizationFactory(country=mali, regions=[mali.region])
            EngagementFactory(process=process, organization=house)
            LessonFactory(countries=[mali, country], regions=[mali.region], processes=[process])
            CaseFactory(countries=[mali], process=process)
            OfficeFactory(hosts=[house])
            MeetingFactory(country=mali)
            RegionFactory(parent=mali.region)
        return {address: queries(reader, address) for address in addresses}

    few, many = grow(3), grow(15)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few


def queries(client: Client, address: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
