"""Reading verbs of the lessons app; the visibility door itself is in ``msn_kb.core.access``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    Expression,
    F,
    Func,
    Max,
    OuterRef,
    Prefetch,
    Q,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject, Left, NullIf
from django.db.models.lookups import IsNull

from msn_kb.core import kept
from msn_kb.core.access import Attribution, GuardedQuerySet, ProtectedQuerySet, PublicQuerySet, Viewer
from msn_kb.core.shown import note

from .choices import Evidence, Maturity


def _model(app: str, name: str) -> Any:
    return apps.get_model(app, name)


class ThemeQuerySet(PublicQuerySet):
    """Themes; always public."""

    def top_level(self) -> Self:
        """Themes without a parent."""
        return self.filter(parent__isnull=True)

    def with_lesson_counts(self, lessons: Any) -> Self:
        """Annotate ``lesson_count``: how many of ``lessons`` carry the theme or one of its children."""
        return self._with_counts("lesson", lessons)

    def for_list(self, user: Any) -> Self:
        """What a card shows: parent, children, and how many lessons and cases ``user`` sees in their lists."""
        lessons = _model("lessons", "Lesson").objects.visible_to(user).listed()
        cases = _model("lessons", "Case").objects.visible_to(user).listed()
        children = _model("lessons", "Theme").objects.visible_to(user).only("name", "slug", "parent")
        return (
            self.with_lesson_counts(lessons)
            ._with_counts("case", cases)
            .select_related("parent")
            .defer("search_vector", "tagged_names", "parent__search_vector", "parent__tagged_names")
            .prefetch_related(Prefetch("children", children, to_attr="child_list"))
        )

    def _with_counts(self, noun: str, entries: Any) -> Self:
        """Annotate ``<noun>_count`` with the number of ``entries`` on the theme or one of its children.

        They are counted here and now, in one query: with 20,000 lessons a subquery for each takes thrice as long.
        """
        asked = self.order_by().values("pk")
        tagged = entries.model.themes.through._default_manager.filter(
            Q(theme__in=asked) | Q(theme__parent__in=asked), **{f"{noun}__in": entries.order_by()}
        )
        both = Func(
            *(F("theme"), F("theme__parent")),
            template="unnest(ARRAY[%(expressions)s])",
            output_field=BigIntegerField(),
        )
        numbers = kept.values(
            tagged.order_by().annotate(either=both).values_list("either").annotate(Count(noun, distinct=True))
        )
        counted = [When(pk=theme, then=Value(number)) for theme, number in numbers if theme]
        return self.annotate(**{f"{noun}_count": Case(*counted, default=Value(0))})


class TermQuerySet(PublicQuerySet):
    """Terms of the glossary; always public."""

    def for_list(self, user: Any) -> Self:
        """What a card shows: the contrasts that the term is part of."""
        contrasts = _model("lessons", "Contrast").objects.visible_to(user).select_related("first", "second")
        return self.defer("search_vector", "tagged_names").prefetch_related(
            Prefetch("contrasts_as_first", contrasts, to_attr="first_contrast_list"),
            Prefetch("contrasts_as_second", contrasts, to_attr="second_contrast_list"),
        )


class ThemedQuerySet(ProtectedQuerySet):
    """Protected records that are tagged with themes."""

    def on_theme(self, theme: Any) -> Self:
        """Those that carry ``theme`` or one of its children: what a list shows when asked for the theme."""
        field = self.model._meta.get_field("themes")
        tagged = field.remote_field.through._default_manager.filter(Q(theme=theme) | Q(theme__parent=theme))
        return self.filter(pk__in=tagged.order_by().values(field.m2m_field_name() + "_id"))

    def naming_affiliations(self, user: Any) -> Self:
        """Without those whose affiliations ``user`` may not know: for pages of organizations and offices."""
        if Viewer.of(user).sees_affiliations:
            return self
        return self.exclude(attribution=Attribution.CHATHAM_HOUSE)


# Kept for searching and counting; no page shows them.
UNSHOWN = ("search_vector", "tagged_names", "facet_keys", "affiliation_keys")


def applied_lessons(user: Any) -> Any:
    """Rows of ``lesson`` and ``level``, its maturity, for the lessons that were applied as far as ``user`` may know."""
    processes = _model("organizations", "PeaceProcess").objects.visible_to(user).order_by()
    applications = _model("lessons", "Application").objects.filter(
        Q(process__isnull=True) | Q(process__in=processes)
    )
    level = Case(When(outcome="", then=Value(Maturity.APPLIED.value)), default=Value(Maturity.LEARNED.value))
    # “learned” is the further of the two, and the later in the alphabet.
    return applications.order_by().values("lesson").annotate(level=Max(level)).values_list("lesson", "level")


class LessonQuerySet(ThemedQuerySet):
    """Lessons. ``with_maturity`` and ``with_evidence_rank`` add what follows from other columns."""

    def with_maturity(self, user: Any, *, few: bool = False) -> Self:
        """Annotate ``maturity``: what became of a published lesson, empty for one that is not published.

        Applications in a process that is hidden from ``user`` do not count. ``few``: they are looked up for each
        lesson; else PostgreSQL may read all of them first, which pays for many lessons only.
        """
        if few:
            level = Subquery(applied_lessons(user).filter(lesson=OuterRef("pk")).values("level"))
            known = Coalesce(level, Value(Maturity.IDENTIFIED.value), output_field=CharField())
            return self.annotate(maturity=Case(When(status="published", then=known), default=Value("")))
        processes = _model("organizations", "PeaceProcess").objects.visible_to(user).order_by()
        applications = _model("lessons", "Application").objects.filter(
            Q(process__isnull=True) | Q(process__in=processes), lesson=OuterRef("pk")
        )
        return self.annotate(
            maturity=Case(
                When(~Q(status="published"), then=Value("")),
                When(Exists(applications.exclude(outcome="")), then=Value(Maturity.LEARNED.value)),
                When(Exists(applications), then=Value(Maturity.APPLIED.value)),
                default=Value(Maturity.IDENTIFIED.value),
                output_field=CharField(),
            )
        )

    def _note(self, rows: Iterable[Any]) -> None:
        """The originals that cards link to are no records of their own."""
        rows = list(rows)
        super()._note(rows)
        for row in rows:
            if original := getattr(row, "original", None):
                note(self.model._meta.label_lower, original["number"], original["handling"])

    def newest_first(self) -> Self:
        """By the lesson's date, undated last, ties by id."""
        return self.order_by(F("year").desc(nulls_last=True), "-date", "pk")

    def with_evidence_rank(self) -> Self:
        """Annotate ``evidence_rank``: 4 for evaluated down to 1 for a single account, 0 where not stated."""
        ranks = [When(evidence=code, then=Value(rank)) for rank, code in enumerate(Evidence.values, start=1)]
        return self.annotate(evidence_rank=Case(*ranks, default=Value(0)))

    def for_section(self, user: Any) -> Self:
        """What a compact card shows, versions in other languages limited to what ``user`` may see.

        The same few queries for any number of rows. Of a translation's ``original`` only what a link needs.
        """
        versions = _model("lessons", "Lesson").objects.visible_to(user).order_by("language")
        original = versions.filter(pk=OuterRef("translation_of")).values(
            link=JSONObject(title="title", slug="slug", language="language", number="pk", handling="handling")
        )
        translations = versions.listed().only("slug", "language", "translation_of")
        return (
            self.with_maturity(user, few=True)
            .defer(*UNSHOWN)
            .annotate(original=Subquery(original))
            .prefetch_related(Prefetch("translations", translations, to_attr="translation_list"))
        )

    def for_list(self, user: Any) -> Self:
        """What a card shows, its tags too, limited to what ``user`` may see."""
        return self.for_section(user).prefetch_related(
            _public("themes", "lessons", "Theme"),
            _public("countries", "organizations", "Country"),
            self._visible_processes(user),
        )

    def for_page(self, user: Any) -> Self:
        """What a lesson's own page shows, its tags apart (``presentation.attach_tags``); limited to what ``user`` may
        see.
        """
        citations = _model("lessons", "LessonCitation").objects.visible_to(user).for_page()
        applications = _model("lessons", "Application").objects.visible_to(user).for_page()
        return (
            self.with_maturity(user, few=True)
            .defer(*UNSHOWN)
            .prefetch_related(
                Prefetch("citations", citations, to_attr="citation_list"),
                Prefetch("applications", applications, to_attr="application_list"),
            )
        )

    @staticmethod
    def _visible_processes(user: Any) -> Prefetch:
        processes = _model("organizations", "PeaceProcess").objects.visible_to(user)
        return Prefetch("processes", processes, to_attr="process_list")


