"""Curators keep the synonyms of search, and what they change holds at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from msn_kb.core.search.models import SearchSynonyms
from tests.clients import signed_in
from tests.factories import LessonFactory
from tests.organizations.admin.posting import page_as_sent

ADD = "admin:core_searchsynonyms_add"


@pytest.fixture
def curator() -> Client:
    return signed_in(curator=True)


def save(client: Client, words: str, name: str = "disarmament", address: str = "") -> Any:
    path = address or reverse(ADD)
    sent = page_as_sent(client, path) if address else {}
    return client.post(path, {**sent, "name": name, "words": words, "note": ""})


def titles(client: Client, text: str) -> list[str]:
    response = client.get("/lessons/", {"q": text})
    return [record.title for record in response.context["page_obj"]]


@pytest.mark.django_db
class TestSynonyms:
    def test_reader_finds_by_a_synonym_as_soon_as_it_is_saved(self, curator, client):
        LessonFactory(title="Disarmament takes years", insight="Weapons.")
        assert titles(client, "DDR") == []

        assert save(curator, "DDR\ndisarmament").status_code == 302

        assert titles(client, "DDR") == ["Disarmament takes years"]

    def test_curator_takes_a_word_away_and_it_finds_nothing_more(self, curator, client):
        LessonFactory(title="Disarmament takes years", insight="Weapons.")
        save(curator, "DDR\ndisarmament\nweapons collection")
        group = SearchSynonyms.objects.get()

        address = reverse("admin:core_searchsynonyms_change", args=[group.pk])
        assert save(curator, "disarmament\nweapons collection", address=address).status_code == 302

        assert titles(client, "DDR") == []
        assert titles(client, "weapons collection") == ["Disarmament takes years"]

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("ceasefires\nceasefire", "At least two words that differ"),
            ("organisation\norganization", "At least two words that differ"),
            ("DDR\n!!!", "holds no letter or digit"),
            ("", "This field is required"),
        ],
    )
    def test_curator_enters_nothing_that_finds_each_other_is_told(self, curator, words, message):
        response = save(curator, words)

        assert response.status_code == 200
        assert message in response.content.decode()
        assert not SearchSynonyms.objects.exists()

    def test_member_may_not_see_the_synonyms(self):
        member = signed_in(member=True)

        assert member.get(reverse(ADD)).status_code == 302
