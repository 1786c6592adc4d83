from .cases import Case, CaseActor, CaseCitation
from .duplicates import NotDuplicates
from .imports import ImportRun
from .lessons import Lesson, LessonCitation
from .links import Application, LessonLink
from .reviews import Proposal, ReviewAssignment, ReviewComment, ReviewStep
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
    "ImportRun",
    "Lesson",
    "LessonCitation",
    "LessonLink",
    "NotDuplicates",
    "Phase",
    "Proposal",
    "ReviewAssignment",
    "ReviewComment",
    "ReviewStep",
    "Term",
    "TermCitation",
    "Theme",
    "Track",
]
