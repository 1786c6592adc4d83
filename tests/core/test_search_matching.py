"""Which entries answer a query, and in which order."""

import unicodedata

import pytest

from lessons.models import Lesson
from msn_kb.core.access import Handling
from msn_kb.core.search import holds_only_stop_words, parse, search
from tests.factories import LessonFactory, OrganizationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def find(text: str, pool=None) -> list[tuple[str, bool]]:
    """Titles and whether they are partial matches, in the order of relevance."""
    rows = search(Lesson.objects.all() if pool is None else pool, parse(text))
    return [(row.title, row.is_partial) for row in rows.order_by("is_partial", "-score", "pk")]


def titles(text: str) -> set[str]:
    """Titles of the entries that hold all words."""
    return {title for title, is_partial in find(text) if not is_partial}


def plant(number: int, title: str, **fields) -> None:
    slug = title.lower().replace(" ", "-")
    Lesson.objects.bulk_create(
        Lesson(title=f"{title} {n}", slug=f"{slug}-{n}", kind="observation", insight="Text.", status="published",
               handling=fields.get("handling", Handling.CLEAR))
        for n in range(number)
    )  # fmt: skip


@pytest.mark.parametrize("query", ["mediacion", "mediación", "MEDIACIÓN", "mediacio\u0301n"])
def test_reader_types_spanish_with_or_without_accents_finds_the_same(query):
    LessonFactory(title="La mediación local", language="es")
    LessonFactory(title="La mediacion del sur", language="es")
    LessonFactory(title=unicodedata.normalize("NFD", "Mediación aparte"), language="es")

    assert {unicodedata.normalize("NFC", title) for title in titles(query)} == {
        "La mediación local",
        "La mediacion del sur",
        "Mediación aparte",
    }


@pytest.mark.parametrize("query", ["médiation", "mediation", "Médiations"])
def test_reader_types_french_with_or_without_accents_finds_french_entries(query):
    LessonFactory(title="Une médiation discrète", language="fr")

    assert titles(query) == {"Une médiation discrète"}


@pytest.mark.parametrize("query", ["الوساطة", "بالوساطة", "الوِساطة", "نزاع"])
def test_reader_types_arabic_finds_arabic_entries(query):
    LessonFactory(title="الوساطة في النزاعات", language="ar")

    assert titles(query) == {"الوساطة في النزاعات"}


def test_entry_is_matched_by_its_own_language_only():
    LessonFactory(title="Envoys negotiated", language="en")
    LessonFactory(title="Wajumbe negotiated", language="sw")

    assert titles("negotiating") == {"Envoys negotiated"}
    assert titles("negotiated") == {"Envoys negotiated", "Wajumbe negotiated"}


def test_stop_word_of_one_language_is_a_word_in_another():
    LessonFactory(title="The talks", language="en")
    LessonFactory(title="Mazungumzo the", language="sw")

    assert titles("the") == {"Mazungumzo the"}


def test_title_outranks_insight_outranks_context_outranks_tags():
    LessonFactory(title="By tag", insight="x", themes=[ThemeFactory(name="Ripeness")])
    LessonFactory(title="By context", insight="x", context="Ripeness")
    LessonFactory(title="By insight", insight="Ripeness")
    LessonFactory(title="Ripeness", insight="x")

    assert [title for title, _ in find("ripeness")] == ["Ripeness", "By insight", "By context", "By tag"]


def test_acronym_and_synonym_of_a_tag_are_found():
    LessonFactory(title="One", organizations=[OrganizationFactory(acronym="ECOWAS")])
    LessonFactory(title="Two", themes=[ThemeFactory(synonyms=["Gender balance"])])

    assert titles("ecowas") == {"One"}
    assert titles("gender balance") == {"Two"}


def test_phrase_is_found_in_its_order_only():
    LessonFactory(title="Peace talks begin")
    LessonFactory(title="Talks about peace")

    assert titles('"peace talks"') == {"Peace talks begin"}
    assert titles("peace talks") == {"Peace talks begin", "Talks about peace"}


def test_or_widens_and_minus_narrows():
    LessonFactory(title="Alpha")
    LessonFactory(title="Beta")
    LessonFactory(title="Alpha with gamma")

    assert titles("alpha OR beta") == {"Alpha", "Beta", "Alpha with gamma"}
    assert titles("alpha -gamma") == {"Alpha"}
    assert titles('alpha -"with gamma"') == {"Alpha", "Alpha with gamma"} - {"Alpha with gamma"}


