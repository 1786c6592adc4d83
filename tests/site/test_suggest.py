"""Suggestions while somebody types: what they may see, in groups, by the beginning of any word, or with one slip."""

from __future__ import annotations

import pytest

from msn_kb.core.search.models import SearchSpelling
from tests.factories import (
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    TermFactory,
    ThemeFactory,
)

from .suggesting import addresses, fragment, plant_herons, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def heron() -> None:
    plant_herons()


def test_visitor_types_a_beginning_gets_each_kind_in_its_group(client, heron):
    assert suggested(client, "hero") == {
        "Themes": ["Heron theme"],
        "Countries and regions": ["Heronia", "Heron region"],
        "Organizations and offices": ["Heron office", "Heron organization"],
        "Peace processes": ["Heron process"],
        "Glossary": ["Heron term"],
        "Lessons": ["Heron lesson"],
        "Cases": ["Heron case"],
    }
    assert addresses(client, "hero") == [
        "/themes/heron-theme/",
        "/countries/xhn/",
        "/regions/991/",
        "/offices/heron-office/",
        "/organizations/heron-organization/",
        "/processes/heron-process/",
        "/glossary/heron-term/",
        "/lessons/heron-lesson/",
        "/cases/heron-case/",
    ]


def test_visitor_follows_every_suggestion_to_a_page(client, heron):
    assert {client.get(address).status_code for address in addresses(client, "hero")} == {200}


@pytest.mark.parametrize(
    ("kind", "groups"),
    [("lesson", ["Lessons"]), ("OFFICE", ["Organizations and offices"]), ("source", None), ("x", None)],
)
def test_visitor_asks_for_one_kind_gets_it_alone_and_all_for_an_unknown_one(client, heron, kind, groups):
    found = suggested(client, "hero", kind=kind)
    assert list(found) == (groups or list(suggested(client, "hero")))


@pytest.mark.parametrize(
    "typed",
    [
        "gre",
        "grey",
        "Grey h",
        "the grey heron",
        "GREY HERON R",
        "heron",
        "ret",
        "heron grey",
        "  grey   heron ",
    ],
)
def test_visitor_types_beginnings_of_words_finds_the_title(client, typed):
    LessonFactory(title="The grey heron returns")
    LessonFactory(title="Egrets stay")
    assert suggested(client, typed) == {"Lessons": ["The grey heron returns"]}


@pytest.mark.parametrize("typed", ["ero", "grey egret", "heron greys", "he x"])
def test_visitor_types_what_begins_no_word_gets_nothing(client, typed):
    LessonFactory(title="The grey heron returns")
    assert fragment(client, typed) == ""


def test_visitor_types_two_letters_gets_names_but_no_titles(client, heron):
    assert [name for name in suggested(client, "he") if name in ("Lessons", "Cases")] == []
    assert suggested(client, "he")["Themes"] == ["Heron theme"]


@pytest.mark.parametrize("typed", ["mediación", "mediacion", "MEDIACIÓN", "mediacio\u0301n", "mediacio"])
def test_visitor_types_with_or_without_accents_and_capitals_finds_the_same(client, typed):
    LessonFactory(title="La mediación exige tiempo", language="es")
    ThemeFactory(name="Mediación")
    found = suggested(client, typed)
    assert (found["Themes"], found["Lessons"]) == (["Mediación"], ["La mediación exige tiempo"])


@pytest.mark.parametrize("typed", ["الوس", "بناء الثقة في", "阿", "中文"])
def test_visitor_types_in_other_scripts_finds_titles(client, typed):
    LessonFactory(title="بناء الثقة في الوساطة", slug="trust", language="ar")
    LessonFactory(title="中文调解经验", slug="chinese", language="zh")
    expected = {
        "الوس": ["/lessons/trust/"],
        "بناء الثقة في": ["/lessons/trust/"],
        "中文": ["/lessons/chinese/"],
    }
    assert addresses(client, typed) == expected.get(typed, [])


@pytest.mark.parametrize(
    "typed", ["herno", "heorn", "haron", "heeron", "hron", "eron", "hheron", "jeron", "hern", "grey herno"]
)
def test_visitor_makes_one_typing_error_in_a_name_finds_it(client, typed):
    ThemeFactory(name="Grey heron")
    assert suggested(client, typed) == {"Themes": ["Grey heron"]}


@pytest.mark.parametrize("typed", ["hreno", "hxyon", "her0x", "hxr"])
def test_visitor_makes_two_errors_or_one_in_a_short_word_gets_nothing(client, typed):
    ThemeFactory(name="Heron")
    assert fragment(client, typed) == ""


def test_visitor_makes_an_error_in_a_title_finds_it_by_the_words_that_the_search_knows(client):
    LessonFactory(title="Herons return early")
    LessonFactory(title="Egrets stay")
    SearchSpelling.objects.create(word="herons", folded="herons", documents=3)
    assert suggested(client, "heorns") == {"Lessons": ["Herons return early"]}
    assert suggested(client, "return heorns") == {"Lessons": ["Herons return early"]}
    assert "<mark>Herons</mark> return early" in fragment(client, "heorns")


