"""Looking through all values of a filter: ``/lessons/by/organization/``."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.lists.values import A_PAGE
from msn_kb.listings import LISTINGS
from tests.factories import LessonFactory, OrganizationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> dict[str, int]:
    response = client.get(address)
    assert response.status_code == 200
    return {value.label: value.count for value in response.context["page_obj"]}


@pytest.fixture
def bodies():
    found = [OrganizationFactory(name=name) for name in ("Économie et Paix", "Peace Desk", "Peace House")]
    LessonFactory(organizations=found, kind="challenge")
    LessonFactory(organizations=found[1:], kind="opportunity")
    return found


def test_reader_sees_every_value_with_its_number(client: Client, bodies):
    assert shown(client, "/lessons/by/organization/") == {
        "Économie et Paix": 1,
        "Peace Desk": 2,
        "Peace House": 2,
    }


@pytest.mark.parametrize(
    ("find", "names"),
    [
        ("peace", ["Peace Desk", "Peace House"]),
        ("PEACE h", ["Peace House"]),
        ("economie", ["Économie et Paix"]),
        ("pa", ["Économie et Paix"]),
        ("ho peace", ["Peace House"]),
        ("eace", []),
        ("peace paix", []),
        ("none such", []),
    ],
)
def test_reader_finds_a_value_by_the_beginnings_of_its_words(client: Client, bodies, find, names):
    assert list(shown(client, f"/lessons/by/organization/?find={find}")) == names


def test_reader_finds_a_value_whose_name_parts_its_words_by_other_than_blanks(client: Client):
    LessonFactory(organizations=[OrganizationFactory(name="Inter-African Union (IAU), d’Afrique")])
    for find in ("afr", "iau", "(iau)", "inter-af", "d’afrique", "union, inter"):
        assert list(shown(client, f"/lessons/by/organization/?find={find}")), find
    assert list(shown(client, "/lessons/by/organization/?find=...")) == [
        "Inter-African Union (IAU), d’Afrique"
    ]


def test_reader_is_led_back_to_the_list_as_it_was(client: Client, bodies):
    response = client.get("/lessons/by/organization/?kind=challenge&sort=title&find=desk")
    [value] = response.context["page_obj"]
    assert value.url == f"/lessons/?kind=challenge&sort=title&organization={bodies[1].slug}"
    assert response.context["list_url"] == "/lessons/?kind=challenge&sort=title"
    assert value.count == client.get(value.url).context["total"] == 1


def test_reader_who_chooses_a_chosen_value_takes_it_away(client: Client, bodies):
    address = f"/lessons/by/organization/?organization={bodies[0].slug}"
    values = {value.label: value for value in client.get(address).context["page_obj"]}
    assert values["Économie et Paix"].url == "/lessons/"
    assert [name for name, value in values.items() if value.selected] == ["Économie et Paix"]
    assert values["Peace Desk"].count == 2


def test_reader_of_very_many_values_turns_pages(client: Client):
    LessonFactory(organizations=OrganizationFactory.create_batch(A_PAGE + 5))
    first = client.get("/lessons/by/organization/")
    assert len(first.context["page_obj"]) == A_PAGE
    assert len(shown(client, first.context["next_url"])) == 5
    for page in ("0", "99", "x"):
        assert client.get(f"/lessons/by/organization/?page={page}").status_code == 200


def test_reader_sees_themes_below_the_theme_they_belong_to(client: Client):
    parent = ThemeFactory(name="Inclusion")
    LessonFactory(themes=[ThemeFactory(name="Women", parent=parent)])
    depths = {value.label: value.depth for value in client.get("/lessons/by/theme/").context["page_obj"]}
    assert depths == {"Inclusion": 0, "Women": 1}


@pytest.mark.parametrize("parameter", ["year_min", "q", "none-such", "sort"])
def test_reader_who_asks_for_what_is_no_filter_is_told_there_is_no_such_page(client: Client, parameter):
    assert client.get(f"/lessons/by/{parameter}/").status_code == 404


def test_reader_of_an_empty_list_reads_that_nothing_is_named(client: Client):
    assert "Nothing in this list names any." in client.get("/cases/by/country/").content.decode()


def test_reader_who_types_nonsense_gets_it_back_as_text(client: Client, bodies):
    response = client.get("/lessons/by/organization/", {"find": "<b>x</b>" * 80})
    assert response.status_code == 200
    assert b"<b>x" not in response.content


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.file)
def test_every_filter_of_every_list_has_its_page(client: Client, listing):
    filterset = listing.filterset(QueryDict(), None)
    for name, filter_ in filterset.filters.items():
        expected = 200 if getattr(filter_, "is_facet", False) else 404
        assert client.get(f"{listing.url}by/{name}/").status_code == expected, name


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_reader_of_many_values_costs_no_more_queries_than_of_few(client: Client):
    LessonFactory(organizations=OrganizationFactory.create_batch(2))
    few = queries(client, "/lessons/by/organization/")
    LessonFactory(organizations=OrganizationFactory.create_batch(20))
    assert queries(client, "/lessons/by/organization/") == few
