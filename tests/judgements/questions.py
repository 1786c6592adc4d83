"""The judged questions over the starter collection; how they came about is in the README beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
KINDS = ("sentence", "question", "phrase", "word", "acronym", "typo")
LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True)
class Question:
    """What somebody types into the list of lessons, and the lessons (by slug) that ought to come first.

    A grade is 3 (answers it), 2 (helps much) or 1 (touches it); a lesson that is not named is worth 0.
    """

    id: str
    text: str
    language: str
    kind: str
    grades: dict[str, int]


def read(half: str) -> list[Question]:
    """The questions of one half, ``steering`` or ``judging``, in the order of its file.

    Raises ``TypeError`` where a line has a field too many or too few.
    """
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Question(**json.loads(line)) for line in lines]
