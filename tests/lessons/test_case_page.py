"""The page of a case: its story, who did what, what was learned, where it is described."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.models import Case
from msn_kb.core.access import Attribution, Handling, Status
from tests.factories import (
    CaseActorFactory,
    CaseCitationFactory,
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
    TrackFactory,
)

from .reading import html, in_order, links, text
from .test_growth import MOST_QUERIES, PEOPLE, queries, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Any:
    case: Any = CaseFactory(
        title="A case of talks",
        situation="Two sides fought.",
        approach="A group met.",
        result="They agreed.",
        what_worked="Patience.",
        start="2009",
        end="2011-05",
        process=PeaceProcessFactory(name="The talks", slug="talks"),
        countries=[CountryFactory(alpha3="MLI", name_en="Mali")],
        themes=[ThemeFactory(name="Inclusion", slug="inclusion")],
        tracks=[TrackFactory(code="I.5", name="Track one and a half")],
        lessons=[LessonFactory(title="Be patient", slug="be-patient")],
    )
    for position, (name, role) in enumerate([("A body", "Host"), ("B body", "Member"), ("C body", "Member")]):
        organization = OrganizationFactory(name=name, slug=name.replace(" ", "-").lower())
        CaseActorFactory(case=case, organization=organization, role=role, position=position)
    office = OfficeFactory(name="An office", slug="an-office", hosts=[])
    CaseActorFactory(case=case, organization=None, office=office, role="Support", position=9)
    CaseCitationFactory(
        record=case, source=SourceFactory(title="A paper", slug="a-paper"), locator="Chapter 4"
    )
    return case


def test_visitor_reads_the_story_in_order_and_what_is_not_stated(client: Client, case: Any) -> None:
    assert in_order(
        text(client, case),
        *("A case of talks", "The situation", "Two sides fought.", "What was done", "A group met."),
        *("What came of it", "They agreed.", "What made it work", "Patience."),
        *("Limits, and where else it may hold", "Not stated."),
    )


def test_visitor_of_a_case_with_nothing_but_what_is_needed_reads_not_stated_for_the_rest(
    client: Client,
) -> None:
    words = text(client, CaseFactory())
    assert words.count("Not stated.") == 3
    assert "Period Not stated" in words
    assert "No lesson is linked to this case yet." in words
    assert "No source is recorded for this entry." in words


def test_visitor_sees_facts_with_links(client: Client, case: Any) -> None:
    page = links(html(client, case))
    assert page["The talks"] == "/processes/talks/"
    assert page["Mali"] == "/countries/mli/"
    assert page["Inclusion"] == "/themes/inclusion/"
    assert page["Track one and a half"] == "/cases/?track=I.5"
    assert page["Be patient"] == "/lessons/be-patient/"
    assert page["A paper"] == "/sources/a-paper/"
    words = text(client, case)
    for part in (
        "2009 to May 2011",
        "English",
        "TLP:CLEAR",
        "Organizations may be named, persons may not.",
        "Chapter 4",
    ):
        assert part in words, part
    assert "case no." in text(client, case, "cite")


def test_actors_stand_by_their_role_in_the_order_of_the_case(client: Client, case: Any) -> None:
    assert text(client, case, "actors") == "Who did what Host A body Member B body C body Support An office"
    page = links(html(client, case))
    assert (page["A body"], page["An office"]) == ("/organizations/a-body/", "/offices/an-office/")


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2012", "", "Since 2012"),
        ("", "2012-04", "Until April 2012"),
        ("2012", "2012", "Period 2012 "),
        ("2012", "2014", "2012 to 2014"),
    ],
)
def test_period_says_what_is_known(client: Client, start: str, end: str, shown: str) -> None:
    assert shown in text(client, CaseFactory(start=start, end=end))


def test_terms_of_the_glossary_are_marked_at_their_first_use(client: Client) -> None:
    TermFactory(name="Ripeness", slug="ripeness", definition="A moment to talk.")
    page = html(client, CaseFactory(situation="Ripeness was lacking.", approach="Then ripeness came."))
    assert page.count('class="term-link" href="/glossary/ripeness/"') == 1
    assert "A moment to talk." in page


def test_texts_are_escaped_and_keep_their_paragraphs(client: Client) -> None:
    page = html(client, CaseFactory(situation="<script>alert(1)</script>\n\nSecond"))
    assert "<script>alert(1)</script>" not in page
    assert "<p>Second</p>" in page


@pytest.mark.parametrize("level", [Handling.GREEN, Handling.AMBER, Handling.RED])
def test_hidden_process_lesson_and_source_leave_no_trace(client: Client, level: str) -> None:
    case: Any = CaseFactory(lessons=[LessonFactory(title="Open lesson")])
    before = html(client, case)
    Case.objects.filter(pk=case.pk).update(process=PeaceProcessFactory(name="Hidden talks", handling=level))
    case.lessons.add(LessonFactory(title="Hidden lesson", handling=level))
    CaseCitationFactory(record=case, source=SourceFactory(title="Hidden paper", handling=level))
    assert html(client, case) == before


def test_superseded_lesson_is_not_among_those_drawn_from_the_case(client: Client) -> None:
    new = LessonFactory(title="New lesson")
    old = LessonFactory(title="Old lesson", status=Status.SUPERSEDED, superseded_by=new)
    words = text(client, CaseFactory(lessons=[old, new]))
    assert "New lesson" in words
    assert "Old lesson" not in words


def test_actors_under_the_chatham_house_rule_are_not_even_hinted_at(client: Client, curator: Any) -> None:
    case: Any = CaseFactory(attribution=Attribution.CHATHAM_HOUSE)
    before = html(client, case)
    CaseActorFactory(case=case, organization=OrganizationFactory(name="Secretive body"), role="Quiet role")
    assert html(client, case) == before
    assert "Chatham House Rule" in text(client, case)
    client.force_login(curator)
    assert text(client, case, "actors") == "Who did what Quiet role Secretive body"


def test_superseded_case_says_so_and_stays_readable(client: Client) -> None:
    assert "Superseded." in text(client, CaseFactory(status=Status.SUPERSEDED))


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_a_case_with_much_costs_no_more_queries_than_with_little(who: str) -> None:
    client = sign_in(who)

    def cost(number: int) -> int:
        process = PeaceProcessFactory()
        lessons = [
            LessonFactory(themes=[ThemeFactory()], countries=[CountryFactory()], processes=[process])
            for _ in range(number)
        ]
        case: Any = CaseFactory(
            process=process,
            lessons=lessons,
            themes=[ThemeFactory() for _ in range(number)],
            countries=[CountryFactory() for _ in range(number)],
            tracks=[TrackFactory() for _ in range(number)],
        )
        for _ in range(number):
            CaseActorFactory(case=case)
            CaseActorFactory(case=case, organization=None, office=OfficeFactory(hosts=[]))
            CaseCitationFactory(record=case)
        return queries(client, case.get_absolute_url())

    few = cost(2)
    assert cost(12) == few <= MOST_QUERIES
