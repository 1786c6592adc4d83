"""What may be the same as another entry is suspected, with reason, score and passages; nothing hidden ever is."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.duplicate_report import look_through, pairs_for
from lessons.duplicates import declare_two, readable, suspects, suspects_of, suspects_of_many
from lessons.models import Case, Lesson
from msn_kb.core.access import Handling, Status
from msn_kb.core.search import statistics
from tests.factories import CaseFactory, LessonFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "Women who had organised the marches were asked to the table only when the agenda was settled. "
    "Their delegation found no place in the working groups, and the ceasefire named none of the local committees "
    "that had kept the truce in the valley for eleven months."
)
RETOLD = f"As the envoy said later: {TEXT} Nothing of this was written down at the time."
OTHER = "A contact group needs a chair who answers the telephone, and a budget that somebody has signed."


def told(found: list[Any]) -> list[Any]:
    return [(one.record.title, one.score) for one in found]


@pytest.mark.parametrize("is_counted", [True, False])
def test_author_of_a_text_that_is_there_already_is_told_of_it(is_counted):
    LessonFactory(title="Something else", insight=OTHER)
    there = LessonFactory(title="Ask women before the agenda is set", insight=TEXT)
    if is_counted:
        statistics.refresh()

    found = suspects("A late invitation", [RETOLD], None)

    assert told(found) == [(there.title, 1.0)]
    assert found[0].why == "All of the shorter text stands in the other one."
    assert [passage.there for passage in found[0].passages] == [TEXT.rstrip(".")]
    assert found[0].passages[0].here == TEXT.rstrip(".")


@pytest.mark.parametrize(
    "title",
    [
        "Include women before the agenda is set",
        "INCLUDE WOMEN, BEFORE THE AGENDA IS SET!",
        "Include women before the agenda's set",
        "Include women before agenda is set",
    ],
)
def test_title_that_is_nearly_the_same_is_suspected_whatever_its_case_and_marks(title):
    LessonFactory(title="Include women before the agenda is set", insight=OTHER)
    (found,) = suspects(title, ["Quite another text."], None)
    assert found.score >= 0.7
    assert found.why.startswith("The titles are")
    assert found.passages == ()


@pytest.mark.parametrize("title", ["Fund the secretariat", "Lessons of the 17th annual meeting in Geneva"])
def test_other_titles_are_not_suspected(title):
    LessonFactory(title="Lessons of the 16th annual meeting in Geneva", insight=TEXT)
    assert suspects(title, [OTHER], None) == []


def test_case_is_compared_with_cases_alone():
    case = CaseFactory(title="A truce in the valley", situation=TEXT, approach=OTHER)
    LessonFactory(title="A truce in the valley", insight=TEXT)
    assert told(suspects("A truce in the valley", [TEXT, OTHER], None, model=Case)) == [(case.title, 1.0)]
    assert suspects_of(case, None) == []


@pytest.mark.parametrize("language", ["fr", "es", "ar", "zh"])
def test_text_in_another_language_is_found_by_its_own_words(language):
    text = {
        "fr": "Les femmes qui avaient organisé les marches ne furent invitées que lorsque l'ordre du jour était fixé.",
        "es": "Las mujeres que habían organizado las marchas fueron invitadas cuando la agenda ya estaba cerrada.",
        "ar": "لم تُدع النساء اللواتي نظمن المسيرات إلى الطاولة إلا بعد أن استقر جدول الأعمال في الوادي كله.",
        "zh": "组织游行的妇女只有在议程确定之后才被邀请参加谈判并且没有进入任何工作组",
    }[language]
    there = LessonFactory(title="T1", insight=text, language=language)
    assert told(suspects("Q9", [text], None, language=language)) == [(there.title, 1.0)]


def test_entry_is_no_suspect_of_itself_nor_are_its_translations():
    original = LessonFactory(title="Mediators", insight=TEXT)
    translation = LessonFactory(title="Mediators", insight=TEXT, language="fr", translation_of=original)
    sibling = LessonFactory(title="Mediators", insight=TEXT, language="es", translation_of=original)
    for one in (original, translation, sibling):
        assert suspects_of(one, None) == []
    assert suspects_of_many([original, translation, sibling], None) == [[], [], []]


def test_pair_that_a_curator_found_to_be_two_is_not_suspected_again(curator):
    one, other = LessonFactory(title="One", insight=TEXT), LessonFactory(title="Two", insight=TEXT)
    declare_two(other, one, curator, "Two processes")
    assert suspects_of(one, curator) == suspects_of(other, curator) == []
    assert suspects_of_many([one], curator) == [[]]
    assert pairs_for(readable(Lesson, curator), look_through(Lesson)) == []


def test_superseded_entry_is_no_suspect():
    new = LessonFactory(title="New", insight=OTHER)
    LessonFactory(title="Old", insight=TEXT, status=Status.SUPERSEDED, superseded_by=new)
    assert suspects("Old", [TEXT], None) == []


@pytest.mark.parametrize("handling", ["green", "amber", "red"])
def test_hidden_entry_is_never_suspected_and_changes_no_score(curator, handling):
    seen = LessonFactory(title="Ask women early", insight=TEXT)
    before = told(suspects("Ask women early", [TEXT], None))
    many = told(suspects_of_many([Lesson(title="Ask women early", insight=TEXT)], None)[0])
    LessonFactory(title="Ask women early", insight=RETOLD, handling=handling, named_people=[UserFactory()])
    assert before == many == [(seen.title, 1.0)]
    assert told(suspects("Ask women early", [TEXT], None)) == before
    assert told(suspects_of_many([Lesson(title="Ask women early", insight=TEXT)], None)[0]) == many
    pairs = pairs_for(readable(Lesson, None), look_through(Lesson))
    assert pairs == []
    seen_by_curator = pairs_for(readable(Lesson, curator), look_through(Lesson))
    assert len(seen_by_curator) == (0 if handling == "red" else 1)


def test_draft_is_suspected_for_those_who_may_see_it(curator):
    draft = LessonFactory(title="Draft", insight=TEXT, status=Status.DRAFT)
    assert suspects("New", [TEXT], None) == []
    assert told(suspects("New", [TEXT], curator)) == [(draft.title, 1.0)]


def test_rows_of_a_file_are_compared_with_the_collection_and_with_each_other():
    there = LessonFactory(title="Ask women early", insight=TEXT)
    rows = [
        Lesson(title="A late invitation", insight=RETOLD),
        Lesson(title="Something else", insight=OTHER),
        Lesson(title="Something else altogether", insight=OTHER),
    ]
    found = suspects_of_many(rows, None)
    assert [told(one) for one in found] == [[(there.title, 1.0)], [], [("Something else", 1.0)]]


def test_searching_takes_as_many_queries_for_ten_as_for_one():
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            suspects("Ask women early", [TEXT], None)
        return len(asked)

    LessonFactory(title="Ask women early", insight=TEXT)
    before = queries()
    for _ in range(10):
        LessonFactory(title="Ask women early", insight=TEXT)
    assert queries() == before
    assert before <= 6


@pytest.mark.parametrize(
    "text", ["", " ", "'", "\\", "a' & b | !c:*", "🙂", "x" * 20000, "a " * 10000, "%s %(a)s"]
)
def test_no_text_is_an_error(text):
    LessonFactory(title="Ask women early", insight=TEXT)
    assert suspects(text[:250], [text, text], None) == []


def test_operator_reports_pairs_as_json_with_score_reason_and_passages():
    first = LessonFactory(title="Ask women early", insight=TEXT)
    second = LessonFactory(title="A late invitation", insight=RETOLD, handling=Handling.RED)
    output = StringIO()
    call_command("report_duplicates", "--json", "--kind", "lesson", stdout=output)
    assert json.loads(output.getvalue()) == [
        {
            "kind": "lesson",
            "score": 1.0,
            "ids": [first.pk, second.pk],
            "titles": ["Ask women early", "A late invitation"],
            "urls": [first.get_absolute_url(), second.get_absolute_url()],
            "why": "All of the shorter text stands in the other one.",
            "passages": [TEXT.rstrip(".")],
        }
    ]


def test_operator_reports_pairs_as_text():
    LessonFactory(title="Ask women early", insight=TEXT)
    LessonFactory(title="A late invitation", insight=RETOLD)
    output = StringIO()
    call_command("report_duplicates", stdout=output)
    assert "1.00  lesson" in output.getvalue()
    assert output.getvalue().splitlines()[-1] == "suspected pairs: 1"
