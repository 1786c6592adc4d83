"""How good the search is, measured on a judged collection: documents, queries, and what answers which.

nDCG with linear gain after Järvelin & Kekäläinen (2002), as ``trec_eval`` computes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any


class CollectionError(Exception):
    """A file of the collection is missing or malformed; the message names file, line and field."""


@dataclass(frozen=True)
class Collection:
    """``documents`` are (title, text) and ``queries`` texts, by id; ``grades`` are by query and document."""

    documents: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]


def ndcg(found: Sequence[str], grades: Mapping[str, float], depth: int) -> float:
    """Discounted gain of the first ``depth`` of ``found``, as a share of what the best order would gain."""
    ideal = _gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:depth])
    gained = _gain([max(grades.get(document, 0.0), 0.0) for document in found[:depth]])
    return gained / ideal if ideal else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(grades))


def recall(found: Sequence[str], grades: Mapping[str, float], depth: int) -> float:
    """Which share of what answers is among the first ``depth`` of ``found``."""
    wanted = {document for document, grade in grades.items() if grade > 0}
    return len(wanted.intersection(found[:depth])) / len(wanted) if wanted else 0.0


def read_collection(directory: Path) -> Collection:
    """The collection in ``docs.jsonl``, ``queries.jsonl`` and ``qrels.tsv``; raises :class:`CollectionError`.

    Only queries that something answers are kept: the others measure nothing.
    """
    documents = {
        line["id"]: (line["title"], line["text"])
        for line in _objects(directory / "docs.jsonl", ("id", "title", "text"))
    }
    queries = {line["id"]: line["text"] for line in _objects(directory / "queries.jsonl", ("id", "text"))}
    grades = _grades(directory / "qrels.tsv", queries, documents)
    judged = {
        query: text
        for query, text in queries.items()
        if any(grade > 0 for grade in grades.get(query, {}).values())
    }
    if not judged:
        raise CollectionError(f"{directory / 'qrels.tsv'}: no query has an answer.")
    return Collection(documents, judged, grades)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise CollectionError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CollectionError(f"{path}: is not UTF-8.") from error


def _objects(path: Path, fields: Sequence[str]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            found = json.loads(line)
        except ValueError as error:
            raise CollectionError(f"{path}, line {number}: is not JSON ({error}).") from error
        if not isinstance(found, dict):
            raise CollectionError(f"{path}, line {number}: expected an object with {', '.join(fields)}.")
        entry = {field: _text(found, field, f"{path}, line {number}") for field in fields}
        if entry["id"] in seen:
            raise CollectionError(f"{path}, line {number}: id: “{entry['id']}” was there before.")
        seen.add(entry["id"])
        yield entry


def _text(found: Mapping[str, Any], field: str, where: str) -> str:
    if field not in found:
        raise CollectionError(f"{where}: {field}: missing.")
    value = found[field]
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise CollectionError(f"{where}: {field}: expected text, found {json.dumps(value)[:40]}.")
    if field == "id" and not value:
        raise CollectionError(f"{where}: id: empty.")
    return value


def _grades(
    path: Path, queries: Mapping[str, Any], documents: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    grades: dict[str, dict[str, float]] = {}
    for number, line in _lines(path):
        cells = line.rstrip("\r\n").split("\t")
        where = f"{path}, line {number}"
        if len(cells) != 3:
            raise CollectionError(f"{where}: expected query, document and grade separated by tabs.")
        query, document, grade = (cell.strip() for cell in cells)
        try:
            value = float(grade)
        except ValueError as error:
            if number == 1:
                continue  # a heading
            raise CollectionError(f"{where}: grade: “{grade[:40]}” is not a number.") from error
        if query not in queries:
            raise CollectionError(f"{where}: query: “{query[:40]}” is not in queries.jsonl.")
        if document not in documents:
            raise CollectionError(f"{where}: document: “{document[:40]}” is not in docs.jsonl.")
        grades.setdefault(query, {})[document] = value
    return grades
