"""What people type, taken apart; no text is an error."""

import pytest

from msn_kb.core.search import parse
from msn_kb.core.search.query import LONGEST, MOST_TERMS, Term


def groups(text: str) -> list[list[str]]:
    return [[term.text for term in group] for group in parse(text).groups]


def without(text: str) -> list[str]:
    return [term.text for term in parse(text).without]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ecowas mali", [["ecowas"], ["mali"]]),
        ("  ecowas\t mali\n", [["ecowas"], ["mali"]]),
        ('"peace talks" mali', [["peace talks"], ["mali"]]),
        ("ecowas OR au mali", [["ecowas", "au"], ["mali"]]),
        ('ecowas OR "african union" OR igad', [["ecowas", "african union", "igad"]]),
        ("ecowas or au", [["ecowas"], ["or"], ["au"]]),
        ('mali"peace talks"', [["mali"], ["peace talks"]]),
        ("cease-fire", [["cease-fire"]]),
    ],
)
def test_reader_types_words_phrases_and_or_gets_groups(text, expected):
    assert groups(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-mali", ["mali"]),
        ("--mali", ["-mali"]),
        ('-"peace talks"', ["peace talks"]),
        ("ecowas -mali -niger", ["mali", "niger"]),
        ("ecowas - mali", []),
        ("cease-fire", []),
    ],
)
def test_reader_types_minus_leaves_words_out(text, expected):
    assert without(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OR mali", [["mali"]]),
        ("mali OR", [["mali"]]),
        ("mali OR OR niger", [["mali", "niger"]]),
        ("mali OR -niger chad", [["mali"], ["chad"]]),
        ('mali "', [["mali"]]),
        ('"peace talks', [["peace talks"]]),
        ('"" mali', [["mali"]]),
        ("( mali & | ! :* )", [["mali"]]),
        ("mali - - -", [["mali"]]),
    ],
)
def test_reader_leaves_operators_open_gets_the_words_alone(text, expected):
    assert groups(text) == expected


def test_quotation_marks_make_a_phrase_and_nothing_else_does():
    query = parse('"peace talks" mali')

    assert query.groups == ((Term("peace talks", is_phrase=True),), (Term("mali"),))


@pytest.mark.parametrize("text", ["", "   ", "\u200f\u200e"])
def test_reader_types_nothing_gets_an_empty_query_without_notice(text):
    query = parse(text)

    assert (query.text, query.is_empty, query.notices) == ("", True, ())


@pytest.mark.parametrize("text", ["---", "OR", '"', "🕊 🕊", "?!…", "( & | )"])
def test_reader_types_no_word_is_told(text):
    query = parse(text)

    assert query.is_empty
    assert query.notices == (f"“{text}” holds no word to search for.",)


def test_reader_types_only_exclusions_leaves_entries_out():
    query = parse("-mali")

    assert not query.is_empty
    assert (query.groups, query.notices) == ((), ())
    assert [term.text for term in query.without] == ["mali"]


def test_very_long_query_is_kept_only_as_far_as_it_is_searched():
    assert len(parse("word " * 1000).text) == 4000


def test_decomposed_accents_are_composed():
    assert parse("mediacio\u0301n") == parse("mediaci\u00f3n")


@pytest.mark.parametrize("mark", ["\u200f", "\u200b", "\u00ad", "\ufeff", "\u2068"])
def test_invisible_marks_in_copied_words_are_dropped(mark):
    assert groups(f"medi{mark}ation{mark}") == [["mediation"]]


def test_very_long_text_is_cut_and_the_reader_told():
    query = parse("a" * (LONGEST + 1))

    assert [len(term.text) for term in query.terms] == [4000]
    assert query.notices == ("The query is very long; only its first 4,000 characters were searched.",)


def test_text_of_the_greatest_length_is_searched_whole():
    assert parse("a" * LONGEST).notices == ()


def test_very_many_words_are_cut_and_the_reader_told():
    query = parse("a " * 600)

    assert len(query.groups) == MOST_TERMS == 500
    assert query.notices == ("The query has very many words; only the first 500 were searched.",)


def test_as_many_words_as_allowed_are_searched_without_notice():
    assert parse("a " * MOST_TERMS).notices == ()


def test_notice_repeats_no_more_than_a_part_of_the_text():
    [notice] = parse("!" * 500).notices

    assert notice == f"“{'!' * 80}” holds no word to search for."
