"""Curators find the dead links of sources."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from msn_kb.core.access import Handling
from organizations.models import LinkCheck, Source
from tests import factories

pytestmark = pytest.mark.django_db


def dead_source(**fields: Any) -> Source:
    """A source whose address is dead."""
    number = Source.objects.count()
    source: Any = factories.SourceFactory(url=f"https://example.org/{number}", **fields)
    LinkCheck.objects.create(
        source=source,
        url=source.url,
        checked_at=timezone.now(),
        answer="404 Not Found",
        is_dead=True,
        dead_since=timezone.now() - timedelta(days=2),
    )
    return source


def test_curator_reads_the_dead_links_without_those_of_hidden_sources(curator_client: Client) -> None:
    dead_source(title="Gone report")
    dead_source(title="Zanzibar", handling=Handling.RED)
    factories.SourceFactory(title="Living report", url="https://example.org/there")
    for path in ("/admin/dead-links/", "/admin/organizations/source/?address=dead"):
        page = curator_client.get(path).content.decode()
        assert "Gone report" in page
        assert "Zanzibar" not in page
        assert "Living report" not in page
    page = curator_client.get("/admin/organizations/source/?address=unasked").content.decode()
    assert "Living report" in page
    assert "Gone report" not in page


def test_curator_reads_30_dead_links_with_the_queries_of_3(curator_client: Client) -> None:
    taken = []
    for more in (3, 27):
        for _ in range(more):
            dead_source()
        curator_client.get("/admin/dead-links/")
        with CaptureQueriesContext(connection) as captured:
            assert curator_client.get("/admin/dead-links/").status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1]
    assert taken[0] <= 12
