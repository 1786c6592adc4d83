"""Which values a facet shows, in which order and below which others."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.filters import LessonFilterSet
from lessons.models import Audience, Phase, Theme, Track
from msn_kb.core.lists import ChoiceFilter, Facet, FacetValue, RecordFilter, facets
from msn_kb.core.lists.facets import MOST
from msn_kb.listings import LISTINGS
from organizations.models import (
    ClientGroup,
    Country,
    Office,
    Organization,
    PeaceProcess,
    Region,
    Source,
    SupportService,
)
from tests import factories
from tests.factories import CountryFactory, LessonFactory, OrganizationFactory, RegionFactory, ThemeFactory

MAKERS: dict[Any, Any] = {
    Audience: factories.AudienceFactory,
    ClientGroup: factories.ClientGroupFactory,
    Country: CountryFactory,
    Office: factories.OfficeFactory,
    Organization: OrganizationFactory,
    PeaceProcess: factories.PeaceProcessFactory,
    Phase: factories.PhaseFactory,
    Region: RegionFactory,
    Source: factories.SourceFactory,
    SupportService: factories.SupportServiceFactory,
    Theme: ThemeFactory,
    Track: factories.TrackFactory,
}


def facet(query: str, name: str) -> Facet:
    """One facet of the list of lessons, as a visitor sees it."""
    found = facets(LessonFilterSet(QueryDict(query), user=None))
    return next(one for one in found if one.name == name)


def lines(shown: Facet) -> list[tuple[int, str, int | None]]:
    """Each line's depth, value and number; headings have none."""
    return [(one.depth, one.value, None if one.is_heading else one.count) for one in shown.values]


def made(depths: list[int], selected: tuple[int, ...] = ()) -> list[FacetValue]:
    return [FacetValue(str(n), str(n), 1, n in selected, depth=depth) for n, depth in enumerate(depths)]


@pytest.fixture
def places(db: None) -> None:
    """Lessons in two countries of the west of one region, in another region, and in a country without a region."""
    world = RegionFactory(code="001")
    africa = RegionFactory(code="902", name_en="Africa", parent=world)
    asia = RegionFactory(code="942", name_en="Asia", parent=world)
    west = RegionFactory(code="911", name_en="Western Africa", parent=africa)
    mali = CountryFactory(alpha3="QML", name_en="Mali", region=west)
    togo = CountryFactory(alpha3="QTG", name_en="Togo", region=west)
    aceh = CountryFactory(alpha3="QNC", name_en="Aceh", region=asia)
    LessonFactory(countries=[mali], kind="challenge")
    LessonFactory(countries=[mali, togo], kind="opportunity")
    LessonFactory(regions=[africa], kind="challenge")
    LessonFactory(countries=[aceh], kind="challenge")
    LessonFactory(countries=[CountryFactory(alpha3="QNW", name_en="Nowhere", region=None)], kind="challenge")


def test_reader_sees_countries_below_their_regions_in_one_facet(places: None) -> None:
    shown = facet("", "place")

    assert (shown.label, shown.parameters) == ("Place", {"region": "Region", "country": "Country"})
    assert lines(shown) == [
        (0, "902", 3),
        (1, "911", 2),
        (2, "QML", 2),
        (2, "QTG", 1),
        (0, "942", 1),
        (1, "QNC", 1),
        (0, "QNW", 1),
    ]
    assert {one.name for one in shown.values if one.value.isdigit()} == {"region"}
    assert {one.name for one in shown.values if one.value.isalpha()} == {"country"}


def test_reader_who_chose_a_country_still_sees_where_the_others_lie(places: None) -> None:
    # Countries are counted under everything but countries, regions under the chosen country.
    shown = facet("country=qtg&kind=opportunity&kind=challenge", "place")

    assert lines(shown) == [
        (0, "902", 1),
        (1, "911", 1),
        (2, "QML", 2),
        (2, "QTG", 1),
        (0, "942", None),
        (1, "QNC", 1),
        (0, "QNW", 1),
    ]
    assert [one.value for one in shown.values if one.selected] == ["QTG"]


