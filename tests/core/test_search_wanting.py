"""What a query wants of a kind of records: how many may match, and which terms are rare."""

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, statistics, wanting
from msn_kb.core.search.wanting import wants, wants_of_each
from organizations.models import Organization
from tests.factories import LessonFactory

pytestmark = pytest.mark.django_db

ENGLISH = "msn_english"


@pytest.fixture
def _counted():
    for title in ("Trust", "Trust and talks", "Trust, talks and peace"):
        LessonFactory(title=title, insight="Text.")
    statistics.refresh()


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize(
    ("text", "most", "least"),
    [
        ("trust", 3, 3),
        ("trust talks", 2, 0),
        ("trust OR talks", 5, 3),
        ("trust -talks", 3, 0),
        ('"peace talks"', 1, 0),
        ("nowhere", 0, 0),
        ("-trust", 0, 0),
    ],
)
def test_most_that_can_hold_all_words_is_the_rarest_group(text, most, least):
    full = wants(parse(text), Lesson).full

    assert (full.most, full.least) == (most, least)


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (6, "('nowher') | ('peac') | ('talk') | ('trust')"),
        (5, "('nowher') | ('peac') | ('talk')"),
        (2, "('nowher') | ('peac')"),
        (0, "('nowher') | ('peac')"),
    ],
)
def test_partial_matches_hold_rare_words_and_one_that_some_entry_holds(monkeypatch, limit, expected):
    monkeypatch.setattr(wanting, "MOST_SOUGHT", limit)

    partial = wants(parse("trust talks peace nowhere"), Lesson).partial

    assert partial.terms[ENGLISH] == expected


def test_all_words_are_taken_for_rare_where_nothing_was_counted():
    partial = wants(parse("trust talks"), Lesson).partial

    assert (partial.terms[ENGLISH], partial.most) == ("('trust') | ('talk')", 0)


@pytest.mark.parametrize(("text", "expected"), [("trust", False), ("trust " * 30, False), ("w1 w2", False)])
def test_short_queries_are_left_to_the_planner(text, expected):
    assert wants(parse(text), Lesson).full.is_by_index is expected


def test_long_text_goes_by_the_index_alone():
    text = " ".join(f"word{number}" for number in range(100))

    assert wants(parse(text), Lesson).full.is_by_index is True


def test_several_kinds_are_asked_about_in_three_statements(django_assert_num_queries):
    query = parse("trust talks")

    with django_assert_num_queries(3):
        wants_of_each(query, [Lesson, Organization])
        wants(query, Organization)
