"""A query in the words of each configuration."""

import pytest

from msn_kb.core.search import parse
from msn_kb.core.search.asking import CONFIGURATIONS, ask, by_language

pytestmark = pytest.mark.django_db


def asked(text: str, config: str = "msn_english"):
    return ask(parse(text))[config]


def test_words_are_stemmed_by_each_configuration():
    found = ask(parse("negotiations"))

    assert {config: one.all_words() for config, one in found.items()} == {
        "msn_english": "(('negoti'))",
        "msn_french": "(('negoti'))",
        "msn_spanish": "(('negotiations'))",
        "msn_arabic": "(('negotiations'))",
        "msn_simple": "(('negotiations'))",
    }


def test_stop_words_are_left_out():
    one = asked("the ripeness of the")

    assert one.all_words() == "(('ripe'))"
    assert one.words == {"ripe": 1}


def test_query_of_stop_words_alone_asks_for_nothing():
    one = asked("the of")

    assert (one.all_words(), one.any_term(), one.any_word(one.terms)) == ("", "", "")


def test_phrase_alternatives_and_exclusions_keep_their_meaning():
    one = asked('"peace talks" mali OR niger -chad')

    assert one.all_words() == "(('peac' <-> 'talk')) & (('mali') | ('niger')) & (!('chad'))"
    assert one.any_word(one.terms) == "(('peac' <-> 'talk') | ('mali') | ('niger')) & (!('chad'))"
    assert one.any_term() == "('peac' <-> 'talk') | ('mali') | ('niger')"


def test_word_that_is_asked_for_twice_counts_twice():
    assert asked("talks on talks about peace").words == {"talk": 2, "peac": 1}


def test_query_is_and_its_synonyms_are_asked_of_the_database_once(django_assert_num_queries):
    query = parse("peace talks")

    with django_assert_num_queries(2):
        assert ask(query) is ask(query)


def test_words_that_all_languages_share_need_no_mark():
    assert by_language(dict.fromkeys(CONFIGURATIONS, "'mali'")) == "'mali'"


def test_each_language_is_asked_for_its_own_words():
    texts = {
        "msn_english": "'ripe'",
        "msn_french": "'ripe'",
        "msn_spanish": "'ripeness'",
        "msn_arabic": "",
        "msn_simple": "'ripeness'",
    }

    assert by_language(texts) == (
        "(('#en' | '#fr') & ('ripe')) | (('#es') & ('ripeness'))"
        " | (('ripeness') & !'#en' & !'#fr' & !'#es' & !'#ar')"
    )
