"""What may be wrong with the collection as a whole: checks that no single record can hold by itself.

Each check is a function that yields findings; ``manage.py check_collection`` runs them all. They judge what readers
meet: entries that are published or superseded, demonstration entries apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Count, Max, Q
from django.urls import NoReverseMatch, reverse

from msn_kb.core.access import READABLE, Attribution, Handling
from organizations.models import (
    Citation,
    Engagement,
    Meeting,
    Membership,
    Office,
    Organization,
    PeaceProcess,
    ProtectedRecord,
    Source,
)

from .models import Case, Contrast, Lesson, LessonLink, Term, Theme

# pg_trgm's similarity of two folded titles from which on they are reported; 1 means the same trigrams. Names of
# bodies and terms are short and made of the same words (“Economic Community of … African States”): they need more.
SIMILAR_TITLES = 0.6
SIMILAR_NAMES = 0.8
BLANK = r"^\s*$"
CITING = (Lesson, Case, Term, Contrast, Organization, Office, Meeting, PeaceProcess, Engagement, Membership)
TITLED = {
    Lesson: ("sort_title", SIMILAR_TITLES),
    Case: ("sort_title", SIMILAR_TITLES),
    Source: ("sort_label", SIMILAR_TITLES),
    Organization: ("sort_name", SIMILAR_NAMES),
    Office: ("sort_name", SIMILAR_NAMES),
    Meeting: ("sort_title", SIMILAR_NAMES),
    PeaceProcess: ("sort_name", SIMILAR_NAMES),
    Theme: ("sort_name", SIMILAR_NAMES),
    Term: ("sort_name", SIMILAR_NAMES),
}
REQUIRED_TEXTS = {
    Lesson: ("title", "insight"),
    Case: ("title", "situation", "approach"),
    Term: ("name", "definition"),
    Theme: ("name", "definition"),
    Organization: ("name",),
    Office: ("name",),
    Meeting: ("title",),
    PeaceProcess: ("name", "summary"),
}
REQUIRED_RELATIONS = ((Lesson, "themes"), (Office, "hosts"), (Contrast, "points"))


@dataclass(frozen=True)
class Finding:
    """One thing to mend: the record, its address in the admin, and what is wrong with it."""

    record: str
    address: str
    message: str

    def __str__(self) -> str:
        return f"{self.record} ({self.address}): {self.message}"


def finding(record: models.Model, message: str) -> Finding:
    """A finding about ``record``."""
    meta = record._meta
    try:
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    except NoReverseMatch:  # edited within another record
        address = f"/admin/{meta.app_label}/{meta.model_name}/"
    return Finding(f"{meta.verbose_name} “{record}”", address, message)


def read_by_someone(model: Any) -> Any:
    """The records of ``model`` that readers meet; all of them where the model is always public."""
    records = model.objects.all()
    if issubclass(model, ProtectedRecord):
        records = records.filter(status__in=READABLE)
    return records.filter(is_demonstration=False) if model is Lesson else records


def citations_where(condition: Q) -> Iterator[Any]:
    """The citations of every kind of record that ``condition`` holds for, with their record and source."""
    for model in Citation.__subclasses__():
        yield from model.objects.filter(condition).select_related("record", "source")  # type: ignore[attr-defined]


def dangling_links() -> Iterator[Finding]:
    """Links, translations, successors, cases and citations that lead to an entry no reader can open."""
    hidden = ~Q(other__status__in=READABLE)
    for link in LessonLink.objects.filter(hidden, lesson__status__in=READABLE).select_related(
        "lesson", "other"
    ):
        yield finding(
            link.lesson, f"{link.get_relation_display().lower()} “{link.other}”, which is not published"
        )
    lessons = read_by_someone(Lesson)
    for name, words in (("translation_of", "is a translation of"), ("superseded_by", "is superseded by")):
        unread = lessons.filter(**{f"{name}__isnull": False}).exclude(**{f"{name}__status__in": READABLE})
        for lesson in unread.select_related(name):
            yield finding(lesson, f"{words} “{getattr(lesson, name)}”, which is not published")
    for case in read_by_someone(Case).exclude(lessons__isnull=True).prefetch_related("lessons"):
        for lesson in case.lessons.all():
            if lesson.status not in READABLE:
                yield finding(case, f"leads to the lesson “{lesson}”, which is not published")
    for citation in citations_where(~Q(source__status__in=READABLE)):
        yield finding(citation.record, f"cites “{citation.source}”, which is not published")


def uncited_entries() -> Iterator[Finding]:
    """Entries without a citation, and sources that neither cite nor are cited."""
    for model in CITING:
        for record in read_by_someone(model).filter(citations__isnull=True):
            yield finding(record, "has no citation")
    cited: set[int] = set()
    for citation in Citation.__subclasses__():
        cited |= set(citation.objects.values_list("source_id", flat=True))  # type: ignore[attr-defined]
    for source in read_by_someone(Source).filter(citations__isnull=True).exclude(pk__in=cited):
        yield finding(source, "is cited nowhere and names no document that mentions it")


def citations_without_locator() -> Iterator[Finding]:
    """Citations that do not say where in the source."""
    for citation in citations_where(Q(locator__regex=BLANK)):
        yield finding(citation.record, f"cites “{citation.source}” without saying where in it")


def empty_themes() -> Iterator[Finding]:
    """Themes under which a visitor finds no lesson, those of their children included."""
    lessons = Lesson.objects.visible_to(None).filter(is_demonstration=False)
    used = set(lessons.exclude(themes__isnull=True).values_list("themes", flat=True))
    parents = set(Theme.objects.filter(pk__in=used, parent__isnull=False).values_list("parent", flat=True))
    for theme in Theme.objects.exclude(pk__in=used | parents):
        yield finding(theme, "has no lesson")


def near_identical_titles() -> Iterator[Finding]:
    """Pairs of records of one kind, and of one language where they have one, whose titles are nearly the same."""
    for model, (column, least) in TITLED.items():
        for one, other, score in _similar_pairs(model, column, least):
            yield finding(one, f"its title is nearly that of “{other}” (similarity {score:.2f})")


def _similar_pairs(
    model: Any, column: str, least: float
) -> Iterator[tuple[models.Model, models.Model, float]]:
    table = connection.ops.quote_name(model._meta.db_table)
    languages = "AND one.language = other.language" if model in (Lesson, Case, Source) else ""
    # Every name in the statement is a model's own; the number is a parameter.
    statement = (
        f"SELECT one.id, other.id, similarity(one.{column}, other.{column}) AS score "  # noqa: S608
        f"FROM {table} one JOIN {table} other ON one.id < other.id {languages} "
        f"WHERE similarity(one.{column}, other.{column}) >= %s ORDER BY score DESC, one.id, other.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [least])
        pairs = cursor.fetchall()
    records = read_by_someone(model).in_bulk({pk for one, other, _ in pairs for pk in (one, other)})
    for one, other, score in pairs:
        if one in records and other in records:
            yield records[one], records[other], score


def empty_required_parts() -> Iterator[Finding]:
    """Entries that lack what makes them an entry: a lesson's insight, a case's approach, a term's definition."""
    for model, names in REQUIRED_TEXTS.items():
        for name in names:
            label = getattr(model._meta.get_field(name), "verbose_name", name)
            for record in read_by_someone(model).filter(**{f"{name}__regex": BLANK}):
                yield finding(record, f"its {label} is empty")
    for model, name in REQUIRED_RELATIONS:
        for record in read_by_someone(model).filter(**{f"{name}__isnull": True}):
            yield finding(record, f"has no {name}")


