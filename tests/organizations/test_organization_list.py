"""The list of organizations: filters, orders, search, its export, and what they cost."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from lessons.models import Lesson
from organizations.filters.organizations import OrganizationFilterSet
from organizations.models import Engagement, Membership, Organization
from tests.factories import (
    CountryFactory,
    EngagementFactory,
    LessonFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    UserFactory,
)
from tests.lessons.test_growth import FEW, MANY, MOST_QUERIES, queries, sign_in

pytestmark = pytest.mark.django_db

COLUMNS = (
    "id,name,acronym,kind,other_names,country,regions,parent,website,description,networks,members,offices,processes,"
    "roles,sources,note,updated_at,url"
)


def listed(query: str = "", user: Any = None) -> list[str]:
    """Names in the list's order, for a visitor unless told otherwise."""
    return [found.name for found in OrganizationFilterSet(QueryDict(query), user=user).qs]


def facets(query: str = "") -> dict[str, dict[str, int]]:
    found = Client().get(f"/organizations/{query}").context["facets"]
    return {facet.name: {value.value: value.count for value in facet.values} for facet in found}


def test_visitor_finds_organizations_by_kind_in_any_case() -> None:
    OrganizationFactory(name="A state", kind="state-body")
    OrganizationFactory(name="Beta", kind="regional")
    OrganizationFactory(name="Alpha", kind="regional")

    assert listed("kind=REGIONAL") == ["Alpha", "Beta"]
    assert listed("kind=regional&kind=state-body") == ["A state", "Alpha", "Beta"]
    assert listed("kind=none-such") == []
    assert listed("kind=none-such&kind=regional") == ["Alpha", "Beta"]


def test_visitor_finds_organizations_by_headquarters_and_by_region_of_work_or_headquarters() -> None:
    africa = RegionFactory(code="901")
    west = RegionFactory(code="902", parent=africa)
    country = CountryFactory(region=west)
    OrganizationFactory(name="Seated", country=country)
    OrganizationFactory(name="Working", regions=[west])
    OrganizationFactory(name="Elsewhere", regions=[RegionFactory(code="903")])

    assert listed(f"country={country.alpha3.lower()}") == ["Seated"]
    assert listed("region=901") == listed("region=902") == ["Seated", "Working"]


def test_visitor_finds_organizations_by_process_role_and_network() -> None:
    group = OrganizationFactory(name="Group", network=True)
    actor, other = OrganizationFactory(name="Actor"), OrganizationFactory(name="Other")
    process = PeaceProcessFactory()
    EngagementFactory(process=process, organization=actor, through=group, role="contact-group-member")
    EngagementFactory(organization=other, role="lead-mediator")
    MembershipFactory(network=group, organization=actor)

    assert listed(f"process={process.slug}") == ["Actor", "Group"]
    assert listed("role=contact-group-member") == ["Actor"]
    assert listed("role=lead-mediator&role=contact-group-member") == ["Actor", "Other"]
    assert listed(f"network={group.slug}") == ["Actor"]
    assert facets()["role"] == {"contact-group-member": 1, "lead-mediator": 1}


def test_visitor_finds_nothing_by_engagements_and_processes_that_are_hidden() -> None:
    actor = OrganizationFactory(name="Actor")
    hidden = PeaceProcessFactory(handling="green")
    EngagementFactory(process=hidden, organization=actor, role="envoy")
    EngagementFactory(organization=actor, role="guarantor", handling="green")
    member = UserFactory(member=True)

    for query in (f"process={hidden.slug}", "role=envoy", "role=guarantor"):
        assert listed(query) == []
        assert listed(query, member) == ["Actor"]


def test_visitor_orders_organizations_by_name_folded_or_by_last_update() -> None:
    first = OrganizationFactory(name="zeta")
    OrganizationFactory(name="Éclair")
    OrganizationFactory(name="alpha")
    first.save()

    assert listed() == ["alpha", "Éclair", "zeta"]
    assert listed("sort=updated") == ["zeta", "alpha", "Éclair"]


def test_visitor_searches_organizations_by_acronym_and_other_names() -> None:
    found = OrganizationFactory(name="Economic Community", acronym="ECX", description="It mediates disputes.")
    OrganizationNameFactory(organization=found, name="Communauté économique")
    OrganizationFactory(name="Another body")

    for words in ("ecx", "communauté", "mediates"):
        assert listed(f"q={words}") == ["Economic Community"]
    page = Client().get("/organizations/?q=mediates").content.decode()
    assert "<mark>mediates</mark> disputes" in page


