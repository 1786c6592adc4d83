"""A judged collection as lessons: loaded, asked, measured."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import connection

from msn_kb.core.access import Handling, Status
from msn_kb.core.search import parse, search, statistics
from msn_kb.core.search.evaluation import Collection, ndcg, recall

from .choices import LessonKind
from .models import Lesson

DEPTH = 100
FIRST = 10
LONGEST_TITLE = 250
# PostgreSQL indexes no more than a megabyte of words.
LONGEST_TEXT = 400_000
NOTHING = "–"  # where a document has no title or no text, which a published lesson must
BATCH = 500


@dataclass(frozen=True)
class Answer:
    """How one query was answered."""

    query: str
    text: str
    ndcg: float
    recall: float
    milliseconds: float

    def measures(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "query": self.query,
            "ndcg@10": round(self.ndcg, 4),
            "recall@100": round(self.recall, 4),
            "ms": round(self.milliseconds, 1),
        }


def load(collection: Collection, language: str) -> None:
    """Write the documents as published TLP:CLEAR lessons and count their words."""
    Lesson.objects.bulk_create(
        (
            Lesson(
                slug=f"document-{number}",
                external_id=str(number),
                kind=LessonKind.OBSERVATION,
                language=language,
                status=Status.PUBLISHED,
                handling=Handling.CLEAR,
                **_texts(title, text),
            )
            for number, (title, text) in enumerate(collection.documents.values())
        ),
        batch_size=BATCH,
    )
    statistics.refresh([Lesson])
    with connection.cursor() as cursor:
        # As autovacuum would leave it.
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")


def _texts(title: str, text: str) -> dict[str, str]:
    """The columns of a lesson; what a title holds beyond its column begins the text."""
    title, text = (part.replace("\0", " ").strip() for part in (title, text))
    text = f"{title[LONGEST_TITLE:]} {text}".strip()[:LONGEST_TEXT]
    title = title[:LONGEST_TITLE] or NOTHING
    return {"title": title, "insight": text or NOTHING}


def ask(collection: Collection) -> list[Answer]:
    """The answer to each query, as a visitor gets it."""
    documents = list(collection.documents)
    answers = []
    for query, text in collection.queries.items():
        begun = perf_counter()
        rows = search(Lesson.objects.visible_to(None).listed(), parse(text))
        best = rows.order_by("is_partial", "-score", "pk").values_list("external_id", flat=True)[:DEPTH]
        found = [documents[int(number)] for number in best]
        milliseconds = (perf_counter() - begun) * 1000
        grades = collection.grades[query]
        answers.append(
            Answer(query, text, ndcg(found, grades, FIRST), recall(found, grades, DEPTH), milliseconds)
        )
    return answers
