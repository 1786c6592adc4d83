from .cases import Case, CaseActor, CaseCitation
from .lessons import Lesson, LessonCitation
from .links import Application, LessonLink
from .terms import Contrast, ContrastCitation, ContrastPoint, Term, TermCitation
from .vocabularies import Audience, Phase, Theme, Track

__all__ = [
    "Application",
    "Audience",
    "Case",
    "CaseActor",
    "CaseCitation",
    "Contrast",
    "ContrastCitation",
    "ContrastPoint",
    "Lesson",
    "LessonCitation",
    "LessonLink",
    "Phase",
    "Term",
    "TermCitation",
    "Theme",
    "Track",
]
