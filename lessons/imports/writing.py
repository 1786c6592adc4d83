"""Writes a plan, a table at a time; at the end, once, what follows from the rows (names to search by, facet keys)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import reset_queries
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from msn_kb.core.access import Status
from msn_kb.core.search import names
from msn_kb.core.search.upkeep import muted
from msn_kb.core.vocabulary import VocabularyTerm

from ..choices import ReviewMove
from ..models import Lesson, LessonCitation, ReviewStep
from .addresses import free_slugs
from .plans import Outcome, Plan, PlannedRow
from .vocabulary import COLUMNS

BATCH = 500

Progress = Callable[[int], None]


def write(plan: Plan, by: Any, reason: str, progress: Progress | None = None) -> list[int]:
    """Write a clean plan; the caller has a transaction open and the entries locked. Returns the keys of all entries
    that were written; rows of new entries get theirs.
    """
    with muted():
        terms = _create_values(plan)
        new = [row for row in plan.rows if row.outcome is Outcome.CREATED]
        changed = [row for row in plan.rows if row.outcome is Outcome.UPDATED]
        _create(new, progress)
        _update(changed)
        written = [*new, *changed]
        for column in COLUMNS:
            if column != "sources":
                _tag(column, written, terms)
        _cite(written)
        _note_opened(changed, by, reason)
    touched = names.touched({Lesson: [row.pk for row in written if row.pk]})
    for model, keys in terms_by_model(plan, terms).items():
        touched.setdefault(model, set()).update(keys)
    for model, keys in touched.items():
        if model in names.INDEXES:
            _refresh(model, sorted(keys), progress, len(plan.rows))
    return [row.pk for row in written if row.pk]


def terms_by_model(plan: Plan, terms: dict[int, int]) -> dict[Any, set[int]]:
    """The vocabulary values that were created, by their model."""
    found: dict[Any, set[int]] = defaultdict(set)
    for key, pk in terms.items():
        found[COLUMNS[plan.created_values[key][0]].model].add(pk)
    return found


def _refresh(model: Any, keys: Sequence[int], progress: Progress | None, rows: int) -> None:
    for start in range(0, len(keys), BATCH):
        names.refresh(model, keys[start : start + BATCH])
        reset_queries()
        if progress and model is Lesson:
            progress(rows // 2 + (start + BATCH) * rows // 2 // max(len(keys), 1))


def _create_values(plan: Plan) -> dict[int, int]:
    """Write the vocabulary values that the plan creates; returns their keys by those of the plan."""
    made: dict[int, int] = {}
    for key, (column, name) in plan.created_values.items():
        model = COLUMNS[column].model
        record = model(name=name)
        last = model.objects.aggregate(last=Max("position"))["last"]
        record.position = min((last or 0) + 1, 32767)
        if issubclass(model, VocabularyTerm):
            record.code = _free_code(model, name)
        record.save()
        made[key] = record.pk
    return made


def _free_code(model: Any, name: str) -> str:
    base = slugify(name.replace("_", " "))[:50].strip("-") or "value"
    candidate, counter = base, 1
    while model.objects.filter(code__iexact=candidate).exists():
        counter += 1
        candidate = f"{base}-{counter}"
    return candidate


def _create(rows: Sequence[PlannedRow], progress: Progress | None) -> None:
    slugs = free_slugs([row.title for row in rows]) if rows else []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        lessons = [
            Lesson(slug=slug, status=Status.DRAFT, **row.values)
            for row, slug in zip(batch, slugs[start : start + BATCH], strict=True)
        ]
        for row, lesson in zip(batch, Lesson.objects.bulk_create(lessons), strict=True):
            row.pk = lesson.pk
        reset_queries()  # while developing Django keeps every statement, and these hold the whole file
        if progress:
            progress((start + len(batch)) // 2)


def _update(rows: Sequence[PlannedRow]) -> None:
    """Own columns in groups of rows that change the same ones; the moment of the change on every one."""
    now = timezone.now()
    groups: dict[tuple[str, ...], list[Lesson]] = defaultdict(list)
    for row in rows:
        lesson = Lesson(pk=row.pk, updated_at=now, **row.values)
        fields = sorted(row.values)
        if "title" in row.values:
            Lesson._meta.get_field("sort_title").pre_save(lesson, False)  # type: ignore[union-attr]
            fields.append("sort_title")
        groups[*fields, "updated_at"].append(lesson)
    for columns, lessons in groups.items():
        Lesson.objects.bulk_update(lessons, columns, batch_size=BATCH)


def _tag(column: str, rows: Iterable[PlannedRow], terms: dict[int, int]) -> None:
    field: Any = Lesson._meta.get_field(column)
    through, target = field.remote_field.through, field.m2m_reverse_field_name()
    gone: dict[int, list[int]] = defaultdict(list)
    come = []
    for row in rows:
        for key in row.remove.get(column, ()):
            gone[key].append(row.pk or 0)
        for key in sorted(row.add.get(column, ())):
            come.append(through(lesson_id=row.pk, **{f"{target}_id": terms.get(key, key)}))
    for key, lessons in gone.items():
        through._default_manager.filter(**{target: key}, lesson__in=lessons).delete()
    through._default_manager.bulk_create(come, batch_size=4 * BATCH, ignore_conflicts=True)


def _cite(rows: Iterable[PlannedRow]) -> None:
    gone: list[int] = []
    come: list[LessonCitation] = []
    for row in rows:
        gone += row.citing.remove
        come += [
            LessonCitation(record_id=row.pk or 0, source_id=source, locator=locator, position=position)
            for position, (source, locator) in enumerate(row.citing.add)
        ]
    for start in range(0, len(gone), 4 * BATCH):
        LessonCitation.objects.filter(pk__in=gone[start : start + 4 * BATCH]).delete()
    LessonCitation.objects.bulk_create(come, batch_size=4 * BATCH)


def _note_opened(rows: Iterable[PlannedRow], by: Any, reason: str) -> None:
    """The steps of a review tell who opened an entry further, and why."""
    ReviewStep.objects.bulk_create(
        ReviewStep(
            kind=Lesson._meta.label_lower,
            number=row.pk or 0,
            move=ReviewMove.LOWER_HANDLING,
            from_status=row.status,
            to_status=row.status,
            by=by,
            reason=reason[:4000],
        )
        for row in rows
        if row.opened_from
    )
