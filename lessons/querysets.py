"""Reading verbs of the lessons app; the visibility door itself is in ``msn_kb.core.access``."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from msn_kb.core.access import GuardedQuerySet, ProtectedQuerySet, PublicQuerySet, Viewer

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
        tagged = _model("lessons", "Lesson").themes.through._default_manager.filter(
            Q(theme=OuterRef("pk")) | Q(theme__parent=OuterRef("pk")), lesson__in=lessons.order_by()
        )
        number = (
            tagged.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("lesson", distinct=True))
        )
        return self.annotate(lesson_count=Coalesce(Subquery(number.values("n")), 0))


class LessonQuerySet(ProtectedQuerySet):
    """Lessons. ``with_maturity`` and ``with_evidence_rank`` add what follows from other columns."""

    def with_maturity(self, user: Any) -> Self:
        """Annotate ``maturity``: what became of a published lesson, empty for one that is not published.

        Applications in a process that is hidden from ``user`` do not count.
        """
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

    def newest_first(self) -> Self:
        """By the lesson's date, undated last, ties by id."""
        return self.order_by(F("year").desc(nulls_last=True), "-date", "pk")

    def with_evidence_rank(self) -> Self:
        """Annotate ``evidence_rank``: 4 for evaluated down to 1 for a single account, 0 where not stated."""
        ranks = [When(evidence=code, then=Value(rank)) for rank, code in enumerate(Evidence.values, start=1)]
        return self.annotate(evidence_rank=Case(*ranks, default=Value(0)))

    def for_list(self, user: Any) -> Self:
        """What a card shows, tags and versions in other languages limited to what ``user`` may see.

        The same few queries for any number of rows. Of a translation's ``original`` only what a link needs.
        """
        versions = _model("lessons", "Lesson").objects.visible_to(user).order_by("language")
        original = versions.filter(pk=OuterRef("translation_of")).values(
            link=JSONObject(title="title", slug="slug", language="language")
        )
        translations = versions.listed().only("slug", "language", "translation_of")
        return (
            self._with_tags(user)
            .annotate(original=Subquery(original))
            .prefetch_related(Prefetch("translations", translations, to_attr="translation_list"))
        )

    def _with_tags(self, user: Any) -> Self:
        return (
            self.with_maturity(user)
            .defer("search_vector", "tagged_names")
            .prefetch_related(
                _public("themes", "lessons", "Theme"),
                _public("countries", "organizations", "Country"),
                self._visible_processes(user),
            )
        )

    def for_page(self, user: Any) -> Self:
        """Everything a lesson's own page shows, nested values limited to what ``user`` may see."""
        citations = _model("lessons", "LessonCitation").objects.visible_to(user).for_page()
        applications = _model("lessons", "Application").objects.visible_to(user).for_page()
        return self._with_tags(user).prefetch_related(
            *[_public(name, "lessons", model) for name, model in LESSON_VOCABULARIES],
            _public("regions", "organizations", "Region"),
            _public("services", "organizations", "SupportService"),
            _public("organizations", "organizations", "Organization"),
            _public("offices", "organizations", "Office"),
            Prefetch("citations", citations, to_attr="citation_list"),
            Prefetch("applications", applications, to_attr="application_list"),
        )

    @staticmethod
    def _visible_processes(user: Any) -> Prefetch:
        processes = _model("organizations", "PeaceProcess").objects.visible_to(user)
        return Prefetch("processes", processes, to_attr="process_list")


LESSON_VOCABULARIES = [("tracks", "Track"), ("phases", "Phase"), ("audiences", "Audience")]
SINGULAR = {"countries": "country"}


def _public(relation: str, app: str, model: str) -> Prefetch:
    """Prefetch a public many-to-many relation into ``<singular>_list``."""
    singular = SINGULAR.get(relation, relation.removesuffix("s"))
    return Prefetch(relation, _model(app, model).objects.all(), to_attr=f"{singular}_list")


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


class CaseQuerySet(ProtectedQuerySet):
    """Good-practice cases."""
