"""Loads the starter collection of both apps and keeps the search text in step."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from msn_kb.core.history import changing
from msn_kb.core.search import names, statistics
from msn_kb.core.search.upkeep import muted
from msn_kb.core.starter import Loaded, load

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
    with (
        muted(),
        changing(reason="The collection that ships with the program was loaded.", origin="collection"),
    ):
        loaded = load(kinds, **options)
    if loaded.touched:
        written = {kind.model: loaded.touched[kind.name] for kind in KINDS if kind.name in loaded.touched}
        names.refresh_all(names.touched(written))
    if loaded.touched or not statistics.is_counted():
        statistics.refresh()
    return loaded
