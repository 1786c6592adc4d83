"""Workshops and annual meetings, and who took part."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from msn_kb.core.access import PublicQuerySet
from msn_kb.core.dates import PartialDateField, display_partial_date, partial_date_constraint
from msn_kb.core.folding import FoldedField
from msn_kb.core.search.vector import entry_length, entry_vector, names_column
from msn_kb.core.slugs import SluggedModel

from ..choices import Attendance, MeetingKind
from ..querysets import MeetingQuerySet
from .geography import Country
from .offices import Office
from .organizations import Organization
from .sources import Citation, Source


def _head_count(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


class Meeting(SluggedModel):
    """A meeting of people who support mediation. Head counts are kept where only those are stated. Always public."""

    title = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    network = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="network_meetings",
        limit_choices_to={"kind": "network"},
        help_text="The network whose meeting it is.",
    )
    start = PartialDateField("first day")
    end = PartialDateField("last day")
    place = models.CharField(max_length=150, blank=True)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    topic = models.CharField(max_length=400, blank=True)
    description = models.TextField(blank=True, max_length=8000)
    convenors = models.ManyToManyField(Organization, blank=True, related_name="convened_meetings")
    people_in_person = _head_count("people in person")
    people_online = _head_count("people online")
    organizations_in_person = _head_count("organizations in person")
    organizations_online = _head_count("organizations online")
    women = _head_count("women")
    men = _head_count("men")
    outcome = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcome_of",
        verbose_name="outcome document",
    )
    note = models.TextField("editors' note", blank=True, max_length=4000)
    sort_title = FoldedField("title")
    tagged_names = names_column()
    search_vector = entry_vector(
        language="en", A=["title"], B=["topic", "place", "tagged_names"], C=["description"]
    )
    search_length = entry_length("title", "topic", "place", "description")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "pk"]
        indexes = [GinIndex(fields=["search_vector"], name="organizations_meeting_search")]
        constraints = [
            *SluggedModel.Meta.constraints,
            partial_date_constraint("start"),
            partial_date_constraint("end"),
            models.CheckConstraint(
                condition=Q(start="") | Q(end="") | Q(end__gte=models.F("start")),
                name="organizations_meeting_end_after_start",
                violation_error_message="The last day lies before the first.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def dates(self) -> str:
        """“17–19 October 2018”, “30 October – 2 November 2018”, “2018”; empty where no date is stated."""
        first, last = display_partial_date(self.start), display_partial_date(self.end)
        if not first or not last or first == last:
            return first or (last and f"until {last}")
        before, after = first.split(), last.split()
        if len(before) != len(after):
            return f"{first} – {last}"
        while before[-1] == after[-1]:
            before.pop()
            after.pop()
        kept = " ".join(before)
        return f"{kept}–{last}" if kept.isdigit() else f"{kept} – {last}"


class Participation(models.Model):
    """An organization or an office at a meeting, or invited to it."""

    part_of = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participations")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="participations"
    )
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.CASCADE, related_name="participations"
    )
    attendance = models.CharField(max_length=16, choices=Attendance.choices, default=Attendance.ATTENDED)
    note = models.CharField(max_length=600, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["attendance", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, office__isnull=True)
                | Q(organization__isnull=True, office__isnull=False),
                name="organizations_participation_one_participant",
                violation_error_message="A participant is either an organization or an office.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "organization"],
                condition=Q(organization__isnull=False),
                name="organizations_participation_organization_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "office"],
                condition=Q(office__isnull=False),
                name="organizations_participation_office_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_attendance_display()


class MeetingCitation(Citation):
    record = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "locator"], name="organizations_meetingcitation_once"
            )
        ]
