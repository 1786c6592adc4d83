"""How many entries a list and its facets must tell of, found out by going through all entries one by one.

The rules of ``contract.md`` (Roles; Addresses) once more in plain Python, over rows read without the program's own
filters: what the program counts is held against this.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lessons.models import Application, Case, CaseActor, CaseCitation, Lesson, LessonCitation, Theme
from organizations.models import Country, PeaceProcess, Region, Source, User

COLUMNS = ("pk", "slug", "status", "handling", "owner")
READABLE, UNFINISHED = {"published", "superseded"}, {"draft", "in-review", "returned"}
FEW = 10  # matches of all words; where there are fewer, those of some words follow
Tags = dict[str, set[str]]


@dataclass(frozen=True)
class Person:
    """What access depends on."""

    pk: int | None = None
    organization: int | None = None
    is_curator: bool = False
    is_administrator: bool = False

    @classmethod
    def of(cls, user: User | None) -> Person:
        if user is None:
            return cls()
        is_curator = user.groups.filter(name="Curators").exists()
        return cls(user.pk, user.organization_id, is_curator, user.is_superuser)

    @property
    def knows_affiliations(self) -> bool:
        return self.is_curator or self.is_administrator


@dataclass
class Row:
    """A record with handling, as the database holds it."""

    pk: int
    slug: str
    status: str
    handling: str
    owner: int | None
    owning: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def exists_for(self, person: Person) -> bool:
        """Whether ``person`` may know of it at all."""
        is_named, own_draft = person.pk in self.named, bool(person.pk) and self.owner == person.pk
        own_draft = own_draft and self.status in UNFINISHED
        if person.is_administrator:
            return True
        if person.is_curator:
            return self.handling != "red" or is_named or own_draft
        if person.organization is None:
            return self.status in READABLE and self.handling == "clear"
        may_read = {
            "clear": True,
            "green": True,
            "amber": person.organization in self.owning or is_named,
            "red": is_named,
        }
        return own_draft or (self.status in READABLE and may_read[self.handling])


@dataclass
class Entry(Row):
    """A lesson or a case: ``known`` are values that everybody may see on it who sees the entry."""

    known: Tags = field(default_factory=lambda: defaultdict(set))
    affiliations: Tags = field(default_factory=lambda: defaultdict(set))
    is_chatham: bool = False
    processes: set[int] = field(default_factory=set)
    sources: set[int] = field(default_factory=set)
    applications: list[tuple[int | None, bool]] = field(default_factory=list)
    years: tuple[int, int] | None = None
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Question:
    """A state of a list: values by parameter, years, words that must and must not stand in an entry."""

    values: Tags
    year_min: int | None = None
    year_max: int | None = None
    words: tuple[frozenset[str], ...] = ()  # of each set any
    without: frozenset[str] = frozenset()


class Collection:
    """All lessons, or all cases, with the processes and sources they are tied to."""

    def __init__(self, model: type[Lesson | Case]) -> None:
        self.model = model
        self.processes, self.sources = _rows(PeaceProcess), _rows(Source)
        self.entries = _rows(model, Entry)
        self.above = dict(Region.objects.values_list("code", "parent__code"))
        self._read_columns()
        self._read_tags()
        self._read_ties()

    def ask(self, question: Question, person: Person) -> tuple[set[int], dict[str, Counter[str]]]:
        """The primary keys of the entries in the list, and entries by parameter and value."""
        entries = [entry for entry in self.entries.values() if entry.exists_for(person)]
        if "superseded" not in question.values.get("status", ()):
            entries = [entry for entry in entries if entry.status != "superseded"]
        told = [(entry, self.values(entry, person)) for entry in _holding(entries, question)]
        listed = {entry.pk for entry, values in told if _meets(question, entry, values)}
        counts: dict[str, Counter[str]] = {}
        for name in self.parameters:
            met = (values for entry, values in told if _meets(question, entry, values, but=name))
            counts[name] = Counter(value for values in met for value in values.get(name, ()) if value)
        return listed, counts

    def values(self, entry: Entry, person: Person) -> Tags:
        """What ``person`` may see on ``entry``, by parameter."""
        found = {**entry.known}
        if not entry.is_chatham or person.knows_affiliations:
            found |= entry.affiliations
        found["process"] = self.visible("process", person, entry.processes)
        found["source"] = self.visible("source", person, entry.sources)
        if self.model is Lesson:
            found["maturity"] = {self._maturity(entry, person)}
        return found

    def visible(self, noun: str, person: Person, keys: Iterable[int] | None = None) -> set[str]:
        """The slugs of the processes or sources, of these or of all, that exist for ``person``."""
        rows = self.processes if noun == "process" else self.sources
        return {rows[key].slug for key in (rows if keys is None else keys) if rows[key].exists_for(person)}

    @property
    def parameters(self) -> list[str]:
        """The parameters with values."""
        own = ["kind", "evidence", "maturity", "phase", "audience", "service"] if self.model is Lesson else []
        shared = ["theme", "process", "country", "region", "organization", "office", "source", "track"]
        return [*shared, *own, "language", "handling", "status"]

    def _maturity(self, entry: Entry, person: Person) -> str:
        if entry.status != "published":
            return ""
        known = [
            has_outcome
            for process, has_outcome in entry.applications
            if process is None or self.processes[process].exists_for(person)
        ]
        return "learned" if any(known) else "applied" if known else "identified"

    def _read_columns(self) -> None:
        more = ("kind", "evidence") if self.model is Lesson else ()
        text, dates = (
            ("insight", ("date", "date")) if self.model is Lesson else ("approach", ("start", "end"))
        )
        rows = self.model._default_manager.values("pk", "attribution", "language", text, *dates, *more)
        for row in rows:
            entry = self.entries[row["pk"]]
            entry.known |= {name: {row[name]} for name in ("language", *more)}
            entry.known |= {"handling": {entry.handling}, "status": {entry.status}}
            entry.is_chatham = row["attribution"] == "chatham-house"
            entry.words = set(row[text].split())
            first, last = (row[name][:4] for name in dates)
            if first or last:
                entry.years = int(first or 0), int(last or 9999)

    def _read_tags(self) -> None:
        parents = dict(Theme.objects.values_list("slug", "parent__slug"))
        for key, slug in self._tagged("themes", "slug"):
            self.entries[key].known["theme"] |= {slug, parents[slug] or slug}
        region_of = dict(Country.objects.values_list("alpha3", "region__code"))
        for key, alpha3 in self._tagged("countries", "alpha3"):
            self.entries[key].known["country"].add(alpha3)
            self.entries[key].known["region"] |= self._with_above(region_of[alpha3])
        for key, code in self._tagged("tracks", "code"):
            self.entries[key].known["track"].add(code)
        if self.model is Case:
            return
        for key, code in self._tagged("regions", "code"):
            self.entries[key].known["region"] |= self._with_above(code)
        for name, relation in (("phase", "phases"), ("audience", "audiences"), ("service", "services")):
            for key, code in self._tagged(relation, "code"):
                self.entries[key].known[name].add(code)

    def _read_ties(self) -> None:
        citations: Any = LessonCitation if self.model is Lesson else CaseCitation
        for key, source in citations.objects.values_list("record", "source"):
            self.entries[key].sources.add(source)
        if self.model is Lesson:
            ties = {name: self._tagged(f"{name}s", "slug") for name in ("organization", "office")}
            processes = self._tagged("processes", "pk")
            for lesson, process, outcome in Application.objects.values_list("lesson", "process", "outcome"):
                self.entries[lesson].applications.append((process, bool(outcome)))
        else:
            ties = {
                name: CaseActor.objects.exclude(**{name: None}).values_list("case", f"{name}__slug")
                for name in ("organization", "office")
            }
            processes = Case.objects.exclude(process=None).values_list("pk", "process")
        for name, pairs in ties.items():
            for key, slug in pairs:
                self.entries[key].affiliations[name].add(slug)
        for key, process in processes:
            self.entries[key].processes.add(process)

    def _with_above(self, code: str | None) -> set[str]:
        """A region and all that it lies in."""
        found = set()
        while code:
            found.add(code)
            code = self.above[code]
        return found

    def _tagged(self, relation: str, column: str) -> Any:
        rows = self.model._default_manager.exclude(**{relation: None}).order_by()
        return rows.values_list("pk", f"{relation}__{column}")


def _rows(model: Any, kind: Any = Row) -> dict[int, Any]:
    found = {row[0]: kind(*row) for row in model.objects.values_list(*COLUMNS)}
    for key, organization in model.owning_organizations.through.objects.values_list(
        f"{model._meta.model_name}_id", "organization_id"
    ):
        found[key].owning.add(organization)
    for key, person in model.named_people.through.objects.values_list(
        f"{model._meta.model_name}_id", "user_id"
    ):
        found[key].named.add(person)
    return found


def _holding(entries: list[Entry], question: Question) -> list[Entry]:
    """The entries with all words; where they are few, those with some as well."""
    allowed = [entry for entry in entries if not entry.words & question.without]
    full = [entry for entry in allowed if all(entry.words & any_of for any_of in question.words)]
    if len(full) >= FEW:
        return full
    return [
        entry
        for entry in allowed
        if not question.words or any(entry.words & any_of for any_of in question.words)
    ]


def _meets(question: Question, entry: Entry, values: Tags, but: str = "") -> bool:
    for name, asked in question.values.items():
        if name != but and not asked & values.get(name, set()):
            return False
    if question.year_min is None and question.year_max is None:
        return True
    if entry.years is None:
        return False
    first, last = entry.years
    return (question.year_min or 0) <= last and first <= (question.year_max or 9999)
