"""A lesson's own page: what a reader finds on it, and what nobody but a curator may."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localdate

from lessons.choices import EVIDENCE_EXPLAINED, Evidence, Relation
from lessons.models import Lesson
from msn_kb.core.access import Attribution, Handling, Status
from tests.factories import (
    ApplicationFactory,
    CaseFactory,
    LessonCitationFactory,
    LessonFactory,
    LessonLinkFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

CONCEALED = ("Zebra Institute", "Quiet Desk", "Ambassador X")


def html(client: Client, lesson: Lesson) -> str:
    response = client.get(lesson.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def text(client: Client, lesson: Lesson, part: str = "main") -> str:
    """The page's words without markup, spaces collapsed; of one section where its id is given."""
    page = html(client, lesson)
    pattern = r"<main.*?</main>" if part == "main" else rf'<section[^>]*id="{part}".*?</section>'
    found = re.search(pattern, page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def links(page: str) -> dict[str, str]:
    """Where the page's links lead, by their words as written (escaped)."""
    found = re.findall(r'<a[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): target for target, words in found}


def in_order(words: str, *parts: str) -> bool:
    """Whether ``words`` hold these parts, one after the other."""
    return re.search(".*?".join(map(re.escape, parts)), words) is not None


def signed_in(**traits) -> Client:
    client = Client()
    client.force_login(UserFactory(**traits))
    return client


# --- What it says -------------------------------------------------------------------------------------------


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


def test_application_in_a_hidden_process_is_neither_shown_nor_counted(client):
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


# --- Sources ------------------------------------------------------------------------------------------------


def test_reader_is_led_to_the_place_in_the_source(client):
    lesson = LessonFactory()
    source = SourceFactory(
        title="A report",
        url="https://example.org/r?a=1&b=2",
        authors=["Ada Lanz", "Bo Gasser"],
        date="2013-05",
    )
    LessonCitationFactory(
        record=lesson, source=source, locator="Section 2.1", note="The example only.", position=2
    )
    LessonCitationFactory(
        record=lesson, source=SourceFactory(title="", description="Workshop note"), locator="p. 4", position=1
    )

    assert in_order(
        text(client, lesson, "sources"),
        *("[Workshop note]", "Where: p. 4"),
        *("A report", "Lanz and Gasser, 2013", "Where: Section 2.1", "The example only."),
    )
    assert "https://example.org/r?a=1&amp;b=2" in links(html(client, lesson)).values()


def test_reader_of_an_uncited_lesson_is_told(client):
    assert text(client, LessonFactory(), "sources") == "Drawn from No source is recorded for this entry."


def test_visitor_sees_no_trace_of_a_hidden_source(client):
    lesson = LessonFactory()
    LessonCitationFactory(
        record=lesson, source=SourceFactory(title="Memo", handling=Handling.GREEN), locator="Section 9"
    )

    assert text(client, lesson, "sources") == "Drawn from No source is recorded for this entry."
    assert in_order(text(signed_in(member=True), lesson, "sources"), "Drawn from", "Memo", "Where: Section 9")


# --- Related entries ----------------------------------------------------------------------------------------


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


# --- Versions -----------------------------------------------------------------------------------------------


def test_reader_of_a_superseded_lesson_is_led_to_its_successor(client):
    successor = LessonFactory(title="Newer & better")
    old = LessonFactory(title="Old", status=Status.SUPERSEDED, superseded_by=successor)
    LessonLinkFactory(lesson=successor, relation=Relation.SUPERSEDES, other=old)

    page = html(client, old)
    assert "This entry has been superseded." in page
    assert links(page)["Newer &amp; better"] == successor.get_absolute_url()
    assert "superseded" not in html(client, successor)
    assert "Related lessons" not in html(client, successor)


def test_visitor_of_a_superseded_lesson_with_a_hidden_successor_sees_only_that_it_is_superseded(client):
    successor = LessonFactory(title="Secret", handling=Handling.GREEN)
    old = LessonFactory(status=Status.SUPERSEDED, superseded_by=successor)

    page = html(client, old)

    assert "no longer kept up to date" in page
    assert "Secret" not in page
    assert successor.slug not in page.replace(old.slug, "")


def test_reader_moves_between_languages(client):
    original = LessonFactory(title="Trust", language="en")
    french = LessonFactory(title="Confiance", language="fr", translation_of=original)
    spanish = LessonFactory(title="Confianza", language="es", translation_of=original)

    page = html(client, original)
    for lesson in (french, spanish):
        [link] = re.findall(rf'<a[^>]*href="{lesson.get_absolute_url()}"[^>]*>', page)
        assert f'hreflang="{lesson.language}"' in link
    assert in_order(text(client, french), "This is a translation of", "Trust", "Also in:")
    page = html(client, french)
    assert links(page)["Trust"] == original.get_absolute_url()
    assert spanish.get_absolute_url() in links(page).values()
    assert re.search(r'<h1[^>]*lang="fr"[^>]*>\s*Confiance\s*</h1>', page)


def test_curator_reads_a_draft_is_told_so(client):
    lesson = LessonFactory(status=Status.DRAFT)

    assert "Not published. Only curators and the people who work on this entry can see it." in text(
        signed_in(curator=True), lesson
    )
    assert client.get(lesson.get_absolute_url()).status_code == 404


def test_reader_of_a_demonstration_entry_is_warned(client):
    assert "Demonstration entry. It is invented" in text(client, LessonFactory(is_demonstration=True))


def test_reader_of_an_overdue_lesson_is_warned(client):
    assert "Due for review since 1 March 2020." in text(client, LessonFactory(review_by=date(2020, 3, 1)))
    assert "Due for review" not in text(client, LessonFactory(review_by=date(9999, 3, 1)))


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


# --- Attribution --------------------------------------------------------------------------------------------


def attributed(attribution: str, **fields) -> Lesson:
    return LessonFactory(
        attribution=attribution,
        organizations=[OrganizationFactory(name=CONCEALED[0])],
        offices=[OfficeFactory(name=CONCEALED[1])],
        speaker=CONCEALED[2],
        **fields,
    )


@pytest.mark.parametrize("traits", [None, {}, {"member": True}])
def test_reader_sees_no_affiliation_under_the_chatham_house_rule(client, traits):
    lesson = attributed(Attribution.CHATHAM_HOUSE)
    page = html(client if traits is None else signed_in(**traits), lesson)

    assert "Chatham House Rule: it may be used" in page
    for name in CONCEALED:
        assert name not in page


def test_author_of_an_entry_sees_no_affiliation_under_the_chatham_house_rule():
    user = UserFactory(member=True)
    client = Client()
    client.force_login(user)

    page = html(client, attributed(Attribution.CHATHAM_HOUSE, owner=user, status=Status.DRAFT))

    assert not [name for name in CONCEALED if name in page]


@pytest.mark.parametrize("traits", [{"curator": True}, {"administrator": True}])
def test_curator_sees_affiliations_under_the_chatham_house_rule_but_no_speaker(traits):
    page = html(signed_in(**traits), attributed(Attribution.CHATHAM_HOUSE))

    assert [name in page for name in CONCEALED] == [True, True, False]


def test_reader_sees_organizations_but_no_speaker_where_organizations_only_may_be_named(client):
    page = html(client, attributed(Attribution.ORGANIZATION_ONLY))

    assert [name in page for name in CONCEALED] == [True, True, False]


def test_reader_sees_the_speaker_where_the_origin_may_be_named(client):
    page = html(client, attributed(Attribution.NAMED))

    assert [name in page for name in CONCEALED] == [True, True, True]


# --- Markup -------------------------------------------------------------------------------------------------


def test_markup_in_an_entry_is_shown_and_never_run(client):
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
