"""Organizations, and their membership of networks."""

from __future__ import annotations

import factory

from organizations import models as organizations
from organizations.choices import OrganizationKind

from .records import RecordFactory
from .sources import CitationFactory


class OrganizationFactory(RecordFactory):
    class Meta:
        model = organizations.Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    kind = OrganizationKind.NGO

    class Params:
        network = factory.Trait(
            kind=OrganizationKind.NETWORK, name=factory.Sequence(lambda n: f"Network {n}")
        )


class OrganizationNameFactory(RecordFactory):
    class Meta:
        model = organizations.OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Other name {n}")


class OrganizationCitationFactory(CitationFactory):
    class Meta:
        model = organizations.OrganizationCitation

    record = factory.SubFactory(OrganizationFactory)


class MembershipFactory(RecordFactory):
    """An organization in a network; ``organization=None, office=…`` for an office."""

    class Meta:
        model = organizations.Membership

    network = factory.SubFactory(OrganizationFactory, network=True)
    organization = factory.SubFactory(OrganizationFactory)


class MembershipCitationFactory(CitationFactory):
    class Meta:
        model = organizations.MembershipCitation

    record = factory.SubFactory(MembershipFactory)
