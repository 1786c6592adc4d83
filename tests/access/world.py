"""A small world with entries of every handling and status, and one person of each role, for tests of access.

Every protected record carries a word of its own that appears nowhere else, so that a trace of it can be looked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser

from lessons.choices import Relation
from lessons.models import Lesson
from msn_kb.core.access import Status
from organizations.models import Organization

from ..factories import (
    ApplicationFactory,
    CaseActorFactory,
    CaseFactory,
    CountryFactory,
    EngagementFactory,
    LessonCitationFactory,
    LessonFactory,
    LessonLinkFactory,
    MeetingCitationFactory,
    MeetingFactory,
    OfficeCitationFactory,
    OfficeFactory,
    OrganizationCitationFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    ProcessCitationFactory,
    RegionFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)

PEOPLE = ("visitor", "unaffiliated", "outsider", "member", "named", "curator", "administrator")

# Which levels of a protected record exist for whom. "draft" is the member's own; "strange" somebody else's.
LEVELS = ("clear", "green", "amber", "red", "draft", "strange", "archived", "superseded")
VISIBLE: dict[str, set[str]] = {
    "visitor": {"clear", "superseded"},
    "unaffiliated": {"clear", "superseded"},
    "outsider": {"clear", "green", "superseded"},
    "member": {"clear", "green", "amber", "draft", "superseded"},
    "named": {"clear", "green", "amber", "red", "superseded"},
    "curator": {"clear", "green", "amber", "draft", "strange", "archived", "superseded"},
    "administrator": set(LEVELS),
}


@dataclass
class World:
    """People by role, and records by kind and level."""

    people: dict[str, Any]
    house: Organization
    lessons: dict[str, Any] = field(default_factory=dict)
    processes: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, Any] = field(default_factory=dict)
    hub: Any = None
    meeting: Any = None
    office: Any = None
    theme: Any = None
    region: Any = None
    country: Any = None

    @property
    def records(self) -> dict[str, dict[str, Any]]:
        """The protected records by kind, as :func:`secret` calls it, and level."""
        return {
            "lesson": self.lessons,
            "process": self.processes,
            "source": self.sources,
            "case": self.cases,
        }

    def listed_for(self, person: str) -> set[str]:
        """Levels that lists show to ``person``."""
        return VISIBLE[person] - {"superseded"}

    def secrets(self, person: str) -> set[str]:
        """Words of every record that does not exist for ``person``."""
        hidden = set(LEVELS) - VISIBLE[person]
        return {secret(kind, level) for kind in ("lesson", "process", "source", "case") for level in hidden}


def secret(kind: str, level: str) -> str:
    """The word that only the record of this kind and level carries: no word of any language, no stem of another."""
    return f"zq{kind}{level}zq"


def build_world() -> World:
    """Plant the world; every protected kind at every level, all tied to one open lesson, the hub, and to a country."""
    region = RegionFactory(name_en="Planted region")
    country = CountryFactory(name_en="Planted country", m49="466", region=region)
    house = OrganizationFactory(name="House of the owners", country=country)
    people = {
        "visitor": AnonymousUser(),
        "unaffiliated": UserFactory(),
        "outsider": UserFactory(member=True),
        "member": UserFactory(organization=house),
        "named": UserFactory(member=True),
        "curator": UserFactory(curator=True),
        "administrator": UserFactory(administrator=True),
    }
    world = World(people, house, theme=ThemeFactory(name="Planted theme"), region=region, country=country)
    world.hub = LessonFactory(title="Hub lesson", themes=[world.theme], date="2020", regions=[region])
    world.meeting = MeetingFactory(title="Open meeting", convenors=[house], start="2019")
    # Its host lies in no country: pages of places gather offices by their hosts.
    world.office = OfficeFactory(name="Open office", hosts=[OrganizationFactory(name="Host of the office")])
    for level in LEVELS:
        handling, status, extra = _level(level, world)
        people_named = [people["named"]] if level in ("amber", "red") else []
        owners = [house] if level == "amber" else []
        common = {
            "handling": handling,
            "status": status,
            "owner": people["member"] if level == "draft" else None,
            "owning_organizations": owners,
            "named_people": people_named,
        }
        word = secret("process", level)
        # Processes, sources and cases have no successor; a superseded one is simply readable.
        world.processes[level] = PeaceProcessFactory(name=f"Process {word}", other_names=[word], **common)
        word = secret("source", level)
        world.sources[level] = SourceFactory(title=f"Source {word}", description=word, **common)
        word = secret("case", level)
        world.cases[level] = CaseFactory(title=f"Case {word}", situation=word, approach=word, **common)
        word = secret("lesson", level)
        world.lessons[level] = LessonFactory(
            title=f"Lesson {word}",
            insight=word,
            context=word,
            recommendation=word,
            applicability=word,
            evidence_note=word,
            external_id=word,
            themes=[world.theme],
            date="2020",
            **common,
            **extra,
        )
        EngagementFactory(
            process=world.processes[level],
            organization=house,
            office=world.office,
            description=secret("process", level),
        )
        _tie(world, level)
    world.meeting.outcome = world.sources["red"]
    world.meeting.save()
    return world


def _level(level: str, world: World) -> tuple[str, str, dict[str, Any]]:
    if level in ("draft", "strange"):
        return "clear", Status.DRAFT, {}
    if level == "archived":
        return "clear", Status.ARCHIVED, {}
    if level == "superseded":
        return "clear", Status.SUPERSEDED, {"superseded_by": world.hub}
    return level, Status.PUBLISHED, {}


def _tie(world: World, level: str) -> None:
    """Tie everything of ``level`` to the hub, which everybody sees."""
    lesson: Lesson = world.lessons[level]
    for entry in (lesson, world.processes[level], world.cases[level]):
        entry.countries.add(world.country)
    world.hub.processes.add(world.processes[level])
    LessonCitationFactory(
        record=world.hub, source=world.sources[level], locator="", note=secret("source", level)
    )
    world.cases[level].lessons.add(world.hub)
    # The house and the office have a part in everything.
    lesson.organizations.add(world.house)
    lesson.offices.add(world.office)
    world.sources[level].publishers.add(world.house)
    for actor in ({"organization": world.house}, {"organization": None, "office": world.office}):
        CaseActorFactory(case=world.cases[level], role=secret("case", level), **actor)
    LessonLinkFactory(
        lesson=world.hub, relation=Relation.SUPPORTS, other=lesson, note=secret("lesson", level)
    )
    # The open process, the meeting, the house and the office cite every source.
    for factory, record in (
        (OrganizationCitationFactory, world.house),
        (OfficeCitationFactory, world.office),
        (ProcessCitationFactory, world.processes["clear"]),
        (MeetingCitationFactory, world.meeting),
    ):
        factory(record=record, source=world.sources[level], locator="", note=secret("source", level))
    ApplicationFactory(
        lesson=world.hub,
        process=world.processes[level],
        description=secret("process", level),
        outcome="Some.",
    )
