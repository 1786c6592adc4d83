"""The lists of terms and of themes, and their CSV."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from msn_kb.core.access import Handling
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    ContrastFactory,
    LessonFactory,
    SourceFactory,
    TermCitationFactory,
    TermFactory,
    ThemeFactory,
)

from .reading import links

pytestmark = pytest.mark.django_db


def names(client: Client, address: str) -> list[str]:
    """Names of the list's entries, in order; the count must be theirs."""
    context = client.get(address).context
    found = [record.name for record in context["page_obj"]]
    assert context["total"] == len(found)
    return found


def facet(client: Client, address: str, name: str) -> dict[str, int]:
    """The numbers beside the values of a facet."""
    facets = {facet.name: facet for facet in client.get(address).context["facets"]}
    return {value.value: value.count for value in facets[name].values} if name in facets else {}


def rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    response = client.get(address)
    assert response.status_code == 200
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


# --- Terms -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def terms() -> None:
    mediation = TermFactory(name="Mediation", definition="Help by a third party.", synonyms=["peacemaking"])
    negotiation = TermFactory(name="negotiation", definition="Direct dealings.", is_editorial=True)
    ripeness = TermFactory(name="Ripeness", definition="When parties turn to mediation.")
    paper = SourceFactory(title="Open paper", slug="open")
    TermCitationFactory(record=mediation, source=paper, locator="footnote 1")
    TermCitationFactory(record=mediation, source=paper, locator="footnote 2")
    closed = SourceFactory(title="Closed paper", slug="closed", handling=Handling.GREEN)
    TermCitationFactory(record=ripeness, source=closed)
    ContrastFactory(first=mediation, second=negotiation)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Mediation", "negotiation", "Ripeness"]),
        ("sort=title", ["Mediation", "negotiation", "Ripeness"]),
        ("sort=updated", ["Ripeness", "negotiation", "Mediation"]),
        ("sort=newest", ["Mediation", "negotiation", "Ripeness"]),
        ("kind=editors", ["negotiation"]),
        ("kind=SOURCES", ["Mediation", "Ripeness"]),
        ("kind=editors&kind=sources", ["Mediation", "negotiation", "Ripeness"]),
        ("kind=nothing", []),
        ("source=open", ["Mediation"]),
        ("source=closed", []),
        ("source=closed&source=OPEN", ["Mediation"]),
        ("q=mediation", ["Mediation", "Ripeness"]),
        ("q=peacemaking", ["Mediation"]),
        ("q=mediation&source=open", ["Mediation"]),
        ("q=nowhere", []),
    ],
)
def test_visitor_filters_and_sorts_the_glossary(client: Client, terms: None, query: str, found: list[str]):
    assert names(client, f"/glossary/?{query}") == found
    assert [row["name"] for row in rows(client, f"/glossary/export.csv?{query}")] == found


def test_facets_of_the_glossary_count_what_their_lists_hold(client: Client, terms: None) -> None:
    member = signed_in(member=True)

    assert facet(client, "/glossary/", "kind") == {"sources": 2, "editors": 1}
    assert facet(member, "/glossary/", "source") == {"closed": 1, "open": 1}
    for value, number in facet(member, "/glossary/", "source").items():
        assert len(names(member, f"/glossary/?source={value}")) == number
    assert "Closed paper" not in client.get("/glossary/").content.decode()


def test_reader_of_the_glossary_is_led_to_terms_side_by_side(client: Client, terms: None) -> None:
    page = client.get("/glossary/").content.decode()

    assert links(page)["Side by side: Mediation and negotiation"].startswith("/glossary/contrasts/")
    # Once above the list, once on each of the two terms' cards.
    assert page.count("/glossary/contrasts/") == 3
    assert "Often confused, side by side" in page
    assert "Often confused, side by side" not in client.get("/glossary/?q=mediation").content.decode()
    assert "Editors’ own definition" in page


