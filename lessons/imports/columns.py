"""The columns of a file: those of the lessons' export, and ``external_id`` (``contract.md``, Import)."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from msn_kb.core.access import Attribution, Handling
from organizations.choices import LANGUAGES

from ..choices import Evidence, LessonKind
from .problems import FileRefused, Problem, problem

IDENTITY = ("id", "external_id")
TEXTS = ("title", "context", "insight", "recommendation", "applicability", "evidence_note")
CHOICES: dict[str, list[tuple[str, str]]] = {
    "kind": list(LessonKind.choices),
    "evidence": list(Evidence.choices),
    "language": [(code, str(label)) for code, label in LANGUAGES],
    "handling": list(Handling.choices),
    "attribution": list(Attribution.choices),
}
# What an entry has where its cell is empty: what a new one has. Evidence that is not stated stays empty.
DEFAULTS: dict[str, str] = {
    "kind": LessonKind.OBSERVATION.value,
    "evidence": "",
    "language": "en",
    "handling": Handling.GREEN.value,
    "attribution": Attribution.ORGANIZATION_ONLY.value,
}
RELATIONS = (
    "themes",
    "countries",
    "regions",
    "processes",
    "organizations",
    "tracks",
    "phases",
    "audiences",
    "services",
)
# Written by the program itself; an export holds them, and an import passes them over.
IGNORED = ("status", "maturity", "updated_at", "url")
KNOWN = (*IDENTITY, *TEXTS, *CHOICES, *RELATIONS, "sources", "date", *IGNORED)
# What of an entry a file may set, in the order of the export.
SETTABLE = (*TEXTS, *CHOICES, *RELATIONS, "sources", "date", "external_id")
MOST_COLUMNS = 100


def column_named(heading: str) -> str:
    """The column that ``heading`` means: case, spaces and hyphens do not count. Empty where there is none."""
    name = "_".join(heading.replace("-", " ").replace("_", " ").split()).casefold()
    return name if name in KNOWN else ""


def columns_of(headings: Sequence[str], line: int) -> list[str]:
    """The column of each heading, empty for one that is empty. Raises ``FileRefused`` with all that is wrong."""
    wrong: list[Problem] = []
    found: list[str] = []
    if len(headings) > MOST_COLUMNS:
        raise FileRefused(Problem(line, "", "", f"at most {MOST_COLUMNS} columns"))
    for heading in headings:
        column = column_named(heading)
        if heading.strip() and not column:
            wrong.append(problem(line, "heading", heading, _known_column(heading)))
        elif column and column in found:
            wrong.append(
                problem(line, "heading", heading, "each column once; rename or take out one of the two")
            )
        found.append(column)
    if "title" not in found:
        wrong.append(Problem(line, "heading", "", "a column “title”; it is missing"))
    if wrong:
        raise FileRefused(*wrong)
    return found


def _known_column(heading: str) -> str:
    close = get_close_matches(heading.strip().casefold()[:60], KNOWN, n=1)
    if close:
        return f"a column of the lessons’ export; did you mean “{close[0]}”?"
    return "a column of the lessons’ export or external_id; rename it or take it out"
