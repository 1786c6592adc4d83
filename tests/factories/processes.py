"""Peace processes, and who was engaged in them."""

from __future__ import annotations

import factory

from organizations import models as organizations
from organizations.choices import EngagementRole

from .organizations import OrganizationFactory
from .records import ProtectedFactory
from .sources import CitationFactory


class PeaceProcessFactory(ProtectedFactory):
    class Meta:
        model = organizations.PeaceProcess

    name = factory.Sequence(lambda n: f"Peace process {n}")


class ProcessCitationFactory(CitationFactory):
    class Meta:
        model = organizations.ProcessCitation

    record = factory.SubFactory(PeaceProcessFactory)


class EngagementFactory(ProtectedFactory):
    class Meta:
        model = organizations.Engagement

    process = factory.SubFactory(PeaceProcessFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = EngagementRole.FACILITATOR


class EngagementCitationFactory(CitationFactory):
    class Meta:
        model = organizations.EngagementCitation

    record = factory.SubFactory(EngagementFactory)
