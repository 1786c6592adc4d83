"""The list of cases as a query string asks for it, its cards and its export."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from lessons.filters.cases import CaseFilterSet
from lessons.models import Case
from msn_kb.core.access import Attribution, Handling
from tests.clients import signed_in
from tests.factories import (
    CaseActorFactory,
    CaseCitationFactory,
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    ThemeFactory,
    TrackFactory,
    UserFactory,
)

from .test_growth import MOST_QUERIES, PEOPLE, queries, sign_in

pytestmark = pytest.mark.django_db

HEADER = [
    "id", "title", "situation", "approach", "result", "what_worked", "limits", "start", "end", "process",
    "countries", "actors", "themes", "tracks", "lessons", "sources", "language", "handling", "attribution", "status",
    "updated_at", "url",
]  # fmt: skip


def listed(query: str = "", user: Any = None) -> list[str]:
    """Titles of the list's cases, in order, for a visitor unless told otherwise."""
    return [case.title for case in CaseFilterSet(QueryDict(query), user=user).qs]


def facets(client: Client, query: str = "") -> dict[str, dict[str, int]]:
    """Counts by parameter and value."""
    found = client.get(f"/cases/?{query}").context["facets"]
    return {facet.name: {value.value: value.count for value in facet.values} for facet in found}


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of the export."""
    body = b"".join(client.get(f"/cases/export.csv?{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body, newline="")))


@pytest.fixture
def shelf() -> dict[str, Any]:
    """Four cases: one with everything, one of a period, one in French, one with nothing."""
    region = RegionFactory(code="011", name_en="West Africa")
    mali = CountryFactory(alpha3="MLI", name_en="Mali", region=region)
    theme = ThemeFactory(name="Coordination", slug="coordination")
    full = CaseFactory(
        title="Full",
        situation="Many were there.",
        approach="They met.",
        start="2009-03",
        process=PeaceProcessFactory(name="Talks", slug="talks"),
        countries=[mali],
        themes=[ThemeFactory(name="Contact groups", slug="contact-groups", parent=theme)],
        tracks=[TrackFactory(code="I.5", name="Track I.5")],
        lessons=[LessonFactory(title="Meet; early")],
    )
    CaseActorFactory(case=full, organization=OrganizationFactory(name="A body", slug="body"), role="Host")
    office = OfficeFactory(name="An office", slug="office", hosts=[])
    CaseActorFactory(case=full, organization=None, office=office, role="Support", position=1)
    CaseCitationFactory(record=full, source=SourceFactory(title="A paper", slug="paper"))
    return {
        "full": full,
        "period": CaseFactory(title="Period", start="1998", end="2001-05", themes=[theme]),
        "french": CaseFactory(title="Été", end="2005", language="fr"),
        "bare": CaseFactory(title="Bare"),
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Full", "Été", "Period", "Bare"]),
        ("sort=oldest", ["Period", "Été", "Full", "Bare"]),
        ("sort=title", ["Bare", "Été", "Full", "Period"]),
        ("sort=updated", ["Bare", "Été", "Period", "Full"]),
        ("sort=evidence", ["Full", "Été", "Period", "Bare"]),
        ("theme=coordination", ["Full", "Period"]),
        ("theme=contact-groups", ["Full"]),
        ("process=talks", ["Full"]),
        ("process=others", []),
        ("country=mli", ["Full"]),
        ("region=011", ["Full"]),
        ("organization=body", ["Full"]),
        ("office=OFFICE", ["Full"]),
        ("organization=nobody&organization=body", ["Full"]),
        ("source=paper", ["Full"]),
        ("track=i.5", ["Full"]),
        ("language=fr", ["Été"]),
        ("handling=red", []),
        ("status=published&theme=coordination&track=I.5", ["Full"]),
        # Years find the periods that overlap them; a side that is not stated is open.
        ("year_min=2000&year_max=2000", ["Été", "Period"]),
        ("year_min=2002", ["Full", "Été"]),
        ("year_min=2020", ["Full"]),
        ("year_max=1990", ["Été"]),
        ("year_min=2001&year_max=2001", ["Été", "Period"]),
        ("year_min=soon", ["Full", "Été", "Period", "Bare"]),
        ("q=body", ["Full"]),
        ("q=met", ["Full"]),
    ],
)
def test_visitor_asks_the_list_of_cases_and_gets_these(
    shelf: dict[str, Any], query: str, titles: list[str]
) -> None:
    assert listed(query) == titles


def test_visitor_is_told_how_many_undated_cases_the_years_leave_out(
    client: Client, shelf: dict[str, Any]
) -> None:
    (notice,) = client.get("/cases/?year_min=1990").context["notices"]
    assert "1" in notice


def test_facets_count_the_list_of_cases(client: Client, shelf: dict[str, Any]) -> None:
    CaseActorFactory(case=shelf["bare"], organization=OrganizationFactory(slug="second"))
    found = facets(client)
    assert found["theme"] == {"coordination": 2, "contact-groups": 1}
    assert found["organization"] == {"body": 1, "second": 1}
    assert found["language"] == {"en": 3, "fr": 1}


def test_card_shows_period_process_country_themes_and_actors(client: Client, shelf: dict[str, Any]) -> None:
    html = client.get("/cases/?process=talks").content.decode()
    for part in (
        "Many were there.",
        "Since March 2009",
        "Talks",
        "Mali",
        "Contact groups",
        "A body",
        "An office",
    ):
        assert part in html, part
    assert 'href="/cases/?process=talks"' in html


# --- The Chatham House Rule ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "knows"),
    [
        (None, False),
        ({}, False),
        ({"member": True}, False),
        ({"curator": True}, True),
        ({"administrator": True}, True),
    ],
)
def test_actors_under_the_chatham_house_rule_are_for_curators_in_every_format(
    traits: dict[str, bool] | None, knows: bool
) -> None:
    client = Client() if traits is None else signed_in(**traits)
    case = CaseFactory(title="Quiet case", attribution=Attribution.CHATHAM_HOUSE)
    organization = OrganizationFactory(name="Secretive body", slug="secretive", acronym="SCRTV")
    office = OfficeFactory(name="Unnamed bureau", slug="bureau", hosts=[])
    CaseActorFactory(case=case, organization=organization, role="Quiet role")
    CaseActorFactory(case=case, organization=None, office=office, role="Second role")
    CaseActorFactory(case=CaseFactory(title="Open case"), organization=OrganizationFactory(slug="open"))
    secrets = ("Secretive body", "SCRTV", "Unnamed bureau", "Quiet role", "Second role")

    card = client.get("/cases/?q=quiet").content.decode()
    detail = client.get(case.get_absolute_url()).content.decode()
    row = next(row for row in table(client) if row["title"] == "Quiet case")

    shown = [word for word in secrets if word in detail]
    assert shown == (list(secrets) if knows else [])
    assert [word for word in secrets if word in card] == (["SCRTV", "Unnamed bureau"] if knows else [])
    assert row["actors"] == ("Secretive body: Quiet role; Unnamed bureau: Second role" if knows else "")
    for query in ("organization=secretive", "office=bureau"):
        assert client.get(f"/cases/?{query}").context["total"] == (1 if knows else 0), query
    assert ("secretive" in facets(client).get("organization", {})) == knows
    # Never by a search, not even for curators: search text is the same for all readers.
    for query in ("secretive", "SCRTV", "bureau"):
        assert client.get(f"/cases/?q={query}").context["total"] == 0, query


def test_hidden_process_lesson_and_source_leave_no_trace_in_the_list(client: Client) -> None:
    case = CaseFactory(title="Open case")
    CaseFactory(title="Other case", process=PeaceProcessFactory(name="Open talks"))
    before = [client.get(address).content for address in ("/cases/?sort=title", case.get_absolute_url())]
    rows = table(client)
    hidden = {"handling": Handling.GREEN}
    Case.objects.filter(pk=case.pk).update(
        process=PeaceProcessFactory(name="Hidden talks", slug="hidden", **hidden)
    )
    case.lessons.add(LessonFactory(title="Hidden lesson", **hidden))
    CaseCitationFactory(record=case, source=SourceFactory(title="Hidden paper", slug="paper", **hidden))
    after = [client.get(address).content for address in ("/cases/?sort=title", case.get_absolute_url())]
    assert after == before
    assert table(client) == rows
    assert listed("process=hidden") == listed("source=paper") == []
    assert listed("process=hidden", UserFactory(member=True)) == ["Open case"]


# --- The export ------------------------------------------------------------------------------------------------------


def test_export_of_cases_holds_the_rows_of_the_list_and_writes_no_formula(
    client: Client, shelf: dict[str, Any]
) -> None:
    Case.objects.filter(pk=shelf["full"].pk).update(result="-1 is a result")
    rows = table(client)
    assert list(rows[0]) == HEADER
    assert [row["title"] for row in rows] == listed()
    full = rows[0]
    assert full["actors"] == "A body: Host; An office: Support"
    assert (full["start"], full["end"], full["process"]) == ("2009-03", "", "Talks")
    assert (full["countries"], full["themes"], full["tracks"]) == ("Mali", "Contact groups", "I.5")
    assert (full["lessons"], full["sources"]) == ("Meet, early", "A paper")
    assert full["result"] == "'-1 is a result"
    assert full["url"].endswith(f"/cases/{shelf['full'].slug}/")
    assert [row["title"] for row in table(client, "track=I.5")] == ["Full"]
    assert table(client, "process=others") == []


def test_export_is_named_after_the_strictest_handling_inside() -> None:
    case = CaseFactory(process=PeaceProcessFactory(handling=Handling.GREEN))
    assert "-TLP-CLEAR.csv" in Client().get("/cases/export.csv")["Content-Disposition"]
    member = signed_in(member=True)
    assert "-TLP-GREEN.csv" in member.get("/cases/export.csv")["Content-Disposition"]
    Case.objects.filter(pk=case.pk).update(process=None)
    case.lessons.add(LessonFactory(handling=Handling.GREEN))
    assert "-TLP-GREEN.csv" in member.get("/cases/export.csv")["Content-Disposition"]


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_many_cases_costs_no_more_queries_than_of_few(who: str) -> None:
    client = sign_in(who)
    process, theme, country = PeaceProcessFactory(slug="talks"), ThemeFactory(), CountryFactory(alpha3="MLI")
    body, office = OrganizationFactory(slug="body"), OfficeFactory(slug="office", hosts=[])
    addresses = [
        "/cases/?page_size=100",
        "/cases/?page_size=100&q=parties+unheard",
        "/cases/?page_size=100&process=talks&organization=body&office=office&country=MLI&year_min=2000",
        "/cases/export.csv?process=talks",
    ]

    def grow(number: int) -> dict[str, int]:
        for _ in range(number):
            case = CaseFactory(
                situation="Parties met.", process=process, themes=[theme, ThemeFactory()], countries=[country],
                start="2009", lessons=[LessonFactory()],
            )  # fmt: skip
            CaseActorFactory(case=case, organization=body)
            CaseActorFactory(case=case, organization=None, office=office)
            CaseCitationFactory(record=case)
        return {address: queries(client, address) for address in addresses}

    few = grow(12)
    assert grow(24) == few
    assert max(few.values()) <= MOST_QUERIES, few
