"""Keeps the search text of names in step with every change, whoever makes it: page, admin, import or command.

:func:`connect` is called once, when all models are registered in ``names``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from . import names

_muted: ContextVar[bool] = ContextVar("search_text_muted", default=False)


@contextmanager
def muted() -> Iterator[None]:
    """While this lasts nothing is refreshed: for a bulk of writes that refreshes what it touched at its end."""
    token = _muted.set(True)
    try:
        yield
    finally:
        _muted.reset(token)


def connect() -> None:
    """Listen to every model whose records give or carry names."""
    for index in names.INDEXES.values():
        for path in index.targets:
            _connect_first_step(index.model, path.partition("__")[0])
        for part in index.own_parts:
            _connect_first_step(index.model, part)
    named = {model for index in names.INDEXES.values() for model in index.targets.values()}
    # By model: a receiver of every model's deletions would forbid Django to delete any rows in bulk.
    for model in named | set(names.INDEXES):
        _listen(post_save, model, _saved, f"names-saved-{model._meta.label}")
    for model in named:
        _listen(pre_delete, model, _leaves, f"names-leaves-{model._meta.label}")
        _listen(post_delete, model, _left, f"names-left-{model._meta.label}")
        for part in names.NAMED[model].parts if model in names.NAMED else ():
            field: Any = model._meta.get_field(part)
            _connect_part(field.related_model, field.remote_field.name, _refresh_carriers)


def _listen(signal: Any, sender: Any, receiver: Callable[..., None], uid: str) -> None:
    signal.connect(receiver, sender=sender, weak=False, dispatch_uid=uid)


def _connect_first_step(model: type[Model], step: str) -> None:
    field: Any = model._meta.get_field(step)
    if field.many_to_many:
        through = field.remote_field.through

        def changed(sender: Any, **kwargs: Any) -> None:
            _ties_changed(sender, entries=model, **kwargs)

        _listen(m2m_changed, through, changed, f"names-ties-{model._meta.label}-{through._meta.label}")
    elif field.one_to_many:

        def refresh_entry(entry: Any) -> None:
            names.refresh(model, [entry.pk])

        _connect_part(field.related_model, field.remote_field.name, refresh_entry)


def _connect_part(model: type[Model], owner: str, refresh: Callable[[Any], None]) -> None:
    """A row that belongs to a record was saved or deleted: the record's names, or an entry's ties, changed."""

    def changed(sender: Any, instance: Any, **kwargs: Any) -> None:
        record = getattr(instance, owner)
        if not _muted.get() and record is not None:
            refresh(record)

    for signal in (post_save, post_delete):
        _listen(signal, model, changed, f"names-part-{model._meta.label}-{refresh.__qualname__}-{owner}")


def _refresh_carriers(record: Any) -> None:
    names.refresh_all(names.carriers(record))


def _saved(sender: Any, instance: Any, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """A record may have been renamed or changed its handling; an entry may be tied to something else."""
    if _muted.get():
        return
    if created:
        if sender in names.INDEXES and names.INDEXES[sender].is_named_at_once:
            names.refresh(sender, [instance.pk])
    else:
        _refresh_carriers(instance)


def _leaves(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Note who carries a record that is being deleted: the rows that say so go before it does, without a signal."""
    if not _muted.get():
        instance._carriers = names.carriers(instance)


def _left(sender: Any, instance: Any, **kwargs: Any) -> None:
    if found := instance.__dict__.pop("_carriers", None):
        names.refresh_all(found)


def _ties_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """A tie was set or taken away, from either side of the relation."""
    if _muted.get():
        return
    model = kwargs["entries"]
    if action == "pre_clear" and reverse:
        entry, tied = _columns(sender, model)
        rows = sender.objects.filter(**{tied: instance.pk})
        instance._entries_before_clear = list(rows.values_list(entry, flat=True))
    if not action.startswith("post_"):
        return
    if not reverse:
        ids: Any = [instance.pk]
    else:
        ids = pk_set if pk_set is not None else instance.__dict__.pop("_entries_before_clear", [])
    names.refresh(model, ids)


def _columns(through: Any, model: Any) -> tuple[str, str]:
    """The columns of a relation's table that hold the entry and what it is tied to."""
    ends = {
        field.related_model is model: field.attname for field in through._meta.fields if field.is_relation
    }
    return ends[True], ends[False]
