"""The home page and the main navigation: every list is one click away, under its exact number."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from msn_kb.listings import LISTINGS
from tests.factories import (
    CaseFactory,
    CountryFactory,
    LessonFactory,
    MeetingFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

SECTIONS = {
    "/lessons/": "Lessons",
    "/cases/": "Cases",
    "/organizations/": "Organizations",
    "/offices/": "Offices",
    "/meetings/": "Meetings",
    "/processes/": "Processes",
    "/countries/": "Countries",
    "/sources/": "Sources",
    "/themes/": "Themes",
    "/glossary/": "Glossary",
}


def navigation_of(client: Client, address: str) -> list[tuple[str, str, str]]:
    """The main navigation: address, mark of the current section, label."""
    text = client.get(address).content.decode()
    nav = re.search(r'<nav class="site-nav.*?</nav>', text, re.DOTALL)
    assert nav
    links = re.findall(r'<a href="([^"]+)"\s*(?:aria-current="(\w+)")?\s*>([^<]+)</a>', nav[0])
    return [(url, current, label.strip()) for url, current, label in links]


def test_visitor_of_home_finds_every_kind_under_the_number_of_its_list(client):
    for factory in (
        LessonFactory,
        CaseFactory,
        PeaceProcessFactory,
        OrganizationFactory,
        MeetingFactory,
        SourceFactory,
        ThemeFactory,
        TermFactory,
    ):
        factory()
        factory()
    OfficeFactory(hosts=[])

    counts = client.get("/").context["counts"]

    assert [item["url"] for item in counts] == [listing.url for listing in LISTINGS]
    assert {item["label"]: item["count"] for item in counts} == {
        "Lessons": 2,
        "Cases": 2,
        "Peace processes": 2,
        "Organizations": 2,
        "Offices": 1,
        "Meetings": 2,
        "Sources": 2,
        "Themes": 2,
        "Terms": 2,
    }
    for item in counts:
        assert client.get(item["url"]).context["total"] == item["count"], item["label"]


def test_visitor_of_home_finds_the_countries_with_most_entries_first(client):
    names = ["Most", "Much", "Also much", "Nothing"]
    most, much, also, _ = (CountryFactory(name_en=name) for name in names)
    PeaceProcessFactory(countries=[most, much])
    LessonFactory(countries=[most])
    LessonFactory(countries=[most])
    LessonFactory(countries=[also])

    response = client.get("/")

    assert [(row.country.name, row.total) for row in response.context["countries"]] == [
        ("Most", 3),
        ("Also much", 1),
        ("Much", 1),
    ]
    assert f'href="{most.get_absolute_url()}"' in response.content.decode()


def test_visitor_of_an_empty_home_is_told_so_and_can_go_everywhere(client):
    response = client.get("/")

    assert response.status_code == 200
    assert {item["count"] for item in response.context["counts"]} == {0}
    assert "No lessons have been published yet." in response.content.decode()


def test_visitor_of_home_searches_everything(client):
    text = client.get("/").content.decode()

    assert re.search(r'<form class="hero-search"\s+action="/search/"\s+method="get"', text)


def test_visitor_finds_every_section_in_the_navigation(client):
    assert navigation_of(client, "/") == [
        ("/", "page", "Home"),
        *((url, "", label) for url, label in SECTIONS.items()),
    ]


@pytest.mark.parametrize("section", SECTIONS)
def test_visitor_of_a_list_sees_its_section_marked(client, section):
    marked = [(url, current) for url, current, _ in navigation_of(client, section) if current]

    assert marked == [(section, "page")]


def test_visitor_of_a_record_sees_its_section_marked(client):
    country = CountryFactory()
    pages = {
        LessonFactory().get_absolute_url(): "/lessons/",
        OrganizationFactory().get_absolute_url(): "/organizations/",
        PeaceProcessFactory().get_absolute_url(): "/processes/",
        country.get_absolute_url(): "/countries/",
    }
    for address, section in pages.items():
        marked = [(url, current) for url, current, _ in navigation_of(client, address) if current]
        assert marked == [(section, "true")], address


def test_visitor_of_a_region_sees_countries_marked(client):
    region = RegionFactory()

    marked = [
        (url, current) for url, current, _ in navigation_of(client, region.get_absolute_url()) if current
    ]

    assert marked == [("/countries/", "true")]
