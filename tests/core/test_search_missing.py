"""Where nearly every entry answers, what does not is found by itself, and taken away."""

import pytest

from lessons.models import Lesson
from msn_kb.core.access import Handling
from msn_kb.core.search import parse, search, statistics, wanting
from msn_kb.core.search.missing import missing
from organizations.models import Organization
from tests.factories import LessonFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "es", "ar", "sw", "zh")


@pytest.fixture
def _common(monkeypatch):
    """Two in three lessons of each language speak of a meadow; of which more than one is too many to be ranked."""
    for language in LANGUAGES:
        for number in range(3):
            word = "meadow" if number else "lantern"
            LessonFactory(title=f"{language} {word} {number}", insight="Text.", language=language)
    statistics.refresh()
    monkeypatch.setattr(wanting, "MOST_RANKED", 1)


def titles(entries) -> set[str]:
    return set(entries.values_list("title", flat=True))


@pytest.mark.usefixtures("_common")
@pytest.mark.parametrize("text", ["meadow", "Meadow", "meadow OR violin"])
def test_reader_searches_for_what_nearly_all_hold_finds_all_but_what_is_missing(text):
    query = parse(text)

    assert titles(missing(Lesson.objects.all(), query)) == {f"{one} lantern 0" for one in LANGUAGES}
    assert titles(search(Lesson.objects.all(), query)) == {
        f"{one} meadow {number}" for one in LANGUAGES for number in (1, 2)
    }


@pytest.mark.usefixtures("_common")
def test_visitor_finds_nothing_hidden_where_nearly_all_answer():
    LessonFactory(title="Green meadow", handling=Handling.GREEN)
    LessonFactory(title="Green lantern", handling=Handling.GREEN)
    pool = Lesson.objects.visible_to(None)

    assert not titles(search(pool, parse("meadow"))) & {"Green meadow", "Green lantern"}
    assert "Green lantern" not in titles(missing(pool, parse("meadow")))


@pytest.mark.usefixtures("_common")
@pytest.mark.parametrize("text", ["lantern", "meadow lantern", "meadow -lantern", "-meadow", ""])
def test_what_may_be_missed_by_many_is_not_sought(text):
    assert missing(Lesson.objects.all(), parse(text)) is None


@pytest.mark.usefixtures("_common")
def test_records_without_a_language_are_matched_as_ever():
    assert missing(Organization.objects.all(), parse("meadow")) is None


def test_nothing_is_taken_for_common_where_words_were_never_counted():
    LessonFactory(title="Meadow")

    assert missing(Lesson.objects.all(), parse("meadow")) is None