def test_visitor_exports_the_glossary_with_what_they_may_see(client: Client, terms: None) -> None:
    mediation, negotiation, ripeness = rows(client, "/glossary/export.csv")

    assert {name: value for name, value in mediation.items() if name not in ("id", "updated_at", "url")} == {
        "name": "Mediation", "kind": "sources", "definition": "Help by a third party.", "synonyms": "peacemaking",
        "contrasts": "negotiation", "sources": "Open paper", "note": "",
    }  # fmt: skip
    assert mediation["url"] == "http://127.0.0.1:8000/glossary/mediation/"
    assert (negotiation["kind"], negotiation["contrasts"]) == ("editors", "Mediation")
    assert ripeness["sources"] == ""
    response = signed_in(member=True).get("/glossary/export.csv")
    assert "glossary-" in response["Content-Disposition"]
    assert "-TLP-GREEN.csv" in response["Content-Disposition"]


# --- Themes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def themes() -> None:
    inclusion = ThemeFactory(name="Inclusion", definition="Bringing voices in.", synonyms=["participation"])
    women = ThemeFactory(name="Women and gender", parent=inclusion)
    ThemeFactory(name="funding", definition="Money.")
    LessonFactory(themes=[inclusion, women])
    LessonFactory(themes=[women])
    LessonFactory(themes=[women], handling=Handling.GREEN)
    CaseFactory(themes=[women])
    CaseFactory(themes=[inclusion], handling=Handling.GREEN)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["funding", "Inclusion", "Women and gender"]),
        ("sort=title", ["funding", "Inclusion", "Women and gender"]),
        ("sort=updated", ["funding", "Inclusion", "Women and gender"]),
        ("theme=inclusion", ["Inclusion", "Women and gender"]),
        ("theme=Women-And-Gender", ["Women and gender"]),
        ("theme=nothing", []),
        ("theme=nothing&theme=funding", ["funding"]),
        ("q=voices", ["Inclusion"]),
        ("q=participation", ["Inclusion", "Women and gender"]),
        ("q=money&theme=inclusion", []),
    ],
)
def test_visitor_filters_and_sorts_themes(client: Client, themes: None, query: str, found: list[str]) -> None:
    assert names(client, f"/themes/?{query}") == found
    assert [row["name"] for row in rows(client, f"/themes/export.csv?{query}")] == found


def test_facet_of_themes_counts_each_branch(client: Client, themes: None) -> None:
    assert facet(client, "/themes/", "theme") == {"funding": 1, "inclusion": 2}
    for value, number in facet(client, "/themes/", "theme").items():
        assert len(names(client, f"/themes/?theme={value}")) == number


@pytest.mark.parametrize(
    ("member", "numbers"),
    [
        (False, {"Inclusion": (2, 1), "Women and gender": (2, 1), "funding": (0, 0)}),
        (True, {"Inclusion": (3, 2), "Women and gender": (3, 1), "funding": (0, 0)}),
    ],
)
def test_cards_of_themes_count_the_lessons_and_cases_of_the_lists_they_lead_to(
    client: Client, themes: None, member: bool, numbers: dict[str, tuple[int, int]]
) -> None:
    reader = signed_in(member=True) if member else client

    found = reader.get("/themes/").context["page_obj"]

    assert {theme.name: (theme.lesson_count, theme.case_count) for theme in found} == numbers
    for theme in found:
        assert reader.get(f"/lessons/?theme={theme.slug}").context["total"] == theme.lesson_count


def test_visitor_exports_themes_with_their_parents(client: Client, themes: None) -> None:
    found = rows(client, "/themes/export.csv")

    assert list(found[0]) == ["id", "name", "parent", "definition", "synonyms", "url"]
    assert [(row["name"], row["parent"], row["synonyms"]) for row in found] == [
        ("funding", "", ""), ("Inclusion", "", "participation"), ("Women and gender", "Inclusion", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_analyst_opens_cells_that_look_like_formulas_as_text(client: Client, start: str) -> None:
    words = f"{start}1+1"
    parent = ThemeFactory(name=words, slug="a", definition=words, synonyms=[words])
    ThemeFactory(name="child", slug="b", parent=parent)
    TermFactory(name=words, slug="a", definition=words, synonyms=[words], note=words)

    first, second = rows(client, "/themes/export.csv")
    (term,) = rows(client, "/glossary/export.csv")

    assert {first["name"], first["definition"], first["synonyms"], second["parent"]} == {f"'{words}"}
    assert {term["name"], term["definition"], term["synonyms"], term["note"]} == {f"'{words}"}
