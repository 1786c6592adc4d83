"""Matches marked in text: only our own tags are markup."""

import pytest
from django.utils.safestring import SafeString

from msn_kb.core.search import highlight, parse, snippet
from msn_kb.core.search.highlight import GAP, LONGEST, START, STOP

pytestmark = pytest.mark.django_db


def test_words_are_marked_in_each_language_in_the_order_given():
    texts = [
        ("fr", "La médiation avance"),
        ("en", "Mediations advance"),
        ("ar", "الوساطة"),
        ("sw", "no match"),
    ]

    assert highlight(texts, parse("mediation الوساطة")) == [
        "La <mark>médiation</mark> avance",
        "<mark>Mediations</mark> advance",
        "<mark>الوساطة</mark>",
        "no match",
    ]


def test_markup_in_a_text_is_escaped():
    [marked] = highlight([("en", "<b onclick='x'>mediation</b> & <i>")], parse("mediation"))

    assert isinstance(marked, SafeString)
    assert marked == "&lt;b onclick=&#x27;x&#x27;&gt;<mark>mediation</mark>&lt;/b&gt; &amp; &lt;i&gt;"


@pytest.mark.parametrize("mark", [snippet, highlight])
def test_query_of_markup_brings_none_in(mark):
    [marked] = mark([("en", "script alert mediation")], parse("<b>script</b> alert('1')"))

    assert marked == "<mark>script</mark> <mark>alert</mark> mediation"


@pytest.mark.parametrize("mark", [snippet, highlight])
def test_sentinels_in_a_text_make_no_marks(mark):
    text = f"{START}peace{STOP} {GAP}talks"

    assert mark([("en", text)], parse("talks")) == ["peace <mark>talks</mark>"]
    assert highlight([("en", text)], parse("")) == ["peace talks"]


def test_phrase_and_alternatives_are_marked_and_exclusions_are_not():
    assert highlight(
        [("en", "peace talks in Mali and Chad")], parse('"peace talks" Mali OR Niger -Chad')
    ) == ["<mark>peace</mark> <mark>talks</mark> in <mark>Mali</mark> and Chad"]


def test_hyphenated_words_are_marked_by_their_parts():
    assert highlight([("en", "a cease-fire holds")], parse("cease-fire")) == [
        "a <mark>cease</mark>-<mark>fire</mark> holds"
    ]


def test_empty_query_marks_nothing_and_escapes_all():
    assert highlight([("en", "a < b"), ("fr", "")], parse("")) == ["a &lt; b", ""]
    assert snippet([("en", "a < b"), ("fr", "")], parse("")) == ["", ""]


def test_no_texts_make_no_snippets():
    assert snippet([], parse("mediation")) == []


def test_snippet_of_a_long_text_is_the_passage_with_the_word():
    text = "Preface sentence. " * 100 + "Here mediation begins slowly. " + "Closing sentence. " * 100

    [passage] = snippet([("en", text)], parse("mediation"))

    assert passage.count("<mark>mediation</mark>") == 1
    assert len(passage.split()) < 40


def test_snippet_within_a_text_begins_and_ends_with_an_ellipsis():
    text = "Preface sentence. " * 100 + "Here mediation begins slowly. " + "Closing sentence. " * 100

    [passage] = snippet([("en", text)], parse("mediation"))

    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert snippet([("en", "mediation begins")], parse("mediation")) == ["<mark>mediation</mark> begins"]


def test_snippet_of_a_text_without_the_word_is_empty():
    assert snippet([("en", "Trust grows slowly. " * 50)], parse("mediation")) == [""]


def test_huge_text_is_cut_before_it_is_searched():
    [marked] = highlight([("en", "a " * LONGEST + "mediation")], parse("mediation"))

    assert len(marked) == LONGEST
    assert "<mark>" not in marked


def test_percent_signs_and_quotes_are_text():
    assert highlight([("en", "100% of 'talks' %s")], parse("talks %s")) == [
        "100% of &#x27;<mark>talks</mark>&#x27; %s"
    ]
