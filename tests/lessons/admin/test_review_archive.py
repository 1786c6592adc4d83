"""Curators archive several entries at once, with one reason, all or none."""

from __future__ import annotations

import pytest
from django.test import Client

from lessons.models import Case, Lesson, ReviewStep
from msn_kb.core.access import Handling, Status
from organizations.models import User
from tests import factories

pytestmark = pytest.mark.django_db
ARCHIVE = "/admin/review/archive/"


def test_curator_archives_several_lessons_with_one_reason_but_superseded_ones_stay(
    curator_client: Client, curator: User
) -> None:
    one, two = factories.LessonFactory.create_batch(2)
    superseded = factories.LessonFactory(status=Status.SUPERSEDED, superseded_by=one)
    sent = {"action": "archive_selected", "_selected_action": [one.pk, two.pk, superseded.pk]}
    asked = curator_client.post("/admin/lessons/lesson/", sent)
    assert asked.status_code == 200
    assert "Left as they are, archived or superseded already: 1." in asked.content.decode()
    sent = {"kind": "lessons.lesson", "numbers": asked.context["numbers"], "reason": "They repeat others."}
    page = curator_client.post(ARCHIVE, sent, follow=True).content.decode()
    assert "Archived: 2." in page
    assert dict(Lesson.objects.values_list("pk", "status")) == {
        one.pk: Status.ARCHIVED,
        two.pk: Status.ARCHIVED,
        superseded.pk: Status.SUPERSEDED,
    }
    assert set(ReviewStep.objects.values_list("move", "by", "reason")) == {
        ("archive", curator.pk, "They repeat others.")
    }


def test_curator_archives_what_is_archived_already_reads_that_there_is_nothing(
    curator_client: Client,
) -> None:
    case = factories.CaseFactory(status=Status.ARCHIVED)
    sent = {"action": "archive_selected", "_selected_action": [case.pk]}
    page = curator_client.post("/admin/lessons/case/", sent, follow=True).content.decode()
    assert "Nothing to archive: these are archived or superseded already." in page


def test_curator_archives_several_without_a_reason_or_with_one_that_cannot_be_changes_none(
    curator_client: Client,
) -> None:
    one, two = factories.CaseFactory.create_batch(2)
    sent = {"kind": "lessons.case", "numbers": f"{one.pk},{two.pk}", "reason": " "}
    assert (
        "Nothing was archived. Say why it is archived."
        in curator_client.post(ARCHIVE, sent, follow=True).content.decode()
    )
    Case.objects.filter(pk=two.pk).update(status=Status.ARCHIVED)
    page = curator_client.post(ARCHIVE, sent | {"reason": "Old."}, follow=True).content.decode()
    assert "Nothing was archived." in page
    assert dict(Case.objects.values_list("pk", "status")) == {
        one.pk: Status.PUBLISHED,
        two.pk: Status.ARCHIVED,
    }


@pytest.mark.parametrize(
    ("kind", "numbers", "status"),
    [
        ("lessons.theme", "1", 404),
        ("", "1", 404),
        ("lessons.case", "x", 400),
        ("lessons.case", "", 400),
        ("lessons.case", "9" * 30, 400),
        ("lessons.case", ",".join(["1"] * 1001), 400),
        ("lessons.case", "{hidden}", 404),
        ("lessons.case", "{missing}", 404),
    ],
)
def test_curator_sends_junk_or_hidden_numbers_to_be_archived_is_refused(
    curator_client: Client, kind: str, numbers: str, status: int
) -> None:
    hidden = factories.CaseFactory(handling=Handling.RED)
    sent = {"kind": kind, "numbers": numbers.format(hidden=hidden.pk, missing=hidden.pk + 1), "reason": "x"}
    assert curator_client.post(ARCHIVE, sent).status_code == status
    hidden.refresh_from_db()
    assert hidden.status == Status.PUBLISHED
