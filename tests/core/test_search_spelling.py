"""Words that nobody wrote, and what was meant by them."""

import random

import pytest

from lessons.models import Lesson
from msn_kb.core.access import Handling, Status
from msn_kb.core.search import in_force, parse, search, statistics
from msn_kb.core.search.models import SearchSpelling, SearchSynonyms
from msn_kb.core.search.spelling import corrections, distance, doubts, edits
from tests.factories import CountryFactory, LessonFactory, OrganizationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def find(text: str, pool=None) -> list[str]:
    rows = search(Lesson.objects.all() if pool is None else pool, parse(text))
    return [row.title for row in rows.order_by("is_partial", "-score", "pk")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("mediation", "mediation", 0),
        ("mediaton", "mediation", 1),
        ("meditaion", "mediation", 1),
        ("mediaxtion", "mediation", 1),
        ("nediation", "mediation", 1),
        ("mdeiatoin", "mediation", 2),
        ("", "abc", 3),
    ],
)
def test_distance_counts_typing_errors(one, other, expected):
    assert distance(one, other) == distance(other, one) == expected


def test_edits_are_all_that_is_one_error_away():
    near = edits("mali")

    assert {"mal", "mlai", "mall", "malii", "amali"} <= near
    assert "mali" not in near
    assert {distance("mali", other) for other in near} == {1}


def test_edits_of_an_arabic_word_use_arabic_letters():
    assert "وساطة" in edits("وسطة")


def test_reader_mistypes_a_word_finds_what_was_meant():
    LessonFactory(title="Mediation support", insight="Text.")
    statistics.refresh()

    assert find("mediaton") == ["Mediation support"]
    assert corrections(parse("mediaton")) == {"mediaton": "mediation"}


def test_short_part_of_a_word_with_a_hyphen_is_no_error():
    LessonFactory(title="Into the agencies", insight="Interior monitoring.")
    statistics.refresh()

    assert corrections(parse("inter-agency")) == {}
    assert corrections(parse("intr monitorng")) == {"intr": "into", "monitorng": "monitoring"}
    assert corrections(parse("inter-monitorng")) == {"monitorng": "monitoring"}


def test_meant_word_is_spelled_with_its_accents():
    LessonFactory(title="La médiation", insight="Texte.", language="fr")
    statistics.refresh()

    assert corrections(parse("mediaton")) == {"mediaton": "médiation"}


def test_more_frequent_word_is_meant():
    for number in range(3):
        LessonFactory(title=f"Talks {number}", insight="Text.")
    LessonFactory(title="Tales", insight="Text.")
    statistics.refresh()

    assert corrections(parse("talls")) == {"talls": "talks"}


def test_two_errors_are_forgiven_in_longer_words():
    LessonFactory(title="Mediation", insight="Text.")
    statistics.refresh()

    assert corrections(parse("medietiom")) == {"medietiom": "mediation"}


@pytest.mark.parametrize("text", ["talks", "talking", "xyz", "qwertzuiop", '"talcs"', "-talcs", "调解"])
def test_words_that_are_known_short_unlike_any_quoted_or_left_out_stay(text):
    LessonFactory(title="Talks", insight="Text.")
    statistics.refresh()

    assert corrections(parse(text)) == {}


def test_reader_takes_the_way_back_to_what_was_typed():
    LessonFactory(title="Mediation", insight="Text.")
    statistics.refresh()
    query = parse("mediaton women")

    assert in_force([Lesson.objects.all()], query).text == "mediation women"
    assert query.quoted(["mediaton"]) == '"mediaton" women'
    assert find('"mediaton"') == []


def test_entry_that_holds_the_odd_word_keeps_it_for_whoever_may_see_it():
    LessonFactory(title="Mediation", insight="Text.")
    LessonFactory(title="Mediaton", insight="Text.", handling=Handling.GREEN)
    statistics.refresh()

    assert find("mediaton") == ["Mediaton"]
    assert find("mediaton", Lesson.objects.visible_to(None)) == ["Mediation"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"handling": Handling.GREEN},
        {"handling": Handling.AMBER},
        {"handling": Handling.RED},
        {"status": Status.DRAFT},
        {"status": Status.ARCHIVED},
    ],
)
def test_no_hint_comes_from_an_entry_that_not_everybody_may_see(hidden):
    LessonFactory(title="Quixotry", insight="Text.", **hidden)
    statistics.refresh()

    assert corrections(parse("quixotri")) == {}
    assert not SearchSpelling.objects.filter(word="quixotry").exists()


def test_rare_word_that_looks_like_a_frequent_one_is_doubted():
    for number in range(20):
        LessonFactory(title=f"Ceasefire {number}", insight="Text.")
    LessonFactory(title="Ceasefirre", insight="Text.")
    statistics.refresh()

    assert doubts(parse("ceasefirre")) == {"ceasefirre": "ceasefire"}
    assert doubts(parse("ceasefire")) == {}


def test_one_random_error_in_a_longer_word_finds_what_the_right_spelling_finds():
    titles = [
        "Ceasefire monitoring by civilians",
        "Inclusive delegations",
        "Confidence building measures",
        "Transitional justice afterwards",
        "Proximity formats",
    ]
    for title in titles:
        LessonFactory(title=title, insight="Text.")
    ThemeFactory(name="Negotiation formats")
    OrganizationFactory(name="Institute of Dialogue")
    statistics.refresh()
    chance = random.Random(4)
    for title in titles:
        for word in [word for word in title.lower().split() if len(word) >= 6]:
            for wrong in chance.sample(sorted(edits(word)), 6):
                assert find(title.replace(word, wrong))[0] == title, wrong


def test_mistyped_synonym_is_taken_for_the_synonym():
    SearchSynonyms.objects.create(name="Myanmar", words=["Myanmar", "Birmania"])
    LessonFactory(title="Talks in Myanmar", insight="Text.")
    statistics.refresh()

    assert find("Birmanai") == ["Talks in Myanmar"]
    assert corrections(parse("birmania")) == {}


def test_country_with_no_entry_is_no_typing_error():
    CountryFactory(name_en="Yemen")
    LessonFactory(title="Women", insight="Text.")
    statistics.refresh()

    assert corrections(parse("Yemen")) == {}
    assert corrections(parse("yemne")) == {"yemne": "yemen"}


def test_two_errors_make_another_word_of_a_short_one():
    LessonFactory(title="Libertad", insight="Text.")
    statistics.refresh()

    assert corrections(parse("Liberia")) == {}


def test_name_of_a_field_is_no_typing_error():
    LessonFactory(title="Them", insight="Text.")
    statistics.refresh()

    assert corrections(parse("theme:nothing")) == {}
