"""Pictures stand in the page of their list: same filters, facets, chips, notices, exchange; few queries."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import CountryFactory, LessonFactory, PeaceProcessFactory

from .pictured import plant
from .test_growth import FEW, MANY, MOST_QUERIES, PEOPLE, queries, sign_in, tag, tags
from .test_growth import plant as plant_many

pytestmark = pytest.mark.django_db

PICTURES = ["/lessons/matrix/", "/lessons/timeline/", "/lessons/map/"]
STATE = "q=learned&theme=inclusion&kind=observation&sort=title"


@pytest.mark.parametrize("path", PICTURES)
def test_reader_finds_the_lists_own_count_facets_chips_and_export(path: str) -> None:
    plant()
    client = Client()
    query = f"{STATE}&phase=nonsense&phase=talks&year_min=19"

    drawn, listed = client.get(f"{path}?{query}"), client.get(f"/lessons/?{query}")

    for name in ("total", "count_text", "notices", "export_url", "full_count", "partial_count", "query"):
        assert drawn.context[name] == listed.context[name], name
    assert [chip["value"] for chip in drawn.context["chips"]] == [
        chip["value"] for chip in listed.context["chips"]
    ]
    assert drawn.context["export_url"].startswith("/lessons/export.csv?q=learned&kind=observation")
    numbers = [
        {
            facet.name: [(value.value, value.count, value.selected) for value in facet.values]
            for facet in response.context["facets"]
        }
        for response in (drawn, listed)
    ]
    assert numbers[0] == numbers[1]
    urls = [value.url for facet in drawn.context["facets"] for value in facet.values]
    urls += [chip["remove_url"] for chip in drawn.context["chips"]]
    assert {url.partition("?")[0] for url in urls} == {path}


@pytest.mark.parametrize("path", ["/lessons/", *PICTURES])
def test_reader_switches_between_list_and_pictures_and_keeps_the_filters(path: str) -> None:
    plant()

    response = Client().get(f"{path}?{STATE}&page_size=10")
    views = response.context["views"]

    assert [(view["label"], view["url"].partition("?")[0]) for view in views] == [
        ("List", "/lessons/"),
        ("Gaps", "/lessons/matrix/"),
        ("Years", "/lessons/timeline/"),
        ("Map", "/lessons/map/"),
    ]
    assert [view["url"].partition("?")[0] for view in views if view["is_current"]] == [path]
    kept = "q=learned&kind=observation&theme=inclusion&sort=title"
    assert all(view["url"].partition("?")[2].startswith(kept) for view in views)
    assert response.content.decode().count('aria-current="page">') >= 1


def test_reader_of_tracks_keeps_them_through_filters_chips_form_and_clearing() -> None:
    plant()
    response = Client().get("/lessons/matrix/?columns=track&theme=inclusion")

    assert '<input type="hidden" name="columns" value="track">' in response.content.decode()
    assert response.context["clear_url"] == "/lessons/matrix/?columns=track"
    assert [chip["remove_url"] for chip in response.context["chips"]] == ["/lessons/matrix/?columns=track"]
    assert [item["url"] for item in response.context["controls"][0]["choices"]] == [
        "/lessons/matrix/?theme=inclusion&columns=phase",
        "/lessons/matrix/?theme=inclusion&columns=track",
        "/lessons/matrix/?theme=inclusion&columns=region",
    ]
    assert "columns" not in response.context["export_url"]
    assert "columns" not in response.context["views"][0]["url"]


@pytest.mark.parametrize("path", PICTURES)
def test_htmx_gets_results_and_facets_without_the_frame(path: str) -> None:
    plant()

    response = Client().get(f"{path}?kind=observation", headers={"HX-Request": "true"})
    text = response.content.decode()

    assert 'id="results"' in text
    assert 'id="facets"' in text
    assert "<figure" in text
    assert "<html" not in text
    assert "<title>Lessons: " in text


def test_the_form_of_a_picture_asks_for_the_picture_again() -> None:
    plant()
    text = Client().get("/lessons/map/").content.decode()

    assert 'action="/lessons/map/"' in text
    assert 'hx-get="/lessons/map/"' in text
    assert 'id="compare"' not in text


@pytest.mark.parametrize("path", PICTURES)
def test_pictures_of_nothing_say_so(path: str) -> None:
    empty = Client().get(path)
    assert empty.context["picture"] is None
    assert "No lessons yet" in empty.content.decode()

    LessonFactory(kind="challenge")
    response = Client().get(f"{path}?kind=observation")
    assert response.status_code == 200
    assert "No lesson matches" in response.content.decode()
    assert [step["url"] for step in response.context["loosen"]] == [path]


@pytest.mark.parametrize("path", [*PICTURES, "/processes/map/"])
def test_pictures_survive_whatever_is_asked(path: str) -> None:
    plant()
    queries_asked = [
        "page=99",
        "page_size=7",
        "sort=colour",
        "q=%22",
        "q=-envoys",
        "q=the",
        "year_min=2020&year_max=1",
        "year_min=abcd",
        "theme=&country=",
        "columns=phase&columns=zzz",
        "region=001",
        "status=superseded",
        "rows=%3Cb%3E",
    ]
    for query in queries_asked:
        assert Client().get(f"{path}?{query}").status_code == 200, query
    assert Client().get(f"{path}?page=99").context["notices"] == []
    assert Client().post(path).status_code == 405


def test_words_of_the_program_stay_addresses_of_pictures() -> None:
    LessonFactory(title="Map")

    response = Client().get("/lessons/map/")

    assert response.templates[0].name == "records/picture.html"


def test_partial_matches_are_counted_and_named() -> None:
    plant()
    response = Client().get("/lessons/map/?q=learned+envoys+zeppelin")

    assert response.context["full_count"] == 0
    assert response.context["partial_count"] == response.context["total"] == 5
    assert "5 of these hold some of your words only; they are counted as well." in response.content.decode()


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_a_picture_with_many_entries_costs_no_more_queries_than_with_few(who: str) -> None:
    client = sign_in(who)
    carried = tags(2)
    theme, country = carried["themes"][0].slug, carried["countries"][0].alpha3
    states = [
        "",
        "?columns=region",
        f"?q=envoys+unheard&theme={theme}&country={country}&year_min=2000&region=001",
    ]
    addresses = [path + state for path in [*PICTURES, "/processes/map/"] for state in states]

    def grow(number: int, start: int) -> dict[str, int]:
        tag(plant_many(number, start), carried)
        for _ in range(number // 10):
            PeaceProcessFactory(countries=[CountryFactory()])
        return {address: queries(client, address) for address in addresses}

    few = grow(FEW, 0)
    many = grow(MANY - FEW, FEW)

    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few
