"""The score of an entry: BM25 over weighted fields, and what is ranked where very many match."""

from math import log

import pytest

from lessons.models import Lesson
from msn_kb.core.search import parse, ranking, search, statistics, wanting
from msn_kb.core.search.matching import best_partial
from tests.factories import LessonFactory, OrganizationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def ranked(text: str, model=Lesson) -> dict[str, float]:
    rows = search(model.objects.visible_to(None), parse(text)).order_by("is_partial", "-score", "pk")
    return {getattr(row, "title", None) or row.name: row.score for row in rows}


def bm25(rarity: float, times: float, length: float) -> float:
    return 1 + rarity * times * 2.9 / (times + 1.9 * (0.4 + 0.6 * length))


@pytest.mark.parametrize(
    ("fields", "times"),
    [
        ({"title": "Trust"}, 2),
        ({"title": "Trust, trust and trust"}, 2),
        ({"insight": "trust"}, 1),
        ({"insight": "trust trust"}, 2),
        ({"recommendation": "Trust."}, 1),
        ({"context": "Trust."}, 0.75),
        ({"evidence_note": "Trust."}, 0.75),
        ({"title": "Trust", "insight": "trust", "context": "trust"}, 3.75),
    ],
)
def test_field_decides_what_a_word_is_worth(fields, times):
    LessonFactory(**{"title": "Title", "insight": "Text.", **fields})

    assert list(ranked("trust").values()) == [pytest.approx(bm25(1, times, 1), abs=1e-6)]


def test_name_of_a_tie_is_worth_half_a_word_of_the_text():
    LessonFactory(title="Title", insight="Text.", themes=[ThemeFactory(name="Trust")])

    assert ranked("trust") == {"Title": pytest.approx(bm25(1, 0.5, 1), abs=1e-6)}


def test_score_is_bm25_with_kept_frequencies_and_lengths():
    LessonFactory(title="Trust", insight="x" * 15)  # 20 characters
    LessonFactory(title="Other", insight="trust " + "x" * 29)  # 40
    LessonFactory(title="Third", insight="x" * 55)  # 60
    statistics.refresh()
    rarity = log(1 + 1.5 / 2.5)

    assert ranked("trust") == {
        "Trust": pytest.approx(bm25(rarity, 2, 20 / 40), abs=1e-6),
        "Other": pytest.approx(bm25(rarity, 1, 40 / 40), abs=1e-6),
    }


def second(score: float) -> float:
    """The score of an entry that is not in the language of the interface; it begins at 1."""
    return 1 + (score - 1) * wanting.SECOND


def test_each_language_is_scored_by_its_own_words_and_frequencies():
    LessonFactory(title="Négociations", insight="x" * 8, language="fr")
    LessonFactory(title="Autre", insight="x" * 15, language="fr")
    LessonFactory(title="Negociations", insight="Text.", language="sw")
    statistics.refresh()

    assert ranked("négociations") == {
        "Négociations": pytest.approx(second(bm25(log(1 + 1.5 / 1.5), 2, 1)), abs=1e-6),
        "Negociations": pytest.approx(second(bm25(log(1 + 0.5 / 1.5), 2, 1)), abs=1e-6),
    }


def test_records_without_a_language_are_ranked_too():
    OrganizationFactory(name="Elsewhere", acronym="", description="Trust.")
    OrganizationFactory(name="Trust", acronym="", description="")

    found = ranked("trust", OrganizationFactory._meta.model)

    assert found == {
        "Trust": pytest.approx(bm25(1, 2, 1), abs=1e-6),
        "Elsewhere": pytest.approx(bm25(1, 0.75, 1), abs=1e-6),
    }


def test_filters_change_no_score():
    LessonFactory(title="Trust", insight="Text.", kind="challenge")
    LessonFactory(title="Trust in talks", insight="Text.", kind="opportunity")
    found = search(Lesson.objects.visible_to(None), parse("trust"))

    assert {row.pk: row.score for row in found.filter(kind="challenge")}.items() <= {
        row.pk: row.score for row in found
    }.items()


def test_what_is_not_scored_closely_follows_what_is(monkeypatch):
    for title in ("Trust one", "Trust two", "Trust three"):
        LessonFactory(title=title, insight="Text.")
    LessonFactory(title="Elsewhere", insight="Trust.")
    shortened = ranking.SCORED.replace(f"LIMIT {ranking.MOST_SCORED}", "LIMIT 2")
    monkeypatch.setattr(ranking, "SCORED", shortened)

    found = ranked("trust")

    assert list(found) == ["Trust one", "Trust two", "Trust three", "Elsewhere"]
    assert [score > 1 for score in found.values()] == [True, True, False, False]