def test_visitor_reads_on_a_card_numbers_that_lead_to_lists_of_as_many(client: Client) -> None:
    body = OrganizationFactory(name="Body")
    OfficeFactory(hosts=[body])
    process = PeaceProcessFactory()
    for role in ("envoy", "guarantor"):
        EngagementFactory(process=process, organization=body, role=role)
    EngagementFactory(process=PeaceProcessFactory(status="superseded"), organization=body)
    LessonFactory(organizations=[body])
    LessonFactory(organizations=[body], attribution="chatham-house")

    (card,) = client.get("/organizations/").context["page_obj"]

    assert (card.office_count, card.process_count, card.lesson_count) == (1, 1, 1)
    for address in ("/offices/", "/processes/", "/lessons/"):
        assert client.get(f"{address}?organization={body.slug}").context["total"] == 1, address


def export(client: Client, query: str = "") -> tuple[str, list[dict[str, str]], str]:
    response = client.get(f"/organizations/export.csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text, newline=""))), response["Content-Disposition"]


def test_analyst_exports_every_fact_of_an_organization(client: Client) -> None:
    parent = OrganizationFactory(name="Parent", kind="intergovernmental")
    network = OrganizationFactory(name="Network", network=True)
    body = OrganizationFactory(
        name="=Body", acronym="BOD", kind="regional", country=CountryFactory(name_en="Mali"), parent=parent,
        regions=[RegionFactory(name_en="West")], website="https://body.example/", description="What; it is",
        note="A note",
    )  # fmt: skip
    OrganizationNameFactory(organization=body, name="Other")
    MembershipFactory(network=network, organization=body)
    OfficeFactory(name="Office", hosts=[body])
    EngagementFactory(organization=body, process=PeaceProcessFactory(name="Open"), role="envoy")
    EngagementFactory(organization=body, process=PeaceProcessFactory(name="Hidden", handling="red"))
    OrganizationCitationFactory(record=body, source=SourceFactory(title="Report"))

    text, rows, name = export(client, "?kind=regional&kind=network")

    assert text.split("\r\n")[0] == COLUMNS
    row = rows[0]
    updated = row.pop("updated_at")
    assert updated.endswith("Z")
    assert row == {
        "id": str(body.pk),
        "name": "'=Body",
        "acronym": "BOD",
        "kind": "regional",
        "other_names": "Other",
        "country": "Mali",
        "regions": "West",
        "parent": "Parent",
        "website": "https://body.example/",
        "description": "What; it is",
        "networks": "Network",
        "members": "",
        "offices": "Office",
        "processes": "Open",
        "roles": "envoy",
        "sources": "Report",
        "note": "A note",
        "url": f"http://127.0.0.1:8000/organizations/{body.slug}/",
    }
    assert rows[1]["members"] == "'=Body"
    assert [one["name"] for one in rows] == ["'=Body", "Network"]
    assert "-TLP-CLEAR.csv" in name


def test_member_exports_a_role_in_confidence_under_its_handling(client: Client) -> None:
    EngagementFactory(handling="green")
    assert "-TLP-CLEAR.csv" in export(client)[2]
    client.force_login(UserFactory(member=True))
    assert "-TLP-GREEN.csv" in export(client)[2]


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_of_two_hundred_organizations_costs_no_more_queries_than_of_twenty(who: str) -> None:
    client = sign_in(who)
    network: Any = OrganizationFactory(network=True)
    process: Any = PeaceProcessFactory()
    country: Any = CountryFactory(region=RegionFactory())
    addresses = [
        "/organizations/?page_size=100",
        "/organizations/?page_size=100&q=body",
        f"/organizations/?kind=ngo&network={network.slug}&process={process.slug}&role=envoy"
        f"&country={country.alpha3}&region={country.region.code}&page_size=100",
        f"/organizations/export.csv?process={process.slug}",
    ]

    def grow(number: int, start: int) -> dict[str, int]:
        bodies = Organization.objects.bulk_create(
            Organization(name=f"Body {n}", slug=f"body-{n}", kind="ngo", country=country)
            for n in range(start, start + number)
        )
        Membership.objects.bulk_create(Membership(network=network, organization=body) for body in bodies)
        Engagement.objects.bulk_create(
            Engagement(process=process, organization=body, role="envoy", status="published", handling="clear")
            for body in bodies
        )
        tags = Lesson.organizations.through
        lesson = LessonFactory()
        tags.objects.bulk_create(tags(lesson_id=lesson.pk, organization_id=body.pk) for body in bodies)
        return {address: queries(client, address) for address in addresses}

    few, many = grow(FEW, 0), grow(MANY - FEW, FEW)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few
