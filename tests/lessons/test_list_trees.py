"""Themes and regions as parameters: each includes what lies below it."""

import pytest

from tests.factories import (
    CountryFactory,
    LessonFactory,
    RegionFactory,
    ThemeFactory,
)

from .listing import listed

pytestmark = pytest.mark.django_db


def test_reader_asks_for_a_theme_gets_its_children_and_not_its_parent():
    parent = ThemeFactory(slug="inclusion")
    LessonFactory(title="Parent", themes=[parent])
    LessonFactory(title="Child", themes=[ThemeFactory(slug="women", parent=parent)])
    LessonFactory(title="Sibling", themes=[ThemeFactory(slug="youth", parent=parent)])
    LessonFactory(title="Other", themes=[ThemeFactory(slug="trust")])

    assert listed("theme=inclusion") == ["Parent", "Child", "Sibling"]
    assert listed("theme=women") == ["Child"]
    assert listed("theme=women&theme=trust") == ["Child", "Other"]


def test_reader_asks_for_a_theme_gets_a_lesson_of_it_and_its_child_once():
    parent = ThemeFactory(slug="inclusion")
    LessonFactory(title="Twice", themes=[parent, ThemeFactory(parent=parent)])

    assert listed("theme=inclusion") == ["Twice"]


def test_reader_asks_for_a_region_gets_what_lies_below_and_its_countries():
    world = RegionFactory(code="001")
    africa = RegionFactory(code="902", parent=world)
    west = RegionFactory(code="911", parent=africa)
    asia = RegionFactory(code="942", parent=world)
    LessonFactory(title="Africa", regions=[africa])
    LessonFactory(title="West", regions=[west])
    LessonFactory(title="Mali", countries=[CountryFactory(alpha3="XML", region=west)])
    LessonFactory(title="Asia", regions=[asia])
    LessonFactory(title="Nowhere", countries=[CountryFactory(region=None)])

    assert listed("region=902") == ["Africa", "West", "Mali"]
    assert listed("region=911") == ["West", "Mali"]
    assert listed("region=001") == ["Africa", "West", "Mali", "Asia"]
    assert listed("region=911&region=942") == ["West", "Mali", "Asia"]
    assert listed("region=902&country=xml") == ["Mali"]
    assert listed("region=999") == []


def test_curator_moves_a_region_and_its_parts_are_found_below_the_new_one():
    first, second = RegionFactory(code="901"), RegionFactory(code="902")
    middle = RegionFactory(code="911", parent=first)
    LessonFactory(title="Leaf", regions=[RegionFactory(code="921", parent=middle)])

    middle.parent = second
    middle.save()

    assert listed("region=901") == []
    assert listed("region=902") == ["Leaf"]
