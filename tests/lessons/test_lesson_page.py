"""A lesson's own page: what a reader finds on it, and how they cite it."""

import pytest
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localdate

from lessons.choices import EVIDENCE_EXPLAINED, Evidence
from msn_kb.core.access import Attribution, Handling
from tests.clients import signed_in
from tests.factories import (
    ApplicationFactory,
    LessonCitationFactory,
    LessonFactory,
    LessonLinkFactory,
    PeaceProcessFactory,
    ThemeFactory,
)

from .reading import html, in_order, text

pytestmark = pytest.mark.django_db


def test_reader_sees_what_was_learned_first_then_what_to_do_where_it_holds_and_where_it_arose(client):
    lesson = LessonFactory(
        title="Trust takes time",
        insight="Insight text.",
        recommendation="Recommendation text.",
        applicability="Applicability text.",
        context="Context text.",
    )

    page = text(client, lesson)

    assert in_order(
        page,
        *("Trust takes time", "What was learned Insight text.", "What to do Recommendation text."),
        *("Where it holds, and where it does not Applicability text.", "Where it arose Context text."),
    )


def test_reader_sees_no_heading_over_what_is_not_stated(client):
    page = text(client, LessonFactory())

    for heading in (
        "What to do",
        "Where it holds",
        "Where it arose",
        "Where it was applied",
        "Related lessons",
    ):
        assert heading not in page


@pytest.mark.parametrize("evidence", Evidence)
def test_reader_sees_the_evidence_in_words_with_an_explanation(client, evidence):
    trust = text(client, LessonFactory(evidence=evidence, evidence_note="Two workshops."), "trust")

    assert f"Evidence: {evidence.label}" in trust
    assert EVIDENCE_EXPLAINED[evidence] in trust
    assert "Two workshops." in trust


def test_reader_of_a_lesson_without_stated_evidence_is_told(client):
    assert "Evidence Not stated." in text(client, LessonFactory(evidence=""), "trust")


@pytest.mark.parametrize(
    ("applications", "label", "explanation"),
    [
        ([], "Identified", "No application of this lesson has been recorded yet."),
        ([""], "Applied", "It was applied at least once; what came of it is not recorded."),
        (["", "It held."], "Learned", "It was applied, and what came of it is recorded."),
    ],
)
def test_reader_sees_what_has_become_of_the_lesson(client, applications, label, explanation):
    lesson = LessonFactory()
    for outcome in applications:
        ApplicationFactory(lesson=lesson, outcome=outcome)

    trust = text(client, lesson, "trust")

    assert f"Maturity: {label}" in trust
    assert explanation in trust


def test_visitor_sees_no_application_in_a_hidden_process_and_none_counted(client):
    lesson = LessonFactory()
    ApplicationFactory(
        lesson=lesson,
        description="In the quiet channel.",
        outcome="It held.",
        process=PeaceProcessFactory(handling=Handling.GREEN),
    )

    page = text(client, lesson)
    assert "quiet channel" not in page
    assert "Maturity: Identified" in page
    page = text(signed_in(member=True), lesson)
    assert "In the quiet channel." in page
    assert "Maturity: Learned" in page


def test_reader_sees_handling_with_its_meaning(client):
    assert "TLP:CLEAR May be shared with anyone." in text(client, LessonFactory(), "trust")
    green = text(signed_in(member=True), LessonFactory(handling=Handling.GREEN), "trust")
    assert "TLP:GREEN May be shared within the network of mediation support, not published." in green


def test_reader_sees_partial_dates_as_stated(client):
    assert "Date: October 2018" in text(client, LessonFactory(date="2018-10"))


# --- Citing it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("handling", "mark"), [(Handling.CLEAR, ""), (Handling.GREEN, " TLP:GREEN.")])
def test_reader_copies_a_reference_that_says_all(handling, mark):
    lesson = LessonFactory(title="Trust <takes> time", slug="trust", handling=handling)
    day = date_format(localdate(), "j F Y")

    page = html(signed_in(member=True), lesson)

    assert (
        escape(
            f"“Trust <takes> time”, MSN Knowledge Base, lesson no. {lesson.pk}, as of {day}, "
            f"http://127.0.0.1:8000/lessons/trust/ (accessed {day}).{mark}"
        )
        in page
    )
    assert '<link rel="canonical" href="http://127.0.0.1:8000/lessons/trust/">' in page


# --- Markup -------------------------------------------------------------------------------------------------


def test_reader_sees_markup_in_an_entry_as_text_and_never_run(client):
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    lesson = LessonFactory(
        title=payload, insight=payload, recommendation=payload, applicability=payload, context=payload,
        evidence_note=payload, speaker=payload, attribution=Attribution.NAMED,
        themes=[ThemeFactory(name=payload[:100])],
    )  # fmt: skip
    LessonCitationFactory(record=lesson, source__title=payload, locator=payload, note=payload)
    LessonLinkFactory(lesson=lesson, other__title=payload, note=payload)
    ApplicationFactory(lesson=lesson, description=payload, outcome=payload)

    page = html(client, lesson)

    assert "<script>alert" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 15
