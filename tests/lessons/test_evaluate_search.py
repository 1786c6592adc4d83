"""``manage.py evaluate_search``: a judged collection, loaded, asked and measured."""

import json
import os
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lessons.evaluation import ask, load
from lessons.management.commands import evaluate_search
from lessons.models import Lesson
from msn_kb.core.search.evaluation import Collection, read_collection
from msn_kb.core.search.models import SearchStatistics

pytestmark = pytest.mark.django_db

DOCUMENTS = {
    "d1": ("Trust", "Trust grows between the talks."),
    "d2": ("Ceasefires", "A ceasefire is talked about."),
    "d3": ("", "Envoys and trust."),
    "d4": ("Nothing", ""),
}
COLLECTION = Collection(
    DOCUMENTS,
    {"q1": "what makes trust grow", "q2": "ceasefire monitoring"},
    {"q1": {"d1": 1, "d3": 2}, "q2": {"d2": 1}},
)


@pytest.fixture
def folder(tmp_path):
    lines = [
        json.dumps({"id": key, "title": title, "text": text}) for key, (title, text) in DOCUMENTS.items()
    ]
    (tmp_path / "docs.jsonl").write_text("\n".join(lines))
    queries = [json.dumps({"id": key, "text": text}) for key, text in COLLECTION.queries.items()]
    (tmp_path / "queries.jsonl").write_text("\n".join(queries))
    (tmp_path / "qrels.tsv").write_text("q1\td1\t1\nq1\td3\t2\nq2\td2\t1\n")
    return tmp_path


@pytest.fixture
def _here(monkeypatch):
    """The test's own database in place of a throwaway one: creating one takes seconds, and tests undo their writes."""
    monkeypatch.setattr(evaluate_search, "throwaway_database", nullcontext)


def run(*arguments) -> str:
    out = StringIO()
    call_command("evaluate_search", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_documents_become_published_clear_lessons_whatever_they_lack():
    load(COLLECTION, "en")

    rows = Lesson.objects.order_by("pk").values_list("title", "insight", "status", "handling", "language")
    assert list(rows) == [
        ("Trust", "Trust grows between the talks.", "published", "clear", "en"),
        ("Ceasefires", "A ceasefire is talked about.", "published", "clear", "en"),
        ("–", "Envoys and trust.", "published", "clear", "en"),
        ("Nothing", "–", "published", "clear", "en"),
    ]
    assert SearchStatistics.objects.get(kind="lessons.lesson").documents == 4


def test_title_that_is_too_long_begins_the_text():
    load(Collection({"a": ("x" * 249 + " long title", "Text.")}, {}, {}), "en")

    lesson = Lesson.objects.get()
    assert (lesson.title, lesson.insight) == ("x" * 249 + " ", "long title Text.")


def test_queries_are_answered_by_the_search_itself():
    load(COLLECTION, "en")

    answers = ask(COLLECTION)

    assert [(answer.query, answer.ndcg, answer.recall) for answer in answers] == [
        ("q1", pytest.approx(0.8597, abs=1e-4), 1.0),
        ("q2", 1.0, 1.0),
    ]
    assert all(answer.milliseconds > 0 for answer in answers)


@pytest.mark.usefixtures("_here")
def test_operator_reads_the_measures(folder):
    lines = run(folder).splitlines()

    assert lines[:2] == ["nDCG@10     0.9299", "Recall@100  1.0000"]
    assert lines[2].startswith("median ")
    assert lines[2].endswith(" ms over 2 queries")


@pytest.mark.usefixtures("_here")
def test_operator_reads_each_query_worst_first(folder):
    lines = run(folder, "--per-query").splitlines()

    assert [line.rpartition("  ")[2] for line in lines[:2]] == [
        "q1: what makes trust grow",
        "q2: ceasefire monitoring",
    ]


@pytest.mark.usefixtures("_here")
def test_program_reads_one_object(folder):
    found = json.loads(run(folder, "--json", "--language", "en"))

    assert found.pop("median_ms") > 0
    assert found == {"ndcg@10": 0.9299, "recall@100": 1.0, "queries": 2}


@pytest.mark.usefixtures("_here")
def test_program_reads_each_query(folder):
    found = json.loads(run(folder, "--json", "--per-query"))["per_query"]

    assert [(one["query"], one["ndcg@10"]) for one in found] == [("q1", 0.8597), ("q2", 1.0)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing"], "missing/docs.jsonl: cannot be read (No such file or directory)."),
        ([".", "--language", "xx"], "--language: expected one of "),
    ],
)
def test_operator_who_mistypes_is_told_what_was_expected(arguments, message):
    with pytest.raises(CommandError) as raised:
        run(*arguments)

    assert str(raised.value).startswith(message)


@pytest.mark.django_db(transaction=True)
def test_throwaway_database_is_another_and_goes_again():
    before = connection.settings_dict["NAME"]

    with evaluate_search.throwaway_database():
        within = connection.settings_dict["NAME"]
        assert Lesson.objects.count() == 0

    assert within == f"evaluation_{os.getpid()}_{before}"
    assert connection.settings_dict["NAME"] == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [within])
        assert cursor.fetchone() == (0,)


def test_collections_of_the_tests_and_the_command_are_the_same(folder):
    assert read_collection(folder) == COLLECTION
