"""How well the list of lessons answers the judged questions over the starter collection.

The floors are what the search has reached, a little below: nothing may make it worse. What it misses most are sentences
in other words than the entry's.
"""

from __future__ import annotations

import random
import re
from statistics import mean
from string import ascii_lowercase

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, search
from msn_kb.core.search.evaluation import ndcg
from tests.judgements.questions import Question, read

DEPTH = 10
FLOORS = {"steering": 0.87, "judging": 0.85}
# One typing error in a word of so many letters: mostly, what the right spelling finds first is among the first.
LONG_WORD, AMONG, SHARE = 6, 5, 0.95


def found(text: str) -> list[str]:
    """Slugs of what a visitor gets first."""
    rows = search(Lesson.objects.visible_to(None).listed(), parse(text))
    return list(rows.order_by("is_partial", "-score", "pk").values_list("slug", flat=True)[:DEPTH])


def answer(question: Question) -> float:
    """nDCG@10 of what a visitor gets."""
    return ndcg(found(question.text), question.grades, DEPTH)


def mistyped(word: str, chance: random.Random) -> str:
    """``word`` with one letter left out, put in, taken for another, or two swapped."""
    place, letter = chance.randrange(len(word) - 1), chance.choice(ascii_lowercase)
    before, at, after = word[:place], word[place], word[place + 1 :]
    wrong = [
        before + after,
        before + letter + at + after,
        before + letter + after,
        before + after[0] + at + after[1:],
    ]
    return chance.choice([one for one in wrong if one.casefold() != word.casefold()])


@pytest.mark.usefixtures("collection")
class TestJudgedQuestions:
    @pytest.mark.parametrize("half", FLOORS)
    def test_reader_finds_what_answers_the_question_first(self, half: str) -> None:
        assert mean(map(answer, read(half))) >= FLOORS[half]

    def test_reader_who_types_a_single_word_finds_its_lessons_first(self) -> None:
        words = [question for half in FLOORS for question in read(half) if question.kind == "word"]
        assert mean(map(answer, words)) >= 0.94

    def test_reader_who_mistypes_a_word_finds_what_the_right_spelling_finds_first(self) -> None:
        chance = random.Random(20261122)
        right = []
        for question in [question for half in FLOORS for question in read(half) if question.kind != "typo"]:
            words = [word for word in re.findall(r"[^\W\d_]+", question.text) if len(word) >= LONG_WORD]
            best = found(question.text)[:1]
            if words and best:
                word = chance.choice(words)
                wrong = question.text.replace(word, mistyped(word, chance), 1)
                right.append(best[0] in found(wrong)[:AMONG])
        assert len(right) >= 80
        assert mean(right) >= SHARE
