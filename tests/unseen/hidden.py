"""Entries that one role may not see: of every kind, handling and status, every field filled, tied to what is open."""

from __future__ import annotations

from itertools import product
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models

from lessons.models import Lesson, NotDuplicates, Proposal, ReviewComment, ReviewStep
from msn_kb.core.access import READABLE, Handling, Status
from msn_kb.core.dates import PartialDateField
from msn_kb.core.folding import FoldedField
from msn_kb.core.models import AccessEntry, FormerSlug

from .. import factories as make
from .open_world import OpenWorld

KINDS = {
    "process": make.PeaceProcessFactory,
    "source": make.SourceFactory,
    "lesson": make.LessonFactory,
    "case": make.CaseFactory,
    "engagement": make.EngagementFactory,
}
# What the program writes itself, and what lists and searches would stumble over rather than show.
NOT_FILLED = ("slug", "tagged_names", "external_scope", "status", "handling")
NAMES = {"process": "name", "engagement": "description"}

Level = tuple[str, str]


def hidden_from(role: str) -> list[Level]:
    """The pairs of handling and status that ``role`` sees nothing of, unless it owns or is named (``contract.md``)."""
    everything = list(product(Handling.values, Status.values))
    if role == "administrator":
        return []
    if role.endswith("curator"):
        return [(handling, status) for handling, status in everything if handling == Handling.RED]
    open_to = [Handling.CLEAR] if role in ("visitor", "unaffiliated") else [Handling.CLEAR, Handling.GREEN]
    return [
        (handling, status)
        for handling, status in everything
        if handling not in open_to or status not in READABLE
    ]


def word(kind: str, field: str) -> str:
    """What the field ``field`` of every hidden entry of ``kind`` holds, and no other text does."""
    return f"zx{kind}{field.replace('_', '')}zx"


def slug(kind: str, level: Level) -> str:
    """The address of the hidden entry of ``kind`` at ``level``."""
    return f"zx{kind}slugzx-{'-'.join(level)}"


def texts(kind: str, model: type[models.Model]) -> dict[str, Any]:
    """A word of its own for every field of ``model`` that people write."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in NOT_FILLED or not field.editable or field.choices or isinstance(field, FoldedField):
            continue
        text = word(kind, field.name)
        if isinstance(field, PartialDateField):
            found[field.name] = "1907"
        elif isinstance(field, models.URLField):
            found[field.name] = f"https://{text}.example/"
        elif isinstance(field, (models.CharField, models.TextField)):
            found[field.name] = text[: field.max_length]
        elif isinstance(field, ArrayField) and isinstance(field.base_field, models.CharField):
            found[field.name] = [text]
    return found


def plant(world: OpenWorld, role: str) -> dict[str, Any]:
    """Plant what ``role`` may not see; returns one published record of each kind, by kind."""
    first: dict[str, Any] = {}
    for number, level in enumerate(hidden_from(role)):
        planted = _plant(world, level, number)
        first = first or planted
        if level[1] == Status.PUBLISHED:
            first = planted
    person = world.people[role]
    for record in first.values():
        _speak_of(record, person)
    return first


def _plant(world: OpenWorld, level: Level, number: int) -> dict[str, Any]:
    handling, status = level
    planted: dict[str, Any] = {}
    for kind, factory in KINDS.items():
        model = factory._meta.model
        values: dict[str, Any] = texts(kind, model) | {
            "handling": handling,
            "status": status,
            "owner": world.stranger,
            "owning_organizations": [world.others],
            "named_people": [world.stranger],
        }
        name = NAMES.get(kind, "title")
        values[name] = f"{values[name]} {number}"
        if kind == "engagement":
            values |= {"process": world.process, "organization": world.organization, "office": world.office}
            values |= {"start_year": 1907 + number}
        else:
            values["slug"] = slug(kind, level)
        if kind in ("lesson", "case"):
            values |= {"themes": [world.theme], "countries": [world.country], "language": "fr"}
        if kind == "lesson":
            values |= {
                "processes": [world.process, planted["process"]],
                "organizations": [world.organization],
                "offices": [world.office],
                "regions": [world.region],
                "translation_of": world.lesson if number == 0 else None,
                "superseded_by": world.lesson if status == Status.SUPERSEDED else None,
            }
        elif kind == "case":
            values |= {"process": world.process, "lessons": [world.lesson, planted["lesson"]]}
        elif kind == "source":
            values |= {"publishers": [world.organization]}
        elif kind == "process":
            values |= {"countries": [world.country], "start_year": 1907}
        planted[kind] = factory(**values)
    _tie(world, planted)
    return planted


def _tie(world: OpenWorld, planted: dict[str, Any]) -> None:
    """Tie what was planted to what is open, both ways."""
    lesson, case, process, source = (planted[kind] for kind in ("lesson", "case", "process", "source"))
    world.lesson.processes.add(process)
    note = word("tie", "note")
    make.LessonLinkFactory(lesson=world.lesson, other=lesson, note=note)
    make.LessonLinkFactory(lesson=lesson, other=world.other_lesson, note=note)
    make.ApplicationFactory(lesson=world.lesson, process=process, description=note, outcome=note)
    make.ApplicationFactory(lesson=lesson, organization=world.organization, description=note)
    make.CaseActorFactory(case=case, organization=world.organization, role=note)
    make.EngagementFactory(process=process, organization=world.organization, description=note)
    for citation, record, cited in (
        (make.LessonCitationFactory, world.lesson, source),
        (make.CaseCitationFactory, world.case, source),
        (make.ProcessCitationFactory, world.process, source),
        (make.OrganizationCitationFactory, world.organization, source),
        (make.MeetingCitationFactory, world.meeting, source),
        (make.TermCitationFactory, world.term, source),
        (make.LessonCitationFactory, lesson, world.source),
        (make.CaseCitationFactory, case, world.source),
        (make.ProcessCitationFactory, process, world.source),
        (make.EngagementCitationFactory, planted["engagement"], world.source),
    ):
        citation(record=record, source=cited, locator=note, note=note)


def _speak_of(record: Any, person: Any) -> None:
    """What other tables say of a record: its former address, its review, what was done to it."""
    known, text = {"kind": record._meta.label_lower, "number": record.pk}, word("tie", "remark")
    if hasattr(record, "slug"):
        FormerSlug.objects.remember(record, f"{record.slug}-former")
    by = person if person.pk else None
    ReviewStep.objects.create(**known, move="submit", by=by, reason=text)
    ReviewComment.objects.create(**known, by=by, text=text)
    Proposal.objects.create(**known, author=by, explanation=text, proposed={"title": text}, state="in-review")
    AccessEntry.objects.create(**known, by=by, what="page", handling=record.handling)
    if isinstance(record, Lesson):
        other = Lesson.objects.exclude(pk=record.pk).order_by("pk")[0].pk
        NotDuplicates.objects.create(
            kind=known["kind"], first=min(other, record.pk), second=max(other, record.pk), reason=text
        )
    if by:
        LogEntry.objects.create(
            user=by,
            content_type=ContentType.objects.get_for_model(record),
            object_id=str(record.pk),
            object_repr=text,
            action_flag=CHANGE,
            change_message=text,
        )