def test_visitor_sees_no_guesses_beside_an_exact_name_or_enough_that_fits(client):
    CountryFactory(name_en="Mali")
    CountryFactory(name_en="Malta")
    CountryFactory(name_en="Malawi")
    assert suggested(client, "mali") == {"Countries and regions": ["Mali"]}
    assert suggested(client, "malo") == {"Countries and regions": ["Mali", "Malta", "Malawi"]}
    for number in range(3):
        CountryFactory(name_en=f"Malo {number}")
    assert suggested(client, "malo") == {"Countries and regions": ["Malo 0", "Malo 1", "Malo 2"]}


def test_visitor_types_another_name_is_told_by_which(client):
    body = OrganizationFactory(name="Economic Community of West African States", acronym="ECOWAS")
    OrganizationNameFactory(organization=body, name="CEDEAO")
    assert suggested(client, "ecow") == {
        "Organizations and offices": ["Economic Community of West African States (ECOWAS)"]
    }
    assert "(<mark>ECOW</mark>AS)" in fragment(client, "ecow")
    assert "<mark>CED</mark>EAO" in fragment(client, "ced")
    assert "CEDEAO" not in fragment(client, "ecow")


@pytest.mark.parametrize("typed", ["disarm", "ddr", "reint"])
def test_visitor_types_a_synonym_finds_theme_term_and_process(client, typed):
    names = ["Disarmament and reintegration", "DDR"]
    ThemeFactory(name="Ceasefires", synonyms=names)
    TermFactory(name="Demobilization", synonyms=names)
    PeaceProcessFactory(name="Talks", other_names=names)
    assert suggested(client, typed) == {
        "Themes": ["Ceasefires"],
        "Peace processes": ["Talks"],
        "Glossary": ["Demobilization"],
    }


@pytest.mark.parametrize("typed", ["XHN", "xhn", "h9", "héronie", "Garcia", "مالك", "heronl"])
def test_visitor_types_a_country_s_code_or_name_in_another_language_finds_it(client, typed):
    CountryFactory(
        name_en="Heronland",
        name_fr="Héronie",
        name_es="Garcia",
        name_ar="مالك الحزين",
        alpha3="XHN",
        alpha2="H9",
    )
    assert suggested(client, typed) == {"Countries and regions": ["Heronland"]}


@pytest.mark.parametrize("typed", ["xh", "ipl"])
def test_visitor_types_part_of_a_code_gets_nothing(client, typed):
    CountryFactory(name_en="Heronland", alpha3="XHN")
    assert fragment(client, typed) == ""


def test_visitor_sees_short_names_before_long_ones_and_codes_after_names(client):
    for name, code in (("Malawi", "XMA"), ("Mali", "XMB"), ("Moroc", "MAL")):
        CountryFactory(name_en=name, alpha3=code)
    assert suggested(client, "mal") == {"Countries and regions": ["Mali", "Malawi", "Moroc"]}
    assert "<mark>MAL</mark>" in fragment(client, "mal")


def test_visitor_sees_the_exact_name_first_then_what_begins_so_then_later_words_few_words_before_many(client):
    for name in (
        "Late heron",
        "Heron and egret in the marsh",
        "Heron",
        "Heronry",
        "Grey heron",
        "The very late heron",
    ):
        ThemeFactory(name=name)
    assert suggested(client, "heron") == {
        "Themes": ["Heron", "Heronry", "Heron and egret in the marsh", "Grey heron"]
    }


def test_visitor_sees_the_group_of_an_exact_name_on_top(client, heron):
    PeaceProcessFactory(name="Heron")
    assert list(suggested(client, "heron"))[:2] == ["Peace processes", "Themes"]


def test_visitor_sees_four_of_a_kind_and_twelve_in_all_some_of_each(client):
    for number in range(6):
        ThemeFactory(name=f"Heron theme {number}")
        TermFactory(name=f"Heron term {number}")
        PeaceProcessFactory(name=f"Heron process {number}")
        LessonFactory(title=f"Heron lesson {number}")
        CaseFactory(title=f"Heron case {number}")
    found = suggested(client, "heron")
    assert {name: len(labels) for name, labels in found.items()} == {
        "Themes": 3,
        "Peace processes": 3,
        "Glossary": 2,
        "Lessons": 2,
        "Cases": 2,
    }
    assert found["Lessons"] == ["Heron lesson 0", "Heron lesson 1"]
    assert len(suggested(client, "heron", kind="lesson")["Lessons"]) == 4


def test_visitor_types_cease_fire_in_either_way_finds_the_hyphenated_name(client):
    ThemeFactory(name="Cease-fire talks")
    for typed in ("cease-f", "cease fire", "ceasef", "fire"):
        assert suggested(client, typed) == {"Themes": ["Cease-fire talks"]}, typed


def test_visitor_finds_a_title_behind_quotation_marks_and_apostrophes(client):
    LessonFactory(title="“Inclusion”: l’État d’abord", slug="inclusion")
    for typed in ("inclus", "état", "abord", "l’ét", "“incl", "inclusion etat"):
        assert addresses(client, typed) == ["/lessons/inclusion/"], typed


def test_visitor_learns_the_language_of_a_title(client):
    LessonFactory(title="Le héron attend", language="fr")
    LessonFactory(title="Heron waits", language="en")
    text = fragment(client, "heron")
    assert text.count("lang=") == 1
    assert 'lang="fr"' in text


def test_visitor_types_a_stop_word_beside_a_word_finds_the_title(client):
    LessonFactory(title="What to do with the herons")
    assert suggested(client, "with the h") == {"Lessons": ["What to do with the herons"]}
