"""The number beside a value is the length of the list behind it, whatever else is asked and whoever asks."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.http import QueryDict

from lessons.choices import Evidence, LessonKind
from lessons.filters import LessonFilterSet
from lessons.models import Application, Lesson, LessonCitation
from msn_kb.core.access import Attribution, Handling, Status
from msn_kb.core.lists import Facet, FacetValue, facets
from msn_kb.core.lists.facets import count
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

from .tagging import tag_in_bulk

pytestmark = pytest.mark.django_db

LESSONS = 50
STATES = 52
WORDS = ("ripeness", "envoy", "ceasefire", "trust")
QUERIES = (
    "ripeness",
    "envoy ceasefire",
    "ripeness envoy trust",
    "trust -envoy",
    "ceasefire OR trust",
    "zzz",
    "!!!",
)


class World:
    """Fifty lessons with every kind of tag, handling and status, and the people who look at them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.organizations = [OrganizationFactory(slug=f"organization-{n}") for n in range(3)]
        self.people: dict[str, User | None] = {
            "visitor": None,
            "member": UserFactory.create(organization=self.organizations[0]),
            "curator": UserFactory.create(curator=True),
        }
        self.tags = self._tags()
        self._lessons()

    def _tags(self) -> dict[str, list[Any]]:
        parents = [ThemeFactory(slug=f"theme-{n}") for n in range(2)]
        world = RegionFactory(code="001")
        regions = [RegionFactory(code=f"90{n}", parent=world) for n in range(2)]
        parts = [RegionFactory(code=f"91{n}", parent=regions[0]) for n in range(2)]
        return {
            "themes": [*parents, *[ThemeFactory(slug=f"part-{n}", parent=parents[0]) for n in range(3)]],
            "processes": [
                PeaceProcessFactory(slug=f"process-{level}", handling=level) for level in Handling.values
            ],
            "countries": [CountryFactory(region=part) for part in (*parts, regions[1], None)],
            "regions": [world, *regions, *parts],
            "tracks": [TrackFactory() for _ in range(3)],
            "phases": [PhaseFactory() for _ in range(3)],
            "audiences": [AudienceFactory() for _ in range(3)],
            "services": [SupportServiceFactory() for _ in range(3)],
            "organizations": self.organizations,
            "offices": [OfficeFactory(slug=f"office-{n}", hosts=[]) for n in range(2)],
        }

    def _lessons(self) -> None:
        """Written in bulk, which no signal hears of; the search text is made at the end."""
        random = self.random
        successor = LessonFactory.create(title="Successor")
        lessons = []
        for number in range(LESSONS):
            status = random.choice(
                [Status.PUBLISHED] * 6 + [Status.DRAFT, Status.SUPERSEDED, Status.ARCHIVED]
            )
            lessons.append(
                Lesson(
                    title=f"Lesson {number}", slug=f"lesson-no-{number}", status=status,
                    insight=" ".join(random.sample(WORDS, random.randint(1, 3))),
                    kind=random.choice(LessonKind.values[:3]), evidence=random.choice(["", *Evidence.values]),
                    handling=random.choice([*[Handling.CLEAR] * 4, *Handling.values]),
                    attribution=random.choice(Attribution.values), language=random.choice(["en", "en", "fr", "sw"]),
                    date=random.choice(["", "2016", "2017-05", "2018-10-17", "2019"]),
                    superseded_by=successor if status == Status.SUPERSEDED else None,
                )
            )  # fmt: skip
        self.lessons = Lesson.objects.bulk_create(lessons)
        for relation, tags in self.tags.items():
            pairs = [
                (lesson, tag) for lesson in self.lessons for tag in random.sample(tags, random.randint(0, 2))
            ]
            tag_in_bulk(relation, pairs)
        sources = [
            SourceFactory.create(slug=f"source-{level}", handling=level) for level in Handling.values[:3]
        ]
        self.tags["sources"] = sources
        for lesson in self.lessons:
            lesson.owning_organizations.set(random.sample(self.organizations, random.randint(0, 2)))
        LessonCitation.objects.bulk_create(
            LessonCitation(record=lesson, source=source)
            for lesson in self.lessons
            for source in random.sample(sources, random.randint(0, 2))
        )
        Application.objects.bulk_create(
            Application(lesson=lesson, description="x", outcome=random.choice(["", "y"]), process=process)
            for lesson in random.sample(self.lessons, 30)
            for process in [random.choice([None, *self.tags["processes"]])]
        )
        refresh(Lesson, [lesson.pk for lesson in self.lessons])

    @property
    def values(self) -> dict[str, list[str]]:
        """Every value of each parameter, hidden ones and one that nobody knows among them."""
        known = {
            "kind": LessonKind.values, "evidence": Evidence.values, "handling": Handling.values,
            "maturity": ["identified", "applied", "learned"], "language": ["en", "fr", "sw", "ar"],
            "status": [Status.PUBLISHED, Status.DRAFT, Status.ARCHIVED],
            "theme": [tag.slug for tag in self.tags["themes"]],
            "process": [tag.slug for tag in self.tags["processes"]],
            "organization": [tag.slug for tag in self.tags["organizations"]],
            "office": [tag.slug for tag in self.tags["offices"]],
            "source": [tag.slug for tag in self.tags["sources"]],
            "country": [tag.alpha3 for tag in self.tags["countries"]],
            "region": [tag.code for tag in self.tags["regions"]],
            "track": [tag.code for tag in self.tags["tracks"]],
            "phase": [tag.code for tag in self.tags["phases"]],
            "audience": [tag.code for tag in self.tags["audiences"]],
            "service": [tag.code for tag in self.tags["services"]],
        }  # fmt: skip
        return {name: [str(value) for value in values] for name, values in known.items()}

    def state(self) -> QueryDict:
        """A random state of the list: up to three parameters with one or two values, years and words."""
        random, data = self.random, QueryDict(mutable=True)
        for name in random.sample(sorted(self.values), random.choice([0, 1, 1, 2, 3])):
            known = self.values[name]
            data.setlist(name, random.sample([*known, "unknown"], random.randint(1, min(2, len(known)))))
        if random.random() < 0.2:
            data["year_min"] = random.choice(["2016", "2017", "nonsense"])
        if random.random() < 0.2:
            data["year_max"] = random.choice(["2018", "2019"])
        if random.random() < 0.4:
            data["q"] = random.choice(QUERIES)
        if random.random() < 0.1:
            data.setlist("status", ["superseded", "published"])
        return data


