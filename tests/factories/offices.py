"""Offices, with what they offer and to whom."""

from __future__ import annotations

import factory

from organizations import models as organizations

from .organizations import OrganizationFactory
from .records import RecordFactory
from .sources import CitationFactory


class SupportServiceFactory(RecordFactory):
    class Meta:
        model = organizations.SupportService

    code = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")


class ClientGroupFactory(RecordFactory):
    class Meta:
        model = organizations.ClientGroup

    code = factory.Sequence(lambda n: f"client-{n}")
    name = factory.Sequence(lambda n: f"Client group {n}")


class OfficeFactory(RecordFactory):
    """An office with one host; ``hosts=[…]`` for others."""

    class Meta:
        model = organizations.Office

    name = factory.Sequence(lambda n: f"Office {n}")
    hosts = factory.LazyFunction(lambda: [OrganizationFactory()])


class OfficeCitationFactory(CitationFactory):
    class Meta:
        model = organizations.OfficeCitation

    record = factory.SubFactory(OfficeFactory)
