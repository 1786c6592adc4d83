"""The list of peace processes as a query string asks for it, its cards and its export."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from msn_kb.core.access import Handling, Status
from organizations.choices import EngagementRole, ProcessStatus
from organizations.filters.processes import ProcessFilterSet
from organizations.models import Engagement, PeaceProcess
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    CountryFactory,
    EngagementFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
    RegionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HEADER = [
    "id", "name", "other_names", "countries", "country_codes", "start_year", "end_year", "state", "summary",
    "engagements", "contact_groups", "sources", "note", "handling", "status", "updated_at", "url",
]  # fmt: skip


def listed(query: str = "", user: Any = None) -> list[str]:
    """Names of the list's processes, in order, for a visitor unless told otherwise."""
    return [process.name for process in ProcessFilterSet(QueryDict(query), user=user).qs]


def facets(client: Client, query: str = "") -> dict[str, dict[str, int]]:
    """Counts by parameter and value."""
    found = client.get(f"/processes/?{query}").context["facets"]
    return {facet.name: {value.value: value.count for value in facet.values} for facet in found}


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/processes/export.csv?{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- Filters ---------------------------------------------------------------------------------------------------------


def test_reader_asks_for_a_country_or_a_region_above_it_gets_its_processes():
    asia = RegionFactory(code="142")
    south_east = RegionFactory(code="035", parent=asia)
    philippines = CountryFactory(alpha3="PHL", alpha2="PH", region=south_east)
    PeaceProcessFactory(name="Mindanao", countries=[philippines])
    PeaceProcessFactory(name="Elsewhere", countries=[CountryFactory(region=RegionFactory(code="002"))])
    PeaceProcessFactory(name="Nowhere")

    for query in ("country=phl", "country=PHL&country=XXX", "region=035", "region=142"):
        assert listed(query) == ["Mindanao"], query
    assert listed("country=phl&region=002") == []


def test_reader_asks_for_an_organization_gets_processes_it_acts_in_or_others_act_through():
    japan, group = OrganizationFactory(slug="japan"), OrganizationFactory(slug="group", network=True)
    mindanao = PeaceProcessFactory(name="Mindanao")
    EngagementFactory(process=mindanao, organization=japan, through=group)
    EngagementFactory(process=PeaceProcessFactory(name="Myanmar"), organization=japan)
    EngagementFactory(process=PeaceProcessFactory(name="Mali"))

    assert listed("organization=Japan") == ["Mindanao", "Myanmar"]
    assert listed("organization=group") == ["Mindanao"]
    assert listed("organization=nobody") == []


def test_reader_asks_for_an_office_gets_processes_in_which_it_acts():
    mali = PeaceProcessFactory(name="Mali")
    EngagementFactory(process=mali, office=OfficeFactory(slug="mediation-department"))
    EngagementFactory()

    assert listed("office=mediation-department") == ["Mali"]


def test_reader_asks_for_roles_gets_processes_in_which_somebody_has_one_of_them():
    for name, role in (("A", "co-chair"), ("B", "envoy"), ("C", "observer")):
        EngagementFactory(process=PeaceProcessFactory(name=name), role=role)
    PeaceProcessFactory(name="D")

    assert listed("role=envoy") == ["B"]
    assert listed("role=Envoy&role=co-chair") == ["A", "B"]
    assert listed("role=king") == []
    assert listed("role=king&role=envoy") == ["B"]


def test_reader_asks_for_state_handling_status_or_source_gets_exactly_these():
    source = SourceFactory(slug="paper")
    cited = PeaceProcessFactory(name="Cited", process_status=ProcessStatus.ENDED)
    ProcessCitationFactory(record=cited, source=source)
    ProcessCitationFactory(record=cited, source=source)
    PeaceProcessFactory(name="Ongoing", process_status=ProcessStatus.ONGOING)
    PeaceProcessFactory(name="Former", status=Status.SUPERSEDED)
    PeaceProcessFactory(name="Green", handling=Handling.GREEN)
    member = signed_in(member=True)

    assert listed("state=ended") == ["Cited"]
    assert listed("state=ended&state=ongoing") == ["Cited", "Ongoing"]
    assert listed("source=paper") == ["Cited"]
    assert listed("status=superseded") == ["Former"]
    assert listed() == ["Cited", "Ongoing"]
    assert listed("handling=green") == []
    found = member.get("/processes/?handling=green").context["page_obj"]
    assert [process.name for process in found] == ["Green"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("year_min=2005", ["from 2000", "from 2009 to 2014"]),
        ("year_max=1999", ["from 1990 to 1992", "until 1992"]),
        ("year_min=1992&year_max=1992", ["from 1990 to 1992", "until 1992"]),
        ("year_min=1991&year_max=1991", ["from 1990 to 1992"]),
        ("year_min=1993&year_max=1999", []),
        ("year_min=2014", ["from 2000", "from 2009 to 2014"]),
        ("year_min=2015", ["from 2000"]),
        (
            "year_min=0000&year_max=9999",
            ["from 1990 to 1992", "from 2000", "from 2009 to 2014", "until 1992"],
        ),
    ],
)
def test_reader_asks_for_years_gets_what_was_going_on_in_them(client, query, names):
    for name, start, end in (
        ("from 1990 to 1992", 1990, 1992),
        ("from 2000", 2000, None),
        ("from 2009 to 2014", 2009, 2014),
        ("until 1992", None, 1992),
        ("unknown", None, None),
    ):
        PeaceProcessFactory(name=name, start_year=start, end_year=end)

    assert listed(query) == names
    said = client.get(f"/processes/?{query}").context["notices"]
    assert said == ["1 entry has no date and so is left out by the years."]