class TestWordThatVeryManyHold:
    """More entries than can be ranked hold it: the limit is lowered so that four are too many."""

    @pytest.fixture(autouse=True)
    def _few_are_many(self, monkeypatch):
        for name in ("MOST_RANKED", "MOST_SOUGHT", "FEW"):
            monkeypatch.setattr(wanting, name, 3)
        monkeypatch.setattr(ranking, "MOST_LATEST", 1)
        sql = ranking.SCORED.replace(f"LIMIT {ranking.MOST_RANKED + 1}", "LIMIT 4")
        monkeypatch.setattr(ranking, "SCORED", sql)
        monkeypatch.setattr(ranking, "TOO_MANY", ranking.TOO_MANY.replace(f"> {ranking.MOST_RANKED}", "> 3"))

    @pytest.fixture
    def _entries(self):
        LessonFactory(title="First", insight="Trust.")
        LessonFactory(title="Second", insight="Trust.", language="fr")
        LessonFactory(title="Trust last", insight="Text.")
        LessonFactory(title="Fourth", insight="Trust and trust.", language="sw")
        statistics.refresh()

    @pytest.mark.usefixtures("_entries")
    def test_titles_and_the_latest_are_ranked_and_the_rest_follows_by_id(self):
        found = ranked("trust")

        assert list(found) == ["Fourth", "Trust last", "First", "Second"]
        assert [score > 1 for score in found.values()] == [True, True, False, False]
        assert [found["First"], found["Second"]] == [0, 0]

    @pytest.mark.usefixtures("_entries")
    def test_as_many_as_can_be_ranked_are(self):
        found = ranked("trust -fourth")

        assert set(found) == {"First", "Second", "Trust last"}
        assert all(score > 1 for score in found.values())

    @pytest.mark.usefixtures("_entries")
    def test_hidden_entries_are_neither_found_nor_counted(self):
        LessonFactory(title="Trust hidden", insight="Trust.", handling="green")

        assert list(ranked("trust")) == ["Fourth", "Trust last", "First", "Second"]

    @pytest.mark.usefixtures("_entries")
    def test_partial_matches_hold_the_rarest_words_of_their_language(self):
        LessonFactory(title="Rare", insight="Text.")
        LessonFactory(title="More trust", insight="Text.")
        statistics.refresh()

        assert list(ranked("trust rare")) == ["Rare", "Fourth", "Second"]

    @pytest.mark.usefixtures("_entries")
    def test_partial_matches_hold_the_common_word_where_nothing_holds_the_others(self):
        LessonFactory(title="More", insight="Trust.")
        LessonFactory(title="Still more", insight="Trust.")
        statistics.refresh()

        keys = list(best_partial(Lesson.objects.visible_to(None), parse("trust nowhere")))

        assert [Lesson.objects.get(pk=key).title for key in keys] == [
            "Trust last",
            "Still more",
            "First",
            "Second",
            "Fourth",
            "More",
        ]


def test_entry_in_the_language_of_the_interface_comes_first_among_equals():
    LessonFactory(title="UNITAD", insight="Un texto.", language="es")
    LessonFactory(title="UNITAD", insight="Some text", language="en")
    LessonFactory(title="UNITAD", insight="Un texte.", language="fr")

    rows = search(Lesson.objects.all(), parse("unitad")).order_by("-score", "pk")
    assert [row.language for row in rows] == ["en", "es", "fr"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("qui doit appuyer la mediation", "fr"),
        ("quién debe apoyar la mediation", "es"),
        ("who is to support the mediation", "en"),
    ],
)
def test_entries_in_the_language_of_the_query_come_first(text, language):
    for other in ("es", "fr", "en"):
        LessonFactory(title="Mediation", insight="Text.", language=other)

    rows = search(Lesson.objects.all(), parse(text)).order_by("is_partial", "-score", "pk")
    assert rows[0].language == language


@pytest.mark.parametrize("text", ["évènement", "evenement", "EVENEMENT"])
def test_language_of_a_word_is_told_by_how_the_collection_spells_it(text):
    LessonFactory(title="Evenement", insight="Text.", language="en")
    for _ in range(2):
        LessonFactory(title="Évènement", insight="Texte.", language="fr")
    statistics.refresh()

    rows = search(Lesson.objects.all(), parse(text)).order_by("is_partial", "-score", "pk")
    assert rows[0].language == "fr"
