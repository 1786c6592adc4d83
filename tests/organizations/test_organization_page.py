"""An organization's page: what it is, whom it belongs to, what it did, and what was learned with it."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.models import Organization
from tests.clients import signed_in
from tests.factories import (
    CaseActorFactory,
    CaseFactory,
    CountryFactory,
    EngagementCitationFactory,
    EngagementFactory,
    LessonFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    ParticipationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
)
from tests.lessons.reading import html, in_order, links, text
from tests.lessons.test_growth import MOST_QUERIES, queries, sign_in

pytestmark = pytest.mark.django_db


def test_visitor_reads_what_an_organization_is(client: Client) -> None:
    parent = OrganizationFactory(name="Parent")
    body = OrganizationFactory(
        name="Body", acronym="BOD", kind="regional", parent=parent, country=CountryFactory(name_en="Mali"),
        regions=[RegionFactory(name_en="West")], website="https://body.example/", note="A doubt.",
    )  # fmt: skip
    OrganizationFactory(name="Part", parent=body)
    OrganizationNameFactory(organization=body, name="Corps", kind="translation", language="fr")
    OrganizationNameFactory(organization=body, name="Old body", kind="former", note="Until 2002.")
    office = OfficeFactory(name="Office", hosts=[body], status="exploring")

    words, found = text(client, body), links(html(client, body))

    assert in_order(
        words, "Regional organization", "Body (BOD)", "A doubt.", "Mali", "West", "Parent", "Part"
    )
    assert in_order(words, "Former name", "Old body", "Until 2002.", "In another language", "Corps", "French")
    assert in_order(words, "Office", "Exploring", "Not recorded", "What it is and does")
    assert found["Parent"] == parent.get_absolute_url()
    assert found["Office"] == office.get_absolute_url()


def test_visitor_reads_of_networks_and_members_with_dates(client: Client) -> None:
    network = OrganizationFactory(name="Network", network=True)
    body = OrganizationFactory(name="Body")
    MembershipFactory(network=network, organization=body, as_of="2022-04")
    MembershipFactory(
        network=network, organization=None, office=OfficeFactory(name="An office"), start_year=2009
    )

    assert in_order(text(client, body), "Member of", "Network", "as of April 2022")
    members = text(client, network, "members")
    assert in_order(members, "An office", "since 2009", "Body", "as of April 2022")


def test_visitor_reads_roles_with_their_group_years_and_sources(client: Client) -> None:
    body, group = OrganizationFactory(name="Body"), OrganizationFactory(name="Group", network=True)
    engagement = EngagementFactory(
        process=PeaceProcessFactory(name="Talks"), organization=body, through=group, role="co-chair",
        start_year=2009, end_year=2014, description="Chaired the group.",
    )  # fmt: skip
    EngagementCitationFactory(record=engagement, source=SourceFactory(title="Report"), locator="Chapter 4")

    words = text(client, body, "processes")

    assert in_order(
        words, "Talks", "Co-chair", "2009–2014", "Group", "Chaired the group.", "Report", "Chapter 4"
    )
    assert f'id="engagement-{engagement.pk}"' in html(client, body)
    assert in_order(text(client, group, "processes"), "Through its members", "Talks", "Body", "Co-chair")


def test_visitor_reads_what_part_an_organization_took_in_meetings(client: Client) -> None:
    body = OrganizationFactory(network=True)
    convened = MeetingFactory(title="Convened one", start="2016", convenors=[body])
    ParticipationFactory(meeting=convened, organization=body)
    absent = MeetingFactory(title="Missed one", start="2018-10-17", place="Nairobi")
    ParticipationFactory(meeting=absent, organization=body, attendance="invited-absent")
    MeetingFactory(title="Own one", start="2022", network=body)

    words = text(client, body, "meetings")

    assert in_order(words, "Own one", "Its own meeting", "Missed one", "Invited, absent", "17 October 2018")
    assert in_order(words, "Nairobi", "Convened one", "Convened, Attended")
    assert client.get(f"/meetings/?organization={body.slug}").context["total"] == 3


def test_visitor_walks_from_one_actor_of_a_case_to_another(client: Client) -> None:
    one, other = OrganizationFactory(name="One"), OrganizationFactory(name="Other")
    office = OfficeFactory(name="Office")
    case = CaseFactory(title="Case")
    CaseActorFactory(case=case, organization=one, role="Mediated")
    CaseActorFactory(case=case, organization=other, role="Trained")
    CaseActorFactory(case=case, organization=None, office=office, role="Advised")

    found = links(html(client, one))

    assert in_order(text(client, one, "cases"), "Case", "Mediated", "Together with", "Other", "Office")
    assert "Trained" not in text(client, one, "cases")
    assert found["Case"] == case.get_absolute_url()
    assert found["Other"] == other.get_absolute_url()
    assert in_order(text(client, office, "cases"), "Case", "Advised", "Together with", "One", "Other")


def test_visitor_sees_no_lesson_or_case_under_the_chatham_house_rule_but_a_curator_does(
    client: Client,
) -> None:
    body = OrganizationFactory()
    LessonFactory(title="Open lesson", organizations=[body])
    LessonFactory(title="Closed lesson", organizations=[body], attribution="chatham-house")
    case = CaseFactory(title="Closed case", attribution="chatham-house")
    CaseActorFactory(case=case, organization=body)
    curator = signed_in(curator=True)

    words = text(client, body)
    assert "Open lesson" in words
    assert "Closed" not in words
    assert "Closed" not in text(signed_in(member=True), body)
    assert in_order(text(curator, body), "Closed case", "Closed lesson")
    for reader, lessons, cases in ((client, 1, 0), (curator, 2, 1)):
        context = reader.get(body.get_absolute_url()).context
        assert (context["learned"].total, context["cases"].total) == (lessons, cases)
        assert reader.get(context["learned"].url).context["total"] == lessons
        assert reader.get(context["cases"].url).context["total"] == cases


def test_visitor_reads_the_first_publications_and_where_the_others_are(client: Client) -> None:
    body = OrganizationFactory()
    for number in range(12):
        SourceFactory(title=f"Paper {number}", publishers=[body], date=f"20{number:02}")
    SourceFactory(title="Hidden paper", publishers=[body], handling="green")

    words = text(client, body, "publications")

    assert in_order(words, "Paper 11", "Paper 2", "All 12 publications")
    assert "Hidden" not in words
    assert client.get(f"/sources/?organization={body.slug}").context["total"] == 12


def test_visitor_at_an_address_in_capitals_is_led_to_the_organization(client: Client) -> None:
    OrganizationFactory(name="Body", slug="body")

    assert client.get("/organizations/BODY/")["Location"] == "/organizations/body/"
    assert client.get("/organizations/none-such/").status_code == 404


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_of_an_organization_with_many_of_everything_costs_no_more_queries_than_with_few(
    who: str,
) -> None:
    client = sign_in(who)

    def page(number: int) -> int:
        body: Organization = OrganizationFactory(
            network=True, country=CountryFactory(), parent=OrganizationFactory()
        )
        OrganizationCitationFactory(record=body)
        for n in range(number):
            OrganizationNameFactory(organization=body)
            OrganizationFactory(parent=body)
            OfficeFactory(hosts=[body])
            MembershipFactory(network=body)
            MembershipFactory(organization=body)
            MeetingFactory(convenors=[body])
            ParticipationFactory(organization=body)
            EngagementCitationFactory(record=EngagementFactory(organization=body, office=OfficeFactory()))
            EngagementCitationFactory(record=EngagementFactory(through=body))
            lesson = LessonFactory(organizations=[body], countries=[CountryFactory()])
            if n < 2:
                LessonFactory(translation_of=lesson, language="fr", organizations=[body])
            case = CaseActorFactory(organization=body).case
            CaseActorFactory(case=case, organization=None, office=OfficeFactory())
            SourceFactory(publishers=[body])
        return queries(client, body.get_absolute_url())

    few, many = page(2), page(12)

    assert many == few <= MOST_QUERIES
