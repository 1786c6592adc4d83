"""What a person may not see does not exist for them: every answer is the same with it and without it.

For each role the whole site is read twice, byte for byte: with entries of every kind, handling and status that this
role may not see, a word of its own in each of their fields and tied to everything open; and without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from msn_kb.core.models import AccessEntry
from msn_kb.core.search import statistics

from .second_factor import sign_in
from .unseen import addresses, hidden, unattributed
from .unseen.open_world import ROLES, OpenWorld, build

pytestmark = pytest.mark.django_db

# What differs from answer to answer: tokens, among them that of the version a form was opened on; the time of day; and
# in the history the number of the latest change, since all that a test writes is one transaction.
NEW_EACH_TIME = re.compile(
    r'(csrfmiddlewaretoken" value="|nonce[=-]"?|name="opened" value="|"version-|history/)[\w:+/=.-]+'
    r"|(T|\b)\d\d?:\d\d(:\d\d)?(\.\d+)?\b|\d+(?=/restore/)"
)
HEADERS = ("Location", "Content-Disposition", "Content-Type", "Content-Length")
# Roles that differ from another one by what they own or are named in alone read a third of the addresses each.
THIRDS = {"unaffiliated": slice(0, None, 3), "named": slice(1, None, 3), "named_curator": slice(2, None, 3)}
READERS = ("visitor", "unaffiliated", "member", "owner", "named")


def answer(client: Client, address: str) -> tuple[Any, ...]:
    """Status, telling headers and body of what ``address`` answers."""
    response: Any = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(response.headers.get(name, "") for name in HEADERS)
    return response.status_code, headers[:3], NEW_EACH_TIME.sub(_kept, body.decode("utf-8"))


def _kept(found: re.Match[str]) -> str:
    """What stands before a token."""
    return found[1] or ""


def answers(client: Client, asked: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """What each address answers, after the nightly count of words."""
    statistics.refresh()
    return {address: answer(client, address) for address in asked}


def differences(client: Client, plant: Callable[[], Any], asked: Callable[[Any], list[str]]) -> list[str]:
    """Which addresses answer otherwise after ``plant()``, and where the answers part.

    ``asked`` gets what was planted, and gives the addresses.
    """
    with transaction.atomic():
        planted = plant()
        of_all = asked(planted)
        with_it = answers(client, of_all)
        transaction.set_rollback(True)
    without = answers(client, of_all)
    return [
        f"{address}: {_parting(with_it[address], without[address])}"
        for address in of_all
        if with_it[address] != without[address]
    ]


def _parting(one: Iterable[Any], other: Iterable[Any]) -> str:
    """The first place where two answers differ."""
    for first, second in zip(one, other, strict=True):
        if first != second and isinstance(first, str):
            at = next(
                (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
                min(len(first), len(second)),
            )
            return f"{first[max(at - 60, 0) : at + 90]!r} / {second[max(at - 60, 0) : at + 90]!r}"
        if first != second:
            return f"{first} / {second}"
    return ""


def client_of(world: OpenWorld, role: str) -> Client:
    client = Client()
    if role != "visitor":
        sign_in(client, world.people[role])
    return client


@pytest.mark.parametrize("role", [role for role in ROLES if hidden.hidden_from(role)])
def test_reader_of_every_address_gets_the_same_answers_whether_or_not_hidden_entries_exist(role: str) -> None:
    world = build()
    asked = addresses.of_readers(world, role)[THIRDS.get(role, slice(None))]
    found = differences(client_of(world, role), lambda: hidden.plant(world, role), lambda planted: asked)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", ["curator", "named_curator"])
def test_curator_reads_the_same_administration_whether_or_not_hidden_entries_exist(role: str) -> None:
    world = build()
    found = differences(
        client_of(world, role),
        lambda: hidden.plant(world, role),
        lambda planted: addresses.of_the_administration(world, planted),
    )
    assert not found, "\n".join(found)
    assert not AccessEntry.objects.filter(handling="red").exists()


@pytest.mark.parametrize("role", ["visitor", "member"])
def test_reader_gets_the_same_answers_whether_or_not_it_is_entered_who_stands_behind_an_entry(
    role: str,
) -> None:
    world = build()
    entries = unattributed.plant(world)
    asked = addresses.of_readers(world, role) + unattributed.addresses(entries)
    found = differences(
        client_of(world, role), lambda: unattributed.attribute(world, entries), lambda planted: asked
    )
    assert not found, "\n".join(found)


def test_administrator_reads_closed_entries_anywhere_in_the_administration_and_the_log_says_so() -> None:
    world = build()
    client = client_of(world, "administrator")
    planted = hidden.plant(world, "curator")
    unlogged = []
    for address in addresses.of_the_administration(world, planted):
        if address.startswith("/admin/core/accessentry/"):
            continue  # the log of the log is one entry (tests/core/admin/test_access_log.py)
        AccessEntry.objects.all().delete()
        shown = client.get(address).content.decode()
        logged = set(AccessEntry.objects.values_list("kind", flat=True))
        unlogged += [
            f"{address}: {kind}"
            for kind, record in planted.items()
            if hidden.word(kind, hidden.NAMES.get(kind, "title")) in shown
            and f"zx{kind}" not in address
            and record._meta.label_lower not in logged
        ]
    assert not unlogged, "\n".join(unlogged)


def test_readers_find_no_page_of_the_administration() -> None:
    world = build()
    asked = addresses.of_the_administration(world, {})
    for role in READERS:
        client = client_of(world, role)
        assert {client.get(address).status_code for address in asked} == {302}
