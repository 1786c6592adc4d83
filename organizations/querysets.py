"""Reading verbs of the organizations app; the visibility door itself is in ``msn_kb.core.access``."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Expression, F, Func, OuterRef, Prefetch, Q, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat, Left, NullIf

from msn_kb.core.access import GuardedQuerySet, ProtectedQuerySet, PublicQuerySet, Status, Viewer


def _model(name: str) -> Any:
    return apps.get_model("organizations", name)


class DirectoryQuerySet(PublicQuerySet):
    """Organizations and offices: who lessons speak of."""

    # The relation by which lessons name these records.
    tag = ""

    def with_lesson_count(self, user: Any) -> Self:
        """Annotate ``lesson_count``: what the list of lessons shows ``user`` when asked for the record."""
        lessons = self.model._meta.get_field("lessons").related_model._default_manager.visible_to(user)
        return self.annotate(lesson_count=number_of(lessons.listed().naming_affiliations(user), self.tag))

    def for_page(self) -> Self:
        """Without the columns that only searches read."""
        return self.defer("search_vector", "tagged_names")


class OrganizationQuerySet(DirectoryQuerySet):
    """Organizations, networks among them."""

    tag = "organizations"

    def networks(self) -> Self:
        """Organizations that others are members of."""
        return self.filter(kind="network")

    def for_list(self, user: Any) -> Self:
        """What a card shows: headquarters, and how many offices, processes and lessons ``user`` finds of each."""
        engagements = _model("Engagement").objects.visible_to(user).in_force()
        return (
            self.for_page()
            .select_related("country")
            .with_lesson_count(user)
            .annotate(
                office_count=number_of(_model("Office").objects.all(), "hosts"),
                process_count=number_of(engagements, "organization", "through", what="process"),
            )
        )


class OfficeQuerySet(DirectoryQuerySet):
    """Mediation support offices."""

    tag = "offices"

    def for_list(self, user: Any) -> Self:
        """What a card shows: hosts, services, and how many lessons ``user`` finds of each; two more queries."""
        hosts, services = _model("Organization").objects.all(), _model("SupportService").objects.all()
        return (
            self.for_page()
            .with_lesson_count(user)
            .prefetch_related(
                Prefetch("hosts", hosts.defer("search_vector", "tagged_names"), to_attr="host_list"),
                Prefetch("services", services, to_attr="service_list"),
            )
        )


LONGEST_LABEL = 250


def source_label(prefix: str = "") -> Expression:
    """SQL of ``Source.label``; ``prefix`` is the path to the source, such as ``source__``."""
    sentence = Func(
        F(f"{prefix}description"), Value(". "), Value(1), function="split_part", output_field=TextField()
    )
    described = Func(sentence, Value("."), function="rtrim", output_field=TextField())
    bracketed = Concat(Value("["), Left(described, LONGEST_LABEL), Value("]"), output_field=TextField())
    return Coalesce(NullIf(F(f"{prefix}title"), Value("")), bracketed, output_field=TextField())


class SourceQuerySet(ProtectedQuerySet):
    """Publications and documents."""

    def for_list(self, user: Any) -> Self:
        """What a card shows, without how many entries are drawn from it (``citing.with_entry_counts``)."""
        publishers = Prefetch("publishers", _model("Organization").objects.all(), to_attr="publisher_list")
        return self.defer("search_vector", "tagged_names").prefetch_related(publishers)

    def for_page(self, user: Any) -> Self:
        """What a source's own page shows of it, and where other sources that ``user`` may see name it."""
        citations = _model("SourceCitation").objects.visible_to(user).for_page()
        return self.for_list(user).prefetch_related(
            Prefetch("citations", citations, to_attr="citation_list"),
            Prefetch("outcome_of", _model("Meeting").objects.visible_to(user), to_attr="outcome_of_list"),
        )


def number_of(rows: Any, *entries: str, what: str = "pk") -> Coalesce:
    """SQL of how many of ``rows`` (through the door) are tied to the outer record by any of the relations ``entries``.

    ``what``: the column whose different values are counted, each once.
    """
    tied = reduce(or_, [Q(**{entry: OuterRef("pk")}) for entry in entries])
    grouped = rows.order_by().filter(tied).annotate(all=Value(1)).values("all")
    return Coalesce(Subquery(grouped.annotate(number=Count(what, distinct=True)).values("number")), 0)


