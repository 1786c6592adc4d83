"""``manage.py evaluate_search DIR``: how well the product's own search answers a judged collection."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean, median
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from lessons.evaluation import DEPTH, Answer, ask, load
from msn_kb.core.search.evaluation import CollectionError, read_collection
from organizations.choices import LANGUAGES


class Command(BaseCommand):
    help = (
        "Load a judged collection (docs.jsonl, queries.jsonl, qrels.tsv) as lessons into a database of its own, ask "
        "each query as a visitor would, and print how good and how fast the answers are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, help="Where the three files are.")
        parser.add_argument(
            "--language", default="en", help="Language of the documents, as ISO 639-1 (default: en)."
        )
        parser.add_argument(
            "--per-query", action="store_true", help="Print each query's measures, worst first."
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = [code for code, _ in LANGUAGES]
        if options["language"] not in codes:
            raise CommandError(f"--language: expected one of {', '.join(codes)}.")
        try:
            collection = read_collection(options["directory"])
        except CollectionError as error:
            raise CommandError(str(error)) from error
        with throwaway_database():
            load(collection, options["language"])
            answers = ask(collection)
        self.report(answers, as_json=options["json"], each=options["per_query"])

    def report(self, answers: list[Answer], *, as_json: bool, each: bool) -> None:
        """Print the measures over all queries, and of each if asked."""
        found: dict[str, Any] = {
            "ndcg@10": round(fmean(answer.ndcg for answer in answers), 4),
            "recall@100": round(fmean(answer.recall for answer in answers), 4),
            "median_ms": round(median(answer.milliseconds for answer in answers), 1),
            "queries": len(answers),
        }
        worst = sorted(answers, key=lambda answer: (answer.ndcg, answer.query))
        if as_json:
            if each:
                found["per_query"] = [answer.measures() for answer in worst]
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        if each:
            for answer in worst:
                self.stdout.write(
                    f"{answer.ndcg:7.4f} {answer.recall:7.4f} {answer.milliseconds:8.1f} ms  "
                    f"{answer.query}: {answer.text[:DEPTH]}"
                )
        self.stdout.write(f"nDCG@10     {found['ndcg@10']:.4f}")
        self.stdout.write(f"Recall@100  {found['recall@100']:.4f}")
        self.stdout.write(f"median      {found['median_ms']} ms over {found['queries']} queries")


@contextmanager
def throwaway_database() -> Iterator[None]:
    """While this lasts, the default database is an empty, migrated one of this process, dropped afterwards."""
    name, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    former, test["NAME"] = test["NAME"], f"evaluation_{os.getpid()}_{name}"[:63]
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    finally:
        test["NAME"] = former
