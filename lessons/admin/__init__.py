"""The administration of lessons, cases, themes and the glossary."""

from . import (
    applications,
    cases,
    contrasts,
    duplicates,
    imports,
    lessons,
    merging,
    queue,
    review,
    review_archive,
    review_overdue,
    review_proposals,
    synonyms,
    terms,
    themes,
    vocabularies,
)

__all__ = [
    "applications",
    "cases",
    "contrasts",
    "duplicates",
    "imports",
    "lessons",
    "merging",
    "queue",
    "review",
    "review_archive",
    "review_overdue",
    "review_proposals",
    "synonyms",
    "terms",
    "themes",
    "vocabularies",
]
