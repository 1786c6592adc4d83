"""The cycle of advice to an envoy or mediator, from selection to debriefing, and the services along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from .models import Office, SupportService
from .querysets import number_of

# Stage, what it is for, and the codes of its services in the vocabulary as it ships; curators may add others.
STAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Selection", "Who should mediate?", ("envoy-selection",)),
    (
        "Briefing",
        "What should a new mediator know?",
        ("briefing-of-new-mediators", "record-of-past-engagement", "thematic-briefing"),
    ),
    ("Handover", "What does the predecessor pass on?", ("handover-retreat",)),
    ("Coaching", "How to handle what comes up?", ("peer-to-peer-coaching", "technical-coaching")),
    ("Reflection", "Is the strategy still right?", ("strategic-reflection-retreat",)),
    ("Debriefing", "What did the engagement teach?", ("debriefing",)),
)


@dataclass(frozen=True)
class Stage:
    """A stage of the cycle; each service has ``offered`` and ``lesson_count``."""

    name: str
    question: str
    services: Sequence[Any]

    @property
    def is_offered(self) -> bool:
        """Whether the office is recorded with at least one service of this stage."""
        return any(service.offered for service in self.services)


def services_of(office: Office, user: Any) -> list[Any]:
    """All support services in their order: ``offered`` by the office or not, ``lesson_count`` as the list of lessons
    shows it to ``user``; one query.
    """
    relation: Any = SupportService._meta.get_field("lessons")
    lessons = relation.related_model._default_manager.visible_to(user)
    offered = Office.services.through._default_manager.filter(
        office=office, supportservice=OuterRef("pk")
    ).order_by()
    return list(
        SupportService.objects.visible_to(user).annotate(
            offered=Exists(offered), lesson_count=number_of(lessons.listed(), "services")
        )
    )


def along_the_cycle(services: Iterable[Any]) -> tuple[list[Stage], list[Any]]:
    """The stages with their services, and the services that belong to none; stages without any are left out."""
    by_code = {service.code: service for service in services}
    stages = [
        Stage(name, question, found)
        for name, question, codes in STAGES
        if (found := [by_code.pop(code) for code in codes if code in by_code])
    ]
    return stages, list(by_code.values())
