"""Pages as one person of the world reads them, and the search for traces of what must not exist for that person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from .world import World

Rule = Callable[[World, str, Client], None]


def client_of(world: World, person: str) -> Client:
    """A client in which ``person`` is signed in; nobody for the visitor."""
    client = Client()
    if person != "visitor":
        client.force_login(world.people[person])
    return client


def body_of(response: Any) -> str:
    """The text of a response, without the token that differs from page to page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r'\1""', content.decode("utf-8-sig"))


def table_of(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(body_of(response), newline="")))


def assert_no_trace(world: World, person: str, response: Any) -> None:
    """Nothing of what does not exist for ``person`` stands in the body or in a header."""
    text = body_of(response) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


def holds_no_entries(*addresses: str) -> Rule:
    """The rule of pages that show no entry at all."""

    def rule(world: World, person: str, client: Client) -> None:
        for address in addresses:
            assert_no_trace(world, "visitor", client.get(address, follow=True))

    return rule
