"""Meetings, and who took part."""

from __future__ import annotations

import factory

from organizations import models as organizations
from organizations.choices import MeetingKind

from .organizations import OrganizationFactory
from .records import RecordFactory
from .sources import CitationFactory


class MeetingFactory(RecordFactory):
    class Meta:
        model = organizations.Meeting

    title = factory.Sequence(lambda n: f"Meeting {n}")
    kind = MeetingKind.WORKSHOP


class ParticipationFactory(RecordFactory):
    """An organization at a meeting; ``organization=None, office=…`` for an office."""

    class Meta:
        model = organizations.Participation

    meeting = factory.SubFactory(MeetingFactory)
    organization = factory.SubFactory(OrganizationFactory)


class MeetingCitationFactory(CitationFactory):
    class Meta:
        model = organizations.MeetingCitation

    record = factory.SubFactory(MeetingFactory)
