"""The number beside a value is the length of the list behind it, whatever else is asked and whoever asks."""

from __future__ import annotations

from random import Random

import pytest
from django.http import QueryDict

from lessons.filters import LessonFilterSet
from lessons.models import LessonCitation
from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.core.lists import facets
from msn_kb.core.lists.facets import count
from organizations.models import User
from tests.factories import (
    LessonFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
)

from .counted_world import CountedWorld

pytestmark = pytest.mark.django_db


def length(data: QueryDict, user: User | None) -> int:
    return LessonFilterSet(data, user=user).qs.order_by().count()


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_follows_a_facet_finds_what_it_promised(who, client):
    world = CountedWorld(Random(7))
    user = world.people[who]
    if user:
        client.force_login(user)

    found = client.get("/lessons/?q=meadow+lantern&kind=challenge&theme=theme-0").context["facets"]

    assert [facet.name for facet in found][:2] == ["kind", "theme"]
    for facet in found:
        if not facet.selected_count:
            for value in facet.values:
                assert not value.is_heading
                assert length(QueryDict(value.url.partition("?")[2]), user) == value.count > 0


def test_visitor_sees_no_trace_of_hidden_values_in_facets():
    organization = OrganizationFactory(slug="zebra")
    hidden = PeaceProcessFactory(slug="quiet", handling=Handling.GREEN)
    source = SourceFactory.create(slug="memo", handling=Handling.GREEN)
    theme = ThemeFactory(slug="trust")
    lesson = LessonFactory.create(
        processes=[hidden],
        themes=[theme],
        organizations=[organization],
        attribution=Attribution.CHATHAM_HOUSE,
    )
    LessonCitation.objects.create(record=lesson, source=source)
    LessonFactory(handling=Handling.GREEN, themes=[theme])
    LessonFactory(status=Status.DRAFT, themes=[theme])

    counts = count(LessonFilterSet(QueryDict(""), user=None))

    assert counts["theme"] == {"trust": 1}
    assert counts["handling"] == {"clear": 1}
    assert counts["status"] == {"published": 1}
    assert not {"process", "source", "organization"} & set(counts)


def test_reader_sees_a_theme_above_its_children_with_their_entries_counted_once():
    parent = ThemeFactory(name="Inclusion", slug="inclusion")
    women, youth = [ThemeFactory(name=name, slug=name.lower(), parent=parent) for name in ("Women", "Youth")]
    LessonFactory(themes=[parent, women, youth])
    LessonFactory(themes=[women])
    LessonFactory(themes=[ThemeFactory(name="Analysis", slug="analysis")])

    [facet] = [facet for facet in facets(LessonFilterSet(QueryDict(""), user=None)) if facet.name == "theme"]

    assert [(value.value, value.count, value.depth) for value in facet.values] == [
        ("analysis", 1, 0),
        ("inclusion", 2, 0),
        ("women", 2, 1),
        ("youth", 1, 1),
    ]


def test_reader_sees_no_facet_with_one_value_unless_it_is_selected():
    LessonFactory(kind="challenge")

    assert [facet.name for facet in facets(LessonFilterSet(QueryDict(""), user=None))] == []
    [facet] = facets(LessonFilterSet(QueryDict("kind=CHALLENGE"), user=None))
    assert [(value.value, value.count, value.selected) for value in facet.values] == [("challenge", 1, True)]


def test_reader_sees_a_selected_value_without_entries_to_take_it_away():
    LessonFactory(kind="challenge")

    [facet] = [
        facet
        for facet in facets(LessonFilterSet(QueryDict("kind=opportunity"), user=None))
        if facet.name == "kind"
    ]

    assert [(value.value, value.count, value.selected) for value in facet.values] == [
        ("challenge", 1, False),
        ("opportunity", 0, True),
    ]


def test_reader_of_an_empty_list_is_told_which_condition_to_drop(client):
    theme = ThemeFactory(slug="trust")
    LessonFactory(title="Ripeness", themes=[theme], kind="challenge")
    LessonFactory(title="Ripeness again", kind="challenge")

    context = client.get("/lessons/?q=ripeness&theme=trust&kind=opportunity").context
    assert context["loosen"] == [
        {"label": "Without kind", "url": "/lessons/?q=ripeness&theme=trust", "count": 1}
    ]

    context = client.get("/lessons/?q=envoy&kind=challenge").context
    assert context["loosen"] == [
        {"label": "Without your words", "url": "/lessons/?kind=challenge", "count": 2}
    ]
