"""Every form asks why, and insists where readers are concerned or an entry is opened to more of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from lessons.models import Lesson, ReviewStep
from msn_kb.core.access import Handling, Status
from msn_kb.core.admin import reasons
from msn_kb.core.history.authors import LONGEST_REASON
from msn_kb.core.history.versions import versions
from organizations.models import Engagement, User
from tests import factories
from tests.organizations.admin.addresses import change_page
from tests.organizations.admin.posting import REASON, errors_on, page_as_sent

BOX = "reason_for_change"
LOWER = "The handling is lowered from {} to {}, so more people may read this: say why, under “Reason for the change”."
pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Lesson:
    return factories.LessonFactory(cited=True, themes=[factories.ThemeFactory()])


def test_curator_changes_a_published_lesson_and_the_history_says_why(
    curator_client: Client, curator: User, published: Lesson
) -> None:
    sent = page_as_sent(curator_client, change_page(published)) | {"title": "Plan for leaving"}
    assert curator_client.post(change_page(published), sent | {BOX: "Plainer."}).status_code == 302
    version = versions(published, curator)[0]
    assert (version.by, version.reason, version.origin) == (curator, "Plainer.", "admin")
    assert LogEntry.objects.get().get_change_message() == "Changed Title. Reason: Plainer."


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.SUPERSEDED])
def test_curator_changes_what_readers_see_without_a_reason_is_refused(
    curator_client: Client, published: Lesson, status: str
) -> None:
    successor = factories.LessonFactory() if status == Status.SUPERSEDED else None
    Lesson.objects.filter(pk=published.pk).update(status=status, superseded_by=successor)
    sent = page_as_sent(curator_client, change_page(published)) | {"title": "Plan for leaving", BOX: "  "}
    assert errors_on(curator_client.post(change_page(published), sent)) == ["This field is required."]
    published.refresh_from_db()
    assert published.title != "Plan for leaving"


def test_curator_changes_a_draft_or_a_theme_without_a_reason_is_accepted(curator_client: Client) -> None:
    for record in (factories.LessonFactory(status=Status.DRAFT), factories.ThemeFactory()):
        sent = page_as_sent(curator_client, change_page(record))
        assert sent.pop(BOX) == REASON
        assert curator_client.post(change_page(record), sent).status_code == 302


def test_curator_gives_too_long_a_reason_is_refused(curator_client: Client, published: Lesson) -> None:
    assert reasons.LONGEST == LONGEST_REASON
    sent = page_as_sent(curator_client, change_page(published)) | {BOX: "x" * 2001}
    assert errors_on(curator_client.post(change_page(published), sent)) == [
        "Ensure this value has at most 2000 characters (it has 2001)."
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("red", "amber"), ("amber", "green"), ("green", "clear"), ("red", "clear")]
)
def test_curator_lowers_the_handling_of_a_draft_has_to_say_why(
    curator_client: Client, curator: User, before: str, after: str
) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT, handling=before, named_people=[curator])
    sent = page_as_sent(curator_client, change_page(lesson)) | {"handling": after}
    expected = LOWER.format(Handling(before).label, Handling(after).label)
    assert errors_on(curator_client.post(change_page(lesson), sent | {BOX: " "})) == [expected]
    assert not ReviewStep.objects.exists()
    assert curator_client.post(change_page(lesson), sent | {BOX: "Agreed with them."}).status_code == 302
    step = ReviewStep.objects.about(lesson).get()
    assert (step.move, step.by, step.reason) == (
        "lower-handling",
        curator,
        f"{Handling(before).label} to {Handling(after).label}. Agreed with them.",
    )


def test_curator_raises_the_handling_of_a_draft_needs_no_reason_and_no_step(curator_client: Client) -> None:
    lesson = factories.LessonFactory(status=Status.DRAFT, handling=Handling.CLEAR)
    sent = page_as_sent(curator_client, change_page(lesson)) | {"handling": "green", BOX: ""}
    assert curator_client.post(change_page(lesson), sent).status_code == 302
    assert not ReviewStep.objects.exists()


def engagement_rows(client: Client, engagement: Engagement, **fields: Any) -> tuple[str, dict[str, Any]]:
    """The page of the engagement's process, and what it sends with its one row changed."""
    path = change_page(engagement.process)
    return path, page_as_sent(client, path) | {
        f"engagements-0-{name}": value for name, value in fields.items()
    }


def test_curator_lowers_the_handling_of_an_engagement_in_a_row_has_to_say_why(
    curator_client: Client, curator: User
) -> None:
    process = factories.PeaceProcessFactory(status=Status.DRAFT)
    engagement = factories.EngagementFactory(process=process, status=Status.DRAFT, handling=Handling.GREEN)
    path, sent = engagement_rows(curator_client, engagement, handling="clear")
    assert errors_on(curator_client.post(path, sent | {BOX: ""})) == [LOWER.format("TLP:GREEN", "TLP:CLEAR")]
    assert curator_client.post(path, sent | {BOX: "It is in the report."}).status_code == 302
    step = ReviewStep.objects.about(engagement).get()
    assert (step.by, step.reason) == (curator, "TLP:GREEN to TLP:CLEAR. It is in the report.")


def test_curator_changes_a_published_engagement_in_a_row_of_a_draft_has_to_say_why(
    curator_client: Client,
) -> None:
    engagement = factories.EngagementFactory(process=factories.PeaceProcessFactory(status=Status.DRAFT))
    path, sent = engagement_rows(curator_client, engagement, start_year=2011)
    assert errors_on(curator_client.post(path, sent | {BOX: ""})) == [
        "Readers can see what this row changes: say why, under “Reason for the change”."
    ]
    assert curator_client.post(path, sent).status_code == 302


def test_curator_sends_a_status_in_a_row_changes_none_and_new_rows_are_drafts_of_their_own(
    curator_client: Client, curator: User
) -> None:
    engagement = factories.EngagementFactory(status=Status.DRAFT)
    path, sent = engagement_rows(curator_client, engagement, status="published")
    body = factories.OrganizationFactory()
    sent |= {
        "engagements-TOTAL_FORMS": 2,
        "engagements-1-organization": body.pk,
        "engagements-1-role": "host",
        "engagements-1-handling": "clear",
        "engagements-1-status": "published",
    }
    assert curator_client.post(path, sent).status_code == 302
    assert set(Engagement.objects.values_list("status", "owner")) == {
        (Status.DRAFT, None),
        (Status.DRAFT, curator.pk),
    }
