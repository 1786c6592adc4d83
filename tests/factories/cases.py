"""Cases, and who acted in them."""

from __future__ import annotations

import factory

from lessons import models as lessons

from .organizations import OrganizationFactory
from .records import ProtectedFactory, RecordFactory
from .sources import CitationFactory


class CaseFactory(ProtectedFactory):
    class Meta:
        model = lessons.Case

    title = factory.Sequence(lambda n: f"Case {n}")
    situation = "What the situation was."
    approach = "What was done."


class CaseActorFactory(RecordFactory):
    """An organization in a case; ``organization=None, office=…`` for an office."""

    class Meta:
        model = lessons.CaseActor

    case = factory.SubFactory(CaseFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = "Facilitator"


class CaseCitationFactory(CitationFactory):
    class Meta:
        model = lessons.CaseCitation

    record = factory.SubFactory(CaseFactory)
