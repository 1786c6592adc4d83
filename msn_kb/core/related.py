"""Entries related to the one that a page shows: by what they are tied to alike, and by the words that tell them apart.

What few entries have in common says more than what half of them share, so each trait and each word counts by its
rarity: the inverse document frequency of BM25, over published TLP:CLEAR entries alone. Nothing hidden moves a score:
whoever asks brings the entries, their ties and the traits of the entry shown through the visibility door, and what
cannot be seen is left out before the best are chosen. Every entry comes with the reason for which it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from json import loads
from typing import Any

from django.db.models import Expression, F, Model, Q, QuerySet
from django.utils.translation import get_language

from . import kept, shown
from .access import ProtectedQuerySet, check_the_door
from .lists.record_filters import Link
from .relating import related_sql, split_key
from .search.telling import TellingWords

MOST = 5  # related entries on a page
MOST_NAMES = 3  # names or words of one reason
MOST_REASONS = 3
# Related is what shares so much as one trait of worth 1 that no more than N to the power of 0.4 of N entries have: 8
# of 200, 52 of 20,000. Whoever asks may set another share of the greatest rarity. Of words alone it takes two.
FLOOR = 0.6


@dataclass(frozen=True)
class Reason:
    """What two entries have in common: “Same themes”, and their names. Words of a text stand in quotation marks."""

    label: str
    names: tuple[str, ...]
    is_quoted: bool = False


@dataclass(frozen=True)
class Trait:
    """What the entry shown has of one kind and others may have too: ``values`` are the names by key, all of which this
    person may see. ``worth``: how much it says that an entry has the same.
    """

    name: str
    label: str
    values: Mapping[int, str]
    worth: float = 1.0
    plural: str = ""

    def reason(self, names: Sequence[str]) -> Reason:
        """That an entry has these of the values too."""
        return Reason(
            self.plural if self.plural and len(names) > 1 else self.label, tuple(names[:MOST_NAMES])
        )


@dataclass(frozen=True)
class Pool:
    """Entries of one kind among which related ones are sought: ``entries`` have come through the door, and without what
    the page names anyway.

    ``links``: by the name of a trait, the rows that tie entries to its values, as far as this person may know of them;
    or these pairs themselves.
    ``columns``: what the page needs of an entry. ``family``: what is one and the same for versions of an entry, of
    which one is shown. ``has_words``: whether the telling words are sought in it.
    """

    entries: QuerySet
    links: Mapping[str, Iterable[Link | QuerySet]]
    columns: Sequence[str]
    family: Expression | F = field(default_factory=lambda: F("pk"))
    has_words: bool = False

    @property
    def model(self) -> type[Model]:
        return self.entries.model

    def pairs(self, trait: Trait) -> Iterator[QuerySet]:
        """(value, entry) of every entry that has one of the trait's values."""
        for link in self.links.get(trait.name, ()):
            if isinstance(link, QuerySet):
                yield link
                continue
            having = link.rows.filter(Q(**{f"{link.target}__in": list(trait.values)})).order_by()
            pairs = having.values_list(link.target, link.entry)
            # A relation's own table holds each pair once.
            yield pairs if link.rows.model._meta.auto_created else pairs.distinct()

    def clear(self) -> QuerySet:
        """What everybody may see and is in force: what rarity is counted over."""
        every = self.model._default_manager.all()
        return every.clear_to_all() if isinstance(every, ProtectedQuerySet) else every


@dataclass(frozen=True)
class Related:
    """An entry in memory that knows the columns asked for, and why it is related; most telling reason first."""

    record: Any
    reasons: tuple[Reason, ...]


def related(
    pools: Sequence[Pool],
    traits: Iterable[Trait],
    words: TellingWords | None = None,
    *,
    floor: float = FLOOR,
    most: int = MOST,
) -> list[Related]:
    """The entries of ``pools`` most closely related to the one that has ``traits`` and ``words``, best first.

    Among equals those in the language of the interface come first, then by pool and id. At most one statement; none
    where there is nothing that others could share.
    """
    present = [trait for trait in traits if trait.values]
    if not present and (words is None or not words.words):
        return []
    for pool in pools:
        check_the_door(pool.entries)
    reader = (get_language() or "en").partition("-")[0]
    sql, params = related_sql(pools, present, words, reader, floor, most)
    found = kept.rows(sql, params)
    return [
        Related(
            _record(pools[split_key(key)[0]], loads(card)),
            tuple(_reasons(present, [split_key(tag) for tag in shared], common)),
        )
        for key, card, shared, common in found
    ]


def _record(pool: Pool, values: Sequence[Any]) -> Model:
    record = pool.model()
    for column, value in zip(pool.columns, values, strict=True):
        setattr(record, column, value)
    if "handling" in pool.columns:
        shown.note_records([record])
    return record


def _reasons(
    traits: Sequence[Trait], shared: Sequence[tuple[int, int]], words: Sequence[str]
) -> Iterator[Reason]:
    """``shared``: the number of a trait and a value, the most telling first."""
    names: dict[int, list[str]] = {}
    for number, value in shared:
        names.setdefault(number, []).append(traits[number].values[value])
    said = " ".join(chain(*names.values())).casefold()
    for number in list(names)[:MOST_REASONS]:
        yield traits[number].reason(names[number])
    # What a shared name says already is not said again.
    more = [word for word in words if word.casefold() not in said]
    if more and len(names) < MOST_REASONS:
        label = "Shares the words" if len(more) > 1 else "Shares the word"
        yield Reason(label, tuple(more[:MOST_NAMES]), is_quoted=True)


def named(records: Iterable[Any], text: Callable[[Any], str] = str) -> dict[int, str]:
    """The values of a trait from records that this person may see: their names by primary key."""
    return {record.pk: text(record) for record in records}
