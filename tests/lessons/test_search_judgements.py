"""How well the list of lessons answers the judged questions over the starter collection.

The floors are what the search has reached, a little below: nothing may make it worse. Typing errors and synonyms are
what it misses most.
"""

from __future__ import annotations

from statistics import mean

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, search
from msn_kb.core.search.evaluation import ndcg
from tests.judgements.questions import Question, read

DEPTH = 10
FLOORS = {"steering": 0.775, "judging": 0.72}


def answer(question: Question) -> float:
    """nDCG@10 of what a visitor gets."""
    rows = search(Lesson.objects.visible_to(None).listed(), parse(question.text))
    found = rows.order_by("is_partial", "-score", "pk").values_list("slug", flat=True)[:DEPTH]
    return ndcg(list(found), question.grades, DEPTH)


@pytest.mark.usefixtures("collection")
class TestJudgedQuestions:
    @pytest.mark.parametrize("half", FLOORS)
    def test_reader_finds_what_answers_the_question_first(self, half: str) -> None:
        assert mean(map(answer, read(half))) >= FLOORS[half]

    def test_reader_who_types_a_single_word_finds_its_lessons_first(self) -> None:
        words = [question for half in FLOORS for question in read(half) if question.kind == "word"]
        assert mean(map(answer, words)) >= 0.88
