"""Records that everybody may see, one of every kind and all tied to each other, and one person of each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from lessons.models import Proposal, ReviewAssignment
from msn_kb.core.search.models import SearchSynonyms
from organizations.models import Invitation

from .. import factories as make

ROLES = ("visitor", "unaffiliated", "member", "owner", "named", "curator", "named_curator", "administrator")


@dataclass
class OpenWorld:
    """People by role, the records by their kind, and whom the hidden entries belong to."""

    people: dict[str, Any]
    records: dict[str, Any]
    stranger: Any
    others: Any

    def __getattr__(self, kind: str) -> Any:
        try:
            return self.__dict__["records"][kind]
        except KeyError:
            raise AttributeError(kind) from None


def build() -> OpenWorld:
    """Plant the open world."""
    region = make.RegionFactory(name_en="Open region")
    country = make.CountryFactory(name_en="Open country", m49="466", region=region)
    house = make.OrganizationFactory(name="Open house", acronym="OH", country=country, regions=[region])
    network = make.OrganizationFactory(name="Open network", kind="network")
    others = make.OrganizationFactory(name="Open others")
    people = {
        "visitor": AnonymousUser(),
        "unaffiliated": make.UserFactory(),
        "member": make.UserFactory(organization=network),
        "owner": make.UserFactory(organization=house),
        "named": make.UserFactory(organization=network),
        "curator": make.UserFactory(curator=True),
        "named_curator": make.UserFactory(curator=True, organization=house),
        "administrator": make.UserFactory(administrator=True),
    }
    parent = make.ThemeFactory(name="Open themes")
    theme = make.ThemeFactory(name="Open theme", parent=parent)
    track, phase, audience = make.TrackFactory(), make.PhaseFactory(), make.AudienceFactory()
    service, client = make.SupportServiceFactory(), make.ClientGroupFactory()
    office = make.OfficeFactory(name="Open office", hosts=[house], services=[service], clients=[client])
    process = make.PeaceProcessFactory(name="Open process", countries=[country], start_year=1990)
    source = make.SourceFactory(title="Open source", publishers=[house], date="1991")
    common = {"themes": [theme], "countries": [country], "tracks": [track]}
    lesson, other = (
        make.LessonFactory(
            title=title,
            insight="Common words of harbours and letters.",
            date="1992",
            processes=[process],
            organizations=[house],
            offices=[office],
            regions=[region],
            phases=[phase],
            audiences=[audience],
            services=[service],
            owner=people["member"],
            **common,
        )
        for title in ("Open lesson", "Open second lesson")
    )
    case = make.CaseFactory(title="Open case", process=process, lessons=[lesson], start="1993", **common)
    meeting = make.MeetingFactory(title="Open meeting", convenors=[house], start="1994", country=country)
    term = make.TermFactory(name="Open term")
    records = {
        "region": region,
        "country": country,
        "organization": house,
        "theme": theme,
        "office": office,
        "process": process,
        "source": source,
        "lesson": lesson,
        "other_lesson": other,
        "case": case,
        "meeting": meeting,
        "term": term,
        "contrast": make.ContrastFactory(first=term, second=make.TermFactory(name="Open other term")),
        "engagement": make.EngagementFactory(process=process, organization=house, office=office),
        "membership": make.MembershipFactory(network=network, organization=house),
        "application": make.ApplicationFactory(lesson=lesson, process=process, organization=house),
        "synonyms": SearchSynonyms.objects.create(name="Ports", words=["harbour", "port"]),
        "invitation": Invitation.objects.create(
            email="invited@example.org", key="open", expires_at=timezone.now() + timedelta(days=7)
        ),
        "group": Group.objects.get(name="Curators"),
    }
    make.LessonLinkFactory(lesson=lesson, other=other)
    make.CaseActorFactory(case=case, organization=house)
    make.ParticipationFactory(meeting=meeting, organization=house)
    for citation, record in (
        (make.LessonCitationFactory, lesson),
        (make.CaseCitationFactory, case),
        (make.ProcessCitationFactory, process),
        (make.OrganizationCitationFactory, house),
    ):
        citation(record=record, source=source)
    ReviewAssignment.of(lesson).save()
    for person in people.values():
        if person.pk:
            Proposal.of(lesson, author=person, explanation="Open words.", proposed={}).save()
    return OpenWorld(people, records, make.UserFactory(organization=others), others)
