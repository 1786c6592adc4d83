"""The judged questions speak of lessons that exist, in two halves of the same mixture."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
import yaml

from lessons.starter.kinds import FOLDER
from tests.judgements.questions import KINDS, LANGUAGES, Question, read

HALVES = ("steering", "judging")
QUESTIONS = [question for half in HALVES for question in read(half)]


@cache
def shipped_lessons() -> dict[str, str]:
    """The language of each lesson of the starter files, by slug; demonstrations are not among them."""
    files = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "lessons").glob("*.yaml"))]
    entries = [entry for file in files for entry in yaml.safe_load(file)]
    return {entry["slug"]: entry.get("language", "en") for entry in entries}


def mixture(half: str) -> Counter[tuple[str, str]]:
    return Counter((question.language, question.kind) for question in read(half))


def test_tuner_has_enough_questions() -> None:
    assert len(QUESTIONS) >= 80
    assert {question.language for question in QUESTIONS} == set(LANGUAGES)
    assert {question.kind for question in QUESTIONS} == set(KINDS)


def test_tuner_finds_the_same_mixture_in_both_halves() -> None:
    assert mixture("steering") == mixture("judging")


def test_tuner_never_sees_a_question_of_the_judging_half() -> None:
    ids = [question.id for question in QUESTIONS]
    texts = [" ".join(question.text.casefold().split()) for question in QUESTIONS]

    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_judge_names_only_lessons_that_ship() -> None:
    named = {slug for question in QUESTIONS for slug in question.grades}

    assert named - shipped_lessons().keys() == set()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_judge_grades_one_to_eight_lessons_of_a_well_formed_question(question: Question) -> None:
    assert 1 <= len(question.grades) <= 8
    assert set(question.grades.values()) <= {1, 2, 3}
    assert question.id.startswith(f"{question.language}-{question.kind}-")
    words = len(question.text.split())
    if question.kind == "sentence":
        assert 8 <= words <= 20
    if question.kind == "word":
        assert words == 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_judge_gives_top_grades_to_entries_in_the_questions_language(question: Question) -> None:
    """An entry in another language is worth one grade less (README), so never 3."""
    languages = shipped_lessons()

    assert {languages[slug] for slug, grade in question.grades.items() if grade == 3} <= {question.language}
