"""Measures of a ranking, and judged collections as they are read."""

from math import log2

import pytest

from msn_kb.core.search.evaluation import CollectionError, ndcg, read_collection, recall

DOCS = '{"id": "a", "title": "A", "text": "Alpha"}\n{"id": "b", "title": "B", "text": "Beta"}\n'
QUERIES = '{"id": "1", "text": "alpha"}\n{"id": "2", "text": "beta"}\n'
GRADES = "1\ta\t2\n1\tb\t1\n2\tb\t0\n"


def written(folder, docs=DOCS, queries=QUERIES, grades=GRADES):
    for name, text in (("docs.jsonl", docs), ("queries.jsonl", queries), ("qrels.tsv", grades)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["a", "b", "c"], 1.0),
        (["b", "a"], (1 + 3 / log2(3)) / (3 + 1 / log2(3))),
        (["x", "a"], (3 / log2(3)) / (3 + 1 / log2(3))),
        (["x", "y", "a"], 0.0),
        ([], 0.0),
    ],
)
def test_ndcg_discounts_linear_gain_by_place(found, expected):
    assert ndcg(found, {"a": 3, "b": 1, "c": 0, "d": -1}, depth=2) == pytest.approx(expected)


def test_ndcg_of_a_query_that_nothing_answers_is_nothing():
    assert ndcg(["a"], {"a": 0}, depth=10) == 0.0


@pytest.mark.parametrize(
    ("found", "expected"), [(["a", "b"], 1.0), (["x", "a"], 0.5), (["x", "y", "a", "b"], 0.0), ([], 0.0)]
)
def test_recall_is_the_share_found_within_the_depth(found, expected):
    assert recall(found, {"a": 3, "b": 1, "c": 0}, depth=2) == expected


def test_recall_of_a_query_that_nothing_answers_is_nothing():
    assert recall(["a"], {}, depth=10) == 0.0


def test_collection_is_read_without_queries_that_nothing_answers(tmp_path):
    collection = read_collection(written(tmp_path))

    assert collection.documents == {"a": ("A", "Alpha"), "b": ("B", "Beta")}
    assert collection.queries == {"1": "alpha"}
    assert collection.grades == {"1": {"a": 2.0, "b": 1.0}, "2": {"b": 0.0}}


def test_numbers_as_ids_blank_lines_and_a_heading_are_read(tmp_path):
    folder = written(
        tmp_path,
        docs='{"id": 7, "title": "", "text": "x"}\n\n',
        queries='{"id": 1, "text": "x"}\n',
        grades="query\tdocument\tgrade\r\n1\t7\t1\r\n",
    )

    assert read_collection(folder).grades == {"1": {"7": 1.0}}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"docs": None}, "docs.jsonl: cannot be read (No such file or directory)."),
        ({"queries": None}, "queries.jsonl: cannot be read (No such file or directory)."),
        ({"grades": None}, "qrels.tsv: cannot be read (No such file or directory)."),
        ({"docs": DOCS + "{"}, "docs.jsonl, line 3: is not JSON"),
        ({"docs": "[]"}, "docs.jsonl, line 1: expected an object with id, title, text."),
        ({"docs": '{"id": "a", "title": "A"}'}, "docs.jsonl, line 1: text: missing."),
        (
            {"docs": '{"id": "a", "title": 5, "text": ""}'},
            "docs.jsonl, line 1: title: expected text, found 5.",
        ),
        ({"docs": '{"id": "", "title": "", "text": ""}'}, "docs.jsonl, line 1: id: empty."),
        ({"docs": DOCS + DOCS}, "docs.jsonl, line 3: id: “a” was there before."),
        ({"queries": '{"id": "1"}'}, "queries.jsonl, line 1: text: missing."),
        (
            {"grades": "1 a 2"},
            "qrels.tsv, line 1: expected query, document and grade separated by tabs.",
        ),
        ({"grades": "1\ta\t2\n1\tb\tgood"}, "qrels.tsv, line 2: grade: “good” is not a number."),
        ({"grades": "9\ta\t2"}, "qrels.tsv, line 1: query: “9” is not in queries.jsonl."),
        ({"grades": "1\tz\t2"}, "qrels.tsv, line 1: document: “z” is not in docs.jsonl."),
        ({"grades": "1\ta\t0"}, "qrels.tsv: no query has an answer."),
    ],
)
def test_missing_or_malformed_file_is_named_with_line_and_field(tmp_path, files, message):
    with pytest.raises(CollectionError) as raised:
        read_collection(written(tmp_path, **files))

    assert str(raised.value).startswith(f"{tmp_path}/{message}")


def test_file_that_is_not_utf8_is_named(tmp_path):
    written(tmp_path)
    (tmp_path / "docs.jsonl").write_bytes(b'{"id": "a", "title": "\xff", "text": ""}')

    with pytest.raises(CollectionError, match=r"docs\.jsonl: is not UTF-8\."):
        read_collection(tmp_path)
