"""A collection in which every tag, handling, status and attribution meets every other, and the people who look at it.

Written in bulk by a seeded generator: the same each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from lessons.choices import Evidence, LessonKind
from lessons.models import (
    Application,
    Case,
    CaseActor,
    CaseCitation,
    Lesson,
    LessonCitation,
)
from msn_kb.core.access import UNPUBLISHED, Attribution, Handling, Status
from msn_kb.core.search.names import refresh
from organizations.models import User
from tests.factories import (
    AudienceFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SourceFactory,
    SupportServiceFactory,
    ThemeFactory,
    TrackFactory,
    UserFactory,
)

LESSONS, CASES = 150, 90
# How often each word stands in an entry. No tag is called so, and no language changes them.
WORDS = {"meadow": 0.7, "lantern": 0.4, "orchard": 0.12, "violin": 0.04}
DATES = ("", "2016", "2017-05", "2018-10-17", "2019")
LANGUAGES = ("en", "en", "fr", "es", "sw")
STATUSES = [Status.PUBLISHED] * 7 + [*UNPUBLISHED, Status.SUPERSEDED, Status.ARCHIVED]
HANDLINGS = [Handling.CLEAR] * 3 + [*Handling.values]


class CountedWorld:
    """Tags, people, lessons and cases; ``people`` by what they are, ``tags`` by the relation they are given in."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.organizations = [OrganizationFactory(slug=f"organization-{number}") for number in range(4)]
        self.offices = [OfficeFactory(slug=f"office-{number}", hosts=[]) for number in range(3)]
        self.people = self._people()
        self.tags = self._tags()
        self.processes = self._protected(PeaceProcessFactory, "process")
        self.sources = self._protected(SourceFactory, "source")
        self._plant_lessons()
        self._plant_cases()

    def _people(self) -> dict[str, User | None]:
        first, second, third, _ = self.organizations
        return {
            "visitor": None,
            "member": UserFactory.create(organization=first),
            "other member": UserFactory.create(organization=second),
            "named person": UserFactory.create(organization=third),
            "named person without an organization": UserFactory.create(),
            "curator": UserFactory.create(curator=True),
            "administrator": UserFactory.create(administrator=True),
        }

    def _tags(self) -> dict[str, list[Any]]:
        parents = [ThemeFactory(slug=f"theme-{number}") for number in range(3)]
        children = [ThemeFactory(slug=f"part-{number}", parent=parents[number % 2]) for number in range(4)]
        world = RegionFactory(code="001")
        regions = [RegionFactory(code=f"90{number}", parent=world) for number in range(3)]
        parts = [RegionFactory(code=f"91{number}", parent=regions[number % 2]) for number in range(3)]
        corner = RegionFactory(code="921", parent=parts[0])
        return {
            "themes": [*parents, *children],
            "countries": [CountryFactory(region=part) for part in (*parts, corner, corner, regions[2], None)],
            "regions": [world, *regions, *parts, corner],
            "tracks": TrackFactory.create_batch(3),
            "phases": PhaseFactory.create_batch(3),
            "audiences": AudienceFactory.create_batch(3),
            "services": SupportServiceFactory.create_batch(3),
            "organizations": self.organizations,
            "offices": self.offices,
        }

    def _protected(self, factory: Any, noun: str) -> list[Any]:
        """One of each handling, and a draft; those that are AMBER or RED belong to somebody."""
        made = [factory(slug=f"{noun}-{level}", handling=level) for level in Handling.values]
        made.append(factory(slug=f"{noun}-draft", status=Status.DRAFT, owner=self.people["member"]))
        for record in made[2:4]:
            record.owning_organizations.set(self.organizations[:1])
            record.named_people.set([self.people["named person"]])
        return made

    def _plant_lessons(self) -> None:
        random = self.random
        successor = LessonFactory.create(title="Successor")
        common = [self._common(f"Lesson {number}") for number in range(LESSONS)]
        made = Lesson.objects.bulk_create(
            Lesson(
                **columns,
                superseded_by=successor if columns["status"] == Status.SUPERSEDED else None,
                insight=self._text(),
                kind=random.choice(LessonKind.values[:4]),
                evidence=random.choice(["", *Evidence.values]),
                date=random.choice(DATES),
            )
            for columns in common
        )
        for relation, tags in {**self.tags, "processes": self.processes}.items():
            self._tag(Lesson, relation, made, tags)
        self._share_out(Lesson, made)
        LessonCitation.objects.bulk_create(self._citations(LessonCitation, made))
        Application.objects.bulk_create(
            Application(
                lesson=random.choice(made),
                description="Applied.",
                outcome=random.choice(["", "It helped."]),
                process=random.choice([None, *self.processes]),
            )
            for _ in range(LESSONS)
        )
        refresh(Lesson, [lesson.pk for lesson in made])

    def _plant_cases(self) -> None:
        random = self.random
        made = Case.objects.bulk_create(
            Case(
                **self._common(f"Case {number}"),
                situation="What the situation was.",
                approach=self._text(),
                process=random.choice([None, *self.processes]),
                **dict(zip(("start", "end"), self._period(), strict=True)),
            )
            for number in range(CASES)
        )
        for relation in ("themes", "countries", "tracks"):
            self._tag(Case, relation, made, self.tags[relation])
        self._share_out(Case, made)
        CaseCitation.objects.bulk_create(self._citations(CaseCitation, made))
        CaseActor.objects.bulk_create(
            CaseActor(case=case, role="Facilitator", **{noun: random.choice(actors)})
            for case in made
            for noun, actors in (("organization", self.organizations), ("office", self.offices))
            if random.random() < 0.6
        )
        refresh(Case, [case.pk for case in made])

    def _common(self, title: str) -> dict[str, Any]:
        """The columns that lessons and cases share."""
        random = self.random
        owners = [self.people[name] for name in ("member", "named person", "curator")]
        return {
            "title": title,
            "slug": title.lower().replace(" ", "-no-"),
            "status": random.choice(STATUSES),
            "handling": random.choice(HANDLINGS),
            "attribution": random.choice(Attribution.values),
            "language": random.choice(LANGUAGES),
            "owner": random.choice([None, *owners]),
        }

    def _text(self) -> str:
        return " ".join(["nothing", *(word for word, often in WORDS.items() if self.random.random() < often)])

    def _period(self) -> tuple[str, str]:
        first, last = sorted(self.random.choices(range(2014, 2022), k=2))
        return self.random.choice([(f"{first}", f"{last}"), (f"{first}-04", ""), ("", f"{last}"), ("", "")])

    def _tag(self, model: Any, relation: str, entries: Iterable[Any], tags: Sequence[Any]) -> None:
        """Up to two tags an entry, in one statement."""
        field = model._meta.get_field(relation)
        through = field.remote_field.through
        through.objects.bulk_create(
            through(**{field.m2m_field_name(): entry, field.m2m_reverse_field_name(): tag})
            for entry in entries
            for tag in self.random.sample(tags, self.random.randint(0, 2))
        )

    def _share_out(self, model: Any, entries: Sequence[Any]) -> None:
        """Give entries owning organizations and named people."""
        self._tag(model, "owning_organizations", entries, self.organizations)
        named = ("named person", "named person without an organization", "curator", "member")
        self._tag(model, "named_people", entries, [self.people[name] for name in named])

    def _citations(self, model: Any, entries: Iterable[Any]) -> list[Any]:
        return [
            model(record=entry, source=source)
            for entry in entries
            for source in self.random.sample(self.sources, self.random.randint(0, 2))
        ]
