"""What to suggest: the best of each kind, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from lessons.models import Case, Lesson
from msn_kb.core.record_addresses import record_address
from msn_kb.core.shown import note
from organizations.models import PeaceProcess

from . import titles
from .directory import indexes
from .marking import marked
from .names import Found
from .words import Fit, Typed

LONGEST = 200  # characters of what was typed that are looked at
OF_EACH, IN_ALL = 4, 12
ENOUGH = 3  # fewer are joined by what one typing error may have missed

# What is written above each group, and the kinds of records in it.
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Themes", "tags", ("theme",)),
    ("Countries and regions", "geo-alt", ("country", "region")),
    ("Organizations and offices", "building", ("organization", "office")),
    ("Peace processes", "diagram-3", ("process",)),
    ("Glossary", "bookmarks", ("term",)),
    ("Lessons", "journal-text", ("lesson",)),
    ("Cases", "folder2-open", ("case",)),
)
KINDS = frozenset(noun for _, _, nouns in GROUPS for noun in nouns)
# What the access log calls the kinds that are not always public.
LABELS = {model.url_noun(): model._meta.label_lower for model in (Lesson, Case, PeaceProcess)}


@dataclass(frozen=True)
class Suggestion:
    """A record to go to. Texts are escaped, with ``<mark>`` around what was typed."""

    url: str
    label: SafeString
    also: SafeString
    language: str


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind, best first."""

    label: str
    icon: str
    suggestions: list[Suggestion]


def suggest(text: str, user: Any, kind: str = "") -> list[Group]:
    """What ``user`` may mean by ``text``, best groups first; of one kind only where ``kind`` names one.

    Nothing for texts of fewer than two letters or digits.
    """
    typed = Typed.of(text[:LONGEST])
    if not typed.is_enough():
        return []
    wanted = {kind} if kind in KINDS else KINDS
    found = _found(typed, user, wanted)
    best = _best([_of_group(found, nouns) for _, _, nouns in GROUPS])
    groups = [
        (chosen[0].fit, Group(label, icon, [_shown(one, typed) for one in chosen]))
        for (label, icon, _), chosen in zip(GROUPS, best, strict=True)
        if chosen
    ]
    # An exact name comes on top; beyond that, groups that keep their places are found sooner.
    return [group for fit, group in sorted(groups, key=lambda one: one[0] != Fit.EXACT)]


def _found(typed: Typed, user: Any, wanted: Iterable[str]) -> list[Found]:
    has_titles = not {"lesson", "case"}.isdisjoint(wanted)
    names = indexes(user)
    found = [one for index in names for one in index.find(typed, OF_EACH)]
    if has_titles:
        found += titles.find_titles(typed, user, OF_EACH)
    found = [one for one in found if one.noun in wanted]
    if len(found) < ENOUGH and all(one.fit != Fit.EXACT for one in found):
        found += _slips(typed, user, has_titles, names, found, wanted)
    return found


def _slips(
    typed: Typed,
    user: Any,
    has_titles: bool,
    names: Sequence[Any],
    found: Sequence[Found],
    wanted: Iterable[str],
) -> Iterator[Found]:
    """What one typing error may have missed."""
    known = {
        word for index in names for typed_word in typed.words for word in index.vocabulary.near(typed_word)
    }
    slips = [one for index in names for one in index.find_slips(typed, OF_EACH)]
    if has_titles:
        slips += titles.find_slips(typed, user, known)
    there = {(one.noun, one.key) for one in found}
    for one in slips:
        if one.noun in wanted and (one.noun, one.key) not in there:
            there.add((one.noun, one.key))
            yield one


def _of_group(found: Iterable[Found], nouns: Sequence[str]) -> list[Found]:
    return sorted((one for one in found if one.noun in nouns), key=lambda one: one.order)[:OF_EACH]


def _best(groups: Sequence[list[Found]]) -> list[list[Found]]:
    """Of each group as many as there is room for: the first of all groups before the second of any."""
    chosen: list[list[Found]] = [[] for _ in groups]
    room = IN_ALL
    for rank in range(OF_EACH):
        for group, taken in zip(groups, chosen, strict=True):
            if room and rank < len(group):
                taken.append(group[rank])
                room -= 1
    return chosen


def _shown(found: Found, typed: Typed) -> Suggestion:
    if found.handling:
        note(LABELS[found.noun], found.number, found.handling)
    return Suggestion(
        url=record_address(found.noun, found.key.lower()),
        label=marked(found.label, typed.words, found.slips),
        also=marked(found.also, typed.words, found.slips),
        language=found.language,
    )
