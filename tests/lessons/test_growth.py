"""The number of queries does not grow with the number of rows, and stays at twenty or less."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.models import Application, CaseCitation, Lesson, LessonCitation, LessonLink
from msn_kb.core.access import Handling
from tests.clients import signed_in
from tests.factories import (
    AudienceFactory,
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
    ThemeFactory,
    TrackFactory,
)

from .tagging import tag_in_bulk

pytestmark = pytest.mark.django_db

FEW, MANY, MOST_QUERIES = 20, 200, 20
PEOPLE: dict[str, dict[str, bool] | None] = {
    "visitor": None,
    "user": {},
    "member": {"member": True},
    "curator": {"curator": True},
    "administrator": {"administrator": True},
}


def tags(number: int) -> dict[str, list[Any]]:
    """So many tags of each kind, themes and regions in two levels."""
    theme, region = ThemeFactory(), RegionFactory()
    return {
        "themes": [theme, *[ThemeFactory(parent=theme) for _ in range(number - 1)]],
        "processes": [PeaceProcessFactory() for _ in range(number)],
        "countries": [CountryFactory(region=region) for _ in range(number)],
        "regions": [region],
        "tracks": [TrackFactory() for _ in range(number)],
        "phases": [PhaseFactory() for _ in range(number)],
        "audiences": [AudienceFactory() for _ in range(number)],
        "services": [SupportServiceFactory() for _ in range(number)],
        "organizations": [OrganizationFactory() for _ in range(number)],
        "offices": [OfficeFactory(hosts=[]) for _ in range(number)],
    }


def tag(lessons: list[Lesson], tags: dict[str, list[Any]]) -> None:
    """Give every lesson every tag, in bulk."""
    for relation, records in tags.items():
        tag_in_bulk(relation, [(lesson, record) for lesson in lessons for record in records])


def plant(number: int, start: int = 0) -> list[Lesson]:
    """So many lessons that any reader of the network may see."""
    return Lesson.objects.bulk_create(
        Lesson(
            title=f"Lesson {n}", slug=f"planted-{n}", kind="challenge", insight="Envoys learn.", status="published",
            handling=Handling.CLEAR, evidence="documented", date="2018", review_by="2020-01-01",
        )
        for n in range(start, start + number)
    )  # fmt: skip


def sign_in(who: str) -> Client:
    traits = PEOPLE[who]
    return Client() if traits is None else signed_in(**traits)


def queries(client: Client, address: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    return len(captured)


LISTS = [
    "/",
    "/lessons/?page_size=100",
    "/lessons/?page_size=100&q=envoys",
    "/lessons/?page_size=100&q=envoys+unheard",
    "/lessons/?page_size=100&kind=challenge&evidence=documented&year_min=2010&sort=title",
    "/lessons/?q=envoys&theme={theme}&country={country}&process={process}&region={region}&track={track}"
    "&organization={organization}&source={source}&page_size=100",
    "/lessons/?kind=nothing&q=envoys",
    "/lessons/export.csv?q=envoys&theme={theme}",
]


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_a_list_with_two_hundred_rows_costs_no_more_queries_than_with_twenty(who):
    client = sign_in(who)
    carried = tags(2)
    source = SourceFactory.create()
    addresses = [
        address.format(
            theme=carried["themes"][0].slug,
            country=carried["countries"][0].alpha3,
            process=carried["processes"][0].slug,
            region=carried["regions"][0].code,
            track=carried["tracks"][0].code,
            organization=carried["organizations"][0].slug,
            source=source.slug,
        )
        for address in LISTS
    ]

    def grow(number: int, start: int) -> dict[str, int]:
        lessons = plant(number, start)
        tag(lessons, carried)
        LessonCitation.objects.bulk_create(LessonCitation(record=lesson, source=source) for lesson in lessons)
        Application.objects.bulk_create(Application(lesson=lesson, description="x") for lesson in lessons)
        return {address: queries(client, address) for address in addresses}

    few = grow(FEW, 0)
    many = grow(MANY - FEW, FEW)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_a_lesson_with_many_of_everything_costs_no_more_queries_than_with_few(who):
    client = sign_in(who)

    def page(number: int, start: int) -> int:
        lesson = LessonFactory.create()
        tag([lesson], tags(number))
        others = plant(number, start)
        LessonLink.objects.bulk_create(
            [LessonLink(lesson=lesson, other=other, relation="supports") for other in others[::2]]
            + [LessonLink(lesson=other, other=lesson, relation="refines") for other in others[1::2]]
        )
        factories = (OrganizationFactory, PeaceProcessFactory, CountryFactory)
        organization, process, country = (factory.create() for factory in factories)
        for n in range(number):
            source = SourceFactory.create(publishers=[organization])
            LessonCitation.objects.create(record=lesson, source=source, locator=str(n))
            Application.objects.create(
                lesson=lesson,
                description="x",
                process=process,
                country=country,
                organization=OrganizationFactory.create(),
            )
            case = CaseFactory.create(lessons=[lesson], process=process)
            CaseCitation.objects.create(record=case, source=source)
        for language in ("fr", "es", "ar")[: number // 2]:
            LessonFactory(translation_of=lesson, language=language)
        return queries(client, lesson.get_absolute_url())

    few, many = page(2, 0), page(12, 100)

    assert many == few
    assert few <= MOST_QUERIES


def test_visitor_of_home_with_many_themes_costs_no_more_queries_than_with_few():
    def home(number: int) -> int:
        for _ in range(number):
            LessonFactory(
                themes=[ThemeFactory()], countries=[CountryFactory()], processes=[PeaceProcessFactory()]
            )
        return queries(Client(), "/")

    assert home(2) == home(18) <= MOST_QUERIES
