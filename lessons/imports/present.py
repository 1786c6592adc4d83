"""What the entries that a file is about hold now, read for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..models import Lesson, LessonCitation
from .columns import CHOICES, RELATIONS, TEXTS
from .importers import Importer

OWN = (*TEXTS, *CHOICES, "date", "external_id")
ALSO = ("status", "translation_of_id", "speaker", "external_scope")


@dataclass
class Present:
    """One entry: its own values, the keys of its visible tags by column, its visible citations as (key, source,
    locator), and who may read it while it is closed.
    """

    values: dict[str, Any]
    tags: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    citations: list[tuple[int, int, str]] = field(default_factory=list)
    has_owning_organizations: bool = False
    named_people: set[int] = field(default_factory=set)
    has_translations: bool = False


def present(
    pks: Collection[int], columns: Collection[str], importer: Importer, *, lock: bool = False
) -> dict[int, Present]:
    """The entries with these keys, as far as they exist for the importer and as far as ``columns`` ask.

    ``lock``: nobody else writes to them until the transaction ends.
    """
    if not pks:
        return {}
    entries = importer.every(Lesson).filter(pk__in=pks)
    if lock:
        # In the order of their keys, so that two writers never wait for each other.
        list(
            Lesson.objects.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",)).values_list("pk")
        )
    own = [name for name in OWN if name in columns or name in ("title", "insight", *CHOICES, "external_id")]
    found = {row["pk"]: Present(row) for row in entries.values("pk", *own, *ALSO)}
    for relation in RELATIONS:
        if relation in columns:
            for entry, target in tag_rows(relation, found, importer):
                found[entry].tags[relation].add(target)
    citations = importer.every(LessonCitation).filter(record__in=found)
    for entry, *citation in citations.order_by("position", "pk").values_list(
        "record", "pk", "source", "locator"
    ):
        found[entry].citations.append(tuple(citation))
    _audiences(found)
    for original in Lesson.objects.filter(translation_of__in=found).values_list("translation_of", flat=True):
        found[original].has_translations = True
    return found


def tag_rows(relation: str, pks: Collection[int], importer: Importer) -> list[tuple[int, int]]:
    """(entry, tag) pairs of one relation, without tags that are hidden from the importer."""
    field_: Any = Lesson._meta.get_field(relation)
    target = field_.m2m_reverse_field_name()
    rows = field_.remote_field.through._default_manager.filter(lesson__in=pks)
    if relation == "processes":
        rows = rows.filter(**{f"{target}__in": importer.every(field_.related_model).values("pk")})
    return list(rows.values_list("lesson", target))


def _audiences(found: dict[int, Present]) -> None:
    for entry, _ in _pairs("owning_organizations", "organization", found):
        found[entry].has_owning_organizations = True
    for entry, person in _pairs("named_people", "user", found):
        found[entry].named_people.add(person)


def _pairs(relation: str, target: str, found: dict[int, Present]) -> Iterable[tuple[int, int]]:
    field_: Any = Lesson._meta.get_field(relation)
    rows: Iterable[tuple[int, int]] = field_.remote_field.through._default_manager.filter(
        lesson__in=found
    ).values_list("lesson", target)
    return rows