SINGULAR = {"countries": "country", "processes": "process"}


def singular(relation: str) -> str:
    """“country” for ``countries``: the beginning of the name under which templates find the related records."""
    return SINGULAR.get(relation, relation.removesuffix("s"))


def _public(relation: str, app: str, model: str) -> Prefetch:
    """Prefetch a public many-to-many relation into ``<singular>_list``."""
    return Prefetch(relation, _model(app, model).objects.all(), to_attr=f"{singular(relation)}_list")


class LinkQuerySet(GuardedQuerySet):
    """Links between lessons show where both lessons show."""

    def visibility(self, viewer: Viewer) -> Q:
        lessons = _model("lessons", "Lesson").objects.all()
        visible = lessons.filter(lessons.visibility(viewer))
        return Q(lesson__in=visible, other__in=visible)


class ApplicationQuerySet(GuardedQuerySet):
    """Applications show where their lesson shows, and their process if they name one."""

    def visibility(self, viewer: Viewer) -> Q:
        lessons = _model("lessons", "Lesson").objects.all()
        processes = _model("organizations", "PeaceProcess").objects.all()
        return Q(lesson__in=lessons.filter(lessons.visibility(viewer))) & (
            Q(process__isnull=True) | Q(process__in=processes.filter(processes.visibility(viewer)))
        )

    def for_page(self) -> Self:
        """With where and by whom; the door has checked that the process may be seen."""
        return self.select_related("process", "country", "organization")


