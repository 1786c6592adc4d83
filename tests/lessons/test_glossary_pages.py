"""The page of a term, and that of two terms side by side."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.http import urlencode

from msn_kb.core.access import Handling
from tests.clients import signed_in
from tests.factories import (
    ContrastCitationFactory,
    ContrastFactory,
    ContrastPointFactory,
    LessonFactory,
    TermCitationFactory,
    TermFactory,
    ThemeFactory,
)

from .reading import html, in_order, links, text

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert(1)</script>"


def test_reader_finds_what_a_term_means_how_else_it_is_called_and_where_that_is_from(client: Client) -> None:
    term = TermFactory(
        name="Ripeness", definition="A state.\n\nOf conflict.", synonyms=["ripe moment"], note="From Zartman."
    )
    TermCitationFactory(record=term, source__title="Ripe for resolution", locator="footnote 21")

    page = html(client, term)
    words = text(client, term)

    assert "<p>A state.</p>\n<p>Of conflict.</p>" in page
    assert in_order(
        words, "Ripeness", "What it means", "Editors’ note. From Zartman.", "Also called ripe moment"
    )
    assert in_order(
        words, "Sources", "Ripe for resolution", "Where: footnote 21", "No lesson uses this term yet."
    )
    assert "Editors’ own definition" not in words


def test_reader_is_told_that_a_definition_is_the_editors_own(client: Client) -> None:
    words = text(client, TermFactory(is_editorial=True))

    assert in_order(words, "Editors’ own definition", "the definition is the editors’ own.")


def test_reader_of_a_term_meets_other_terms_of_its_definition_but_not_itself(client: Client) -> None:
    mediation = TermFactory(
        name="Mediation", definition="Mediation helps parties. So does mediation support."
    )
    TermFactory(name="Mediation support", slug="support", definition="Activities that assist it.")

    page = html(client, mediation)

    assert re.findall(r'class="term-link"[^>]*>([^<]*)</a>', page) == ["mediation support"]
    assert (
        text(client, mediation, "terms")
        == "Terms in this definition Mediation support Activities that assist it."
    )


def test_reader_of_either_term_is_led_to_the_contrast(client: Client) -> None:
    contrast = ContrastFactory(
        first__name="Mediation", second__name="Negotiation", slug="both", summary="They differ."
    )

    for term in (contrast.first, contrast.second):
        assert links(html(client, term))["Mediation and Negotiation"] == "/glossary/contrasts/both/"
    assert "Side by side" not in text(client, TermFactory())


def test_reader_of_a_term_is_led_to_themes_of_the_same_name_or_synonym(client: Client) -> None:
    term = TermFactory(name="Ripeness", synonyms=["Ripe moment"])
    for name, synonyms in {"Timing": ["ripe moments"], "ripeness": [], "Ripeness of talks": ["ripe"]}.items():
        ThemeFactory(name=name, synonyms=synonyms)

    found = links(html(client, term))

    themes = {name: target for name, target in found.items() if re.match("/themes/.", target)}
    assert themes == {"Timing": "/themes/timing/", "ripeness": "/themes/ripeness/"}


def test_reader_of_a_term_sees_the_first_lessons_that_the_list_finds_for_it_and_their_number(
    client: Client,
) -> None:
    term = TermFactory(name="Third party", synonyms=["intermediary", "third party actor"])
    for number in range(7):
        LessonFactory(insight=f"The third parties met {number} times.")
    LessonFactory(insight="One intermediary.")
    LessonFactory(insight="A third of the party.")
    LessonFactory(insight="A third party.", handling=Handling.GREEN)
    LessonFactory(insight="A third party.", status="superseded", superseded_by=LessonFactory())

    for reader, number in ((client, 8), (signed_in(member=True), 9)):
        page = html(reader, term)
        query = urlencode({"q": '"Third party" OR "intermediary"'})
        assert links(page)[f"All {number} lessons"] == f"/lessons/?{query}"
        assert page.count('class="record-card"') == 5
        assert reader.get(f"/lessons/?{query}").context["total"] == number


@pytest.mark.parametrize("name", ['A "quoted" term', "-minus", "OR", "!?", "the of", "ة", "x" * 150])
def test_reader_of_a_term_with_an_unusual_name_gets_its_page(client: Client, name: str) -> None:
    LessonFactory(insight=f"It says {name}.")

    assert text(
        client, TermFactory(name=name, slug="unusual", synonyms=[f"{name[:140]} {n}" for n in range(40)])
    )


def test_reader_of_a_term_sees_markup_as_text(client: Client) -> None:
    term = TermFactory(name=PAYLOAD, slug="x", definition=PAYLOAD, synonyms=[PAYLOAD], note=PAYLOAD)
    TermFactory(name="script", definition=PAYLOAD)
    ContrastFactory(first=term, summary=PAYLOAD)
    TermCitationFactory(record=term, source__title=PAYLOAD, locator=PAYLOAD, note=PAYLOAD)

    assert "<script>alert" not in html(client, term)


@pytest.mark.parametrize("path", ["glossary/", "glossary/contrasts/"])
def test_reader_of_a_missing_address_is_told_and_one_in_the_wrong_case_is_redirected(
    client: Client, path: str
) -> None:
    ContrastFactory(slug="ripeness", first__slug="ripeness")

    assert client.get(f"/{path}no-such-thing/").status_code == 404
    assert client.get(f"/{path}rip%00eness/").status_code == 400
    wrong = client.get(f"/{path}Ripeness/")
    assert (wrong.status_code, wrong["Location"]) == (301, f"/{path}ripeness/")
    assert client.get(f"/{path}ripeness").status_code == 301
    assert client.post(f"/{path}ripeness/").status_code == 405


# --- Two terms side by side ------------------------------------------------------------------------------------------


def test_reader_compares_two_terms_point_by_point(client: Client) -> None:
    contrast = ContrastFactory(
        first=TermFactory(name="Mediation", definition="Help by a third. It needs consent."),
        second=TermFactory(name="Negotiation", definition="Direct dealings."),
        summary="Often confused.",
    )
    ContrastPointFactory(
        contrast=contrast, aspect="Who decides", first="The parties.", second="They too.", position=2
    )
    ContrastPointFactory(
        contrast=contrast, aspect="Who takes part", first="Three.", second="Two.", position=1
    )
    ContrastCitationFactory(record=contrast, source__title="Back to basics", locator="paragraph 2")
    ContrastFactory(first__name="Impartiality", second__name="Neutrality")

    page = html(client, contrast)
    words = text(client, contrast)

    assert in_order(words, "Mediation and negotiation", "Often confused.", "Point Mediation Negotiation")
    assert in_order(
        words,
        "In a sentence Mediation Help by a third. Mediation in the glossary Negotiation Direct dealings.",
        "Who takes part Mediation Three. Negotiation Two.",
        "Who decides Mediation The parties. Negotiation They too.",
        "Back to basics Where: paragraph 2",
        "More terms side by side Impartiality and Neutrality",
        "“Mediation and negotiation”, MSN Knowledge Base, contrast no.",
    )
    assert len(re.findall(r'<th role="rowheader"\s+scope="row"', page)) == 3
    assert len(re.findall(r'<th role="columnheader"\s+scope="col"', page)) == 3


def test_reader_of_a_contrast_sees_markup_as_text(client: Client) -> None:
    contrast = ContrastFactory(
        first__name=PAYLOAD,
        first__slug="x",
        first__definition=PAYLOAD,
        second__name=f"{PAYLOAD} 2",
        summary=PAYLOAD,
    )
    ContrastPointFactory(contrast=contrast, aspect=PAYLOAD, first=PAYLOAD, second=PAYLOAD)

    assert "<script>alert" not in html(client, contrast)