def test_reader_asks_for_what_is_not_known_is_told_and_finds_nothing(client):
    PeaceProcessFactory()
    response = client.get("/processes/?role=king&state=calm&organization=nobody&sort=evidence&year_min=99")

    assert response.status_code == 200
    assert response.context["total"] == 0
    said = " ".join(response.context["notices"])
    for text in ("“king”", "“calm”", "“nobody”", "“evidence”", "“99”"):
        assert text in said


# --- Orders and words ------------------------------------------------------------------------------------------------


def test_reader_sorts_processes_with_unknown_years_last_in_either_direction():
    for name, start, end in (("b", 2009, None), ("a", None, 2016), ("Á", None, 1992), ("c", None, None)):
        PeaceProcessFactory(name=name, start_year=start, end_year=end)

    assert listed("sort=newest") == ["a", "b", "Á", "c"]
    assert listed("sort=oldest") == ["Á", "b", "a", "c"]
    assert listed("sort=title") == listed() == ["a", "Á", "b", "c"]
    PeaceProcess.objects.get(name="b").save()
    assert listed("sort=updated")[0] == "b"


def test_reader_searches_processes_by_summary_other_name_and_country():
    country = CountryFactory(name_en="Philippines")
    PeaceProcessFactory(
        name="Mindanao", summary="Talks with a front.", other_names=["Bangsamoro"], countries=[country]
    )
    PeaceProcessFactory(name="Mali")

    for words in ("mindanao", "talks front", "bangsamoro", "philippines"):
        assert listed(f"q={words}") == ["Mindanao"], words


# --- What may not be seen --------------------------------------------------------------------------------------------


