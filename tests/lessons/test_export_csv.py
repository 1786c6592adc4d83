"""The CSV of lessons: its form (``contract.md``, Exports) and that it holds exactly what the pages show."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from lessons.exports.lessons import columns
from lessons.filters import LessonFilterSet
from lessons.models import Lesson
from msn_kb.core.access import Attribution
from msn_kb.core.exports.csv import room_for_exports
from msn_kb.core.exports.table import statement
from tests.factories import (
    AudienceFactory,
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
    ThemeFactory,
    TrackFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

COLUMNS = (
    "id,title,kind,context,insight,recommendation,applicability,evidence,evidence_note,themes,countries,regions,"
    "processes,organizations,tracks,phases,audiences,services,sources,date,language,handling,attribution,status,"
    "maturity,updated_at,url"
)


def export(client: Client, query: str = "") -> tuple[bytes, list[dict[str, str]]]:
    response = client.get(f"/lessons/export.csv{query}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return content, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_visitor_exports_every_column_in_the_order_of_the_contract(client: Client) -> None:
    content, rows = export(client)
    assert rows == []
    assert content == codecs.BOM_UTF8 + COLUMNS.encode() + b"\r\n"


def test_visitor_exports_one_row_an_entry_with_values_joined(client: Client) -> None:
    lesson = LessonFactory(
        title="Title, with a comma",
        context="Line one\nline two",
        insight='He said "yes"',
        date="2018-10",
        themes=[ThemeFactory(name="Beta"), ThemeFactory(name="Alpha")],
        countries=[CountryFactory(name_en="Mali"), CountryFactory(name_en="Aland")],
        regions=[RegionFactory(name_en="Western Africa")],
        processes=[PeaceProcessFactory(name="One; two")],
        organizations=[OrganizationFactory(name="A body")],
        tracks=[TrackFactory(code="II", position=3), TrackFactory(code="I", position=1)],
        phases=[PhaseFactory(code="ceasefire")],
        audiences=[AudienceFactory(code="donors")],
        services=[SupportServiceFactory(code="training")],
    )
    LessonCitationFactory(record=lesson, source=SourceFactory(title="", description="a note without a title"))
    Lesson.objects.filter(pk=lesson.pk).update(updated_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))
    content, rows = export(client)
    assert rows == [
        {
            "id": str(lesson.pk),
            "title": "Title, with a comma",
            "kind": "observation",
            "context": "Line one\nline two",
            "insight": 'He said "yes"',
            "recommendation": "",
            "applicability": "",
            "evidence": "single-account",
            "evidence_note": "",
            "themes": "Alpha; Beta",
            "countries": "Aland; Mali",
            "regions": "Western Africa",
            "processes": "One, two",
            "organizations": "A body",
            "tracks": "I; II",
            "phases": "ceasefire",
            "audiences": "donors",
            "services": "training",
            "sources": "[a note without a title]",
            "date": "2018-10",
            "language": "en",
            "handling": "clear",
            "attribution": "organization-only",
            "status": "published",
            "maturity": "identified",
            "updated_at": "2026-03-04T05:06:07Z",
            "url": f"http://127.0.0.1:8000/lessons/{lesson.slug}/",
        }
    ]
    # Rows end with CRLF; a line feed inside a cell stays what it is.
    assert content.count(b"\r\n") == 2
    assert b'"Line one\nline two"' in content


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_analyst_opens_a_cell_that_looks_like_a_formula_as_text(client: Client, start: str) -> None:
    text = f"{start}1+1"
    LessonFactory(title=f"{text} title", insight=text, themes=[ThemeFactory(name=f"{text} theme")])
    _, rows = export(client)
    assert rows[0]["insight"] == f"'{text}"
    assert rows[0]["title"] == f"'{text} title"
    assert rows[0]["themes"] == f"'{text} theme"
    assert rows[0]["date"] == ""


def test_visitor_finds_neither_affiliation_of_a_chatham_house_entry_but_a_curator_does(
    client: Client,
) -> None:
    body = OrganizationFactory(name="The speaker's employer")
    LessonFactory(attribution=Attribution.CHATHAM_HOUSE, organizations=[body])
    content, rows = export(client)
    assert rows[0]["organizations"] == ""
    assert b"employer" not in content
    assert export(client, f"?organization={body.slug}")[1] == []
    client.force_login(UserFactory(curator=True))
    assert export(client)[1][0]["organizations"] == "The speaker's employer"


def test_visitor_exporting_an_unknown_value_gets_the_header_alone(client: Client) -> None:
    LessonFactory()
    content, rows = export(client, "?theme=no-such-theme")
    assert rows == []
    assert content.decode("utf-8-sig") == COLUMNS + "\r\n"


def test_reader_exports_a_file_whose_name_tells_date_and_highest_handling(client: Client) -> None:
    LessonFactory()
    LessonFactory(handling="green")
    today = timezone.localdate().isoformat()
    name = f'attachment; filename="lessons-{today}-TLP-CLEAR.csv"'
    assert client.get("/lessons/export.csv")["Content-Disposition"] == name
    client.force_login(UserFactory(member=True))
    assert client.get("/lessons/export.csv")["Content-Disposition"] == name.replace("CLEAR", "GREEN")
    assert client.get("/lessons/export.csv?handling=clear")["Content-Disposition"] == name


@pytest.fixture
def crowd() -> dict[str, Any]:
    """Sixty lessons of all handling levels and dates, and one person of each kind."""
    house = OrganizationFactory()
    themes = [ThemeFactory(name="First"), ThemeFactory(name="Second")]
    words = ["mediation support", "ceasefire talks", "mediation and ceasefire"]
    for number, handling, date in zip(
        range(60),
        itertools.cycle(["clear", "clear", "green", "amber", "red"]),
        itertools.cycle(["", "2018", "2018-10", "2020"]),
        strict=False,
    ):
        LessonFactory(
            title=f"Éntry {number % 7} of {number}",
            insight=words[number % 3],
            handling=handling,
            date=date,
            status="draft" if number % 11 == 0 else "published",
            themes=[themes[number % 2]],
            owning_organizations=[house] if handling == "amber" else [],
        )
    return {
        "visitor": None,
        "member": UserFactory(organization=house),
        "curator": UserFactory(curator=True),
        "administrator": UserFactory(administrator=True),
    }


QUERIES = [
    "?",
    "?theme=first",
    "?theme=first&handling=clear&handling=green",
    "?year_min=2018&year_max=2019&sort=oldest",
    "?sort=title",
    "?sort=updated",
    "?sort=evidence",
    "?q=ceasefire",
    "?q=mediation+ceasefire&sort=title",
    "?q=support+nonsense",
    "?status=draft&status=published",
]


@pytest.mark.parametrize("person", ["visitor", "member", "curator", "administrator"])
@pytest.mark.parametrize("query", QUERIES)
def test_each_person_exports_exactly_the_rows_of_all_pages(
    client: Client, crowd: dict[str, Any], person: str, query: str
) -> None:
    if crowd[person]:
        client.force_login(crowd[person])
    shown: list[int] = []
    for number in itertools.count(1):
        page = client.get(f"/lessons/{query}&page_size=10&page={number}").context["page_obj"]
        shown += [lesson.pk for lesson in page]
        if not page.has_next():
            break
    assert [int(row["id"]) for row in export(client, query)[1]] == shown
    assert len(shown) == len(set(shown))
    assert shown or query in ("?status=draft&status=published",)


def test_export_never_gathers_cells_row_by_row(client: Client) -> None:
    """Tables that were never analyzed make the planner expect one row everywhere."""
    themes = [ThemeFactory(name="First"), ThemeFactory(name="Second")]
    for _ in range(3):
        LessonFactory(themes=themes, insight="Envoys learn.")
    rows = LessonFilterSet(QueryDict("q=envoys&theme=first"), user=None).qs
    with room_for_exports(), connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + statement(rows, columns(), None).replace("%", "%%"))
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "GroupAggregate" in plan
    joins = [line for line in plan.splitlines() if "Nested Loop" in line]
    assert joins == []
