"""The list of sources as a query string asks for it, its cards and its export."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling, Status
from organizations.choices import SourceKind
from organizations.filters.sources import SourceFilterSet
from organizations.models import Source
from tests.clients import signed_in
from tests.factories import (
    CaseCitationFactory,
    CaseFactory,
    CountryFactory,
    EngagementCitationFactory,
    EngagementFactory,
    LessonCitationFactory,
    LessonFactory,
    OfficeCitationFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
    SourceFactory,
    TermCitationFactory,
)

pytestmark = pytest.mark.django_db

HEADER = [
    "id", "title", "description", "kind", "authors", "publishers", "publisher", "date", "language", "container",
    "volume", "number", "pages", "place_of_publication", "doi", "isbn", "document_url", "note", "lesson_count",
    "case_count", "process_count", "engagement_count", "organization_count", "office_count", "membership_count",
    "meeting_count", "term_count", "contrast_count", "source_count", "handling", "status", "updated_at", "url",
]  # fmt: skip


def listed(query: str = "", user: Any = None) -> list[str]:
    """Titles of the list's sources, in order, for a visitor unless told otherwise."""
    return [source.title for source in SourceFilterSet(QueryDict(query), user=user).qs]


def facets(client: Client, query: str = "") -> dict[str, dict[str, int]]:
    """Counts by parameter and value."""
    found = client.get(f"/sources/?{query}").context["facets"]
    return {facet.name: {value.value: value.count for value in facet.values} for facet in found}


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of the export."""
    body = b"".join(client.get(f"/sources/export.csv?{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body, newline="")))


@pytest.fixture
def shelf() -> dict[str, Any]:
    """Three documents of different kinds, publishers, languages and dates."""
    network = OrganizationFactory(name="A network", slug="network")
    institute = OrganizationFactory(name="An institute", slug="institute")
    return {
        "paper": SourceFactory(
            title="Paper", kind=SourceKind.DISCUSSION_PAPER, publishers=[network], date="2018-10"
        ),
        "book": SourceFactory(
            title="Book", kind=SourceKind.BOOK, publishers=[network, institute], date="2018", language="fr"
        ),
        "page": SourceFactory(title="A page", kind=SourceKind.WEB_PAGE),
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Paper", "Book", "A page"]),
        ("kind=book", ["Book"]),
        ("kind=BOOK&kind=web-page", ["Book", "A page"]),
        ("kind=pamphlet", []),
        ("organization=network", ["Paper", "Book"]),
        ("organization=Institute", ["Book"]),
        ("organization=nobody", []),
        ("organization=nobody&organization=institute", ["Book"]),
        ("language=fr", ["Book"]),
        ("handling=green", []),
        ("year_min=2018", ["Paper", "Book"]),
        ("year_max=2017", []),
        ("year_min=2018&year_max=2018&kind=book", ["Book"]),
        ("year_min=soon", ["Paper", "Book", "A page"]),
        ("sort=oldest", ["Book", "Paper", "A page"]),
        ("sort=title", ["A page", "Book", "Paper"]),
        ("sort=updated", ["A page", "Book", "Paper"]),
        ("sort=evidence", ["Paper", "Book", "A page"]),
        ("q=paper", ["Paper"]),
        ("q=institute", ["Book"]),
    ],
)
def test_visitor_asks_the_list_of_sources_and_gets_these(
    shelf: dict[str, Any], query: str, titles: list[str]
) -> None:
    assert listed(query) == titles


def test_visitor_finds_a_source_by_an_author() -> None:
    SourceFactory(title="Written", authors=["Ada Quillfeather"])
    SourceFactory(title="Other")
    assert listed("q=quillfeather") == ["Written"]


def test_visitor_asks_for_a_process_and_gets_the_sources_of_it_its_engagements_and_cases() -> None:
    process = PeaceProcessFactory(slug="talks")
    country = CountryFactory(alpha3="MLI")
    process.countries.add(country)
    entries = {
        "Of the process": (ProcessCitationFactory, process),
        "Of a lesson": (LessonCitationFactory, LessonFactory(processes=[process], countries=[country])),
        "Of a case": (CaseCitationFactory, CaseFactory(process=process, countries=[country])),
        "Of an engagement": (EngagementCitationFactory, EngagementFactory(process=process)),
        "Of another process": (ProcessCitationFactory, PeaceProcessFactory()),
    }
    for title, (factory, record) in entries.items():
        factory(record=record, source=SourceFactory(title=title))
    assert listed("process=talks&sort=title") == ["Of a case", "Of an engagement", "Of the process"]
    assert listed("country=mli&sort=title") == ["Of a case", "Of the process"]
    assert facets(Client())["process"]["talks"] == 3


def test_hidden_entries_tie_no_source_to_a_process() -> None:
    process = PeaceProcessFactory(slug="talks")
    closed = {"handling": Handling.RED}
    for factory, record in (
        (CaseCitationFactory, CaseFactory(process=process, **closed)),
        (EngagementCitationFactory, EngagementFactory(process=process, **closed)),
    ):
        factory(record=record, source=SourceFactory(title="Open"))
    assert listed("process=talks") == []
    assert "process" not in facets(Client())


def test_card_counts_each_visible_entry_once_and_links_to_the_lists_of_exactly_these(client: Client) -> None:
    source = SourceFactory(title="Cited", slug="cited", url="https://example.org/paper")
    lesson = LessonFactory()
    for locator in ("page 1", "page 2"):
        LessonCitationFactory(record=lesson, source=source, locator=locator)
    LessonCitationFactory(record=LessonFactory(), source=source)
    for hidden in (
        LessonFactory(handling=Handling.GREEN),
        LessonFactory(status=Status.SUPERSEDED, superseded_by=lesson),
    ):
        LessonCitationFactory(record=hidden, source=source)
    CaseCitationFactory(source=source)
    TermCitationFactory(source=source)
    OfficeCitationFactory(source=source)
    response = client.get("/sources/?q=cited")
    (card,) = response.context["page_obj"]
    assert (card.lesson_count, card.case_count, card.other_count) == (2, 1, 2)
    page = response.content.decode()
    for address, words in {
        "/lessons/?source=cited": "2 lessons",
        "/cases/?source=cited": "1 case",
        "/sources/cited/#drawn": "2 other entries",
        "https://example.org/paper": "Open the document",
    }.items():
        assert f'href="{address}"' in page
        assert words in page
    assert client.get("/lessons/?source=cited").context["total"] == 2
    assert client.get("/cases/?source=cited").context["total"] == 1


def test_export_of_sources_holds_the_rows_of_the_list_and_writes_no_formula(
    client: Client, shelf: dict[str, Any]
) -> None:
    Source.objects.filter(title="Book").update(
        title="=1+1", authors=["Ada; the first", "Ben"], place="Paris", url="https://example.org/"
    )
    LessonCitationFactory(source=shelf["book"])
    rows = table(client, "sort=oldest")
    assert list(rows[0]) == HEADER
    assert [row["title"] for row in rows] == ["'=1+1", "Paper", "A page"]
    book = rows[0]
    assert book["publishers"] == "A network; An institute"
    assert (book["kind"], book["date"], book["language"]) == ("book", "2018", "fr")
    assert (book["place_of_publication"], book["document_url"]) == ("Paris", "https://example.org/")
    assert (book["lesson_count"], book["case_count"]) == ("1", "")
    assert book["url"].endswith(f"/sources/{shelf['book'].slug}/")
    assert table(client, "kind=pamphlet") == []


@pytest.mark.parametrize("who", [None, {"member": True}, {"curator": True}])
def test_reader_of_many_sources_costs_no_more_queries_than_of_few(who: dict[str, bool] | None) -> None:
    client = Client() if who is None else signed_in(**who)
    organization, process = OrganizationFactory(slug="publisher"), PeaceProcessFactory(slug="talks")
    country = CountryFactory(alpha3="MLI")
    addresses = [
        "/sources/?page_size=100",
        "/sources/?page_size=100&q=document",
        "/sources/?page_size=100&organization=publisher&process=talks&country=MLI&year_min=2000",
        "/sources/export.csv?organization=publisher",
    ]

    def grow(number: int) -> dict[str, int]:
        for _ in range(number):
            source = SourceFactory(title="Document", publishers=[organization], date="2018")
            lesson = LessonFactory(processes=[process], countries=[country])
            LessonCitationFactory(record=lesson, source=source)
            ProcessCitationFactory(record=process, source=source)
            CaseCitationFactory(record=CaseFactory(process=process, countries=[country]), source=source)
        return {address: cost(client, address) for address in addresses}

    few = grow(20)
    assert grow(40) == few
    assert max(few.values()) <= 20, few


def cost(client: Client, address: str) -> int:
    """How many queries an address takes."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    assert response.status_code == 200
    return len(captured)