def test_visitor_of_the_list_meets_no_trace_of_hidden_engagements(client):
    house = OrganizationFactory(slug="zqhousezq", name="zqhousezq")
    office = OfficeFactory(slug="zqofficezq", name="zqofficezq")
    process = PeaceProcessFactory(name="Open")
    PeaceProcessFactory(name="Other")
    EngagementFactory(process=process, role="envoy")

    def seen() -> tuple[Any, ...]:
        records = [
            (record.name, record.engagement_count) for record in client.get("/processes/").context["page_obj"]
        ]
        return records, facets(client), table(client), [listed(f"{name}={value}") for name, value in asked]

    asked = [("organization", "zqhousezq"), ("office", "zqofficezq"), ("role", "observer")]
    before = seen()
    for handling, status in (
        (Handling.GREEN, Status.PUBLISHED),
        (Handling.AMBER, Status.PUBLISHED),
        (Handling.RED, Status.PUBLISHED),
        (Handling.CLEAR, Status.DRAFT),
        (Handling.CLEAR, Status.SUPERSEDED),
    ):
        EngagementFactory(
            process=process,
            organization=house,
            office=office,
            through=house,
            role="observer",
            start_year=1990 + Engagement.objects.count(),
            handling=handling,
            status=status,
        )

    assert seen() == before
    assert "zqhousezq" not in client.get("/processes/").content.decode()


def test_visitor_of_a_card_gets_the_numbers_of_the_lists_it_leads_to(client):
    process = PeaceProcessFactory(slug="mali")
    for handling in (Handling.CLEAR, Handling.CLEAR, Handling.RED):
        LessonFactory(processes=[process], handling=handling)
        CaseFactory(process=process, handling=handling)
        EngagementFactory(process=process, handling=handling)
    LessonFactory(processes=[process], status=Status.SUPERSEDED, superseded_by=LessonFactory())

    (card,) = client.get("/processes/").context["page_obj"]

    assert (card.engagement_count, card.lesson_count, card.case_count) == (2, 2, 2)
    assert client.get("/lessons/?process=mali").context["total"] == 2


# --- Export ----------------------------------------------------------------------------------------------------------


def test_analyst_downloads_processes_gets_every_fact_of_the_page(client, settings):
    process = PeaceProcessFactory(
        name="=Mindanao",
        slug="mindanao",
        other_names=["Bangsamoro", "-Moro"],
        countries=[CountryFactory(alpha3="PHL", alpha2="PH", name_en="Philippines")],
        start_year=1997,
        summary="Talks.",
        note="A note.",
    )
    group = OrganizationFactory(name="Contact Group", network=True)
    for name, through in (("Malaysia", None), ("Japan; state", group)):
        role = EngagementRole.CONTACT_GROUP_MEMBER if through else EngagementRole.FACILITATOR
        organization = OrganizationFactory(name=name)
        EngagementFactory(process=process, organization=organization, role=role, through=through)
    ProcessCitationFactory(record=process, source=SourceFactory(title="A paper"))
    ProcessCitationFactory(record=process, source=SourceFactory(title="Hidden", handling=Handling.RED))

    (row,) = table(client)

    assert list(row) == HEADER
    assert row | {"id": "", "updated_at": ""} == {
        "id": "",
        "name": "'=Mindanao",
        "other_names": "Bangsamoro; -Moro",
        "countries": "Philippines",
        "country_codes": "PHL",
        "start_year": "1997",
        "end_year": "",
        "state": "not-stated",
        "summary": "Talks.",
        "engagements": "Japan, state: contact-group-member; Malaysia: facilitator",
        "contact_groups": "Contact Group",
        "sources": "A paper",
        "note": "A note.",
        "handling": "clear",
        "status": "published",
        "updated_at": "",
        "url": f"{settings.SITE_URL}/processes/mindanao/",
    }


def test_analyst_downloads_a_filtered_list_gets_its_rows_in_its_order_and_the_highest_handling():
    member = signed_in(member=True)
    for year in (1992, 2005, None):
        process = PeaceProcessFactory(name=f"Process {year}", end_year=year)
        EngagementFactory(process=process, handling=Handling.GREEN)
    query = "sort=newest&role=facilitator&page_size=10"
    page = member.get(f"/processes/?{query}").context["page_obj"]

    assert [row["name"] for row in table(member, query)] == [process.name for process in page]
    name = member.get(f"/processes/export.csv?{query}")["Content-Disposition"]
    assert "/" not in name
    assert "processes-" in name
    assert "-TLP-GREEN.csv" in name
    assert table(member, "role=king") == []