class PeaceProcessQuerySet(ProtectedQuerySet):
    """Peace processes."""

    def for_list(self, user: Any) -> Self:
        """What a card shows: countries, and the numbers of engagements, lessons and cases that ``user`` may see."""
        numbers = {
            f"{noun}_count": number_of(self._tied(relation).visible_to(user).listed(), entry)
            for noun, relation, entry in (
                ("engagement", "engagements", "process"),
                ("lesson", "lessons", "processes"),
                ("case", "cases", "process"),
            )
        }
        return self.with_countries().annotate(**numbers)

    def with_countries(self) -> Self:
        """With ``country_list``, and without what only the search needs."""
        countries = _model("Country").objects.all()
        return self.defer("search_vector", "tagged_names").prefetch_related(
            Prefetch("countries", countries, to_attr="country_list")
        )

    def for_page(self, user: Any) -> Self:
        """What a process's own page shows of it; engagements, lessons and cases apart."""
        citations = _model("ProcessCitation").objects.visible_to(user).for_page()
        return self.with_countries().prefetch_related(
            Prefetch("citations", citations, to_attr="citation_list")
        )

    def _tied(self, relation: str) -> Any:
        """Records of another app that name processes, found by the reverse relation."""
        return self.model._meta.get_field(relation).related_model._default_manager  # type: ignore[union-attr]


class EngagementQuerySet(ProtectedQuerySet):
    """An engagement shows only where its process shows too."""

    def visible_to(self, user: Any) -> Self:
        processes = _model("PeaceProcess").objects.visible_to(user)
        return super().visible_to(user).filter(process__in=processes)

    def in_force(self) -> Self:
        """Without superseded ones and those in a superseded process: lists of processes leave these out too."""
        return self.listed().exclude(process__status=Status.SUPERSEDED)

    def for_page(self, user: Any) -> Self:
        """With who acts, through whom, and ``citation_list``; by the names of organizations."""
        citations = _model("EngagementCitation").objects.visible_to(user).for_page()
        unneeded = [
            f"{actor}__{column}"
            for actor in ("organization", "office", "through")
            for column in ("search_vector", "tagged_names")
        ]
        return (
            self.select_related("organization", "office", "through")
            .defer(*unneeded)
            .prefetch_related(Prefetch("citations", citations, to_attr="citation_list"))
            .order_by("organization__sort_name", "start_year", "pk")
        )


class MeetingQuerySet(PublicQuerySet):
    """Workshops and annual meetings. Their outcome document is not always public: it is fetched by itself."""

    def for_list(self, user: Any) -> Self:
        """What a card shows: country, network, convenors, and ``participant_count`` where participants are named."""
        present = _model("Participation").objects.exclude(attendance="invited-absent")
        return self.with_organizers().annotate(participant_count=number_of(present, "meeting"))

    def with_organizers(self) -> Self:
        """With country, network and ``convenor_list``, and without what only the search needs."""
        convenors = _model("Organization").objects.defer("search_vector", "tagged_names")
        return (
            self.select_related("country", "network")
            .defer("search_vector", "tagged_names", "network__search_vector", "network__tagged_names")
            .prefetch_related(Prefetch("convenors", convenors, to_attr="convenor_list"))
        )

    def for_page(self, user: Any) -> Self:
        """What a meeting's own page shows of it, its outcome document apart."""
        citations = _model("MeetingCitation").objects.visible_to(user).for_page()
        participations = _model("Participation").objects.select_related("organization", "office")
        return self.with_organizers().prefetch_related(
            Prefetch("participations", participations, to_attr="participation_list"),
            Prefetch("citations", citations, to_attr="citation_list"),
        )


class CitationQuerySet(GuardedQuerySet):
    """Citations show where their source shows; the citing record has passed the door before its citations are read."""

    def visibility(self, viewer: Viewer) -> Q:
        sources = _model("Source").objects.all()
        return Q(source__in=sources.filter(sources.visibility(viewer)))

    def of(self, source: Any) -> Self:
        """The citations of ``source``, which has come through the door itself: they show where it shows."""
        tied = self.filter(source=source)
        tied._came_through_the_door = True
        return tied

    def for_page(self) -> Self:
        """With their sources, in the order the curators gave."""
        return self.select_related("source").order_by("position", "pk")
