"""The search text of names: an entry is found by the names, acronyms and synonyms of what it is tied to.

A generated column cannot cross relations, so each indexed model keeps these names in a text column of its own,
``tagged_names``. An app registers what belongs into it with :func:`register`; ``upkeep`` keeps it in step with every
change, and :func:`refresh` writes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Model

from ..access import open_door

BATCH = 500

Words = Callable[[Any], Iterable[str]]


def no_words(record: Any) -> Iterable[str]:
    """Nothing."""
    return ()


def no_columns(entry: Any) -> Mapping[str, Any]:
    """Nothing but the names."""
    return {}


def always(entry: Any, record: Any) -> bool:
    """Every reader of an entry may see what it is tied to."""
    return True


@dataclass(frozen=True)
class NamedModel:
    """How records of ``model`` are called: ``words`` gives all names of one, reading ``parts`` (reverse relations)."""

    model: type[Model]
    words: Words
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class NameIndex:
    """What the search text of ``model``'s entries is put together from.

    ``paths``: lookups to records of a :class:`NamedModel`. ``own``: names the entry itself carries, from ``own_parts``
    if need be. ``may_hold(entry, record)`` is asked for each record: a name that not every reader of the entry may see
    must not be indexed. ``columns(entry)`` gives further columns that follow from the same ties, written with the
    names; ``ties`` are lookups that matter for them alone.
    """

    model: type[Model]
    paths: tuple[str, ...] = ()
    own: Words = no_words
    own_parts: tuple[str, ...] = ()
    may_hold: Callable[[Any, Any], bool] = always
    columns: Callable[[Any], Mapping[str, Any]] = no_columns
    ties: tuple[str, ...] = ()
    targets: Mapping[str, type[Model]] = field(init=False)

    def __post_init__(self) -> None:
        every = (*self.paths, *self.ties)
        object.__setattr__(self, "targets", {path: target(self.model, path) for path in every})

    def written(self, entry: Any) -> dict[str, Any]:
        """What the columns that follow from the ties of ``entry`` should hold."""
        return {"tagged_names": self.text(entry), **self.columns(entry)}

    @property
    def is_named_at_once(self) -> bool:
        """Whether an entry may have names as soon as it is created, before anything is tied to it."""
        first = (self.model._meta.get_field(path.partition("__")[0]) for path in self.paths)
        return self.own is not no_words or any(step.many_to_one for step in first)

    def text(self, entry: Any) -> str:
        """The search text of ``entry``: one name a line, in a stable order."""
        words = set(self.own(entry))
        for path in self.paths:
            for record in reached(entry, path.split("__")):
                if self.may_hold(entry, record):
                    words.update(NAMED[type(record)].words(record))
        return "\n".join(sorted(words - {""}))

    def prefetches(self) -> list[str]:
        """What :meth:`text` reads, for ``prefetch_related``."""
        nested = [f"{path}__{part}" for path in self.paths for part in NAMED[self.targets[path]].parts]
        return [*self.own_parts, *self.targets, *nested]


NAMED: dict[type[Model], NamedModel] = {}
INDEXES: dict[type[Model], NameIndex] = {}


def register(*entries: NamedModel | NameIndex) -> None:
    """Take up models that have names, and models that are found by names."""
    for entry in entries:
        if isinstance(entry, NamedModel):
            NAMED[entry.model] = entry
        else:
            INDEXES[entry.model] = entry


def target(model: type[Model], path: str) -> type[Model]:
    """The model that ``path`` leads to."""
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


def reached(record: Any, steps: list[str]) -> Iterator[Any]:
    """The records at the end of ``steps``; what is prefetched is not asked for again."""
    if record is None:
        return
    if not steps:
        yield record
        return
    value = getattr(record, steps[0])
    for found in value.all() if hasattr(value, "all") else [value]:
        yield from reached(found, steps[1:])


def refresh(model: type[Model], ids: Iterable[int]) -> int:
    """Bring the search text of these entries of ``model`` up to date; returns how many were changed."""
    index, wanted, changed = INDEXES[model], sorted(set(ids)), 0
    entries = model._default_manager
    with open_door():
        for start in range(0, len(wanted), BATCH):
            batch: Iterable[Any] = entries.filter(pk__in=wanted[start : start + BATCH]).prefetch_related(
                *index.prefetches()
            )
            stale = []
            columns: set[str] = set()
            for entry in batch:
                written = index.written(entry)
                columns |= written.keys()
                if any(getattr(entry, name) != value for name, value in written.items()):
                    for name, value in written.items():
                        setattr(entry, name, value)
                    stale.append(entry)
            if stale:
                entries.bulk_update(stale, sorted(columns))
            changed += len(stale)
    return changed


def refresh_all(found: Mapping[type[Model], Iterable[int]]) -> None:
    """Bring entries of several models, as :func:`carriers` gives them, up to date."""
    for model, ids in found.items():
        refresh(model, ids)


def carriers(record: Any) -> dict[type[Model], set[int]]:
    """Primary keys of the entries that are found by ``record``'s names, by their model; its own included."""
    return carriers_of(type(record), [record.pk])


def carriers_of(model: type[Model], ids: Iterable[int]) -> dict[type[Model], set[int]]:
    """The same for several records of one model."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    ids = list(ids)
    with open_door():
        for index in INDEXES.values():
            for path, related in index.targets.items():
                if related is model:
                    tied = index.model._default_manager.filter(**{f"{path}__in": ids}).order_by()
                    found[index.model] |= set(tied.values_list("pk", flat=True))
    if model in INDEXES:
        found[model] |= set(ids)
    return found


def touched(written: Mapping[type[Model], Iterable[int]]) -> dict[type[Model], set[int]]:
    """After a bulk of writes: the entries that were written and those found by the names of what was written."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    for model, ids in written.items():
        for entries, keys in carriers_of(model, ids).items():
            found[entries] |= keys
    return found


def lines(*texts: str | Iterable[str]) -> list[str]:
    """Names from texts and lists of texts, without empty ones."""
    return [
        text for text in chain.from_iterable([one] if isinstance(one, str) else one for one in texts) if text
    ]
