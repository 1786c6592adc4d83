"""People with an account, and the groups they belong to."""

from __future__ import annotations

import factory
from django.contrib.auth.models import Group
from factory.django import Password

from msn_kb.core.access import CURATORS
from organizations import models as organizations

from .organizations import OrganizationFactory
from .records import RecordFactory

PASSWORD = "quiet harbour before dawn"


class UserFactory(RecordFactory):
    """A person with an account whose password is :data:`PASSWORD`; without a trait, what a visitor sees."""

    class Meta:
        model = organizations.User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = Password(PASSWORD)

    class Params:
        member = factory.Trait(organization=factory.SubFactory(OrganizationFactory))
        curator = factory.Trait(is_staff=True, groups=factory.LazyFunction(lambda: [curators()]))
        administrator = factory.Trait(is_staff=True, is_superuser=True)


def curators() -> Group:
    """The curators' group; migrations make it and give it its permissions."""
    return Group.objects.get_or_create(name=CURATORS)[0]