def length(data: QueryDict, user: User | None) -> int:
    return LessonFilterSet(data, user=user).qs.order_by().count()


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_sees_beside_each_value_the_length_of_the_list_behind_it(who):
    random = Random(f"facets for the {who}")
    world = World(random)
    user = world.people[who]
    compared = 0
    for _ in range(STATES):
        data = world.state()
        counts = count(LessonFilterSet(data, user=user))
        # Asked for, superseded entries join the candidates: only while `status` itself is left alone.
        names = sorted(
            world.values.keys() - ({"status"} if "superseded" in data.getlist("status") else set())
        )
        for name in random.sample(names, 2):
            asked, expected = data.copy(), {}
            for value in world.values[name]:
                asked[name] = value
                if number := length(asked, user):
                    expected[value] = number
            assert counts.get(name, {}) == expected, f"{name} of ?{data.urlencode()} for the {who}"
            compared += len(expected)
    assert compared > STATES


@pytest.mark.parametrize("who", ["visitor", "member", "curator"])
def test_reader_follows_a_facet_finds_what_it_promised(who, client):
    world = World(Random(7))
    user = world.people[who]
    if user:
        client.force_login(user)

    found = client.get("/lessons/?q=envoy+trust&kind=challenge&theme=theme-0").context["facets"]

    assert [facet.name for facet in found][:2] == ["kind", "theme"]
    for facet in found:
        if not facet.selected_count:
            for value in facet.values:
                assert length(QueryDict(value.url.partition("?")[2]), user) == value.count > 0


