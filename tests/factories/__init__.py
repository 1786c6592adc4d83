"""Factories for every model: ``LessonFactory(title="…", themes=[theme])`` makes a published TLP:CLEAR lesson.

Any many-to-many relation may be given as a list. Protected records are published and TLP:CLEAR unless told
otherwise.
"""

from .cases import CaseActorFactory, CaseCitationFactory, CaseFactory
from .geography import CountryFactory, RegionFactory
from .lessons import ApplicationFactory, LessonCitationFactory, LessonFactory, LessonLinkFactory
from .meetings import MeetingCitationFactory, MeetingFactory, ParticipationFactory
from .offices import ClientGroupFactory, OfficeCitationFactory, OfficeFactory, SupportServiceFactory
from .organizations import (
    MembershipCitationFactory,
    MembershipFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    OrganizationNameFactory,
)
from .people import PASSWORD, UserFactory, curators
from .processes import (
    EngagementCitationFactory,
    EngagementFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
)
from .records import ProtectedFactory, RecordFactory
from .sources import CitationFactory, SourceCitationFactory, SourceFactory
from .terms import (
    ContrastCitationFactory,
    ContrastFactory,
    ContrastPointFactory,
    TermCitationFactory,
    TermFactory,
)
from .vocabularies import AudienceFactory, PhaseFactory, ThemeFactory, TrackFactory

__all__ = [
    "PASSWORD",
    "ApplicationFactory",
    "AudienceFactory",
    "CaseActorFactory",
    "CaseCitationFactory",
    "CaseFactory",
    "CitationFactory",
    "ClientGroupFactory",
    "ContrastCitationFactory",
    "ContrastFactory",
    "ContrastPointFactory",
    "CountryFactory",
    "EngagementCitationFactory",
    "EngagementFactory",
    "LessonCitationFactory",
    "LessonFactory",
    "LessonLinkFactory",
    "MeetingCitationFactory",
    "MeetingFactory",
    "MembershipCitationFactory",
    "MembershipFactory",
    "OfficeCitationFactory",
    "OfficeFactory",
    "OrganizationCitationFactory",
    "OrganizationFactory",
    "OrganizationNameFactory",
    "ParticipationFactory",
    "PeaceProcessFactory",
    "PhaseFactory",
    "ProcessCitationFactory",
    "ProtectedFactory",
    "RecordFactory",
    "RegionFactory",
    "SourceCitationFactory",
    "SourceFactory",
    "SupportServiceFactory",
    "TermCitationFactory",
    "TermFactory",
    "ThemeFactory",
    "TrackFactory",
    "UserFactory",
    "curators",
]
