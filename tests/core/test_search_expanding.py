"""Other ways of saying and writing what was asked."""

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, search, statistics
from msn_kb.core.search.expanding import SYNONYM, VARIANT, expanded
from msn_kb.core.search.models import SearchSynonyms
from tests.factories import LessonFactory

pytestmark = pytest.mark.django_db


def find(text: str) -> list[str]:
    """Titles of the entries that hold all words, best first."""
    rows = search(Lesson.objects.all(), parse(text)).filter(is_partial=False)
    return [row.title for row in rows.order_by("-score", "pk")]


def alternatives(text: str) -> list[list[tuple[str, float]]]:
    return [
        [(term.text, term.share) for term in group if term.share < 1]
        for group in expanded(parse(text)).groups
    ]


@pytest.fixture
def cso() -> None:
    SearchSynonyms.objects.create(
        name="civil society organization", words=["CSO", "civil society organization", "OSC"]
    )


@pytest.mark.usefixtures("cso")
class TestSynonyms:
    @pytest.mark.parametrize(
        "text", ["CSO", "csos", "civil society organizations", "Civil-society organisation", "osc"]
    )
    def test_reader_types_any_name_finds_every_other(self, text):
        LessonFactory(title="The role of CSOs")
        LessonFactory(title="The role of civil society organizations")
        LessonFactory(title="Society and organization in civil law")
        statistics.refresh()

        assert "The role of CSOs" in find(text)
        assert "The role of civil society organizations" in find(text)

    def test_reader_types_an_acronym_does_not_find_scattered_words(self):
        LessonFactory(title="Society and organization in civil law")

        assert find("CSO") == []

    def test_what_was_typed_comes_before_its_synonyms(self):
        LessonFactory(title="The role of civil society organizations", insight="Nothing.")
        LessonFactory(title="The role of all CSOs there may be", insight="Nothing.")
        statistics.refresh()

        assert find("CSO") == [
            "The role of all CSOs there may be",
            "The role of civil society organizations",
        ]

    def test_reader_in_quotation_marks_finds_nothing_but_the_word(self):
        LessonFactory(title="The role of CSOs")
        LessonFactory(title="The role of OSCs")

        assert find('"CSOs"') == ["The role of CSOs"]

    def test_synonym_of_a_phrase_meets_each_of_its_words(self):
        assert alternatives("women civil society organization") == [
            [],
            *[[("CSO", SYNONYM), ("CSOs", SYNONYM), ("OSC", SYNONYM), ("OSCs", SYNONYM)]] * 3,
        ]

    def test_reader_leaves_out_a_word_but_not_its_synonyms(self):
        LessonFactory(title="Peace and CSOs")
        LessonFactory(title="Peace and OSCs")

        assert find("peace -OSC") == ["Peace and CSOs"]

    def test_synonyms_take_one_statement(self, django_assert_num_queries):
        query = parse("women civil society organization")

        with django_assert_num_queries(1):
            assert expanded(query) is expanded(query)


def test_synonym_of_a_phrase_does_not_make_its_stop_words_required():
    SearchSynonyms.objects.create(name="terms of reference", words=["terms of reference", "ToR"])
    LessonFactory(title="Terms of reference")
    LessonFactory(title="The ToR")

    assert set(find("terms of reference")) == {"Terms of reference", "The ToR"}


def test_phrase_that_holds_the_word_is_no_alternative():
    SearchSynonyms.objects.create(name="mediation", words=["mediation", "peace mediation", "médiation"])

    assert alternatives("mediation") == [[]]


@pytest.mark.parametrize("text", ["ceasefire", "cease-fire", "cease fire", "cease‑fire", "Ceasefires"])
def test_reader_finds_a_word_with_and_without_hyphen_or_blank(text):
    for title in ("A ceasefire", "A cease-fire", "A cease fire"):
        LessonFactory(title=title, insight="Text.")
    statistics.refresh()

    assert set(find(text)) == {"A ceasefire", "A cease-fire", "A cease fire"}


@pytest.mark.parametrize(
    ("text", "title"),
    [("organization", "An organisation"), ("organise", "To organize"), ("behavior", "Behaviour")],
)
def test_reader_finds_british_and_american_spelling_by_the_other(text, title):
    LessonFactory(title=title, insight="Text.")
    statistics.refresh()

    assert find(text) == [title]


def test_other_spellings_count_nearly_as_much():
    LessonFactory(title="To organise", insight="Text.")
    statistics.refresh()

    assert alternatives("organize") == [[("organise", VARIANT)]]


def test_long_texts_are_asked_for_as_they_are(django_assert_num_queries):
    query = parse("word " * 41)

    with django_assert_num_queries(0):
        assert expanded(query).groups == query.groups
