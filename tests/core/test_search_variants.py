"""British and American spellings, words taken apart, and what words are compared by."""

import pytest

from msn_kb.core.search.variants import key, parted, spellings


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("organising", "organizing"),
        ("analyse", "analyze"),
        ("behaviour", "behavior"),
        ("neighbouring", "neighboring"),
        ("defence", "defense"),
        ("centre", "center"),
        ("programme", "program"),
        ("dialogue", "dialog"),
        ("travelled", "traveled"),
        ("counselling", "counseling"),
        ("acknowledgement", "acknowledgment"),
    ],
)
def test_british_and_american_spellings_lead_to_each_other(british, american):
    assert american in spellings(british)
    assert british in spellings(american)
    assert key(british) == key(american)


@pytest.mark.parametrize("word", ["peace", "mali", "four", "hour", "fence"])
def test_other_words_have_no_other_spelling(word):
    assert spellings(word) == set()


def test_word_is_taken_apart_where_both_parts_are_words_long_enough():
    assert list(parted("ceasefire")) == [
        ("cea", "sefire"),
        ("ceas", "efire"),
        ("cease", "fire"),
        ("ceasef", "ire"),
    ]
    assert list(parted("peace")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Civil-society organisations", "civil society organization"),
        ("NGOs", "ngo"),
        ("Médiateurs", "mediateur"),
        ("l’Union africaine", "union africaine"),
        ("process", "process"),
        ("CSO.", "cso"),
        ("…", ""),
    ],
)
def test_words_are_compared_without_case_accents_hyphens_and_number(text, expected):
    assert key(text) == expected