def chatham_house_affiliations() -> Iterator[Finding]:
    """Entries under the Chatham House Rule that hold a speaker or an affiliation nevertheless."""
    lessons = Lesson.objects.filter(attribution=Attribution.CHATHAM_HOUSE)
    named = lessons.filter(Q(organizations__isnull=False) | Q(offices__isnull=False) | ~Q(speaker=""))
    cases = Case.objects.filter(attribution=Attribution.CHATHAM_HOUSE, actors__isnull=False)
    for entry in (*named.distinct(), *cases.distinct()):
        yield finding(entry, "is under the Chatham House Rule and names a speaker or an affiliation")


def lessons_younger_than_their_sources() -> Iterator[Finding]:
    """Lessons dated after everything they cite was published; judged only where every source is dated."""
    dated = read_by_someone(Lesson).exclude(date="").exclude(citations__source__date="")
    for lesson in dated.annotate(published=Max("citations__source__date")).exclude(published=None):
        if lesson.date[:4] > lesson.published[:4]:
            yield finding(lesson, f"is dated {lesson.date}, after its latest source of {lesson.published}")


def themes_too_deep() -> Iterator[Finding]:
    """Themes below the second level."""
    for theme in Theme.objects.filter(parent__parent__isnull=False):
        yield finding(theme, "lies below the second level")


def closed_entries_without_readers() -> Iterator[Finding]:
    """AMBER entries without owner or named person, RED entries without a named person."""
    for model in (Lesson, Case, Source, PeaceProcess, Engagement):
        closed = model.objects.filter(handling__in=[Handling.AMBER, Handling.RED])
        counted = closed.annotate(
            owners=Count("owning_organizations", distinct=True), people=Count("named_people", distinct=True)
        )
        for entry in counted.filter(Q(people=0) & (Q(handling=Handling.RED) | Q(owners=0))):
            yield finding(entry, f"is {entry.get_handling_display()} and has no reader")


Check = Callable[[], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    dangling_links,
    uncited_entries,
    citations_without_locator,
    empty_themes,
    near_identical_titles,
    empty_required_parts,
    chatham_house_affiliations,
    lessons_younger_than_their_sources,
    themes_too_deep,
    closed_entries_without_readers,
)


def findings() -> Iterator[Finding]:
    """Everything that any check finds, in the order of the checks."""
    for check in CHECKS:
        yield from check()
