"""Titles of lessons and cases that fit what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, TextField, Value

from lessons.models import Case, Lesson
from msn_kb.core.access import Viewer, check_the_door
from msn_kb.core.beginnings import after, that_begin, that_hold
from msn_kb.core.search.models import SearchSpelling

from .names import Found
from .words import SHORTEST_SLIP, WORD, Fit, Typed, fit, holds_all, is_one_slip, spelled

FEWEST_LETTERS = 3
# How many titles the best are chosen from. Where more match, any of them fits.
MOST_BEGINNING, MOST_HOLDING = 30, 30
# To put a statement together takes longer than to answer it: each is kept for those who see the same, with ``TEXT`` in
# the place of what they type.
TEXT = "\ue000typed"
STATEMENTS: dict[Any, tuple[str, tuple[Any, ...]]] = {}
MOST_STATEMENTS = 500
MOST_MEANT = 8  # words of the collection that a mistyped one may stand for

KINDS: tuple[Any, ...] = (Lesson, Case)
COLUMNS = ("titled_noun", "slug", "title", "language", "pk", "handling")
Choice = Callable[[QuerySet, str], QuerySet]
_Row = tuple[str, str, str, str, int, str]


def find_titles(typed: Typed, user: Any, most: int) -> list[Found]:
    """Lessons and cases that ``user`` may see whose titles fit; ``most`` or more of each kind, if there are as many."""
    if typed.letters < FEWEST_LETTERS:
        return []
    found = _asked(user, KINDS, _begin, typed.text)
    # What begins so comes first; where there is enough of it, a frequent word is not looked for everywhere.
    number = Counter(noun for noun, *_ in found)
    kinds = tuple(kind for kind in KINDS if number[kind.url_noun()] < most)
    hold = _hold if len(typed.words) == 1 else _hold_several
    found += _asked(user, kinds, hold, " & ".join(_beginnings(typed.words)))
    fitting = {}
    for row in found:
        noun, slug, title, *_ = row
        words = spelled(title)
        if holds_all(words, typed.words):
            fitting[slug, noun] = _found(row, fit(words, typed.words))
    return list(fitting.values())


def find_slips(typed: Typed, user: Any, known: Collection[str]) -> list[Found]:
    """The same with one typing error in one of the words; ``known`` are words that it may stand for, beside those that
    the search knows.
    """
    ways = []
    meant = _meant(typed.words, known)
    for place, words in meant.items():
        beginnings = _beginnings(typed.words)
        beginnings[place] = f"({' | '.join(map(_whole, words))})"
        ways.append(f"({' & '.join(beginnings)})")
    if not ways:
        return []

    hold = _hold if len(typed.words) == 1 else _hold_several
    slips = frozenset(word for words in meant.values() for word in words)
    return [_found(row, Fit.SLIP, slips) for row in _asked(user, KINDS, hold, " | ".join(ways))]


def _found(row: _Row, how: Fit, slips: frozenset[str] = frozenset()) -> Found:
    noun, slug, title, language, number, handling = row
    words = spelled(title)
    order = how, False, len(words), len(title), " ".join(words)
    return Found(noun, slug, title, order, language=language, slips=slips, number=number, handling=handling)


def _begin(rows: QuerySet, text: str) -> QuerySet:
    return that_begin(rows, "sort_title", text)[:MOST_BEGINNING]


def _hold(rows: QuerySet, beginnings: str) -> QuerySet:
    return that_hold(rows, "sort_title", beginnings, several=False)[:MOST_HOLDING]


def _hold_several(rows: QuerySet, beginnings: str) -> QuerySet:
    return that_hold(rows, "sort_title", beginnings, several=True)[:MOST_HOLDING]


def _asked(user: Any, kinds: tuple[Any, ...], choose: Choice, text: str) -> list[_Row]:
    """What is chosen by ``text`` among the records of each kind, in one statement: noun, slug, title, language, primary
    key and handling of each.
    """
    if not kinds:
        return []
    key = Viewer.of(user), kinds, choose
    statement = STATEMENTS.get(key)
    if statement is None:
        if len(STATEMENTS) >= MOST_STATEMENTS:
            STATEMENTS.clear()
        statement = STATEMENTS[key] = _statement(user, kinds, choose)
    sql, params = statement
    values = {TEXT: text, after(TEXT): after(text)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(param, param) for param in params])
        return cursor.fetchall()


def _statement(user: Any, kinds: tuple[Any, ...], choose: Choice) -> tuple[str, tuple[Any, ...]]:
    """The statement for all who see the same as ``user``, and its parameters, ``TEXT`` among them."""
    chosen = []
    for model in kinds:
        rows = model.objects.visible_to(user).listed()
        rows = rows.annotate(titled_noun=Value(model.url_noun(), output_field=TextField()))
        chosen.append(choose(rows, TEXT).values_list(*COLUMNS))
        check_the_door(chosen[-1])
    return chosen[0].union(*chosen[1:], all=True).query.sql_with_params()


def _beginnings(words: Sequence[str]) -> list[str]:
    """A term of a ``tsquery`` for each word, of which the last may be unfinished; words are letters and digits only."""
    return [*map(_whole, words[:-1]), f"{_whole(words[-1])}:*"]


def _whole(word: str) -> str:
    return f"'{word}'"


def _meant(typed: Sequence[str], known: Collection[str]) -> dict[int, list[str]]:
    """By its place, the words of the collection that each mistyped word may stand for, the frequent ones first."""
    places = [place for place, word in enumerate(typed) if len(word) >= SHORTEST_SLIP and word.isalpha()]
    held: dict[str, int] = dict.fromkeys(known, 0)
    held |= {
        word: number
        for word, number in _spellings([typed[place] for place in places])
        if WORD.fullmatch(word)
    }
    meant = {}
    for place in places:
        near = [word for word in held if is_one_slip(typed[place], word)]
        if near:
            meant[place] = sorted(near, key=lambda word: (-held[word], word))[:MOST_MEANT]
    return meant


def _spellings(words: Sequence[str]) -> Iterable[tuple[str, int]]:
    """Words of entries that everybody may see, with how many hold them: those that one of ``words`` may stand for."""
    alike = [SearchSpelling.objects.filter(_half_alike(word)) for word in words]
    return alike[0].union(*alike[1:]).values_list("folded", "documents") if alike else []


def _half_alike(word: str) -> Q:
    """One error leaves one half of a word as it was, but where two letters in the middle are swapped."""
    middle = len(word) // 2
    first, second = word[:middle], word[middle:]
    alike = Q(folded__startswith=first) | Q(folded__startswith=first[:-1] + second[0] + first[-1])
    # The index knows nothing of two letters inside a word.
    return alike | Q(folded__contains=second) if len(second) > 2 else alike
