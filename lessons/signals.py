"""Keeps the search text of entries in step with their tags, whoever changes them: page, admin, import or command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from organizations.models import OrganizationName

from . import indexing
from .models import Case, CaseActor, Lesson

_muted: ContextVar[bool] = ContextVar("search_text_muted", default=False)


@contextmanager
def muted() -> Iterator[None]:
    """While this lasts nothing is refreshed: for a bulk of writes that refreshes what it touched at its end."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def _tags_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """A tag was set or taken away, from either side of the relation."""
    if _muted.get():
        return
    model = kwargs["entry_model"]
    if action == "pre_clear" and reverse:
        tagged = sender.objects.filter(**{_tag_column(sender, model): instance.pk})
        instance._entries_before_clear = list(tagged.values_list(f"{model._meta.model_name}_id", flat=True))
    if not action.startswith("post_"):
        return
    if not reverse:
        ids: Any = [instance.pk]
    else:
        ids = pk_set if pk_set is not None else instance.__dict__.pop("_entries_before_clear", [])
    REFRESH[model](ids)


def _tag_column(through: Any, model: Any) -> str:
    return next(
        field.attname
        for field in through._meta.fields
        if field.is_relation and field.related_model is not model
    )


REFRESH = {Lesson: indexing.refresh_lessons, Case: indexing.refresh_cases}


def _connect(model: Any, relations: tuple[str, ...]) -> None:
    def changed(sender: Any, **kwargs: Any) -> None:
        _tags_changed(sender, entry_model=model, **kwargs)

    for name in relations:
        through = model._meta.get_field(name).remote_field.through
        m2m_changed.connect(
            changed, sender=through, weak=False, dispatch_uid=f"search-text-{through._meta.label}"
        )


_connect(Lesson, indexing.LESSON_TAGS)
_connect(Case, indexing.CASE_TAGS)


@receiver(post_save)
def _tag_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if sender in indexing.WORDS and not created and not _muted.get():
        indexing.refresh_tagged_with(instance)


def _tag_leaves(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Note who carries a tag that is being deleted: the rows that say so go before it does, without a signal."""
    if not _muted.get():
        instance._carriers = indexing.carriers(instance)


def _tag_left(sender: Any, instance: Any, **kwargs: Any) -> None:
    if found := instance.__dict__.pop("_carriers", None):
        indexing.refresh(found)


# By model: a receiver of every model's deletions would forbid Django to delete any rows in bulk.
for _model in indexing.WORDS:
    pre_delete.connect(_tag_leaves, sender=_model)
    post_delete.connect(_tag_left, sender=_model)


@receiver(post_save, sender=OrganizationName)
@receiver(post_delete, sender=OrganizationName)
def _other_name_changed(sender: Any, instance: OrganizationName, **kwargs: Any) -> None:
    if not _muted.get():
        indexing.refresh_tagged_with(instance)


@receiver(post_save, sender=CaseActor)
@receiver(post_delete, sender=CaseActor)
def _actor_changed(sender: Any, instance: CaseActor, **kwargs: Any) -> None:
    if not _muted.get():
        indexing.refresh_cases([instance.case_id])


@receiver(post_save, sender=Lesson)
def _lesson_saved(sender: Any, instance: Lesson, created: bool, **kwargs: Any) -> None:
    """Attribution decides whether affiliations are searchable."""
    if not created and not _muted.get():
        indexing.refresh_lessons([instance.pk])


@receiver(post_save, sender=Case)
def _case_saved(sender: Any, instance: Case, created: bool, **kwargs: Any) -> None:
    if not _muted.get():
        indexing.refresh_cases([instance.pk])
