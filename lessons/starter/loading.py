"""Loads the starter collection of both apps and keeps the search text in step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from msn_kb.core.starter import Loaded, load

from .. import indexing
from ..models import Case, Lesson
from ..signals import muted
from .kinds import KINDS

VOCABULARIES = tuple(kind for kind in KINDS if kind.is_vocabulary)


@transaction.atomic
def load_collection(*, overwrite: bool = False, prune: bool = False) -> Loaded:
    """Load every entry that states facts; raises ``StarterError`` and writes nothing where a file has an error."""
    return _load(KINDS, overwrite=overwrite, prune=prune)


@transaction.atomic
def load_vocabularies(*, overwrite: bool = False, prune: bool = False) -> Loaded:
    """Load countries, regions, themes and the other vocabularies only."""
    return _load(VOCABULARIES, overwrite=overwrite, prune=prune)


@transaction.atomic
def load_demonstration(*, overwrite: bool = False) -> Loaded:
    """Load the invented entries that show how handling works; the people they name need accounts."""
    return _load(KINDS, overwrite=overwrite, demonstration=True)


def _load(kinds: Any, **options: Any) -> Loaded:
    with muted():
        loaded = load(kinds, **options)
    if loaded.touched:
        indexing.refresh_lessons(_tagged(Lesson, indexing.LESSON_TAGS, loaded))
        indexing.refresh_cases(_tagged(Case, indexing.CASE_TAGS, loaded, ("process", *_ACTORS)))
    return loaded


_ACTORS = ("actors__organization", "actors__office")


def _tagged(model: Any, relations: Iterable[str], loaded: Loaded, more: Iterable[str] = ()) -> set[int]:
    """Entries that were written, and those that carry something that was written, whoever made them."""
    touched = {kind.model: loaded.touched[kind.name] for kind in KINDS if kind.name in loaded.touched}
    found = set(touched.get(model, ()))
    for relation in (*relations, *more):
        target = model
        for step in relation.split("__"):
            target = target._meta.get_field(step).related_model
        if target in touched:
            found |= set(
                model.objects.filter(**{f"{relation}__in": touched[target]}).values_list("pk", flat=True)
            )
    return found
