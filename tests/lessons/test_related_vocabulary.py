"""Themes related to a theme, and terms to a term."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from msn_kb.core.access import Handling, Status
from tests.clients import signed_in
from tests.factories import ContrastFactory, LessonFactory, TermFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def related(client: Client, record: Any) -> list[tuple[str, str]]:
    """Name and reason of each related entry, in the order of the page."""
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return [(str(entry.record), entry.reasons[0].label) for entry in response.context["similar"]]


def test_reader_of_a_theme_finds_those_that_stand_on_the_same_lessons_most_overlapping_first(client):
    theme, near, far = ThemeFactory(), ThemeFactory(name="Near"), ThemeFactory(name="Far")
    for _ in range(2):
        LessonFactory(themes=[theme, near, far])
    LessonFactory(themes=[theme, ThemeFactory(name="Only once")])
    for _ in range(6):
        LessonFactory(themes=[far])

    assert related(client, theme) == [
        ("Near", "2 lessons are filed under both"),
        ("Far", "2 lessons are filed under both"),
    ]


def test_reader_of_a_theme_finds_no_theme_that_meets_it_only_because_it_is_everywhere(client):
    theme, everywhere = ThemeFactory(), ThemeFactory()
    for _ in range(2):
        LessonFactory(themes=[theme, everywhere])
    for _ in range(60):
        LessonFactory(themes=[everywhere])

    assert related(client, theme) == []


def test_lessons_of_children_count_for_the_theme_and_its_own_branch_is_left_out(client):
    parent, other = ThemeFactory(name="Parent"), ThemeFactory(name="Other")
    child, other_child = ThemeFactory(parent=parent), ThemeFactory(name="Other child", parent=other)
    LessonFactory(themes=[child, parent, other_child])
    LessonFactory(themes=[parent, child, other, other_child])

    both = "2 lessons are filed under both"
    assert related(client, parent) == [("Other", both), ("Other child", both)]
    assert related(client, other_child) == [("Parent", both), (str(child), both)]


def test_each_reader_of_a_theme_counts_only_lessons_in_their_lists(client):
    theme, other = ThemeFactory(), ThemeFactory(name="Other")
    for handling in (Handling.CLEAR, Handling.CLEAR, Handling.GREEN, Handling.RED):
        LessonFactory(themes=[theme, other], handling=handling)
    LessonFactory(themes=[theme, other], status=Status.DRAFT)
    LessonFactory(themes=[theme, other], status=Status.SUPERSEDED, superseded_by=LessonFactory())

    assert related(client, theme) == [("Other", "2 lessons are filed under both")]
    assert related(signed_in(member=True), theme) == [("Other", "3 lessons are filed under both")]
    assert related(signed_in(curator=True), theme) == [("Other", "4 lessons are filed under both")]
    assert related(signed_in(administrator=True), theme) == [("Other", "5 lessons are filed under both")]


def test_reader_of_a_term_finds_those_whose_definitions_speak_of_it(client):
    term = TermFactory(name="Mediation", definition="Help by a third party.")
    support = TermFactory(name="Mediation support", definition="What helps mediation.")
    TermFactory(name="Unit", definition="An office for mediation support.")
    TermFactory(name="Third party", definition="One who offers mediation.")
    contrasted = TermFactory(name="Negotiation", definition="Talks without mediation.")
    ContrastFactory(first=contrasted, second=term)

    # “Third party” stands in its own definition and “Negotiation” beside it: the page shows both already.
    assert related(client, term) == [("Mediation support", "Its definition speaks of this term")]
    assert related(client, support) == [("Unit", "Its definition speaks of this term")]
