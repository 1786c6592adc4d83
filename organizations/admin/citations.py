"""Citations as rows of the record that cites."""

from msn_kb.core.admin import RowsInline

from ..models import (
    EngagementCitation,
    MeetingCitation,
    MembershipCitation,
    OfficeCitation,
    OrganizationCitation,
    ProcessCitation,
    SourceCitation,
)


class CitationInline(RowsInline):
    """Source, where in the source, and the editors' remark."""

    verbose_name = "citation"
    verbose_name_plural = "citations"
    fk_name = "record"
    fields = ("source", "locator", "note", "position")
    autocomplete_fields = ("source",)
    list_select_related = ("source",)


class EngagementCitations(CitationInline):
    model = EngagementCitation


class MeetingCitations(CitationInline):
    model = MeetingCitation


class MembershipCitations(CitationInline):
    model = MembershipCitation


class OfficeCitations(CitationInline):
    model = OfficeCitation


class OrganizationCitations(CitationInline):
    model = OrganizationCitation


class ProcessCitations(CitationInline):
    model = ProcessCitation


class SourceCitations(CitationInline):
    """Other documents that this one names."""

    model = SourceCitation
    verbose_name_plural = "documents that this one cites"
