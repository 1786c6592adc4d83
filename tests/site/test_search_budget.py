"""A search that would take too long answers with what it has, and says so."""

from __future__ import annotations

import pytest
from django.db import connection

from msn_kb.core import budget as limits
from msn_kb.core import kept
from msn_kb.core.budget import OutOfTime, budget
from msn_kb.core.search import easing, parse, statistics
from tests.factories import LessonFactory


@pytest.fixture
def slow(monkeypatch) -> list[str]:
    """The words that are too dear to search for: statements that ask for one of them are out of time."""
    words: list[str] = []
    ask = kept.within_budget

    def within_budget(cursor, sql, params):
        is_search = "core_search" not in sql and "configuration" not in sql
        if limits._milliseconds.get() and is_search and any(word in str(params) for word in words):
            raise OutOfTime
        ask(cursor, sql, params)

    monkeypatch.setattr(kept, "within_budget", within_budget)
    return words


@pytest.mark.django_db
class TestSlowSearch:
    @pytest.mark.parametrize("path", ["/lessons/", "/search/"])
    def test_reader_gets_the_rarest_words_and_is_told(self, client, slow, path):
        for number in range(5):
            LessonFactory(title=f"Common words {number}", insight="Ordinary plainly heron.")
        LessonFactory(title="Osprey", insight="Kestrel and merlin.")
        statistics.refresh()
        slow.append("ordinari")

        response = client.get(path, {"q": "ordinary osprey kestrel merlin plainly"})

        body = response.content.decode()
        assert response.status_code == 200
        assert "This search would take too long. Only its rarest words were searched" in body
        assert "Osprey" in body

    @pytest.mark.parametrize("path", ["/lessons/", "/search/"])
    def test_reader_whose_rarest_words_are_too_dear_gets_nothing_and_is_told(self, client, slow, path):
        LessonFactory(title="Osprey", insight="Text.")
        statistics.refresh()
        slow.append("osprey")

        response = client.get(path, {"q": "osprey"})

        assert response.status_code == 200
        assert "so nothing was searched. Fewer words may help" in response.content.decode()


@pytest.mark.django_db(transaction=True)
class TestBudget:
    def test_statement_that_takes_longer_is_cancelled(self, settings):
        settings.SEARCH_SECONDS = 0.05

        with pytest.raises(OutOfTime), budget():
            kept.rows("SELECT pg_sleep(5)")

    def test_connection_is_usable_afterwards_and_without_limit(self, settings):
        settings.SEARCH_SECONDS = 0.05
        with pytest.raises(OutOfTime), budget():
            kept.rows("SELECT pg_sleep(5)")

        assert kept.rows("SHOW statement_timeout") == [("0",)]
        assert connection.is_usable()

    def test_statement_in_time_is_answered(self):
        with budget():
            assert kept.rows("SELECT %s + 1", [1]) == [(2,)]

    def test_statement_without_budget_takes_its_time(self, settings):
        settings.SEARCH_SECONDS = 0.01

        assert kept.rows("SELECT pg_sleep(0.05)::text") == [("",)]


@pytest.mark.django_db
def test_words_that_the_collection_does_not_know_are_none_of_the_rarest():
    LessonFactory(title="Osprey heron", insight="Text.")
    statistics.refresh()

    eased = easing.eased(parse("unknownword osprey"), easing.Effort.LIGHT)
    assert [group[0].text for group in eased.groups] == ["osprey"]
