"""What is kept about the frequency of words, and that nothing hidden is in it."""

from io import StringIO
from math import log

import pytest
from django.core.management import call_command

from lessons.models import Lesson, Theme
from lessons.starter.loading import load_vocabularies
from msn_kb.core.access import Handling, Status
from msn_kb.core.search import parse, search, statistics
from msn_kb.core.search.models import SearchStatistics, SearchWord
from msn_kb.core.search.statistics import Statistics
from organizations.models import Organization
from tests.factories import LessonFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

ENGLISH = "msn_english"


def words_of(model, config=ENGLISH) -> dict[str, int]:
    kept = SearchWord.objects.filter(kind=model._meta.label_lower, configuration=config)
    return dict(kept.values_list("word", "documents"))


def test_words_are_counted_by_kind_and_configuration():
    LessonFactory(title="Trust", insight="Trust in talks")
    LessonFactory(title="Confiance", insight="Paix", language="fr")
    OrganizationFactory(name="Trust", acronym="", description="")

    statistics.refresh()

    assert words_of(Lesson) == {"trust": 1, "talk": 1}
    assert words_of(Lesson, "msn_french") == {"confianc": 1, "paix": 1}
    assert words_of(Organization) == {"trust": 1}


def test_length_is_counted_in_characters_without_the_names_of_ties():
    LessonFactory(title="Trust", insight="Talks", organizations=[OrganizationFactory(name="A long name")])
    LessonFactory(title="Peace", insight="Envoys meet")

    statistics.refresh()

    row = SearchStatistics.objects.get(kind="lessons.lesson", configuration=ENGLISH)
    assert (row.documents, row.mean_length) == (2, (10 + 16) / 2)


@pytest.mark.parametrize(
    "hidden",
    [
        {"handling": Handling.GREEN},
        {"handling": Handling.AMBER},
        {"handling": Handling.RED},
        {"status": Status.DRAFT},
        {"status": Status.ARCHIVED},
    ],
)
def test_hidden_entry_changes_no_score(hidden):
    LessonFactory(title="Trust in talks", insight="Short.")
    LessonFactory(title="Talks", insight="Somewhat longer than the other one.")
    statistics.refresh()
    before = scores("trust talks")

    LessonFactory(title="Trust", insight="Trust and talks, at very great length indeed.", **hidden)
    statistics.refresh()

    assert scores("trust talks") == before


def scores(text: str) -> dict[str, float]:
    return {row.title: row.score for row in search(Lesson.objects.visible_to(None), parse(text))}


def test_rare_word_weighs_more_than_a_common_one():
    LessonFactory(title="Common", insight="Text.")
    LessonFactory(title="Rare", insight="Text.")
    for number in range(3):
        LessonFactory(title=f"Common {number}", insight="Text.")

    statistics.refresh()

    rows = search(Lesson.objects.visible_to(None), parse("common rare")).order_by("-score", "pk")
    assert [row.title for row in rows][:2] == ["Rare", "Common"]


def test_collection_that_was_never_counted_takes_words_for_equally_rare():
    LessonFactory(title="Common", insight="Text.")
    LessonFactory(title="Rare", insight="Text.")
    LessonFactory(title="Common too", insight="Text.")

    assert scores("common rare")["Common"] == scores("common rare")["Rare"]


def test_known_words_of_several_kinds_come_in_one_statement(django_assert_num_queries):
    LessonFactory(title="Trust", insight="Trust in talks")
    OrganizationFactory(name="Trust", acronym="", description="")
    statistics.refresh()

    with django_assert_num_queries(1):
        found = statistics.known([Lesson, Organization], {ENGLISH: ["trust", "nowhere"]})

    assert found == {
        Lesson: {ENGLISH: Statistics(1, 19.0, {"trust": 1})},
        Organization: {ENGLISH: Statistics(1, 5.0, {"trust": 1})},
    }


@pytest.mark.parametrize(
    ("held", "expected"),
    [(0, log(1 + 10.5 / 0.5)), (1, log(1 + 9.5 / 1.5)), (10, log(1 + 0.5 / 10.5)), (12, log(1 + 0.5 / 10.5))],
)
def test_rarity_is_that_of_bm25_and_never_negative(held, expected):
    assert Statistics(10, 1.0, {"word": held}).rarity("word") == pytest.approx(expected)


def test_counting_twice_leaves_the_same():
    LessonFactory(title="Trust", insight="Trust in talks")

    statistics.refresh()
    statistics.refresh()

    assert words_of(Lesson) == {"trust": 1, "talk": 1}


def test_operator_counts_by_command_and_is_told_how_many():
    LessonFactory(title="Trust", insight="Talks")
    OrganizationFactory(name="Trust", acronym="", description="")
    out = StringIO()

    call_command("refresh_search", stdout=out)

    assert out.getvalue() == "Counted the words of 2 entries.\n"
    assert words_of(Lesson) == {"trust": 1, "talk": 1}


def test_operator_loads_the_starter_vocabularies_has_their_words_counted():
    load_vocabularies()

    row = SearchStatistics.objects.get(kind="lessons.theme", configuration=ENGLISH)
    assert row.documents == Theme.objects.count() > 0
    assert words_of(Theme)["coordin"] > 0
