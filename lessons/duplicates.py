"""Suspected duplicates among lessons and cases: what is nearly the same in title or text, and why it is suspected.

Only entries that the person may see are looked at, so that nothing hidden is ever named or counted. Translations of one
another are no duplicates, nor is what a curator found to be two (``NotDuplicates``); superseded entries are left out.
``lessons.duplicate_report`` looks through a whole collection.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Model, Q, QuerySet

from msn_kb.core import likeness
from msn_kb.core.access import open_door
from msn_kb.core.likeness_index import LikenessIndex, Noted
from msn_kb.core.search.indexed import Among, TsQuery, by_index
from msn_kb.core.search.languages import HOUSE_LANGUAGE
from msn_kb.core.search.rare_words import RareWords, rare_words
from msn_kb.core.shown import note_records, unnoted

from .models import Case, Lesson, NotDuplicates

# The fields whose words are compared, besides the title.
TEXTS: dict[type[Model], tuple[str, ...]] = {
    Lesson: ("context", "insight", "recommendation", "applicability"),
    Case: ("situation", "approach", "result", "what_worked", "limits"),
}
SHOWN = ("slug", "title", "status", "handling", "language")
MOST_CANDIDATES = 40  # looked at closely, of those with like titles and of those with like texts
MOST_SUSPECTS = 10
READ_AT_ONCE = 1000


@dataclass(frozen=True)
class Suspect:
    """An entry that may be the same as another one. ``score`` is from 0 to 1, ``why`` a sentence or two for a person;
    ``passages`` stand in both, ``here`` in the entry asked about and ``there`` in ``record``.
    """

    record: Any
    score: float
    why: str
    passages: tuple[likeness.Passage, ...]


def suspects(
    title: str,
    texts: Iterable[str],
    user: Any,
    *,
    exclude: Any = None,
    language: str = "",
    model: type[Model] = Lesson,
) -> list[Suspect]:
    """Entries of ``model`` that ``user`` may see and that may be the same as what is written here, likeliest first.

    ``exclude`` is the stored entry that the texts are those of, if there is one: it, its translations and what was
    found to be another entry are not suspected. ``language`` is that of the texts, by default that of ``exclude``.
    """
    if exclude is not None:
        model = type(exclude)
        language = language or exclude.language
    texts = [text for text in texts if text.strip()]
    pool = _others(model, user, exclude)
    rare = rare_words(model, language or HOUSE_LANGUAGE, title, texts)
    asked = likeness.Written(title, texts)
    found: dict[int, Suspect] = {}
    with unnoted():  # what is looked at and not named was shown to nobody
        for candidate in _candidates(pool, title, rare):
            if candidate.pk not in found and (suspect := judged(asked, texts, candidate)):
                found[candidate.pk] = suspect
    suspected = sorted(found.values(), key=lambda one: (-one.score, one.record.pk))[:MOST_SUSPECTS]
    note_records(one.record for one in suspected)
    return suspected


def suspects_of(entry: Any, user: Any) -> list[Suspect]:
    """The same for a stored lesson or case."""
    return suspects(entry.title, texts_of(entry), user, exclude=entry)


def suspects_of_many(
    entries: Sequence[Any], user: Any, *, among: QuerySet | None = None
) -> list[list[Suspect]]:
    """For each of ``entries``, lessons or cases stored or not, what it may be the same as: likeliest first.

    They are compared with what ``user`` may see (or with ``among``, which has come through the door), and with each
    other: a ``record`` may be one of ``entries`` that comes before. Reads the collection once, however many there are.
    """
    found: list[list[Suspect]] = [[] for _ in entries]
    if not entries:
        return found
    index = LikenessIndex()
    for place, entry in enumerate(entries):
        noted = Noted(entry.title, texts_of(entry))
        for near in index.near(noted):
            _compare(entry, entries[near], found[place])
        index.add(place, noted)
    own = {entry.pk for entry in entries if entry.pk}
    pool = readable(type(entries[0]), user) if among is None else among
    with unnoted():
        for stored in pool.order_by().iterator(chunk_size=READ_AT_ONCE):
            if stored.pk not in own:
                for near in index.near(Noted(stored.title, texts_of(stored))):
                    _compare(entries[near], stored, found[near])
    for each in found:
        each.sort(key=lambda one: (-one.score, one.record.pk or 0))
        del each[MOST_SUSPECTS:]
    suspected = _without_known(entries, found)
    note_records(one.record for each in suspected for one in each if one.record.pk)
    return suspected


def texts_of(entry: Any) -> list[str]:
    """The texts of an entry that are compared."""
    return [getattr(entry, name) for name in TEXTS[type(entry)]]


def judged(asked: likeness.Written, texts: Iterable[str], candidate: Any) -> Suspect | None:
    """``candidate`` as a suspect, if it is one."""
    own = texts_of(candidate)
    alike = likeness.likeness(asked, likeness.Written(candidate.title, own))
    if alike is None:
        return None
    return Suspect(candidate, alike.score, alike.why, tuple(likeness.passages(texts, own)))


def _compare(entry: Any, other: Any, suspected: list[Suspect]) -> None:
    texts = texts_of(entry)
    if suspect := judged(likeness.Written(entry.title, texts), texts, other):
        suspected.append(suspect)


def _without_known(entries: Sequence[Any], found: list[list[Suspect]]) -> list[list[Suspect]]:
    pairs = [
        (entry, one.record) for entry, suspected in zip(entries, found, strict=True) for one in suspected
    ]
    kept = {(id(one), id(other)) for one, other in without_known_pairs(pairs)}
    return [
        [one for one in suspected if (id(entry), id(one.record)) in kept]
        for entry, suspected in zip(entries, found, strict=True)
    ]


def without_known_pairs(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Those of ``pairs`` of one kind that may be duplicates: no translations of one another, not found to be two."""
    kept = [(one, other) for one, other in pairs if _family(one) != _family(other)]
    if not kept:
        return []
    numbers = {entry.pk for pair in kept for entry in pair if entry.pk}
    told = NotDuplicates.objects.filter(kind=type(kept[0][0])._meta.label_lower, first__in=numbers)
    with open_door():  # it leaves out, and shows nothing
        two = set(told.values_list("first", "second"))
    return [pair for pair in kept if _numbers(*pair) not in two]


