"""A process's page: who supports it in which role, what was learned there, and what is not known."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling, Status
from organizations.choices import EngagementRole, ProcessStatus
from organizations.models import PeaceProcess
from tests.clients import signed_in
from tests.factories import (
    ApplicationFactory,
    CaseCitationFactory,
    CaseFactory,
    CountryFactory,
    EngagementCitationFactory,
    EngagementFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def process() -> PeaceProcess:
    return PeaceProcessFactory(name="Talks", slug="talks")


def page(client: Client, part: str = "main") -> str:
    """The page's words without markup, spaces collapsed; of one section where its id is given."""
    html = client.get("/processes/talks/").content.decode()
    pattern = r"<main.*?</main>" if part == "main" else rf'id="{part}".*?(?=class="record-part|</article>)'
    found = re.search(pattern, html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", f"<{found[0]}").split()) if found else ""


def groups(client: Client) -> dict[str, list[list[str]]]:
    """Who stands together in each group of roles, by the group's heading."""
    return {
        one.label: [
            [engagement.organization.name for engagement in account.engagements] for account in one.accounts
        ]
        for one in client.get("/processes/talks/").context["groups"]
    }


# --- Who supports it -------------------------------------------------------------------------------------------------


def test_reader_finds_supporters_in_groups_of_roles(client, process):
    for role in EngagementRole.values:
        organization = OrganizationFactory(name=f"The {role}")
        EngagementFactory(process=process, organization=organization, role=role, description=role)

    assert groups(client) == {
        "Lead": [["The lead-mediator"], ["The co-chair"], ["The facilitator"], ["The host"]],
        "Envoys": [["The envoy"]],
        "Contact group, guarantors and observers": [
            ["The contact-group-member"],
            ["The guarantor"],
            ["The observer"],
        ],
        "Support": [["The technical-support"], ["The capacity-building"], ["The coordination"]],
        "Role not specified": [["The not-specified"]],
    }
    assert "Who supports it 12 engagements" in page(client)


def test_reader_finds_of_whom_the_same_is_said_together_and_each_counted(client, process):
    group = OrganizationFactory(name="Contact Group", slug="group", network=True)
    source = SourceFactory(title="A paper")
    for name, description in (("Japan", "A state."), ("HD", "An NGO."), ("Turkey", "A state.")):
        engagement = EngagementFactory(
            process=process,
            organization=OrganizationFactory(name=name),
            role=EngagementRole.CONTACT_GROUP_MEMBER,
            through=group,
            start_year=2009,
            description=description,
            note="The year of the group.",
        )
        EngagementCitationFactory(record=engagement, source=source, locator="Chapter 4")
        EngagementCitationFactory(record=engagement, source=source, locator="footnote 41")

    assert groups(client) == {"Contact group": [["HD"], ["Japan", "Turkey"]]}
    words = page(client, "supporters")
    assert "Who supports it 3 engagements" in words
    assert "Contact group 3" in words
    assert words.count("A state.") == 1
    assert words.count("Through Contact Group") == 2
    assert "from 2009, end not stated" in words
    assert "Editors’ note The year of the group." in words
    assert "Source 1 : Chapter 4; footnote 41" in words


def test_reader_finds_office_years_and_what_is_not_stated_of_an_engagement(client, process):
    office = OfficeFactory(name="Mediation department", slug="department")
    EngagementFactory(process=process, office=office, start_year=2012, end_year=2014)
    EngagementFactory(process=process, role=EngagementRole.NOT_SPECIFIED)

    words = page(client, "supporters")

    assert "Office Mediation department" in words
    assert 'href="/offices/department/"' in client.get("/processes/talks/").content.decode()
    assert "2012–2014" in words
    assert "Role: Not specified Years: no year stated" in words
    assert "No source is recorded." in words
    unknown = client.get("/processes/talks/").context["unknown"]
    assert "the role of 1 of 2 engagements" in unknown
    assert "the years of 1 of 2 engagements" in unknown


def test_reader_finds_a_timeline_whose_rows_lead_to_the_engagements_above(client, process):
    dated = EngagementFactory(process=process, organization=OrganizationFactory(name="CPCS"), start_year=2012)
    undated = EngagementFactory(process=process, role=EngagementRole.ENVOY)

    response = client.get("/processes/talks/")

    rows = [(row.label, row.detail, row.start, row.url) for row in response.context["timeline"].rows]
    assert rows == [
        ("CPCS", "Facilitator", 2012, f"#engagement-{dated.pk}"),
        (undated.organization.name, "Envoy", None, f"#engagement-{undated.pk}"),
    ]
    html = response.content.decode()
    assert html.count('class="picture picture-timeline"') == 1
    for engagement in (dated, undated):
        assert html.count(f'id="engagement-{engagement.pk}"') == 1


def test_reader_of_undated_engagements_is_told_instead_of_shown_an_empty_timeline(client, process):
    EngagementFactory(process=process)

    assert "No source states a year for this engagement." in page(client, "supporters")
    assert "picture-timeline" not in client.get("/processes/talks/").content.decode()


# --- What is known of it ---------------------------------------------------------------------------------------------


def test_reader_of_a_process_of_which_nothing_is_stated_is_told_so(client, process):
    words = page(client)

    for text in (
        "State not stated",
        "Years: no year stated",
        "No summary is recorded yet.",
        "No source at hand names an organization or a state that supports this process.",
        "No lesson on this process is recorded yet.",
        "No case from this process is recorded yet.",
        "No source is recorded for this entry.",
    ):
        assert text in words
    assert client.get("/processes/talks/").context["unknown"] == [
        "when it began",
        "when it ended, or whether it goes on",
        "the state of the process",
        "who supports it",
    ]


def test_reader_of_a_process_gets_its_facts_with_ways_on(client):
    country = CountryFactory(name_en="Philippines", alpha3="PHL", alpha2="PH")
    PeaceProcessFactory(
        name="Talks",
        slug="talks",
        other_names=["Bangsamoro"],
        countries=[country],
        start_year=1997,
        end_year=2014,
        process_status=ProcessStatus.AGREEMENT_REACHED,
        summary="First.\n\nSecond.",
        note="On the years.",
    )

    html = client.get("/processes/talks/").content.decode()

    assert 'href="/countries/phl/"' in html
    assert 'href="/processes/?state=agreement-reached"' in html
    assert "<p>First.</p>\n<p>Second.</p>" in html
    words = page(client)
    for text in ("1997–2014", "Agreement reached", "Also called Bangsamoro", "Editors’ note. On the years."):
        assert text in words
    assert client.get("/processes/talks/").context["unknown"] == ["who supports it"]


def test_reader_finds_lessons_cases_and_applications_with_the_lists_of_exactly_these(client, process):
    for n in range(12):
        LessonFactory(title=f"Lesson {n}", processes=[process], date=f"{2000 + n}")
    CaseFactory(title="A case", process=process)
    ApplicationFactory(
        lesson=LessonFactory(title="Applied"), process=process, description="Tried.", outcome="Worked."
    )

    context = client.get("/processes/talks/").context

    assert [lesson.title for lesson in context["learned"].rows] == [f"Lesson {n}" for n in range(11, 1, -1)]
    assert context["learned"].total == client.get(context["learned"].url).context["total"] == 12
    assert context["learned"].url == "/lessons/?process=talks"
    assert [case.title for case in context["cases"].rows] == ["A case"]
    assert context["cases"].url == "/cases/?process=talks"
    assert "Applied Tried. What came of it Worked." in page(client, "applications")


def test_reader_finds_each_source_once_with_all_places_that_the_page_refers_to(client, process):
    first, second = SourceFactory(title="First"), SourceFactory(title="Second")
    ProcessCitationFactory(record=process, source=first, locator="Chapter 1", note="On the name.")
    engagement = EngagementFactory(process=process)
    for source, locator in ((second, "page 3"), (first, "Chapter 1"), (first, "Chapter 2")):
        EngagementCitationFactory(record=engagement, source=source, locator=locator)

    sources = client.get("/processes/talks/").context["sources"]

    assert [
        (cited.number, cited.source.title, [(place.locator, place.note) for place in cited.places])
        for cited in sources
    ] == [
        (1, "First", [("Chapter 1", "On the name."), ("Chapter 2", "")]),
        (2, "Second", [("page 3", "")]),
    ]
    html = client.get("/processes/talks/").content.decode()
    assert html.count('id="source-1"') == html.count('id="source-2"') == 1
    assert "Source 2 : page 3" in page(client, "supporters")


# --- What may not be seen --------------------------------------------------------------------------------------------


def test_visitor_meets_no_trace_of_what_is_hidden(client, process):
    EngagementFactory(process=process, start_year=2009, role=EngagementRole.ENVOY)
    before = client.get("/processes/talks/").content
    secret = OrganizationFactory(name="zqsecretzq")
    for n, (handling, status) in enumerate(
        (
            (Handling.GREEN, Status.PUBLISHED),
            (Handling.AMBER, Status.PUBLISHED),
            (Handling.RED, Status.PUBLISHED),
            (Handling.CLEAR, Status.DRAFT),
            (Handling.CLEAR, Status.ARCHIVED),
            (Handling.CLEAR, Status.SUPERSEDED),
        )
    ):
        engagement = EngagementFactory(
            process=process,
            organization=secret,
            through=secret,
            start_year=1990 + n,
            description="zqsecretzq",
            handling=handling,
            status=status,
        )
        EngagementCitationFactory(record=engagement)
        if status == Status.SUPERSEDED:
            continue
        lesson = LessonFactory(processes=[process], handling=handling, status=status)
        ApplicationFactory(lesson=lesson, process=process)
        case = CaseFactory(process=process, handling=handling, status=status)
        CaseCitationFactory(record=case)
        if status == Status.PUBLISHED:
            ProcessCitationFactory(record=process, source=SourceFactory(handling=handling))

    assert client.get("/processes/talks/").content == before
    assert len(signed_in(administrator=True).get("/processes/talks/").context["engagements"]) == 6


def test_member_finds_hidden_engagements_marked_with_their_handling(process):
    EngagementFactory(process=process, handling=Handling.GREEN)

    words = page(signed_in(member=True), "supporters")

    assert "Who supports it 1 engagement" in words
    assert "Handling: TLP:GREEN" in words


def test_reader_at_a_wrong_or_former_address_is_sent_on_or_told(client, process):
    assert client.get("/processes/TALKS/")["Location"] == "/processes/talks/"
    assert client.get("/processes/nothing/").status_code == 404
    process.slug = "peace-talks"
    process.save()
    assert client.get("/processes/talks/")["Location"] == "/processes/peace-talks/"


@pytest.mark.parametrize("traits", [None, {"member": True}, {"curator": True}])
def test_reader_of_a_page_with_many_of_everything_costs_no_more_queries_than_with_few(traits):
    client: Client = Client() if traits is None else signed_in(**traits)

    def queries(number: int) -> int:
        process: Any = PeaceProcessFactory(countries=[CountryFactory() for _ in range(number)])
        for n in range(number):
            engagement = EngagementFactory(
                process=process,
                office=OfficeFactory(hosts=[]),
                through=OrganizationFactory(network=True),
                start_year=2000 + n,
            )
            EngagementCitationFactory(record=engagement)
            ProcessCitationFactory(record=process)
            lesson = LessonFactory(processes=[process], countries=[CountryFactory()])
            ApplicationFactory(lesson=lesson, process=process, organization=OrganizationFactory())
            CaseFactory(process=process)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(process.get_absolute_url()).status_code == 200
        return len(captured)

    few, many = queries(2), queries(14)

    assert few == many
    assert few <= 20
