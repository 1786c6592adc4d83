"""Suggestions while somebody types."""

from __future__ import annotations

from django.test import Client

from msn_kb.core.access import Attribution
from msn_kb.core.search.models import SearchSpelling

from ..factories import LessonFactory
from ..site.suggesting import addresses, addresses_in
from .reading import Rule, assert_no_trace, body_of
from .world import LEVELS, World, secret


def suggestions(world: World, person: str, client: Client) -> None:
    """A record is suggested where the person's lists show it, by whatever beginning; its name is nowhere else."""
    kinds = {"lesson": world.lessons, "case": world.cases, "process": world.processes}
    # Even were the words by which errors are forgiven to hold hidden ones, nothing hidden would come of it.
    words = [secret(kind, level) for kind in kinds for level in LEVELS]
    SearchSpelling.objects.bulk_create(SearchSpelling(word=word, folded=word, documents=1) for word in words)
    for kind, records in kinds.items():
        for level in LEVELS:
            expected = [records[level].get_absolute_url()] if level in world.listed_for(person) else []
            word = secret(kind, level)
            # Whole, unfinished, with an error, and as the later word of a title.
            for typed in (word, word[:-1], f"{word[0]}x{word[1:]}", f"{kind} {word}"):
                response = client.get("/search/suggest/", {"q": typed})
                assert_no_trace(world, person, response)
                assert addresses_in(body_of(response)) == expected, (typed, level)
        for typed in (kind, f"zq{kind}", f"zq{kind}x"):
            assert_no_trace(world, person, client.get("/search/suggest/", {"q": typed, "kind": kind}))
    for level in LEVELS:
        assert addresses(client, secret("source", level)) == []


def suggestions_of_affiliations(world: World, person: str, client: Client) -> None:
    """Who stands behind an entry is no way to it, least of all under the Chatham House Rule."""
    LessonFactory(
        title="Unattributed", organizations=[world.house], attribution=Attribution.CHATHAM_HOUSE, speaker=""
    )
    assert addresses(client, "house of the own") == [world.house.get_absolute_url()]


def both(world: World, person: str, client: Client) -> None:
    suggestions(world, person, client)
    suggestions_of_affiliations(world, person, client)


RULES: dict[str, Rule] = {"search-suggest": both}