def declare_two(one: Any, other: Any, by: Any, reason: str) -> NotDuplicates:
    """Keep that two stored entries of one kind were found to be two, and why."""
    first, second = _numbers(one, other)
    told, _ = NotDuplicates.objects.update_or_create(
        kind=type(one)._meta.label_lower,
        first=first,
        second=second,
        defaults={"by": by, "reason": reason.strip()[:600]},
    )
    return told


def readable(model: type[Model], user: Any) -> QuerySet:
    """The entries of ``model`` among which duplicates are sought for ``user``, with no more than is compared."""
    entries: Any = model._default_manager
    return compared(entries.visible_to(user))


def compared(entries: Any) -> QuerySet:
    """Those of ``entries`` among which duplicates are sought, with no more than is compared."""
    also = ["translation_of"] if entries.model is Lesson else []
    found: QuerySet = entries.listed().only(*SHOWN, *TEXTS[entries.model], *also)
    return found


def _others(model: type[Model], user: Any, exclude: Any) -> QuerySet:
    pool = readable(model, user)
    if exclude is None or exclude.pk is None:
        return pool
    pool = pool.exclude(pk=exclude.pk)
    if model is Lesson:
        family = exclude.translation_of_id or exclude.pk
        pool = pool.exclude(Q(pk=family) | Q(translation_of=family))
    told = NotDuplicates.objects.filter(kind=model._meta.label_lower)
    pool = pool.exclude(pk__in=told.filter(first=exclude.pk).values("second"))
    return pool.exclude(pk__in=told.filter(second=exclude.pk).values("first"))


def _candidates(pool: QuerySet, title: str, rare: RareWords) -> Iterable[Any]:
    """Entries that share rare words of the title with it, and those that share neighbouring rare words of the texts."""
    equal = pool.filter(sort_title=likeness.fold(title)[:400]).order_by("pk")[:MOST_CANDIDATES]
    yield from equal
    for pairs, words, in_title in (
        (rare.title_pairs, rare.title, True),
        (rare.text_pairs, rare.texts, False),
    ):
        if pairs:
            near = pool.filter(Among(*by_index(pool.model, pairs, in_title)))
            rank = SearchRank(F("search_vector"), TsQuery(words))
            yield from near.annotate(rank=rank).order_by("-rank", "pk")[:MOST_CANDIDATES]


def _family(entry: Any) -> Any:
    """What an entry has in common with its translations; an entry that is not stored has it with none."""
    return getattr(entry, "translation_of_id", None) or entry.pk or ("new", id(entry))


def _numbers(one: Any, other: Any) -> tuple[int, int]:
    first, second = sorted((one.pk or 0, other.pk or 0))
    return first, second
