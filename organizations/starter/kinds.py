"""The kinds of starter records of this app; the format of their files is in ``docs/starter-collection.md``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msn_kb.core.access import Status
from msn_kb.core.starter import (
    Choice,
    Field,
    Fixed,
    Kind,
    Number,
    Reference,
    References,
    Rows,
    Slug,
    Text,
    Texts,
)

from .. import models, rules
from . import geography

FOLDER = Path(__file__).parent
ACTOR = ("organization", "office")


def citations(model: Any) -> Rows:
    """The citations of a record; a citation always says where in its source."""
    fields = {"source": Reference("source"), "locator": Text(required=True), "note": Text()}
    return Rows(model, "record", fields, identity=("source", "locator"))


def protection() -> dict[str, Field]:
    """Fields of everything that is not always public: published and TLP:CLEAR, unless for demonstration."""
    return {
        "status": Fixed(Status.PUBLISHED.value),
        "handling": Choice(default="clear", demonstration_only=True),
        "owning_organizations": References("organization", demonstration_only=True),
        "named_people": References("user", demonstration_only=True),
    }


def vocabulary(name: str, model: Any, folder: Path, file: str) -> Kind:
    """A vocabulary that curators edit."""
    fields = {"code": Text(), "name": Text(), "definition": Text(), "position": Number()}
    return Kind(name, model, ("code",), fields, folder, (file,), is_vocabulary=True)


def check_record_audience(record: Any) -> None:
    """A closed entry has readers (``organizations.rules``)."""
    rules.check_audience(record.handling, record.owning_organizations.all(), record.named_people.all())


def _place_names() -> dict[str, Field]:
    return {f"name_{language}": Text() for language in ("en", "fr", "es", "ar")}


REGION = Kind(
    "region",
    models.Region,
    ("code",),
    {"code": Text(), "parent": Reference("region"), **_place_names()},
    produced_by=geography.region_entries,
    is_vocabulary=True,
)
COUNTRY = Kind(
    "country",
    models.Country,
    ("alpha3",),
    {"alpha3": Text(), "alpha2": Text(), "m49": Text(), "region": Reference("region"), **_place_names()},
    produced_by=geography.country_entries,
    is_vocabulary=True,
)
USER = Kind("user", models.User, ("email",), {})

SOURCE = Kind(
    "source",
    models.Source,
    ("slug",),
    {
        "slug": Slug(),
        "title": Text(),
        "description": Text(),
        "kind": Choice(),
        "authors": Texts(),
        "publishers": References("organization"),
        "publisher": Text(),
        "date": Text(),
        "language": Choice(),
        "url": Text(),
        "doi": Text(),
        "isbn": Text(),
        "container": Text(),
        "volume": Text(),
        "number": Text(),
        "pages": Text(),
        "place": Text(),
        "note": Text(),
        **protection(),
        "citations": citations(models.SourceCitation),
    },
    FOLDER,
    ("sources.yaml",),
    rules=(check_record_audience,),
    related=("owning_organizations", "named_people"),
)
ORGANIZATION = Kind(
    "organization",
    models.Organization,
    ("slug",),
    {
        "slug": Slug(),
        "name": Text(),
        "acronym": Text(),
        "kind": Choice(),
        "other_names": Rows(
            models.OrganizationName,
            "organization",
            {"name": Text(), "language": Choice(), "kind": Choice(), "note": Text()},
            identity=("name",),
        ),
        "website": Text(),
        "country": Reference("country"),
        "regions": References("region"),
        "parent": Reference("organization"),
        "description": Text(),
        "note": Text(),
        "citations": citations(models.OrganizationCitation),
    },
    FOLDER,
    ("organizations.yaml",),
)
OFFICE = Kind(
    "office",
    models.Office,
    ("slug",),
    {
        "slug": Slug(),
        "name": Text(),
        "acronym": Text(),
        "hosts": References("organization"),
        "status": Choice(),
        "year_established": Number(),
        "mandate": Text(),
        "placement": Choice(),
        "staff_min": Number(),
        "staff_max": Number(),
        "staff_as_of": Text(),
        "clients": References("client"),
        "services": References("service"),
        "funding": Text(),
        "contact": Text(),
        "website": Text(),
        "description": Text(),
        "note": Text(),
        "citations": citations(models.OfficeCitation),
    },
    FOLDER,
    ("offices.yaml",),
)
MEMBERSHIP = Kind(
    "membership",
    models.Membership,
    ("network", *ACTOR),
    {
        "network": Reference("organization"),
        "organization": Reference("organization"),
        "office": Reference("office"),
        "start_year": Number(),
        "end_year": Number(),
        "as_of": Text(),
        "note": Text(),
        "citations": citations(models.MembershipCitation),
    },
    FOLDER,
    ("memberships.yaml",),
    one_of=ACTOR,
    rules=(lambda membership: rules.check_network(membership.network, "network"),),
    related=("network",),
)
MEETING = Kind(
    "meeting",
    models.Meeting,
    ("slug",),
    {
        "slug": Slug(),
        "title": Text(),
        "kind": Choice(),
        "network": Reference("organization"),
        "start": Text(),
        "end": Text(),
        "place": Text(),
        "country": Reference("country"),
        "topic": Text(),
        "description": Text(),
        "convenors": References("organization"),
        "people_in_person": Number(),
        "people_online": Number(),
        "organizations_in_person": Number(),
        "organizations_online": Number(),
        "women": Number(),
        "men": Number(),
        "outcome": Reference("source"),
        "note": Text(),
        "participants": Rows(
            models.Participation,
            "meeting",
            {
                "organization": Reference("organization"),
                "office": Reference("office"),
                "attendance": Choice(),
                "note": Text(),
            },
            identity=ACTOR,
            one_of=ACTOR,
        ),
        "citations": citations(models.MeetingCitation),
    },
    FOLDER,
    ("meetings.yaml",),
    rules=(lambda meeting: rules.check_network(meeting.network, "network"),),
    related=("network",),
)
PROCESS = Kind(
    "process",
    models.PeaceProcess,
    ("slug",),
    {
        "slug": Slug(),
        "name": Text(),
        "other_names": Texts(),
        "countries": References("country"),
        "start_year": Number(),
        "end_year": Number(),
        "process_status": Choice(),
        "summary": Text(),
        "note": Text(),
        **protection(),
        "citations": citations(models.ProcessCitation),
    },
    FOLDER,
    ("processes.yaml",),
    rules=(check_record_audience,),
    related=("owning_organizations", "named_people"),
)
ENGAGEMENT = Kind(
    "engagement",
    models.Engagement,
    ("process", "organization", "role"),
    {
        "process": Reference("process"),
        "organization": Reference("organization"),
        "office": Reference("office"),
        "through": Reference("organization"),
        "role": Choice(),
        "start_year": Number(),
        "end_year": Number(),
        "description": Text(),
        "note": Text(),
        **protection(),
        "citations": citations(models.EngagementCitation),
    },
    FOLDER,
    ("engagements.yaml",),
    rules=(check_record_audience, lambda engagement: rules.check_network(engagement.through, "through")),
    related=("owning_organizations", "named_people", "through"),
)

# In the order in which they are written: each leads only to itself and to earlier ones.
KINDS = (
    REGION,
    COUNTRY,
    vocabulary("service", models.SupportService, FOLDER, "services.yaml"),
    vocabulary("client", models.ClientGroup, FOLDER, "clients.yaml"),
    USER,
    SOURCE,
    ORGANIZATION,
    OFFICE,
    MEMBERSHIP,
    MEETING,
    PROCESS,
    ENGAGEMENT,
)
