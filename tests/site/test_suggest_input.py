"""Suggestions for whatever is typed: hardly anything, oddities, markup; for whoever types; after every change."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import Lesson
from organizations.models import Organization
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    LessonFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .suggesting import fragment, plant_herons, suggested

pytestmark = pytest.mark.django_db

NOTHING = ["", " ", "h", "é", "!?", "…", "🕊️", "👩🏽‍⚖️", "--", '"', "%%", "\\", "__", "\u0301\u0301"]
ODD = [
    "heron" * 2000,
    "heron " * 2000,
    "he' & !(ron) | :* <->",
    "'; DROP TABLE lessons_lesson; --",
    '"heron',
    "heron:*",
    "he\\ron",
    "%heron%",
    "heron OR egret -crane",
    "\ufffd\uffff\U0010ffff he",
    "he\U0010ffff",
    "he\ud7ff",
    "ﬂ",
    "①②③",
    "المستنقع",
    "中文字",
    "he\r\nron",
    "-1e309",
]


@pytest.fixture
def heron() -> None:
    plant_herons()


def test_visitor_reads_what_was_typed_marked_and_markup_as_text(client):
    LessonFactory(title="<script>alert(1)</script> Straße & Ærø: grey herons, Grey’s", slug="odd")
    text = fragment(client, "grey")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text
    assert "<mark>grey</mark> herons, <mark>Grey</mark>’s" in text
    assert "<mark>Straße</mark>" in fragment(client, "strasse")
    assert "<mark>Straß</mark>e" in fragment(client, "strass")


@pytest.mark.parametrize("typed", NOTHING)
def test_visitor_types_hardly_anything_gets_nothing(client, heron, typed):
    response = client.get("/search/suggest/", {"q": typed})
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("typed", ODD)
def test_visitor_types_oddities_gets_an_answer(client, heron, typed):
    for kind in ("", "lesson", typed):
        text = fragment(client, typed, kind=kind)
        assert "<script" not in text


def test_visitor_without_the_parameter_or_with_two_gets_an_answer(client, heron):
    assert client.get("/search/suggest/").content == b""
    assert client.get("/search/suggest/?q=x&q=heron").content != b""
    assert client.get("/search/suggest/?q=heron%00").status_code == 400


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("post", 405), ("put", 405), ("delete", 405)])
def test_visitor_uses_other_methods_is_refused(client, method, status):
    assert getattr(client, method)("/search/suggest/?q=heron").status_code == status


def test_visitor_sees_a_new_name_a_changed_one_and_none_that_is_gone(client):
    assert fragment(client, "heron") == ""
    theme = ThemeFactory(name="Heron")
    assert suggested(client, "heron") == {"Themes": ["Heron"]}
    theme.name = "Egret"
    theme.save()
    assert (fragment(client, "heron"), suggested(client, "egret")) == ("", {"Themes": ["Egret"]})
    theme.delete()
    assert fragment(client, "egret") == ""


def test_visitor_is_not_suggested_what_is_superseded(client):
    now = LessonFactory(title="Heron now")
    LessonFactory(title="Heron before", status="superseded", superseded_by=now)
    CaseFactory(title="Heron case before", status="superseded")
    PeaceProcessFactory(name="Heron process before", status="superseded")
    assert suggested(client, "heron") == {"Lessons": ["Heron now"]}


def test_organization_of_an_entry_under_the_chatham_house_rule_plays_no_part(client):
    body = OrganizationFactory(name="Heron institute")
    LessonFactory(title="Trust takes time", organizations=[body], attribution="chatham-house")
    LessonFactory(title="Time takes trust", organizations=[body], attribution="named")
    assert suggested(client, "heron") == {"Organizations and offices": ["Heron institute"]}


def plant(number: int) -> None:
    """So many more of each kind."""
    for n in range(number):
        OrganizationNameFactory(organization=OrganizationFactory(name=f"Heron body {number}-{n}"))
        PeaceProcessFactory(name=f"Heron process {number}-{n}", handling="green")
        ThemeFactory(name=f"Heron theme {number}-{n}", synonyms=["Bird"])
        CaseFactory(title=f"Heron case {number}-{n}")
    Lesson.objects.bulk_create(
        Lesson(title=f"Late heron {number}-{n}", slug=f"late-heron-{number}-{n}", kind="challenge",
               insight="Herons wait.", status="published", handling="clear")
        for n in range(number * 10)
    )  # fmt: skip


@pytest.mark.parametrize(
    "traits", [None, {"member": True}, {"curator": True}], ids=["visitor", "member", "curator"]
)
@pytest.mark.parametrize("typed", ["heron", "late her", "heorns bird"])
def test_reader_s_queries_do_not_grow_with_rows(traits, typed):
    client = signed_in(**traits) if traits else signed_in()
    numbers = []
    for rows in (5, 20):
        plant(rows)
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get("/search/suggest/", {"q": typed})
            numbers.append(len(queries))
    assert Organization.objects.count() >= 25
    assert numbers[:2] == numbers[2:]
    assert max(numbers) <= 10
