"""A few countries in their regions."""

from __future__ import annotations

import pytest

from organizations.models import Country, Region
from tests.factories import CountryFactory, RegionFactory


@pytest.fixture
def africa() -> Region:
    world = RegionFactory(code="001", name_en="World")
    return RegionFactory(code="002", name_en="Africa", parent=world)


@pytest.fixture
def west(africa: Region) -> Region:
    return RegionFactory(code="011", name_en="Western Africa", parent=africa)


@pytest.fixture
def mali(west: Region) -> Country:
    return CountryFactory(
        alpha3="MLI",
        alpha2="ML",
        m49="466",
        name_en="Mali",
        name_fr="le Mali",
        name_es="Malí",
        name_ar="مالي",
        region=west,
    )


@pytest.fixture
def togo(west: Region) -> Country:
    return CountryFactory(alpha3="TGO", alpha2="TG", m49="768", name_en="Togo", region=west)


@pytest.fixture
def sudan(africa: Region) -> Country:
    north = RegionFactory(code="015", name_en="Northern Africa", parent=africa)
    return CountryFactory(alpha3="SDN", alpha2="SD", m49="729", name_en="Sudan", region=north)