def test_visitor_sees_no_trace_of_hidden_values_in_facets():
    organization = OrganizationFactory(slug="zebra")
    hidden = PeaceProcessFactory(slug="quiet", handling=Handling.GREEN)
    source = SourceFactory.create(slug="memo", handling=Handling.GREEN)
    theme = ThemeFactory(slug="trust")
    lesson = LessonFactory.create(
        processes=[hidden],
        themes=[theme],
        organizations=[organization],
        attribution=Attribution.CHATHAM_HOUSE,
    )
    LessonCitation.objects.create(record=lesson, source=source)
    LessonFactory(handling=Handling.GREEN, themes=[theme])
    LessonFactory(status=Status.DRAFT, themes=[theme])

    counts = count(LessonFilterSet(QueryDict(""), user=None))

    assert counts["theme"] == {"trust": 1}
    assert counts["handling"] == {"clear": 1}
    assert counts["status"] == {"published": 1}
    assert not {"process", "source", "organization"} & set(counts)


def test_reader_sees_a_theme_above_its_children_with_their_entries_counted_once():
    parent = ThemeFactory(name="Inclusion", slug="inclusion")
    women, youth = [ThemeFactory(name=name, slug=name.lower(), parent=parent) for name in ("Women", "Youth")]
    LessonFactory(themes=[parent, women, youth])
    LessonFactory(themes=[women])
    LessonFactory(themes=[ThemeFactory(name="Analysis", slug="analysis")])

    [facet] = [facet for facet in facets(LessonFilterSet(QueryDict(""), user=None)) if facet.name == "theme"]

    assert [(value.value, value.count, value.depth) for value in facet.values] == [
        ("analysis", 1, 0),
        ("inclusion", 2, 0),
        ("women", 2, 1),
        ("youth", 1, 1),
    ]


def test_reader_sees_no_facet_with_one_value_unless_it_is_selected():
    LessonFactory(kind="challenge")

    assert [facet.name for facet in facets(LessonFilterSet(QueryDict(""), user=None))] == []
    [facet] = facets(LessonFilterSet(QueryDict("kind=CHALLENGE"), user=None))
    assert [(value.value, value.count, value.selected) for value in facet.values] == [("challenge", 1, True)]


def test_reader_sees_a_selected_value_without_entries_to_take_it_away():
    LessonFactory(kind="challenge")

    [facet] = [
        facet
        for facet in facets(LessonFilterSet(QueryDict("kind=opportunity"), user=None))
        if facet.name == "kind"
    ]

    assert [(value.value, value.count, value.selected) for value in facet.values] == [
        ("challenge", 1, False),
        ("opportunity", 0, True),
    ]


def test_reader_of_an_empty_list_is_told_which_condition_to_drop(client):
    theme = ThemeFactory(slug="trust")
    LessonFactory(title="Ripeness", themes=[theme], kind="challenge")
    LessonFactory(title="Ripeness again", kind="challenge")

    context = client.get("/lessons/?q=ripeness&theme=trust&kind=opportunity").context
    assert context["loosen"] == [
        {"label": "Without kind", "url": "/lessons/?q=ripeness&theme=trust", "count": 1}
    ]

    context = client.get("/lessons/?q=envoy&kind=challenge").context
    assert context["loosen"] == [
        {"label": "Without your words", "url": "/lessons/?kind=challenge", "count": 2}
    ]


@pytest.mark.parametrize(
    ("depths", "selected", "folded"),
    [
        ([0] * 8, (), []),
        ([0] * 10, (), [8, 9]),
        ([0] * 10, (9,), [8]),
        ([0, 1, 1, 0, 1, 1, 0, 1, 1, 0], (), [1, 2, 4, 5, 7, 8]),
        ([0, 1, 1, 0, 1, 1, 0, 1, 1, 0], (4,), [1, 2, 5, 7, 8]),
    ],
)
def test_long_facet_folds_what_is_beyond_the_first_values_or_the_first_level(depths, selected, folded):
    values = [
        FacetValue(str(number), str(number), 1, number in selected, depth=depth)
        for number, depth in enumerate(depths)
    ]
    facet = Facet("theme", "Theme", values, is_tree=1 in depths)
    assert [number for number, value in enumerate(facet.values) if value.folded] == folded
    assert facet.folds == bool(folded)