@pytest.mark.parametrize("query", ["cease-fire", "cease fire", "Cease\u2010Fires"])
def test_hyphen_makes_no_difference(query):
    LessonFactory(title="Cease-fire committees")
    LessonFactory(title="A cease fire in writing")

    assert titles(query) == {"Cease-fire committees", "A cease fire in writing"}


def test_phrase_with_a_hyphen_is_found_with_and_without_it():
    LessonFactory(title="Cease-fire talks")
    LessonFactory(title="Cease fire talks now")
    LessonFactory(title="Talks on a cease-fire")

    assert titles('"cease-fire talks"') == {"Cease-fire talks", "Cease fire talks now"}


def test_stop_words_beside_words_do_not_count():
    LessonFactory(title="Ripeness")

    assert titles("the ripeness of the") == {"Ripeness"}
    assert titles("ripeness -the") == {"Ripeness"}


@pytest.mark.parametrize("text", ["", "!!!", "OR", "-ripeness", "the of and"])
def test_query_without_a_word_to_find_finds_nothing(text):
    LessonFactory(title="Ripeness")

    assert find(text) == []


def test_nine_full_matches_are_followed_by_partial_ones():
    plant(9, "Alpha beta")
    plant(2, "Alpha")

    found = find("alpha beta")

    assert [is_partial for _, is_partial in found] == [False] * 9 + [True] * 2
    assert [title for title, is_partial in found if is_partial] == ["Alpha 0", "Alpha 1"]


def test_ten_full_matches_are_enough():
    plant(10, "Alpha beta")
    plant(2, "Alpha")

    assert [is_partial for _, is_partial in find("alpha beta")] == [False] * 10


def test_partial_matches_are_the_best_two_hundred():
    plant(3, "Beta")
    plant(200, "Beta alpha")

    found = find("alpha beta gamma")

    assert len(found) == 200
    assert {title.rsplit(" ", 1)[0] for title, _ in found} == {"Beta alpha"}
    assert all(is_partial for _, is_partial in found)


def test_partial_match_never_holds_what_was_left_out():
    LessonFactory(title="Alpha beta")
    LessonFactory(title="Alpha gamma")
    LessonFactory(title="Beta")

    assert find("alpha beta -gamma") == [("Alpha beta", False), ("Beta", True)]


def test_hidden_matches_do_not_count_as_enough():
    plant(9, "Alpha beta")
    plant(9, "Alpha beta green", handling=Handling.GREEN)
    plant(1, "Alpha")

    found = find("alpha beta", Lesson.objects.visible_to(None))

    assert len(found) == 10
    assert found[-1] == ("Alpha 0", True)


@pytest.mark.parametrize(
    "text",
    ["a & b | !c", "mali:*", "mali:ABCD", "<->", "a <2> b", "\\", "'", "''", "$$", "%s %(x)s %", "({[", "a'b\"c",
     "';DROP TABLE lessons_lesson;--", "\u0301\u0301", "\ufffd", "x" * 5000, "\U0010ffff", "&" * 100, "1e400 -5",
     "-" * 2000, '"' * 2000, "OR " * 100, "a-b-c-d-e " * 64],
)  # fmt: skip
def test_no_text_raises(text):
    LessonFactory(title="Ripeness")

    assert find(text) == []


def test_reader_types_only_exclusions_finds_everything_else():
    LessonFactory(title="Talks in Mali")
    LessonFactory(title="Talks elsewhere")
    assert find("-mali") == [("Talks elsewhere", False)]


def test_reader_finds_what_holds_more_words_before_what_holds_one_often():
    LessonFactory(title="Talks, talks and more talks", insight="Talks about talks.")
    LessonFactory(title="Something else", insight="Women took part in a ceasefire.")
    LessonFactory(title="Another", insight="A ceasefire.")
    assert [title for title, _ in find("women ceasefire talks nowhere")] == [
        "Something else",
        "Talks, talks and more talks",
        "Another",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the", True), ("the of", True), ("de la", True), ("mediation", False), ("", False)],
)
def test_words_that_are_too_common_are_recognised(text, expected):
    assert holds_only_stop_words(parse(text)) is expected
