"""Every link leads somewhere, and everything that is published can be reached by links from the home page."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from lessons.demonstration import CURATOR
from lessons.models import Case, Contrast, Lesson, Term, Theme
from organizations.models import Country, Meeting, Office, Organization, PeaceProcess, Region, Source

HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"', re.DOTALL)
IDS = re.compile(r'\bid="([^"]+)"')
# Lists link to every neighbouring state of their filters, which are endless; each list is followed so far.
MOST_STATES = 6
SKIPPED = ("/admin/", "/accounts/", "/static/")


class Crawl:
    """What a person finds who follows every link from the home page."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.answers: dict[str, int] = {}
        self.seen_on: dict[str, str] = {}
        self.broken_fragments: list[tuple[str, str]] = []
        self._states: dict[str, int] = {}
        self._ids: dict[str, set[str]] = {}
        self._fragments: list[tuple[str, str, str]] = []

    def run(self) -> None:
        queue = deque(["/"])
        self.seen_on["/"] = ""
        while queue:
            page = queue.popleft()
            for link, fragment in self._read(page):
                if fragment:
                    self._fragments.append((page, link, fragment))
                if link not in self.seen_on and self._is_followed(link):
                    self.seen_on[link] = page
                    queue.append(link)
        for page, link, fragment in self._fragments:
            if link in self._ids and fragment not in self._ids[link]:
                self.broken_fragments.append((page, f"{link}#{fragment}"))

    def _read(self, page: str) -> list[tuple[str, str]]:
        response = self.client.get(page, follow=True)
        self.answers[page] = response.status_code
        if response.streaming or "text/html" not in response.get("Content-Type", ""):
            list(response.streaming_content if response.streaming else [response.content])
            return []
        text = response.content.decode()
        self._ids[page] = set(IDS.findall(text))
        found = []
        for href in HREF.findall(text):
            address = urljoin(f"http://testserver{page}", unescape(href))
            if urlsplit(address).netloc in ("testserver", "127.0.0.1:8000"):
                address, fragment = urldefrag(address)
                parts = urlsplit(address)
                found.append((parts.path + (f"?{parts.query}" if parts.query else ""), fragment))
        return found

    def _is_followed(self, link: str) -> bool:
        path, _, query = link.partition("?")
        if path.startswith(SKIPPED):
            return False
        if not query:
            return True
        self._states[path] = self._states.get(path, 0) + 1
        return self._states[path] <= MOST_STATES

    def failures(self) -> list[tuple[str, int, str]]:
        """Addresses that did not answer 200, and the page that leads there."""
        return [(link, status, self.seen_on[link]) for link, status in self.answers.items() if status != 200]


def crawl(email: str = "") -> Crawl:
    client = Client()
    if email:
        client.force_login(get_user_model().objects.get(email=email))
    found = Crawl(client)
    found.run()
    return found


def published(user: Any) -> set[str]:
    """Addresses of everything that exists for ``user`` in force, and of all places."""
    protected = [Lesson, Case, PeaceProcess, Source]
    public = [Organization, Office, Meeting, Theme, Term, Contrast, Country, Region]
    records = [record for model in protected for record in model.objects.visible_to(user).listed()]
    records += [record for model in public for record in model.objects.visible_to(user)]
    return {record.get_absolute_url() for record in records}


@pytest.mark.parametrize("email", ["", CURATOR], ids=["visitor", "curator"])
def test_reader_who_follows_every_link_meets_no_dead_end_and_reaches_every_entry(collection, email):
    found = crawl(email)
    user = get_user_model().objects.filter(email=email).first() if email else None

    assert found.failures() == []
    assert found.broken_fragments == []
    assert published(user) - found.answers.keys() == set()
    assert len(found.answers) > 300
