"""Factories for every model: ``LessonFactory(title="…", themes=[theme])`` makes a published TLP:CLEAR lesson.

Any many-to-many relation may be given as a list. Protected records are published and TLP:CLEAR unless told
otherwise. Codes of countries and regions are ones that ISO 3166 and UN M49 never assign, so they cannot meet
the real ones.
"""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory, Password

from lessons import models as lessons
from lessons.choices import Evidence, LessonKind, Relation
from msn_kb.core.access import CURATORS, Handling, Status
from organizations import models as organizations
from organizations.choices import EngagementRole, MeetingKind, OrganizationKind, SourceKind

PASSWORD = "quiet harbour before dawn"

ALPHA2 = ["".join(pair) for pair in product(ascii_lowercase + digits, repeat=2)]
ALPHA3 = [
    "X" + "".join(pair) for pair in product(ascii_uppercase[:24], ascii_uppercase) if pair != ("K", "X")
]


class RecordFactory(DjangoModelFactory):
    """Base of all: takes many-to-many relations as lists and sets them once the record is saved."""

    class Meta:
        abstract = True

    @classmethod
    def _build(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        cls._take_relations(model_class, kwargs)
        return super()._build(model_class, *args, **kwargs)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        relations = cls._take_relations(model_class, kwargs)
        record = super()._create(model_class, *args, **kwargs)
        for name, related in relations.items():
            getattr(record, name).set(related)
        return record

    @staticmethod
    def _take_relations(model_class: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
        names = [field.name for field in model_class._meta.many_to_many if field.name in kwargs]
        return {name: kwargs.pop(name) for name in names}


class ProtectedFactory(RecordFactory):
    """A record behind the visibility door, open to all readers unless told otherwise."""

    class Meta:
        abstract = True

    handling = Handling.CLEAR
    status = Status.PUBLISHED


# --- Places and people --------------------------------------------------------------------------------------


class RegionFactory(RecordFactory):
    class Meta:
        model = organizations.Region

    code = factory.Sequence(lambda n: str(999 - n % 160))
    name_en = factory.Sequence(lambda n: f"Region {n}")
    name_fr = factory.Sequence(lambda n: f"Région {n}")
    name_es = factory.Sequence(lambda n: f"Región {n}")
    name_ar = factory.Sequence(lambda n: f"منطقة {n}")


class CountryFactory(RecordFactory):
    class Meta:
        model = organizations.Country

    alpha2 = factory.Sequence(lambda n: ALPHA2[n % len(ALPHA2)])
    alpha3 = factory.Sequence(lambda n: ALPHA3[n % len(ALPHA3)])
    name_en = factory.Sequence(lambda n: f"Country {n}")
    name_fr = factory.Sequence(lambda n: f"Pays {n}")
    name_es = factory.Sequence(lambda n: f"País {n}")
    name_ar = factory.Sequence(lambda n: f"بلد {n}")


class OrganizationFactory(RecordFactory):
    class Meta:
        model = organizations.Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    kind = OrganizationKind.NGO

    class Params:
        network = factory.Trait(
            kind=OrganizationKind.NETWORK, name=factory.Sequence(lambda n: f"Network {n}")
        )


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


# --- Sources and citations ----------------------------------------------------------------------------------


class SourceFactory(ProtectedFactory):
    class Meta:
        model = organizations.Source

    title = factory.Sequence(lambda n: f"Source {n}")
    kind = SourceKind.REPORT


class CitationFactory(RecordFactory):
    class Meta:
        abstract = True

    source = factory.SubFactory(SourceFactory)
    locator = factory.Sequence(lambda n: f"Section {n}")


class SourceCitationFactory(CitationFactory):
    class Meta:
        model = organizations.SourceCitation

    record = factory.SubFactory(SourceFactory)


class OrganizationCitationFactory(CitationFactory):
    class Meta:
        model = organizations.OrganizationCitation

    record = factory.SubFactory(OrganizationFactory)


# --- Organizations, offices, meetings -----------------------------------------------------------------------


class OrganizationNameFactory(RecordFactory):
    class Meta:
        model = organizations.OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Other name {n}")


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


# --- Peace processes ----------------------------------------------------------------------------------------


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


# --- Lessons ------------------------------------------------------------------------------------------------


class ThemeFactory(RecordFactory):
    class Meta:
        model = lessons.Theme

    name = factory.Sequence(lambda n: f"Theme {n}")


class TrackFactory(RecordFactory):
    class Meta:
        model = lessons.Track

    code = factory.Sequence(lambda n: f"track-{n}")
    name = factory.Sequence(lambda n: f"Track {n}")


class PhaseFactory(RecordFactory):
    class Meta:
        model = lessons.Phase

    code = factory.Sequence(lambda n: f"phase-{n}")
    name = factory.Sequence(lambda n: f"Phase {n}")


class AudienceFactory(RecordFactory):
    class Meta:
        model = lessons.Audience

    code = factory.Sequence(lambda n: f"audience-{n}")
    name = factory.Sequence(lambda n: f"Audience {n}")


class LessonFactory(ProtectedFactory):
    """A published TLP:CLEAR lesson; ``cited=True`` adds one citation."""

    class Meta:
        model = lessons.Lesson
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Lesson {n}")
    kind = LessonKind.OBSERVATION
    insight = factory.Sequence(lambda n: f"What was learned, number {n}.")
    evidence = Evidence.SINGLE_ACCOUNT

    class Params:
        cited = factory.Trait(
            citation=factory.RelatedFactory(
                "tests.factories.LessonCitationFactory", factory_related_name="record"
            )
        )


class LessonCitationFactory(CitationFactory):
    class Meta:
        model = lessons.LessonCitation

    record = factory.SubFactory(LessonFactory)


class LessonLinkFactory(RecordFactory):
    class Meta:
        model = lessons.LessonLink

    lesson = factory.SubFactory(LessonFactory)
    relation = Relation.SUPPORTS
    other = factory.SubFactory(LessonFactory)


class ApplicationFactory(RecordFactory):
    class Meta:
        model = lessons.Application

    lesson = factory.SubFactory(LessonFactory)
    description = factory.Sequence(lambda n: f"Where it was applied, number {n}.")


# --- Cases and glossary -------------------------------------------------------------------------------------


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


class TermFactory(RecordFactory):
    class Meta:
        model = lessons.Term

    name = factory.Sequence(lambda n: f"Term {n}")
    definition = "What the term means."


class TermCitationFactory(CitationFactory):
    class Meta:
        model = lessons.TermCitation

    record = factory.SubFactory(TermFactory)


class ContrastFactory(RecordFactory):
    class Meta:
        model = lessons.Contrast

    first = factory.SubFactory(TermFactory)
    second = factory.SubFactory(TermFactory)


class ContrastPointFactory(RecordFactory):
    class Meta:
        model = lessons.ContrastPoint

    contrast = factory.SubFactory(ContrastFactory)
    aspect = factory.Sequence(lambda n: f"Aspect {n}")
    first = "How the first term stands here."
    second = "How the second term stands here."


class ContrastCitationFactory(CitationFactory):
    class Meta:
        model = lessons.ContrastCitation

    record = factory.SubFactory(ContrastFactory)
