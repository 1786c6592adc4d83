"""Search across all kinds: the best of each with counts, an exact name on top."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.search import statistics
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    CountryFactory,
    LessonFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

LISTS = (
    *("lessons", "cases", "processes", "organizations", "offices"),
    *("meetings", "sources", "themes", "glossary"),
)
ODD = [
    *("", "   ", '"', "-", "OR", "the", "of the", "!!!", "🕊", "a" * 5000, "x " * 400),
    *("'; DROP TABLE", "<b>x</b>", "%", "\\"),
]


@pytest.fixture
def heron() -> None:
    """One entry of each kind that holds the word."""
    LessonFactory(title="Heron lesson")
    CaseFactory(title="Heron case")
    PeaceProcessFactory(name="Heron process")
    OrganizationFactory(name="Heron organization")
    OfficeFactory(name="Heron office", hosts=[])
    MeetingFactory(title="Heron meeting")
    SourceFactory(title="Heron source")
    ThemeFactory(name="Heron theme")
    TermFactory(name="Heron term")


def tabs(client: Client, query: str) -> dict[str, int]:
    return {tab.listing.file: tab.total for tab in client.get("/search/", {"q": query}).context["tabs"]}


def exact(client: Client, query: str) -> list[str]:
    return [str(record) for record in client.get("/search/", {"q": query}).context["exact"]]


def test_visitor_finds_every_kind_with_counts(client, heron):
    assert tabs(client, "herons") == {
        "lessons": 1,
        "cases": 1,
        "processes": 1,
        "organizations": 1,
        "offices": 1,
        "meetings": 1,
        "sources": 1,
        "themes": 1,
        "glossary": 1,
    }
    page = client.get("/search/?q=heron").content.decode()
    assert page.count("<mark>Heron</mark>") >= 9


@pytest.mark.parametrize(
    "query", ["heron", "heron lesson", '"heron case"', "heron -office", "heron OR egret", "-heron", "egret"]
)
def test_visitor_finds_the_same_numbers_as_in_each_list(client, heron, query):
    for number in range(12):
        LessonFactory(title=f"Heron number {number}")
    found = tabs(client, query)
    for name in LISTS:
        assert client.get(f"/{name}/", {"q": query}).context["total"] == found.get(name, 0), name


def test_visitor_sees_three_of_each_kind_and_more_of_the_one_chosen(client):
    for number in range(30):
        LessonFactory(title=f"Heron number {number}")
    CaseFactory(title="Heron case")
    overview = client.get("/search/?q=heron").context
    assert [(tab.listing.file, len(tab.records), tab.total) for tab in overview["shown"]] == [
        ("lessons", 3, 30),
        ("cases", 1, 1),
    ]
    chosen = client.get("/search/?q=heron&type=lessons").context
    assert [(tab.listing.file, len(tab.records), tab.total) for tab in chosen["shown"]] == [
        ("lessons", 25, 30)
    ]
    assert chosen["total"] == 31


def test_visitor_sees_the_kind_of_an_exact_name_first_and_no_partial_matches_beside_full_ones(client):
    LessonFactory(title="Heron watch")
    MeetingFactory(title="Heron")
    TermFactory(name="Watch")
    shown = client.get("/search/?q=heron").context["shown"]
    assert [tab.listing.file for tab in shown] == ["meetings", "lessons"]
    shown = client.get("/search/?q=heron+watch").context["shown"]
    assert [tab.listing.file for tab in shown] == ["lessons"]
    shown = client.get("/search/?q=watch+egret").context["shown"]
    assert [tab.listing.file for tab in shown] == ["lessons", "glossary"]


def test_visitor_with_an_unknown_type_is_told_and_sees_all(client, heron):
    response = client.get("/search/?q=heron&type=birds")
    assert response.status_code == 200
    assert "“birds” is not a kind of record" in response.content.decode()
    assert response.context["total"] == 9


def test_visitor_finds_the_bearer_of_an_acronym_name_synonym_or_code_on_top(client):
    organization = OrganizationFactory(name="Economic Community", acronym="ECX")
    OrganizationNameFactory(organization=organization, name="Communauté économique")
    office = OfficeFactory(name="Support desk", acronym="ECX", hosts=[])
    CountryFactory(name_en="Spain", name_fr="Espagne", name_es="España", alpha3="ESP")
    RegionFactory(name_en="Southern lands")
    PeaceProcessFactory(name="Long talks", other_names=["The road"])
    TermFactory(name="Good offices", synonyms=["bons offices"])
    ThemeFactory(name="Inclusion", synonyms=["gender"])

    assert exact(client, "ecx") == [str(organization), str(office)]
    assert exact(client, "communauté ÉCONOMIQUE") == [str(organization)]
    assert exact(client, "ECONOMIC community") == [str(organization)]
    assert exact(client, "espana") == []
    assert exact(client, "España") == exact(client, "esp") == ["Spain"]
    assert exact(client, "southern lands") == ["Southern lands"]
    assert exact(client, '"the road"') == ["Long talks"]
    assert exact(client, "Bons Offices") == exact(client, "good offices") == ["Good offices"]
    assert exact(client, "Gender") == ["Inclusion"]
    assert exact(client, "good office") == ["Good offices"]
    assert exact(client, "nothing of the kind") == []


@pytest.mark.parametrize("query", ODD)
def test_visitor_s_odd_query_is_answered(client, heron, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert response.context["total"] == 0
    assert "<b>x</b>" not in response.content.decode()


def test_visitor_without_a_query_is_shown_every_list(client):
    page = client.get("/search/").content.decode()
    for name in LISTS:
        assert f'href="/{name}/"' in page


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_s_search_costs_no_more_queries_for_many_entries_than_for_few(who):
    client = Client() if who == "visitor" else signed_in(**{who: True})

    def grow(number: int) -> int:
        for n in range(number):
            LessonFactory(title=f"Heron {n}", themes=[ThemeFactory(name=f"Heron theme {n} of {number}")])
            CaseFactory(title=f"Heron {n}")
            PeaceProcessFactory(name=f"Heron {n} of {number}")
            OrganizationFactory(name=f"Heron {n} of {number}")
            OfficeFactory(name=f"Heron {n} of {number}")
            MeetingFactory(title=f"Heron {n} of {number}")
            SourceFactory(title=f"Heron {n}")
            TermFactory(name=f"Heron {n} of {number}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/?q=heron").status_code == 200
        return len(captured)

    few, many = grow(12), grow(24)
    assert many == few <= 45


@pytest.mark.parametrize(
    "question",
    [
        "what is a good office?",
        "What are good offices",
        "what's the good office?",
        "qu'est-ce que les good offices ?",
        "¿qué son los good offices?",
    ],
)
def test_visitor_who_asks_what_something_is_reads_its_definition_first(client: Client, question: str):
    term = TermFactory(name="Good offices", definition="What a third party lends to the parties.")
    assert client.get("/search/", {"q": question}).context["exact"] == [term]


def test_visitor_who_asks_what_nobody_named_gets_no_exact_name(client: Client):
    TermFactory(name="Good offices")
    for question in ("what is", "what is ?", "whatever good offices", "what is good offices for?"):
        assert client.get("/search/", {"q": question}).context["exact"] == []


def offered(client: Client, query: str) -> list[tuple[str, str, str, str]]:
    """What is offered to filter by: the record, what it is, the sentence and the address."""
    found = client.get("/search/", {"q": query}).context["offers"]
    return [
        (str(offer.record), offer.what, f"{offer.lessons} {offer.rest}".strip(), offer.url) for offer in found
    ]


def test_reader_names_a_country_is_offered_its_lessons(client):
    mali = CountryFactory(name_en="Mali", alpha3="MLI")
    LessonFactory(title="Heron", countries=[mali])
    LessonFactory(title="Egret", countries=[mali])

    assert offered(client, "mali") == [("Mali", "a country", "2 lessons", "/lessons/?country=MLI")]


def test_reader_names_a_theme_among_other_words_is_offered_the_rest_within_it(client):
    theme = ThemeFactory(name="Ceasefire monitoring", slug="ceasefire-monitoring")
    LessonFactory(title="Women on patrol", themes=[theme])
    LessonFactory(title="Radios", insight="Nothing else.", themes=[theme])

    assert offered(client, "women ceasefire monitoring") == [
        (
            "Ceasefire monitoring",
            "a theme",
            "1 lesson women",
            "/lessons/?q=women&theme=ceasefire-monitoring",
        )
    ]
    response = client.get("/lessons/?q=women&theme=ceasefire-monitoring")
    assert response.context["total"] == 1


def test_reader_asks_a_question_is_offered_the_country_at_its_end(client):
    LessonFactory(title="Women in the north", countries=[CountryFactory(name_en="Mali", alpha3="MLI")])

    assert [url for *_, url in offered(client, "women in Mali?")] == ["/lessons/?q=women+in&country=MLI"]


def test_nothing_is_offered_that_has_no_lessons_or_is_hidden(client):
    CountryFactory(name_en="Mali", alpha3="MLI")
    process = PeaceProcessFactory(name="Quiet channel", handling="green")
    LessonFactory(title="Heron", processes=[process])

    assert offered(client, "mali") == []
    assert offered(client, "quiet channel") == []
    assert offered(client, "heron quiet channel") == []
    assert offered(signed_in(member=True), "quiet channel") == [
        ("Quiet channel", "a peace process", "1 lesson", f"/lessons/?process={process.slug}")
    ]


def test_reader_mistypes_is_told_what_was_searched_and_led_back(client):
    LessonFactory(title="Mediation support")
    statistics.refresh()

    for path, back in (("/search/", "/search/"), ("/lessons/", "/lessons/")):
        response = client.get(path, {"q": "mediaton"})
        body = " ".join(response.content.decode().split())
        assert "These are the results for <strong>“<bdi>mediation</bdi>”</strong>" in body
        assert response.context["meaning"].literal_url == f"{back}?q=%22mediaton%22"
        assert "Mediation support" not in client.get(response.context["meaning"].literal_url).content.decode()


def test_reader_types_a_rare_word_that_looks_like_a_frequent_one_is_asked(client):
    for number in range(20):
        LessonFactory(title=f"Ceasefire {number}")
    LessonFactory(title="Ceasefirre")
    statistics.refresh()

    meaning = client.get("/lessons/", {"q": "ceasefirre"}).context["meaning"]
    assert (meaning.doubted, meaning.likely_url) == ({"ceasefirre": "ceasefire"}, "/lessons/?q=ceasefire")


def test_export_of_a_mistyped_query_is_what_the_list_shows(client):
    LessonFactory(title="Mediation support")
    statistics.refresh()

    file = b"".join(client.get("/lessons/export.csv", {"q": "mediaton"}).streaming_content).decode()
    assert "Mediation support" in file
