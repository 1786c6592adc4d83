"""The page of a source: its reference, its facts, and every entry drawn from it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from msn_kb.core.access import Handling, Status
from organizations.choices import SourceKind
from organizations.citing import MOST, citing_kinds, drawn_from
from organizations.models import Source
from tests import factories
from tests.clients import signed_in
from tests.factories import (
    CaseCitationFactory,
    CaseFactory,
    ContrastCitationFactory,
    ContrastFactory,
    EngagementCitationFactory,
    EngagementFactory,
    LessonCitationFactory,
    LessonFactory,
    MeetingFactory,
    MembershipCitationFactory,
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceCitationFactory,
    SourceFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def page(client: Client, source: Source) -> str:
    response = client.get(source.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def words(html: str, part: str = "main") -> str:
    """The words of the page, or of the section with this id, without markup, spaces collapsed."""
    pattern = r"<main.*?</main>" if part == "main" else rf'<section[^>]*id="{part}".*?</section>'
    found = re.search(pattern, html, re.DOTALL)
    text = " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""
    return re.sub(r" ([,.;:])", r"\1", text)


def drawn(source: Source, user: Any = None) -> dict[str, int]:
    return {group.kind: group.total for group in drawn_from(source, user)}


# --- The document ----------------------------------------------------------------------------------------------------


def test_visitor_reads_copies_and_opens_the_document(client: Client) -> None:
    publisher = OrganizationFactory(name="The Network", slug="the-network")
    source = SourceFactory(
        title="On talks", kind=SourceKind.GUIDANCE, authors=["Ada Quill"], date="2018-10", language="fr",
        publishers=[publisher], url="https://example.org/talks", isbn="978-1", note="Found in a drawer.",
        description="What it tells.",
    )  # fmt: skip
    html = page(client, source)
    expected = "Ada Quill (2018). On talks. The Network. ISBN 978-1 https://example.org/talks"
    assert re.search(r'id="reference-text"[^>]*>([^<]*)<', html)[1] == expected  # type: ignore[index]
    assert 'data-copy="reference-text"' in html
    assert 'href="https://example.org/talks"' in html
    assert 'href="/organizations/the-network/"' in html
    text = words(html)
    for part in ("Guidance", "October 2018", "French", "What it tells.", "Found in a drawer.", "TLP:CLEAR"):
        assert part in text
    assert "Not recorded" not in text
    assert "No entry is drawn from this document yet." in text


def test_visitor_is_told_what_is_not_known_of_a_document(client: Client) -> None:
    html = page(client, SourceFactory(title="", description="A note. Found."))
    text = words(html)
    assert "[A note] (no date)." in text
    for part in (
        "its own title", "who wrote it", "who published it", "when it was published", "where it can be read",
    ):  # fmt: skip
        assert part in text


# --- What is drawn from it -------------------------------------------------------------------------------------------


def test_every_kind_of_citation_is_found_by_reflection() -> None:
    assert list(citing_kinds()) == [
        "lesson", "case", "peaceprocess", "engagement", "organization", "office", "membership", "meeting", "term",
        "contrast", "source",
    ]  # fmt: skip


def test_visitor_sees_every_kind_of_entry_with_its_place_and_a_link(client: Client) -> None:
    source = SourceFactory(title="The source", slug="the-source")
    process = PeaceProcessFactory(name="Talks", slug="talks")
    organization = OrganizationFactory(name="A body", slug="a-body")
    office = OfficeFactory(name="An office", slug="an-office", hosts=[organization])
    network = OrganizationFactory(name="A group", slug="a-group", network=True)
    first, second = TermFactory(name="Mediation", slug="mediation"), TermFactory(name="Negotiation")
    records = {
        "Lesson": (LessonFactory(title="A lesson", slug="a-lesson"), "/lessons/a-lesson/", "A lesson"),
        "Case": (CaseFactory(title="A case", slug="a-case"), "/cases/a-case/", "A case"),
        "Process": (process, "/processes/talks/", "Talks"),
        "Engagement": (
            EngagementFactory(process=process, organization=organization, start_year=2001),
            "/organizations/a-body/",
            "A body, facilitator in Talks, since 2001",
        ),
        "Organization": (network, "/organizations/a-group/", "A group"),
        "Office": (office, "/offices/an-office/", "An office"),
        "Membership": (
            MembershipFactory(network=network, organization=None, office=office),
            "/offices/an-office/",
            "An office in A group",
        ),
        "Meeting": (MeetingFactory(title="A meeting", slug="a-meeting"), "/meetings/a-meeting/", "A meeting"),
        "Term": (first, "/glossary/mediation/", "Mediation"),
        "Contrast": (
            ContrastFactory(first=first, second=second, slug="a-contrast"),
            "/glossary/contrasts/a-contrast/",
            "Mediation and negotiation",
        ),
        "Source": (SourceFactory(title="Other", slug="other"), "/sources/other/", "Other"),
    }
    for name, (record, _, _) in records.items():
        getattr(factories, f"{name}CitationFactory")(record=record, source=source, locator=f"Place of {name}")
    html = page(client, source)
    assert {group.kind: group.total for group in drawn_from(source, None)} == dict.fromkeys(citing_kinds(), 1)
    for name, (record, address, shown) in records.items():
        kind = record._meta.model_name
        section = words(html, f"drawn-{kind}")
        assert f"Place of {name} {shown}" in section, section
        assert f'href="{address}"' in html
    assert "11 entries rest on this document" in words(html)


def test_entries_stand_by_their_place_with_numbers_in_order_and_together_where_it_is_the_same() -> None:
    source = SourceFactory()
    for title, locator in [
        ("Tenth", "Chapter 10"),
        ("Second", "Chapter 2"),
        ("Also second", "Chapter 2"),
        ("Nowhere", ""),
    ]:
        LessonCitationFactory(record=LessonFactory(title=title), source=source, locator=locator)
    both = LessonFactory(title="Twice")
    for locator in ("page 3", "Chapter 1"):
        LessonCitationFactory(record=both, source=source, locator=locator)
    (group,) = drawn_from(source, None)
    assert [
        ([place["locator"] for place in passage.places], [str(record) for record in passage.records])
        for passage in group.passages
    ] == [
        (["Chapter 1", "page 3"], ["Twice"]),
        (["Chapter 2"], ["Second", "Also second"]),
        (["Chapter 10"], ["Tenth"]),
        ([], ["Nowhere"]),
    ]


def test_many_lessons_are_shown_in_part_and_counted_in_full_as_the_list_does(client: Client) -> None:
    source = SourceFactory(slug="many")
    for number in range(MOST + 3):
        LessonCitationFactory(record=LessonFactory(), source=source, locator=f"page {number}")
    (group,) = drawn_from(source, None)
    assert sum(len(passage.records) for passage in group.passages) == MOST
    assert (group.total, group.is_all, group.url) == (MOST + 3, False, "/lessons/?source=many")
    assert client.get(group.url).context["total"] == group.total
    assert f"All {MOST + 3} lessons" in words(page(client, source))


@pytest.mark.parametrize(
    ("factory", "hidden"),
    [
        (LessonCitationFactory, lambda: LessonFactory(title="Hidden word", handling=Handling.GREEN)),
        (LessonCitationFactory, lambda: LessonFactory(title="Hidden word", status=Status.DRAFT)),
        (
            LessonCitationFactory,
            lambda: LessonFactory(
                title="Hidden word", status=Status.SUPERSEDED, superseded_by=LessonFactory()
            ),
        ),
        (CaseCitationFactory, lambda: CaseFactory(title="Hidden word", handling=Handling.AMBER)),
        (
            EngagementCitationFactory,
            lambda: EngagementFactory(
                organization=OrganizationFactory(name="Hidden word"), handling=Handling.RED
            ),
        ),
        (
            EngagementCitationFactory,
            lambda: EngagementFactory(
                process=PeaceProcessFactory(name="Hidden word", handling=Handling.GREEN)
            ),
        ),
        (SourceCitationFactory, lambda: SourceFactory(title="Hidden word", handling=Handling.GREEN)),
    ],
)
def test_hidden_entry_leaves_no_trace_on_the_page_of_its_source(
    client: Client, factory: Any, hidden: Any
) -> None:
    source = SourceFactory(title="Open")
    LessonCitationFactory(record=LessonFactory(title="Open lesson"), source=source, locator="page 1")
    before = page(client, source)
    factory(record=hidden(), source=source, locator="Hidden place", note="Hidden remark")
    after = page(client, source)
    assert after == before
    assert drawn(source) == {"lesson": 1}


def test_member_and_curator_see_what_they_may() -> None:
    source = SourceFactory()
    for handling in (Handling.CLEAR, Handling.GREEN, Handling.RED):
        LessonCitationFactory(record=LessonFactory(handling=handling), source=source)
    LessonCitationFactory(record=LessonFactory(status=Status.DRAFT), source=source)
    member, curator = factories.UserFactory(member=True), factories.UserFactory(curator=True)
    assert (drawn(source), drawn(source, member), drawn(source, curator)) == (
        {"lesson": 1}, {"lesson": 2}, {"lesson": 3},
    )  # fmt: skip


def test_visitor_sees_where_other_sources_name_it_and_of_which_meeting_it_is_the_outcome(
    client: Client,
) -> None:
    source, survey = SourceFactory(title="Named"), SourceFactory(title="Survey", slug="survey")
    for locator in ("footnote 1", "footnote 2"):
        SourceCitationFactory(record=source, source=survey, locator=locator)
    SourceCitationFactory(record=source, source=SourceFactory(title="Closed", handling=Handling.RED))
    MeetingFactory(title="Workshop", slug="workshop", outcome=source)
    html = page(client, source)
    assert words(html, "named-in") == "Named in footnote 1 footnote 2 Survey"
    assert html.count('href="/sources/survey/"') == 1
    assert 'href="/meetings/workshop/"' in html
    assert "Closed" not in html


def test_hidden_source_is_missing_whatever_cites_it(client: Client) -> None:
    source = SourceFactory(handling=Handling.GREEN)
    LessonCitationFactory(source=source)
    assert client.get(source.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", [None, {"member": True}, {"curator": True}])
def test_reader_of_a_source_with_many_entries_costs_no_more_queries_than_with_few(
    who: dict[str, bool] | None,
) -> None:
    client = Client() if who is None else signed_in(**who)
    source = SourceFactory(publishers=[OrganizationFactory()])

    def cost(number: int) -> int:
        for _ in range(number):
            LessonCitationFactory(source=source)
            CaseCitationFactory(source=source)
            EngagementCitationFactory(source=source)
            MembershipCitationFactory(source=source)
            ContrastCitationFactory(source=source)
            SourceCitationFactory(source=source)
            SourceCitationFactory(record=source)
            MeetingFactory(outcome=source)
            source.publishers.add(OrganizationFactory())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(source.get_absolute_url()).status_code == 200
        return len(captured)

    few = cost(2)
    assert cost(12) == few <= 20
