"""What was typed, compared with names: one typing error, how a name fits, what is marked."""

from __future__ import annotations

from itertools import product

import pytest

from msn_kb.core.search.spelling import distance
from msn_kb.suggesting.marking import marked
from msn_kb.suggesting.words import Fit, Typed, fit, is_one_slip, spelled

SHORT = ["".join(letters) for length in range(2, 6) for letters in product("abc", repeat=length)]


def test_one_slip_is_a_distance_of_one_from_a_beginning_of_the_word():
    for typed in SHORT[::7]:
        for word in SHORT[::3]:
            lengths = range(len(typed) - 1, len(typed) + 2)
            near = any(distance(typed, word[:length]) == 1 for length in lengths)
            assert is_one_slip(typed, word) == (near and not word.startswith(typed)), (typed, word)


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Trust", "trust", Fit.EXACT),
        ("Trust takes time", "trust takes time", Fit.EXACT),
        ("Trust takes time", "trust ta", Fit.BEGINS),
        ("Trust takes time", "tr", Fit.BEGINS),
        ("Trust takes time", "takes t", Fit.WITHIN),
        ("Trust takes time", "ti", Fit.WITHIN),
        ("Trust takes time", "trust ti", Fit.SCATTERED),
        ("Trust takes time", "time trust", Fit.SCATTERED),
        ("Trust takes time", "tru takes", Fit.SCATTERED),
    ],
)
def test_a_name_fits_by_where_its_words_stand(name, typed, expected):
    assert fit(spelled(name), Typed.of(typed).words) == expected


@pytest.mark.parametrize(
    ("text", "typed", "slips", "expected"),
    [
        ("Trust & time", "tr ti", (), "<mark>Tr</mark>ust &amp; <mark>ti</mark>me"),
        ("Médiation", "medi", (), "<mark>Médi</mark>ation"),
        ("Me\u0301diation", "me", (), "<mark>Me\u0301</mark>diation"),
        ("ﬁre", "f", (), "<mark>ﬁ</mark>re"),
        ("<mark>", "ma", (), "&lt;<mark>ma</mark>rk&gt;"),
        ("Herons, heron", "heorns", ("herons",), "<mark>Herons</mark>, heron"),
        ("", "a", (), ""),
        ("Trust", "x", (), "Trust"),
    ],
)
def test_what_was_typed_is_marked_in_escaped_text(text, typed, slips, expected):
    assert marked(text, Typed.of(typed).words, slips) == expected


def test_what_was_typed_is_cut_to_eight_words_of_sixty_letters():
    typed = Typed.of("a" * 100 + " b" * 20)
    assert [len(word) for word in typed.words] == [60, *[1] * 7]


@pytest.mark.parametrize(("text", "letters"), [("a b", 2), ("中", 2), ("中文", 4), ("…!", 0), ("é", 1)])
def test_letters_and_chinese_characters_are_counted(text, letters):
    assert Typed.of(text).letters == letters
