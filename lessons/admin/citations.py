"""Citations as rows of the entry that cites."""

from organizations.admin.citations import CitationInline

from ..models import CaseCitation, ContrastCitation, LessonCitation, TermCitation


class CaseCitations(CitationInline):
    model = CaseCitation


class ContrastCitations(CitationInline):
    model = ContrastCitation


class LessonCitations(CitationInline):
    model = LessonCitation


class TermCitations(CitationInline):
    model = TermCitation
