"""What a lesson's page leads to: related lessons, cases and processes, and no hidden one."""

import pytest

from lessons.choices import Relation
from msn_kb.core.access import Handling, Status
from tests.clients import signed_in
from tests.factories import (
    CaseFactory,
    LessonFactory,
    LessonLinkFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .reading import html, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("relation", "forth", "back"),
    [
        (Relation.SUPPORTS, "Supports", "Is supported by"),
        (Relation.CONTRADICTS, "Contradicts", "Is contradicted by"),
        (Relation.REFINES, "Refines", "Is refined by"),
    ],
)
def test_reader_sees_the_kind_of_relation_from_both_ends(client, relation, forth, back):
    link = LessonLinkFactory(
        relation=relation, lesson__title="First", other__title="Second", note="In one respect.",
        lesson__kind="challenge", other__kind="opportunity", lesson__evidence="", other__evidence="",
    )  # fmt: skip

    assert text(client, link.lesson, "related") == (
        f"Related lessons {forth} Second Kind: Opportunity In one respect."
    )
    assert (
        text(client, link.other, "related") == f"Related lessons {back} First Kind: Challenge In one respect."
    )


@pytest.mark.parametrize("hidden", [{"handling": Handling.GREEN}, {"status": Status.DRAFT}])
def test_visitor_sees_no_trace_of_hidden_related_lessons_and_cases(client, hidden):
    lesson = LessonFactory()
    LessonLinkFactory(lesson=lesson, other=LessonFactory(title="Secret one", **hidden))
    LessonLinkFactory(other=lesson, lesson=LessonFactory(title="Secret two", **hidden))
    CaseFactory(title="Secret three", lessons=[lesson], **hidden)
    LessonFactory(title="Secret four", translation_of=lesson, language="fr", **hidden)

    page = html(client, lesson)

    assert "Secret" not in page
    assert "Related lessons" not in page
    assert "Also in" not in page
    assert "Secret one" in html(signed_in(curator=True), lesson)


def test_reader_sees_the_cases_a_lesson_is_drawn_from(client):
    lesson = LessonFactory()
    CaseFactory(title="Talks in the hills", lessons=[lesson])
    CaseFactory(title="Other talks")

    cases = text(client, lesson, "cases")
    assert "Talks in the hills" in cases
    assert "Other talks" not in cases


def test_visitor_sees_only_the_processes_that_are_open(client):
    lesson = LessonFactory(
        themes=[ThemeFactory(name="Trust & tact")],
        processes=[PeaceProcessFactory(name="Open talks"),
                   PeaceProcessFactory(name="Quiet talks", handling=Handling.GREEN)],
    )  # fmt: skip

    page = html(client, lesson)

    assert "Open talks" in page
    assert "Quiet talks" not in page
    assert "Trust &amp; tact" in page
