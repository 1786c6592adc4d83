from .geography import Country, Region
from .invitations import Invitation
from .meetings import Meeting, MeetingCitation, Participation
from .offices import ClientGroup, Office, OfficeCitation, SupportService
from .organizations import (
    Membership,
    MembershipCitation,
    Organization,
    OrganizationCitation,
    OrganizationName,
)
from .processes import Engagement, EngagementCitation, PeaceProcess, ProcessCitation
from .protected import ProtectedRecord
from .sources import Citation, LinkCheck, Source, SourceCitation
from .users import User

__all__ = [
    "Citation",
    "ClientGroup",
    "Country",
    "Engagement",
    "EngagementCitation",
    "Invitation",
    "LinkCheck",
    "Meeting",
    "MeetingCitation",
    "Membership",
    "MembershipCitation",
    "Office",
    "OfficeCitation",
    "Organization",
    "OrganizationCitation",
    "OrganizationName",
    "Participation",
    "PeaceProcess",
    "ProcessCitation",
    "ProtectedRecord",
    "Region",
    "Source",
    "SourceCitation",
    "SupportService",
    "User",
]
