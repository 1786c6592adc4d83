"""An office's page: hosts, status in words, facts, the advisory cycle, networks, and what was learned with it."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.models import Office, Organization
from organizations.views.offices import staff_of
from tests.clients import signed_in
from tests.factories import (
    CaseActorFactory,
    ClientGroupFactory,
    EngagementCitationFactory,
    EngagementFactory,
    LessonFactory,
    MembershipFactory,
    OfficeCitationFactory,
    OfficeFactory,
    OrganizationFactory,
    ParticipationFactory,
    SupportServiceFactory,
)
from tests.lessons.reading import html, in_order, links, text
from tests.lessons.test_growth import MOST_QUERIES, queries, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("least", "most", "as_of", "words"),
    [
        (None, None, "2018", ""),
        (1, 16, "", "1 to 16"),
        (4, 4, "2018-10", "4, as of October 2018"),
        (4, None, "", "at least 4"),
        (None, 6, "2018", "at most 6, as of 2018"),
        (0, 2, "", "0 to 2"),
    ],
)
def test_visitor_reads_the_staff_figure_with_its_date(
    least: int | None, most: int | None, as_of: str, words: str
) -> None:
    assert staff_of(Office(staff_min=least, staff_max=most, staff_as_of=as_of)) == words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("not-stated", "Status not stated. The sources do not say whether"),
        ("exploring", "Exploring. The organization was still looking into"),
        ("planned", "Planned. It is to be set up."),
        ("operational", "Operational. The sources describe it at work."),
        ("closed", "Closed. It no longer works."),
    ],
)
def test_visitor_reads_the_status_of_an_office_in_words(client: Client, status: str, words: str) -> None:
    page = text(client, OfficeFactory(status=status))

    assert words in page
    assert "Not published" not in page


def test_visitor_reads_the_facts_of_an_office(client: Client) -> None:
    host = OrganizationFactory(name="Host")
    office = OfficeFactory(
        name="Office", hosts=[host], year_established=2006, placement="early-warning-service", staff_min=2,
        mandate="To advise.", funding="Dues.", contact="The desk.", note="A doubt.",
        clients=[ClientGroupFactory(name="Envoys")],
    )  # fmt: skip
    network = MembershipFactory(organization=None, office=office, as_of="2022-04").network
    ParticipationFactory(organization=None, office=office, attendance="online")

    words = text(client, office)

    assert in_order(words, "Mandate", "To advise.", "A doubt.", "Host", "2006", "Early warning service")
    assert in_order(words, "at least 2", "Envoys", "Dues.", "The desk.", network.name, "as of April 2022")
    assert in_order(words, "Not recorded", "Services offered", "Website", "Meetings", "Attended online")
    assert links(html(client, office))["Host"] == host.get_absolute_url()


def test_visitor_follows_the_advisory_cycle_to_the_lessons_on_each_service(client: Client) -> None:
    codes = [
        "debriefing", "strategic-reflection-retreat", "peer-to-peer-coaching", "handover-retreat",
        "briefing-of-new-mediators", "envoy-selection", "training",
    ]  # fmt: skip
    services = {code: SupportServiceFactory(code=code, name=f"On {code}") for code in codes}
    office = OfficeFactory(services=[services["peer-to-peer-coaching"]])
    LessonFactory(services=[services["debriefing"]])
    LessonFactory(services=[services["debriefing"]], attribution="chatham-house")
    LessonFactory(services=[services["debriefing"]], handling="green")

    response = client.get(office.get_absolute_url())

    stages = response.context["stages"]
    assert [stage.name for stage in stages] == [
        "Selection", "Briefing", "Handover", "Coaching", "Reflection", "Debriefing",
    ]  # fmt: skip
    assert [stage.name for stage in stages if stage.is_offered] == ["Coaching"]
    assert [service.code for service in response.context["other_services"]] == ["training"]
    words = text(client, office, "services")
    assert in_order(words, "1 service of this office is recorded", "On envoy-selection", "Not recorded")
    assert in_order(
        words, "On peer-to-peer-coaching", "Offered", "On debriefing", "2 lessons", "Other services"
    )
    assert client.get("/lessons/?service=debriefing").context["total"] == 2
    assert "3 lessons" in text(signed_in(member=True), office, "services")


def test_visitor_reads_that_no_service_is_recorded(client: Client) -> None:
    SupportServiceFactory(code="debriefing", name="Debriefing")

    words = text(client, OfficeFactory(), "services")

    assert "No source at hand says which of these services this office offers." in words
    assert "Not recorded" not in words


def test_visitor_reads_roles_and_lessons_of_an_office_but_none_under_the_chatham_house_rule(
    client: Client,
) -> None:
    office = OfficeFactory(name="Office")
    EngagementFactory(office=office, organization=OrganizationFactory(name="Actor"), role="technical-support")
    LessonFactory(title="Open lesson", offices=[office])
    LessonFactory(title="Closed lesson", offices=[office], attribution="chatham-house")

    words = text(client, office)

    assert in_order(words, "Processes and roles", "Actor", "Technical support", "Open lesson")
    assert "Closed lesson" not in words
    assert "Closed lesson" in text(signed_in(curator=True), office)


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_of_an_office_with_many_of_everything_costs_no_more_queries_than_with_few(who: str) -> None:
    client = sign_in(who)

    def page(number: int) -> int:
        office = OfficeFactory(
            hosts=[OrganizationFactory() for _ in range(number)],
            clients=[ClientGroupFactory() for _ in range(number)],
            services=[SupportServiceFactory() for _ in range(number)],
        )
        OfficeCitationFactory(record=office)
        for _ in range(number):
            MembershipFactory(organization=None, office=office)
            ParticipationFactory(organization=None, office=office)
            EngagementCitationFactory(record=EngagementFactory(office=office))
            LessonFactory(offices=[office])
            CaseActorFactory(organization=None, office=office)
        return queries(client, office.get_absolute_url())

    few, many = page(2), page(12)

    assert many == few <= MOST_QUERIES


@pytest.mark.usefixtures("collection")
class TestCollection:
    def test_visitor_sees_both_hosts_of_the_mediation_support_project(self, client: Client) -> None:
        office = Office.objects.get(slug="mediation-support-project")
        found = links(html(client, office))

        for slug in ("swisspeace", "css-eth-zurich"):
            host = Organization.objects.get(slug=slug)
            assert found[str(host)] == host.get_absolute_url()
            assert links(html(client, host))[str(office)] == office.get_absolute_url()

    def test_visitor_finds_the_offices_of_eac_and_oic_exploring(self, client: Client) -> None:
        exploring = client.get("/offices/?status=exploring").context["page_obj"]

        assert [office.slug for office in exploring] == ["eac-mediation-support", "oic-mediation-support"]
        for office in exploring:
            assert "Exploring. The organization was still looking into" in text(client, office)

    def test_visitor_walks_from_the_un_unit_to_the_network_and_back(self, client: Client) -> None:
        unit, network = Office.objects.get(slug="un-msu"), Organization.objects.get(slug="msn")

        assert links(html(client, unit))[str(network)] == network.get_absolute_url()
        assert links(html(client, network))[str(unit)] == unit.get_absolute_url()

    def test_visitor_walks_from_ecowas_by_a_shared_case_to_wanep_and_its_case(self, client: Client) -> None:
        ecowas, wanep = (Organization.objects.get(slug=slug) for slug in ("ecowas", "wanep"))

        assert links(html(client, ecowas))[str(wanep)] == wanep.get_absolute_url()
        (case,) = client.get(wanep.get_absolute_url()).context["cases"].rows
        assert links(html(client, wanep))[case.title] == case.get_absolute_url()
