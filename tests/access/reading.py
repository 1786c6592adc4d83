"""Pages as one person of the world reads them, and the search for traces of what must not exist for that person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.db.models import Max
from django.test import Client

from msn_kb.core.handling import CLOSED
from msn_kb.core.models import AccessEntry

from ..second_factor import sign_in
from .world import World, secret

TOKENS = re.compile(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*"')

Rule = Callable[[World, str, Client], None]


def client_of(world: World, person: str) -> Client:
    """A client in which ``person`` is signed in; nobody for the visitor. It reads the access log along."""
    client = LoggedClient(world)
    if person != "visitor":
        sign_in(client, world.people[person])
    return client


class LoggedClient(Client):
    """Fails where a word of an AMBER or RED record goes out and the access log does not say so."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def request(self, **request: Any) -> Any:
        last = AccessEntry.objects.aggregate(Max("pk"))["pk__max"] or 0
        response = super().request(**request)
        if response.streaming:
            whole = b"".join(response.streaming_content)
            response.streaming_content = [whole]
            text = whole.decode("utf-8-sig")
        else:
            text = response.content.decode()
        # What somebody types is theirs to know.
        typed = unquote(f"{request.get('PATH_INFO')}?{request.get('QUERY_STRING')}")
        shown = {
            (record._meta.label_lower, record.pk, level)
            for kind, records in self.world.records.items()
            for level in CLOSED
            if (word := secret(kind, level)) in text and word not in typed
            for record in [records[level]]
        }
        if shown:
            written = AccessEntry.objects.filter(pk__gt=last)
            assert shown <= set(written.values_list("kind", "number", "handling")), typed
        return response


def body_of(response: Any) -> str:
    """The text of a response, without the tokens that differ from page to page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return TOKENS.sub(r'\1"', content.decode("utf-8-sig"))


def table_of(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(body_of(response), newline="")))


def assert_no_trace(world: World, person: str, response: Any) -> None:
    """Nothing of what does not exist for ``person`` stands in the body or in a header."""
    text = body_of(response) + str(dict(response.headers))
    assert [word for word in sorted(world.secrets(person)) if word in text] == []


def holds_no_entries(*addresses: str) -> Rule:
    """The rule of pages that show no entry at all; where they lead on, that page shows what the person may see."""

    def rule(world: World, person: str, client: Client) -> None:
        for address in addresses:
            response: Any = client.get(address, follow=True)
            assert_no_trace(world, person if response.redirect_chain else "visitor", response)

    return rule
