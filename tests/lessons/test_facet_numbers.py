"""Facet numbers equal a count by hand, in hundreds of states of the lists and for everybody who may look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict

from lessons.filters.cases import CaseFilterSet
from lessons.filters.lessons import LessonFilterSet
from lessons.models import Case, Lesson
from msn_kb.core.access import Handling, Status
from msn_kb.core.lists import facets
from msn_kb.core.lists.counting import count_values
from msn_kb.core.lists.facets import count

from .counted_by_hand import Collection, Person, Question, Tags
from .counted_world import CountedWorld

pytestmark = pytest.mark.django_db

PEOPLE = (
    "visitor",
    "member",
    "other member",
    "named person",
    "named person without an organization",
    "curator",
    "administrator",
)
LESSON_STATES, CASE_STATES = 100, 30  # for each person: 700 and 210
UNKNOWN = "zz-unknown"
WORLD = "001"  # holds everything, so it is shown only to be taken away
JOINED = {"region": "place", "country": "place"}

# What is typed, and what it asks for: sets of words of which one must stand there, words that must not.
QUERIES: list[tuple[str, tuple[str, ...], str]] = [
    ("meadow", ("meadow",), ""),
    ("Lantern", ("lantern",), ""),
    ("violin", ("violin",), ""),
    ("meadow lantern", ("meadow", "lantern"), ""),
    ("violin orchard", ("violin", "orchard"), ""),
    ("orchard meadow violin", ("orchard", "meadow", "violin"), ""),
    ("violin OR orchard", ("violin orchard",), ""),
    ("meadow -lantern", ("meadow",), "lantern"),
    ("-meadow", (), "meadow"),
    ("???", ("",), ""),
    ("qqzzxx", ("qqzzxx",), ""),
]


class Counted:
    """The world, and what counting by hand needs to know of it."""

    def __init__(self) -> None:
        self.world = CountedWorld(Random("a world to count"))
        self.collections = {model: Collection(model) for model in (Lesson, Case)}

    def values(self, model: type[Lesson | Case]) -> Tags:
        """All values of each parameter, hidden ones included."""
        collection = self.collections[model]
        found: Tags = {name: {UNKNOWN} for name in collection.parameters}
        for entry in collection.entries.values():
            for name, values in {**entry.known, **entry.affiliations}.items():
                found[name] |= values - {""}
        found["process"] |= {row.slug for row in collection.processes.values()}
        found["source"] |= {row.slug for row in collection.sources.values()}
        if model is Lesson:
            found["maturity"] |= {"identified", "applied", "learned"}
        return found


@pytest.fixture(scope="module")
def counted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Counted]:
    """One world for all tests of this module, gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Counted()
        transaction.set_rollback(True)


def state(random: Random, known: Tags) -> tuple[QueryDict, Question]:
    """A random state of a list: its address, and the question that this is."""
    data, asked = QueryDict(mutable=True), {}
    for name in random.sample(sorted(known), random.choice([0, 1, 1, 2, 2, 3, 4])):
        chosen = random.sample(sorted(known[name]), min(random.choice([1, 1, 2, 3]), len(known[name])))
        data.setlist(name, [random.choice([value, value.upper()]) for value in chosen])
        asked[name] = set(chosen)
    if random.random() < 0.1:
        data.setlist("status", [Status.SUPERSEDED, Status.PUBLISHED])
        asked["status"] = {"superseded", "published"}
    years = {}
    for name, some in (("year_min", ["2016", "2018", "soon"]), ("year_max", ["2017", "2019"])):
        if random.random() < 0.2:
            data[name] = random.choice(some)
            years[name] = int(data[name]) if data[name].isdigit() else None
    words: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    if random.random() < 0.45:
        data["q"], wanted, unwanted = random.choice(QUERIES)
        words = tuple(frozenset(any_of.split()) for any_of in wanted)
        without = frozenset(unwanted.split())
    return data, Question(asked, **years, words=words, without=without)