def test_reader_follows_places_finds_what_they_promised(places: None, client: Client) -> None:
    for query in ("", "?country=QML", "?region=902", "?region=902&country=QNC"):
        found = {one.name: one for one in client.get(f"/lessons/{query}").context["facets"]}
        for value in found["place"].values:
            if not value.selected and not value.is_heading and f"{value.name}=" not in query:
                assert client.get(value.url).context["total"] == value.count > 0
    assert [link.url for link in found["place"].links] == [
        "/lessons/by/region/?country=QNC&region=902",
        "/lessons/by/country/?country=QNC&region=902",
    ]


def test_reader_who_asked_for_the_whole_world_sees_it_to_take_it_away(places: None) -> None:
    assert "001" not in [one.value for one in facet("", "place").values]
    assert {(0, "001", 4), (0, "902", 3)} <= set(lines(facet("region=001", "place")))


def test_facet_of_places_costs_no_more_queries_with_more_places(client: Client, places: None) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/lessons/")
        return len(asked)

    few = queries()
    for number in range(20):
        region = RegionFactory(code=f"8{number:02}")
        LessonFactory(countries=CountryFactory.create_batch(5, region=region))
    assert len(facet("", "place").values) == 7 + 20 * 6
    assert queries() == few


@pytest.mark.django_db
def test_reader_who_chose_more_values_than_a_facet_holds_sees_them_all() -> None:
    chosen = OrganizationFactory.create_batch(MOST + 3)
    others = OrganizationFactory.create_batch(2)
    LessonFactory(organizations=[*chosen, *others])
    LessonFactory(organizations=others)
    query = "&".join(f"organization={one.slug}" for one in chosen)

    shown = facet(query, "organization")

    assert [one.slug for one in chosen if one.slug not in {value.value for value in shown.values}] == []
    assert len(shown.values) == shown.selected_count == MOST + 3
    assert shown.is_cut
    cut = facet(f"organization={chosen[0].slug}", "organization")
    assert len(cut.values) == MOST
    assert {one.slug for one in [chosen[0], *others]} <= {value.value for value in cut.values}


@pytest.mark.django_db
@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.file)
def test_reader_of_any_list_sees_what_they_chose_and_no_other_value_without_entries(
    client: Client, listing: Any
) -> None:
    filterset = listing.filterset(QueryDict(), None)
    for name, filter_ in filterset.filters.items():
        if isinstance(filter_, RecordFilter):
            value = str(getattr(MAKERS[filter_.record_model](), filter_.by))
        elif isinstance(filter_, ChoiceFilter):
            value = filter_.choices[-1][0]
        else:
            continue

        context = client.get(listing.url, {name: value}).context

        shown = [(one, found) for found in context["facets"] for one in found.values]
        assert [(one.name, one.value, one.count) for one, _ in shown if one.selected] == [
            (name, value, context["total"])
        ]
        assert [one.value for one, _ in shown if not (one.count or one.selected or one.is_heading)] == []
        assert [found.open for one, found in shown if one.selected] == [True]


@pytest.mark.parametrize(
    ("number", "selected", "folded"), [(8, (), []), (10, (), [8, 9]), (10, (9,), [8]), (10, (2, 8), [9])]
)
def test_long_facet_folds_what_is_beyond_the_first_values(number, selected, folded) -> None:
    shown = Facet("kind", "Kind", made([0] * number, selected))

    assert [place for place, one in enumerate(shown.values) if one.folded] == folded
    assert shown.folds == bool(folded)


@pytest.mark.parametrize(
    ("depths", "selected", "opened"),
    [
        ([0, 1, 1, 0, 1], (), [0, 3]),
        ([0, 1, 1, 0, 1, 1, 0, 1, 1, 0], (), []),
        ([0, 1, 1, 0, 1, 1, 0, 1, 1, 0], (4,), [3]),
        ([0, 1, 1, 0, 1, 1, 0, 1, 1, 0], (3,), []),
        ([0, 1, 2, 2, 2, 2, 2, 2, 0, 1, 2], (), [0, 8]),
        ([0, 1, 2, 2, 2, 2, 2, 2, 0, 1, 2], (10,), [0, 8, 9]),
    ],
)
def test_tree_opens_the_levels_that_fit_and_what_holds_something_selected(depths, selected, opened) -> None:
    shown = Facet("theme", "Theme", made(depths, selected), is_tree=True)

    assert [place for place, one in enumerate(shown.values) if one.open] == opened
    assert not shown.folds
    assert len(shown.top) == depths.count(0)
