"""The lists of this app."""

from __future__ import annotations

from msn_kb.core.lists import Listing
from msn_kb.core.lists.listing import Drawn

from .exports import cases as case_export
from .exports import lessons as lesson_export
from .exports import terms as term_export
from .exports import themes as theme_export
from .filters import LessonFilterSet
from .filters.cases import CaseFilterSet
from .filters.terms import TermFilterSet
from .filters.themes import ThemeFilterSet
from .models import Case, Contrast, Lesson, Term, Theme

LESSONS = Listing(
    Lesson,
    LessonFilterSet,
    lesson_export.columns,
    card="lessons/_lesson_card.html",
    compact_cards=lambda rows, user: rows.for_section(user),  # type: ignore[attr-defined]
    title="title",
    passages=("insight", "recommendation", "context"),
    description="Lessons of mediation support, filtered by theme, process, country, track, phase and evidence.",
    is_compared=True,
    pictures=(
        Drawn("lesson-matrix", "Gaps"),
        Drawn("lesson-timeline", "Years"),
        Drawn("lesson-map", "Map"),
    ),
)

CASES = Listing(
    Case,
    CaseFilterSet,
    case_export.columns,
    card="lessons/_case_card.html",
    title="title",
    passages=("approach", "result", "what_worked", "situation", "limits"),
    description="Cases of good practice: what was done in a peace process, what came of it and what made it work.",
    is_compared=True,
)

THEMES = Listing(
    Theme,
    ThemeFilterSet,
    theme_export.columns,
    card="lessons/_theme_card.html",
    passages=("definition",),
    description="The themes of mediation support, each with what it covers, its parts, its lessons and its cases.",
)

TERMS = Listing(
    Term,
    TermFilterSet,
    term_export.columns,
    card="lessons/_term_card.html",
    passages=("definition",),
    heading="Glossary",
    description="The terms of peace mediation and what they mean, those often confused side by side.",
    opening="lessons/_glossary_opening.html",
    opens_with=lambda user: Contrast.objects.visible_to(user).select_related("first", "second"),
)
