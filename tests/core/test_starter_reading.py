"""The engine of the starter collection reads files as they are meant, in an order that works."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Organization, Source

from .starter_files import Collection

pytestmark = pytest.mark.django_db


def test_loader_reads_every_scalar_as_text_and_blank_lines_as_paragraphs(collection: Collection) -> None:
    collection.write(
        "sources.yaml",
        """
        - slug: report
          title: 1992
          kind: report
          date: 2018-10-17
          number: no
          authors: [No, Null]
          note: >-
            First paragraph,
            one line.

            Second.


            Third.
        """,
    )

    collection.load()

    source = Source.objects.get()
    assert (source.title, source.date, source.number) == ("1992", "2018-10-17", "no")
    assert source.authors == ["No", "Null"]
    assert source.note == "First paragraph, one line.\n\nSecond.\n\nThird."
    assert (source.status, source.handling) == ("published", "clear")


def test_loader_writes_parents_before_their_children_and_keeps_the_order_of_rows(
    collection: Collection,
) -> None:
    collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
    collection.write(
        "organizations.yaml",
        """
        - slug: child
          name: Child
          kind: un-entity
          parent: parent
          citations:
            - {source: report, locator: Section 2}
            - {source: report, locator: Section 1, note: Says more.}
        - {slug: parent, name: Parent, kind: intergovernmental}
        """,
    )

    loaded = collection.load()

    child = Organization.objects.get(slug="child")
    assert child.parent == Organization.objects.get(slug="parent")
    assert [citation.locator for citation in child.citations.all()] == ["Section 2", "Section 1"]
    assert str(loaded) == "created 3, updated 0, unchanged 0, kept 0"


def test_loader_takes_no_more_queries_for_more_entries(collection: Collection) -> None:
    def queries(count: int) -> int:
        collection.write("sources.yaml", "- {slug: report, title: A report, kind: report}")
        entries = [
            f"- {{slug: body-{n}, name: Body {n}, kind: ngo, citations: [{{source: report, locator: p. {n}}}]}}"
            for n in range(count)
        ]
        collection.write("organizations.yaml", *entries)
        collection.load()
        with CaptureQueriesContext(connection) as captured:
            collection.load()
        return len(captured)

    assert queries(5) == queries(15)