def exist(collection: Collection, person: Person, name: str, values: set[str]) -> set[str]:
    """Those of ``values`` that ``person`` may know of."""
    if name in ("process", "source"):
        return values & collection.visible(name, person)
    return values - {UNKNOWN}


def promised(
    collection: Collection, person: Person, question: Question, counts: dict[str, Counter[str]]
) -> dict[str, dict[tuple[str, str], tuple[int, bool]]]:
    """What facets must show, by facet: of each parameter and value the number, and whether it is selected."""
    found: dict[str, dict[tuple[str, str], tuple[int, bool]]] = {}
    for name in collection.parameters:
        chosen = exist(collection, person, name, question.values.get(name, set()))
        shown = chosen | set(counts[name]) - {WORLD}
        lines = {(name, value): (counts[name][value], value in chosen) for value in shown}
        found.setdefault(JOINED.get(name, name), {}).update(lines)
    return {
        name: lines
        for name, lines in found.items()
        if len(lines) > 1 or any(is_selected for _, is_selected in lines.values())
    }


def compare(counted: Counted, model: type[Lesson | Case], who: str, states: int) -> int:
    """Hold the list and its facets against the count by hand; returns how many numbers were compared."""
    filterset_class: Any = LessonFilterSet if model is Lesson else CaseFilterSet
    random, user = Random(f"{model.__name__} for the {who}"), counted.world.people[who]
    collection, person = counted.collections[model], Person.of(user)
    known, compared = counted.values(model), 0
    for _ in range(states):
        data, question = state(random, known)
        where = f"?{data.urlencode()} for the {who}"
        filterset = filterset_class(data, user=user)
        listed, counts = collection.ask(question, person)

        numbers = count_values(filterset)

        assert set(filterset.qs.values_list("pk", flat=True)) == listed, where
        assert numbers.total == len(listed), where
        shown = {
            facet.name: {
                (value.name, value.value): (value.count, value.selected)
                for value in facet.values
                if not value.is_heading
            }
            for facet in facets(filterset, numbers)
        }
        assert shown == promised(collection, person, question, counts), where
        compared += sum(map(len, shown.values()))
    return compared


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_lessons_sees_the_numbers_that_counting_by_hand_gives(counted: Counted, who: str) -> None:
    assert compare(counted, Lesson, who, LESSON_STATES) > 15 * LESSON_STATES


@pytest.mark.parametrize("who", PEOPLE)
def test_reader_of_cases_sees_the_numbers_that_counting_by_hand_gives(counted: Counted, who: str) -> None:
    assert compare(counted, Case, who, CASE_STATES) > 8 * CASE_STATES


@pytest.mark.parametrize("model", [Lesson, Case])
def test_counts_of_the_whole_list_are_those_of_counting_by_hand(
    counted: Counted, model: type[Lesson | Case]
) -> None:
    filterset_class: Any = LessonFilterSet if model is Lesson else CaseFilterSet
    for who in PEOPLE:
        user = counted.world.people[who]
        _, counts = counted.collections[model].ask(Question({}), Person.of(user))
        expected = {name: dict(numbers) for name, numbers in counts.items() if numbers}
        assert count(filterset_class(QueryDict(), user=user)) == expected, who


def test_world_holds_entries_that_some_see_and_others_do_not(counted: Counted) -> None:
    entries = counted.collections[Lesson].entries.values()
    numbers = {
        who: sum(entry.exists_for(Person.of(user)) for entry in entries)
        for who, user in counted.world.people.items()
    }
    assert {row.handling for row in entries} == set(Handling.values)
    assert {row.status for row in entries} == set(Status.values)
    assert numbers["visitor"] == numbers["named person without an organization"]
    assert numbers["visitor"] < min(numbers["member"], numbers["other member"], numbers["named person"])
    assert numbers["named person"] < numbers["curator"] < numbers["administrator"] == len(entries)
