"""The list of peace processes and its export take as many queries for two hundred rows as for twenty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.models import Engagement, PeaceProcess, ProcessCitation
from tests.clients import signed_in
from tests.factories import CountryFactory, LessonFactory, OrganizationFactory, RegionFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("traits", [None, {"curator": True}])
def test_reader_of_two_hundred_processes_costs_no_more_queries_than_twenty(traits):
    client = Client() if traits is None else signed_in(**traits)
    country, source = CountryFactory.create(region=RegionFactory()), SourceFactory.create()
    organizations = [OrganizationFactory.create(), OrganizationFactory.create()]
    lesson = LessonFactory.create()
    addresses = [
        "/processes/?page_size=100",
        f"/processes/?page_size=100&q=talks&role=envoy&state=ended&country={country.alpha3}&year_min=1990"
        f"&region={country.region.code}&organization={organizations[0].slug}&source={source.slug}",
        "/processes/export.csv?q=talks",
    ]

    def grow(number: int) -> list[int]:
        start = PeaceProcess.objects.count()
        made = PeaceProcess.objects.bulk_create(
            PeaceProcess(
                name=f"Talks {n}", slug=f"talks-{n}", status="published", handling="clear", end_year=2000,
                process_status="ended",
            )
            for n in range(start, start + number)
        )  # fmt: skip
        PeaceProcess.countries.through.objects.bulk_create(
            PeaceProcess.countries.through(peaceprocess=process, country=country) for process in made
        )
        Engagement.objects.bulk_create(
            Engagement(
                process=process, organization=organization, role="envoy", status="published", handling="clear"
            )
            for process in made
            for organization in organizations
        )
        ProcessCitation.objects.bulk_create(ProcessCitation(record=one, source=source) for one in made)
        lesson.processes.add(*made)
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
