"""Chinese and Japanese are found by pairs of neighbouring characters."""

import pytest

from lessons.models import Lesson
from msn_kb.core.search import highlight, parse, search, snippet
from tests.factories import LessonFactory

pytestmark = pytest.mark.django_db


def find(text: str) -> list[tuple[str, bool]]:
    rows = search(Lesson.objects.all(), parse(text))
    return [(row.title, row.is_partial) for row in rows.order_by("is_partial", "-score", "pk")]


@pytest.mark.parametrize("query", ["调解", "调解支持", "支持工作", "工作", "调"])
def test_reader_types_part_of_a_text_without_blanks_finds_it(query):
    LessonFactory(title="调解支持工作", insight="停火。", language="zh")

    assert find(query) == [("调解支持工作", False)]


@pytest.mark.parametrize("query", ["解持", "作工", "停解", "调持"])
def test_characters_that_are_no_neighbours_find_nothing(query):
    LessonFactory(title="调解支持工作", insight="停火。", language="zh")

    assert find(query) == []


def test_reader_types_a_longer_text_finds_what_holds_some_of_its_pairs():
    LessonFactory(title="调解支持工作", insight="停火。", language="zh")
    LessonFactory(title="支持", insight="停火。", language="zh")

    assert find("调解支持") == [("调解支持工作", False), ("支持", True)]


def test_reader_types_chinese_words_finds_them_within_english_text():
    LessonFactory(title="The word 调解 in use", insight="Text.", language="en")

    assert find("调解") == [("The word 调解 in use", False)]


def test_japanese_is_found_likewise():
    LessonFactory(title="ピースメディエーション", insight="調停", language="ja")

    assert find("メディエーション") == [("ピースメディエーション", False)]


def test_matches_are_marked_and_the_text_stays_as_it_is():
    [title] = highlight([("zh", "联合国调解支持工作")], parse("调解"))

    assert title == "联合国<mark>调</mark><mark>解</mark>支持工作"


def test_passage_holds_the_matches():
    [passage] = snippet([("zh", "停火协议。" * 30 + "调解支持工作")], parse("调解"))

    assert "<mark>调</mark><mark>解</mark>支持" in passage
    assert "\ue003" not in passage
