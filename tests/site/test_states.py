"""Page, table and file speak of the same entries, whatever a list is asked: a hundred random states of each list."""

from __future__ import annotations

import csv
import io
import random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.test import Client

from lessons.demonstration import CURATOR, MEMBER
from msn_kb.core.lists import Listing, facets
from msn_kb.core.lists.facets import count
from msn_kb.listings import LISTINGS

STATES = 100
WORDS = ("mediation", "envoy", "ecowas mali", "peace -support", '"mediation support"', "training OR funding")


def random_state(listing: Listing, values: dict[str, list[str]], dice: random.Random) -> dict[str, list[str]]:
    """Up to four parameters with one or two values each that somebody might tick, words, years, an order."""
    state: dict[str, list[str]] = {}
    names = [name for name in values if values[name]]
    for name in dice.sample(names, dice.randint(0, min(3, len(names)))):
        state[name] = dice.sample(values[name], min(len(values[name]), dice.randint(1, 2)))
    if dice.random() < 0.35:
        state["q"] = [dice.choice(WORDS)]
    if "year_min" in listing.filterset_class.base_filters and dice.random() < 0.3:
        state[dice.choice(["year_min", "year_max"])] = [str(dice.randint(1985, 2024))]
    if dice.random() < 0.5:
        state["sort"] = [dice.choice([name for name in listing.filterset_class.sorts if name != "relevance"])]
    return state


def values_of(listing: Listing, user: Any) -> dict[str, list[str]]:
    """The values of each facet of the list as it stands for ``user``."""
    counts = count(listing.filterset(QueryDict(), user))
    return {name: sorted(found) for name, found in counts.items()}


def ids_of_page(client: Client, listing: Listing, query: str) -> tuple[list[int], Any]:
    """Ids of all pages in order, and the first page's context."""
    first = client.get(f"{listing.url}?{query}&page_size=100").context
    ids = [record.pk for record in first["page_obj"]]
    for number in range(2, first["page_obj"].paginator.num_pages + 1):
        more = client.get(f"{listing.url}?{query}&page_size=100&page={number}").context["page_obj"]
        ids += [record.pk for record in more]
    return ids, first


def ids_of_file(client: Client, listing: Listing, query: str) -> list[int]:
    """Ids in the CSV, in order."""
    text = b"".join(client.get(f"{listing.url}export.csv?{query}")).decode("utf-8-sig")
    return [int(row["id"]) for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.file)
def test_reader_finds_the_same_entries_on_the_page_and_in_the_file(collection, listing):
    people = {email: get_user_model().objects.get(email=email) for email in (MEMBER, CURATOR)}
    clients = {"": Client(), **{email: Client() for email in people}}
    for email, user in people.items():
        clients[email].force_login(user)
    values = {email: values_of(listing, people.get(email)) for email in clients}
    dice = random.Random(listing.file)
    for number in range(STATES):
        email = ["", MEMBER, CURATOR][number % 3]
        state = random_state(listing, values[email], dice)
        query = urlencode(state, doseq=True)
        on_page, context = ids_of_page(clients[email], listing, query)
        assert on_page == ids_of_file(clients[email], listing, query), query
        assert context["total"] == len(on_page) == len(set(on_page)), query
        assert context["count_text"].startswith(f"{len(on_page)} "), query


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.file)
def test_reader_who_ticks_a_value_gets_as_many_entries_as_its_count_says(collection, listing):
    user = get_user_model().objects.get(email=MEMBER)
    dice = random.Random(f"facets of {listing.file}")
    values = values_of(listing, user)
    for _ in range(10):
        state = random_state(listing, values, dice)
        filterset = listing.filterset(QueryDict(urlencode(state, doseq=True)), user)
        for name, found in count(filterset).items():
            for value, number in dice.sample(sorted(found.items()), min(2, len(found))):
                alone = urlencode({**state, name: [value]}, doseq=True)
                assert listing.filterset(QueryDict(alone), user).qs.order_by().count() == number, (
                    state,
                    name,
                    value,
                )


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.file)
def test_reader_who_opens_a_list_is_offered_values_to_narrow_it(collection, listing):
    offered = {facet.name: len(facet.values) for facet in facets(listing.filterset(QueryDict(), None))}
    assert offered
    assert min(offered.values()) > 1