class CaseQuerySet(ThemedQuerySet):
    """Good-practice cases."""

    def with_years(self) -> Self:
        """Annotate ``year``, by which cases are ordered, and ``first_year`` and ``last_year``, between which the period
        may lie: a side that is not stated is open. All empty where no date is stated.
        """
        starts, ends = (_year(column) for column in ("start", "end"))
        return self.annotate(
            year=Coalesce(starts, ends),
            first_year=Coalesce(starts, _if_known(ends, EARLIEST)),
            last_year=Coalesce(ends, _if_known(starts, LATEST)),
        )

    def for_list(self, user: Any) -> Self:
        """What a card shows, limited to what ``user`` may see; the same few queries for any number of rows."""
        processes = _model("organizations", "PeaceProcess").objects.visible_to(user)
        return self.defer("search_vector", "tagged_names").prefetch_related(
            _public("themes", "lessons", "Theme"),
            _public("countries", "organizations", "Country"),
            Prefetch("process", processes, to_attr="visible_process"),
            Prefetch("actors", known_actors(user), to_attr="actor_list"),
        )

    def for_page(self, user: Any) -> Self:
        """What a case's own page shows, limited to what ``user`` may see."""
        citations = _model("lessons", "CaseCitation").objects.visible_to(user).for_page()
        return self.for_list(user).prefetch_related(
            _public("tracks", "lessons", "Track"),
            Prefetch("citations", citations, to_attr="citation_list"),
        )


# Years that stand for the open side of a period: those that an address can ask for lie between them.
EARLIEST, LATEST = 0, 9999


def _year(column: str) -> Expression:
    return Cast(NullIf(Left(column, 4), Value("")), SmallIntegerField())


def _if_known(year: Expression, value: int) -> Case:
    return Case(When(IsNull(year, False), then=Value(value)), output_field=SmallIntegerField())


def known_actors(user: Any) -> Any:
    """Who acted in cases, with the organization or office; under the Chatham House Rule for curators only."""
    actors = _model("lessons", "CaseActor").objects.select_related("organization", "office")
    if Viewer.of(user).sees_affiliations:
        return actors
    return actors.exclude(case__attribution=Attribution.CHATHAM_HOUSE)
