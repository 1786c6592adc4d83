"""The invented records of the lessons app: what was learned, how it hangs together, and where it was applied."""

from __future__ import annotations

from lessons.choices import LessonKind, Relation
from lessons.models import (
    Application,
    Case,
    CaseActor,
    CaseCitation,
    Contrast,
    ContrastCitation,
    ContrastPoint,
    Lesson,
    LessonCitation,
    LessonLink,
    Term,
    TermCitation,
)
from organizations.models import Country, Office, Organization, PeaceProcess

from .actors import cite, protection
from .prose import chance, number, partial_date, shares, sometimes, text, title
from .rows import each, execute, insert, numbered, one_of, table, tag
from .scale import Scale

EMPTY = "''"
LANGUAGE = {"en": 0.84, "fr": 0.06, "es": 0.06, "ar": 0.04}
ATTRIBUTION = {"organization_only": 0.85, "named": 0.1, "chatham_house": 0.05}
# Relation, how many values a lesson carries at most, and how unevenly they are spread.
LESSON_TAGS = (
    ("themes", 3, 1.5),
    ("countries", 2, 2),
    ("regions", 1, 1),
    ("processes", 1, 2),
    ("organizations", 2, 2),
    ("offices", 1, 2),
    ("tracks", 2, 1),
    ("phases", 2, 1),
    ("audiences", 2, 1),
    ("services", 2, 1),
)
# The longer texts, told by the lesson's key: written last, with all else that the stored search vector follows from,
# because each writing stems every word anew.
LESSON_TEXTS = {
    "context": text(3, 2, row="lesson.id"),
    "insight": text(4, 3, row="lesson.id"),
    "recommendation": text(5, 2, row="lesson.id"),
    "applicability": text(6, row="lesson.id"),
    "evidence_note": text(8, row="lesson.id"),
}
CASE_TAGS = (("countries", 2, 2), ("tracks", 2, 1), ("themes", 3, 1.5), ("lessons", 4, 1))


def build(scale: Scale) -> None:
    """Fill the tables of the lessons app; the records of the organizations app must be there."""
    _lessons(scale)
    _versions()
    _cases(scale)
    _terms(scale)
    cite(LessonCitation, scale.citations)
    cite(CaseCitation, 5)
    cite(TermCitation, 2)
    cite(ContrastCitation, 2)


def _lessons(scale: Scale) -> None:
    kinds = {kind.value.replace("-", "_"): 0.2 for kind in LessonKind}
    insert(
        Lesson,
        numbered(scale.lessons),
        {
            "slug": "'lesson-' || n",
            "title": f"left({title(1, 100)}, 120)",
            "kind": shares(2, **kinds),
            "insight": "'.'",
            "evidence": shares(7, single_account=0.4, several_accounts=0.3, documented=0.25, evaluated=0.05),
            "date": sometimes(0.95, 9, partial_date(10), EMPTY),
            "language": shares(13, **LANGUAGE),
            "attribution": shares(14, **ATTRIBUTION),
            "review_by": sometimes(0.3, 15, "current_date + (n % 700 - 350)::int"),
            **protection(16),
        },
    )
    for relation, turns, skew in LESSON_TAGS:
        tag(Lesson, relation, turns, skew=skew)
    link = {"lesson": "record.id", "other": one_of(Lesson, 20, skew=1.2)}
    relations = {relation.value: 0.25 for relation in Relation if relation != Relation.SUPERSEDES}
    insert(
        LessonLink,
        each(Lesson, 2),
        {**link, "relation": shares(21, **relations)},
        f"record.id <> {link['other']} AND {chance(22)} < 0.6",
    )
    insert(
        Application,
        each(Lesson),
        {
            "lesson": "record.id",
            "description": text(23, 2),
            "process": sometimes(0.7, 24, one_of(PeaceProcess, 25)),
            "country": one_of(Country, 26),
            "organization": one_of(Organization, 27),
            "date": partial_date(28),
            "outcome": sometimes(0.5, 31, text(32), EMPTY),
        },
        f"{chance(33)} < 0.1",
    )


def _versions() -> None:
    """Half of what is not in English translates the lesson before it; one in a hundred is superseded by the next."""
    lessons = table(Lesson)
    execute(
        f"UPDATE {lessons} AS translation SET translation_of_id = original.id FROM {lessons} AS original "
        f"WHERE original.id = translation.id - 1 AND original.language = 'en' AND translation.language <> 'en' "
        f"AND {chance(40, 'translation.id')} < 0.5"
    )
    execute(
        f"UPDATE {lessons} AS old SET status = 'superseded', superseded_by_id = new.id FROM {lessons} AS new "
        f"WHERE new.id = old.id + 1 AND old.status = 'published' AND {chance(41, 'old.id')} < 0.01"
    )


def _cases(scale: Scale) -> None:
    insert(
        Case,
        numbered(scale.cases),
        {
            "slug": "'case-' || n",
            "title": title(50, 90),
            "situation": text(51, 6),
            "approach": text(52, 6),
            "result": text(53, 3),
            "what_worked": text(54, 3),
            "limits": text(55, 2),
            "start": number(56, 1990, 2010) + "::text",
            "end": number(57, 2010, 2026) + "::text",
            "process": sometimes(0.6, 58, one_of(PeaceProcess, 59)),
            "language": shares(60, **LANGUAGE),
            "attribution": shares(61, **ATTRIBUTION),
            **protection(62),
        },
    )
    for relation, turns, skew in CASE_TAGS:
        tag(Case, relation, turns, skew=skew)
    actor = {"case": "record.id", "role": "'Role ' || turn", "position": "turn"}
    insert(CaseActor, each(Case, 3), {**actor, "organization": one_of(Organization, 66)})
    insert(CaseActor, each(Case), {**actor, "office": one_of(Office, 67)})


def _terms(scale: Scale) -> None:
    insert(
        Term,
        numbered(scale.terms),
        {
            # Words that the texts hold, so that pages have terms to mark.
            "slug": "'term-' || n",
            "name": "pg_temp.word(n::int * 149)",
            "definition": text(70, 2),
            "synonyms": "ARRAY[pg_temp.word(n::int * 149 + 1)]",
        },
    )
    second = one_of(Term, 71, skew=1)
    contrast = {"slug": "'contrast-' || turn || '-' || record.id", "first": "record.id", "second": second}
    insert(Contrast, each(Term), {**contrast, "summary": text(72, 2)}, f"record.id <> {second}")
    point = {"contrast": "record.id", "aspect": "'Aspect ' || turn", "first": text(73), "second": text(74)}
    insert(ContrastPoint, each(Contrast, 8), {**point, "position": "turn"})
