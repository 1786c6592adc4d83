"""The page of a theme: its place in the tree, and numbers that are those of the lists it leads to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from lessons.models import Theme
from msn_kb.core.access import Handling
from tests.clients import signed_in
from tests.factories import CaseFactory, LessonFactory, TermFactory, ThemeFactory

from .reading import html, in_order, links, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def inclusion() -> Theme:
    """A theme with two children: five lessons in all, four of them in force and open."""
    theme = ThemeFactory(name="Inclusion", definition="Bringing voices in.", synonyms=["participation"])
    women = ThemeFactory(name="Women and gender", parent=theme)
    ThemeFactory(name="Youth", parent=theme)
    LessonFactory(title="Of both", kind="challenge", themes=[theme, women], date="2020")
    LessonFactory(title="Of the child", kind="challenge", themes=[women], date="2021")
    LessonFactory(title="Of the parent", kind="good-practice", themes=[theme], date="2022")
    successor = LessonFactory(title="Successor", themes=[theme], date="2019")
    LessonFactory(title="Superseded", themes=[theme], status="superseded", superseded_by=successor)
    LessonFactory(title="For members", themes=[women], handling=Handling.GREEN)
    LessonFactory(title="Elsewhere", themes=[ThemeFactory(name="Funding")])
    return theme


def kinds(client: Client, theme: Theme) -> dict[str, int]:
    """How many lessons of each kind the page counts."""
    found = client.get(theme.get_absolute_url()).context["kinds"]
    return {item.kind: item.count for item in found}


def test_reader_finds_what_a_theme_covers_and_its_place_in_the_tree(client: Client, inclusion: Theme) -> None:
    words = text(client, inclusion)

    assert in_order(words, "Inclusion", "What it covers Bringing voices in.", "4 lessons by kind")
    assert in_order(words, "In the tree of themes Inclusion 4", "Women and gender 2", "Youth 0")
    assert in_order(words, "Found by these words participation")
    found = links(html(client, inclusion))
    assert found["Women and gender"] == "/themes/women-and-gender/"
    assert "Funding" not in found


def test_reader_of_a_child_is_led_to_its_parent_and_siblings(client: Client, inclusion: Theme) -> None:
    women = Theme.objects.get(name="Women and gender")

    page = html(client, women)

    assert in_order(text(client, women), "Part of Inclusion", "Inclusion 4", "Women and gender 2", "Youth 0")
    assert re.findall(r'href="(/themes/[^"]+)"\s+aria-current="page"', page) == ["/themes/women-and-gender/"]


@pytest.mark.parametrize(("member", "challenges", "titles"), [(False, 2, 4), (True, 2, 5)])
def test_numbers_of_a_theme_are_those_of_the_lists(
    client: Client, inclusion: Theme, member: bool, challenges: int, titles: int
) -> None:
    reader = signed_in(member=True) if member else client

    counted = kinds(reader, inclusion)

    assert counted == {
        "challenge": challenges, "opportunity": 0, "recommendation": 0, "good-practice": 1,
        "observation": 2 if member else 1,
    }  # fmt: skip
    for kind, number in counted.items():
        assert reader.get(f"/lessons/?theme=inclusion&kind={kind}").context["total"] == number, kind
    response = reader.get(inclusion.get_absolute_url())
    assert response.context["learned"].total == titles == sum(counted.values())
    listed = reader.get("/lessons/?theme=inclusion").context
    assert listed["total"] == titles
    assert [lesson.title for lesson in response.context["learned"].rows] == [
        lesson.title for lesson in listed["page_obj"]
    ]
    for theme in [response.context["branch"].top, *response.context["branch"].below]:
        assert reader.get(f"/lessons/?theme={theme.slug}").context["total"] == theme.lesson_count


def test_reader_is_led_from_each_kind_to_the_list_of_it_but_not_where_there_is_none(
    client: Client, inclusion: Theme
) -> None:
    page = html(client, inclusion)

    assert re.findall(r'class="kind-count" href="([^"]*)"', page) == [
        f"/lessons/?theme=inclusion&amp;kind={kind}" for kind in ("challenge", "good-practice", "observation")
    ]
    assert len(re.findall("kind-none", page)) == 2


def test_theme_with_many_lessons_shows_the_first_ten_and_leads_to_all(client: Client) -> None:
    theme = ThemeFactory(name="Funding")
    for number in range(12):
        LessonFactory(themes=[theme], date=str(2000 + number))

    page = html(client, theme)

    assert page.count('class="record-card"') == 10
    assert links(page)["All 12 lessons"] == "/lessons/?theme=funding"


def test_reader_sees_cases_of_a_theme_and_its_children_that_exist_for_them(
    client: Client, inclusion: Theme
) -> None:
    women = Theme.objects.get(name="Women and gender")
    CaseFactory(title="Open case", themes=[women, inclusion])
    CaseFactory(title="Closed case", themes=[women], handling=Handling.GREEN)

    def cases(reader: Client) -> list[Any]:
        return [case.title for case in reader.get(inclusion.get_absolute_url()).context["cases"].rows]

    assert cases(client) == ["Open case"]
    assert "Closed case" not in html(client, inclusion)
    assert cases(signed_in(member=True)) == ["Closed case", "Open case"]


def test_reader_finds_terms_that_share_a_name_with_the_theme_or_stand_in_its_definition(
    client: Client,
) -> None:
    theme = ThemeFactory(
        name="Timing", synonyms=["ripeness"], definition="When mediation begins, and its ripeness."
    )
    TermFactory(name="Mediation", definition="Help.")
    TermFactory(name="Ripeness", definition="A state.")
    TermFactory(name="Localitis")

    assert text(client, theme, "terms") == "Terms Ripeness A state. Mediation Help."


def test_theme_without_anything_says_so(client: Client) -> None:
    words = text(client, ThemeFactory(name="Empty"))

    assert "No lesson is filed under this theme yet." in words
    for heading in ("What it covers", "by kind", "Seen in these cases", "Found by these words", "Terms"):
        assert heading not in words


def test_reader_of_a_missing_theme_is_told_and_one_in_the_wrong_case_is_redirected(client: Client) -> None:
    ThemeFactory(name="Inclusion")

    assert client.get("/themes/no-such-theme/").status_code == 404
    wrong = client.get("/themes/INCLUSION/")
    assert (wrong.status_code, wrong["Location"]) == (301, "/themes/inclusion/")
    assert client.post("/themes/inclusion/").status_code == 405


def test_reader_of_a_theme_sees_markup_as_text(client: Client) -> None:
    payload = "<script>alert(1)</script>"
    theme = ThemeFactory(name=payload, slug="x", definition=payload, synonyms=[payload])
    ThemeFactory(name=f"{payload} child", slug="y", parent=theme)
    LessonFactory(title=payload, insight=payload, themes=[theme])
    CaseFactory(title=payload, situation=payload, themes=[theme])
    TermFactory(name="script", definition=payload)

    assert "<script>alert" not in html(client, theme)
