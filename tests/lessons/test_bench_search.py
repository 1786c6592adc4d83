"""Search as the benchmarks ask it: statements written by hand find what the program finds, and growth is judged."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict

from lessons.benchmarks import collection, measuring, prose, references, report, searching
from lessons.benchmarks.measuring import Measurement, Times, person
from lessons.benchmarks.pages import MEMBER, VISITOR
from lessons.benchmarks.questions import QUESTIONS, choices, single
from lessons.benchmarks.scale import Scale
from lessons.benchmarks.searching import Figure, Growth
from lessons.filters import LessonFilterSet
from lessons.management.commands.bench import Command
from lessons.models import Lesson
from msn_kb.core.lists.counting import count_values
from msn_kb.core.lists.facet_keys import FACET_BITS

from .test_bench_collection import TINY

pytestmark = pytest.mark.django_db

SLOW = Figure("medium word, page", VISITOR, 50, Times((100.0, 300.0)), None, Times((10.0,)), bound=150)


def test_what_is_written_by_hand_finds_what_the_program_finds():
    collection.build(TINY)
    chosen = choices()
    answers = {}

    for question in QUESTIONS:
        for who in (VISITOR, MEMBER):
            asked, user = question.asked(chosen), person(who)
            filterset = LessonFilterSet(asked, user=user or AnonymousUser())
            params = references.parameters(single(asked), user)
            number = rows(references.count(single(asked), who), params)[0][0]
            first = rows(references.first_page(single(asked), who), params)

            full = filterset.qs.filter(is_partial=False) if "q" in asked else filterset.qs
            assert number == full.count()
            assert {row[0] for row in first} <= {entry.pk for entry in full}
            assert len(first) == min(number, references.ROWS)
            if number >= 10 or "q" not in asked:  # fewer bring partial matches with them
                facets = rows(references.facets(single(asked), who), params)
                assert {(name, value): count for name, value, count in facets} == counted(filterset)
            answers[question.name, who] = number

    assert answers["no filter", VISITOR] < answers["no filter", MEMBER] < 200
    assert all(answers.values())


def counted(filterset: LessonFilterSet) -> dict[tuple[str, str], int]:
    """What the program counts, told as ``references.facets`` tells it."""
    found = count_values(filterset)
    keys = {
        ("keys", str(filterset.key_facets[name] << FACET_BITS | value)): number
        for name, numbers in found.numbers.items()
        for value, number in numbers.items()
    }
    choices = {
        (name, value): number for name, numbers in found.values.items() for value, number in numbers.items()
    }
    return keys | choices


def rows(sql: str, params: dict) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.mark.parametrize("who", [VISITOR, MEMBER])
def test_suggestions_written_by_hand_are_names_and_titles_that_begin_as_was_typed(who):
    collection.build(TINY)
    title = Lesson.objects.visible_to(person(who)).listed().order_by("sort_title", "pk").first().sort_title

    statement = references.suggestions(title[:4], who, person(who))

    found = [text.casefold() for (text,) in rows(statement.sql, statement.params)]
    assert title in found
    assert all(re.search(rf"\b{re.escape(title[:4])}", text) for text in found)


def test_words_are_chosen_by_how_many_lessons_a_visitor_finds_with_them():
    collection.build(TINY)

    chosen = choices()

    visible = Lesson.objects.visible_to(None).listed().filter(language="en")
    held = visible.filter(insight__icontains=chosen["rare"]).count()
    assert 0 < held <= references.number({"q": chosen["rare"]})
    assert abs(references.number({"q": chosen["rare"]}) - 50) < 10
    assert (
        references.number({"theme": chosen["theme"], "country": chosen["country"], "kind": "challenge"}) > 0
    )
    assert Lesson.objects.visible_to(None).filter(slug=chosen["lesson"]).exists()


def test_invented_words_are_spelled_alike_in_sql_and_stay_as_they_are_in_every_language():
    with connection.cursor() as cursor:
        cursor.execute(prose.WORD)
        cursor.execute(
            "SELECT array_agg(pg_temp.word(rank) ORDER BY rank) FROM generate_series(0, %s) AS rank",
            [prose.VOCABULARY - 1],
        )
        spelled = cursor.fetchone()[0]
        cursor.execute(
            "SELECT bool_and(to_tsvector(config::regconfig, word) = to_tsvector('simple', word)) "
            "FROM unnest(%s) AS word CROSS JOIN "
            "unnest(ARRAY['msn_english', 'msn_french', 'msn_spanish', 'msn_arabic']) AS config",
            [spelled[::10]],
        )
        assert cursor.fetchone()[0]

    assert spelled == [prose.word(rank) for rank in range(prose.VOCABULARY)]
    assert len(set(spelled)) == prose.VOCABULARY


def test_every_answer_of_search_has_times_and_a_reference():
    collection.build(TINY)

    with measuring.as_in_production():
        found = list(searching.figures(choices(), rounds=1))

    assert [figure.fault for figure in found if figure.fault] == []
    names = [f"{asked.name}, {part}" for asked in QUESTIONS for part in ("page", "facets")]
    names += [f"suggestions, {typed}" for typed in ("frequent word", "rare word", "a slip")]
    names += ["one lesson", "CSV of everything"]
    assert [figure.name for figure in found if figure.who == MEMBER] == names
    assert all(figure.first.p50 > 0 and figure.reference.p50 > 0 for figure in found)
    assert {figure.following is None for figure in found if "facets" in figure.name} == {True}


@pytest.mark.parametrize(
    ("matches", "milliseconds", "is_equal", "is_over"),
    [(50, 199, True, False), (50, 201, True, True), (60, 201, True, True), (500, 1000, False, False)],
)
def test_growth_counts_where_as_much_matches(matches, milliseconds, is_equal, is_over):
    large = replace(SLOW, matches=matches, first=Times((milliseconds * 2.0,)))

    growth = Growth(SLOW, large)

    assert growth.times == milliseconds * 2 / 200
    assert (growth.has_equal_matches, growth.is_over) == (is_equal, is_over)


def test_growths_pair_the_answers_of_both_sizes():
    other = replace(SLOW, who=MEMBER)

    assert searching.growths([SLOW, other], [replace(other, matches=51)]) == [
        Growth(other, replace(other, matches=51))
    ]
    assert searching.growths([SLOW], [replace(SLOW, fault="not there")]) == []


def test_report_marks_answers_over_their_bound_and_strict_finds_fault_with_them():
    growth = Growth(SLOW, replace(SLOW, first=Times((500.0,))))

    assert report.search_line(SLOW).startswith("! medium word, page")
    assert report.search_line(replace(SLOW, bound=None)).startswith("  medium word, page")
    kept = report.search_line(replace(SLOW, following=Times((10.0,))))
    assert (kept[0], "300.0*" in kept) == (" ", True)
    assert report.search_line(replace(SLOW, fault="not there")).endswith(" not there")
    table = list(report.growth_table([growth], TINY, Scale(lessons=2000)))
    assert next(line for line in table if line.startswith("!")).split()[-2:] == ["2.5", "1.0"]
    assert report.faults([], False, [SLOW], [growth]) == []
    assert report.faults([], True, [SLOW], [growth]) == [
        "1 of 1 answers of search slower than their bound",
        "1 of 1 answers of search grow more than 2 times",
    ]


def test_bench_asks_search_of_both_collections_and_prints_the_growth(monkeypatch):
    """In the tests' own database, which stands for both that the command makes."""
    collection.build(TINY)
    sizes = []

    def built(self, name, size, keep):
        sizes.append((name, size.lessons))
        return nullcontext()

    monkeypatch.setattr(Command, "built", built)
    output = StringIO()

    call_command("bench", only="search", match="rare word, facets", rounds=1, lessons=300, stdout=output)

    lines = output.getvalue().splitlines()
    assert sizes == [("pages", 300), ("export", 3000)]
    assert sum("rare word, facets" in line for line in lines) == 6
    assert "growth from 300 to 3,000 lessons" in lines


def test_page_as_found_first_and_afterwards_are_told_apart():
    found = Measurement(None, VISITOR, "/", first=Times((601.0,)), following=Times((10.0,)))

    assert (found.is_over, found.is_first_over) == (False, True)


def test_csv_reference_copies_the_rows_that_the_person_may_read():
    collection.build(TINY)
    where = f"{references.visible(Lesson, VISITOR)} AND {references.LISTED}"
    copied = references.export(where).removeprefix("COPY (").partition(") TO STDOUT")[0]

    keys = [row[0] for row in rows(copied, {})]

    assert keys == list(
        LessonFilterSet(QueryDict(), user=AnonymousUser()).qs.order_by("pk").values_list("pk", flat=True)
    )
