"""Members write lessons on the site: as drafts, as far as they may, and hand them in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lessons.choices import ReviewMove
from lessons.models import Lesson, ReviewStep
from msn_kb.core.access import Handling, Status
from msn_kb.core.history.versions import rows_of
from organizations.models import Source
from tests.access.reading import body_of
from tests.clients import signed_in

from ..factories import (
    LessonCitationFactory,
    LessonFactory,
    PeaceProcessFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
)
from .posting import draft, send, shown

pytestmark = pytest.mark.django_db

NEW = "/lessons/new/"


def test_member_whose_session_ended_while_writing_loses_no_text(client: Client) -> None:
    typed = {"title": "What I <b>typed</b>", "insight": "A long thought.", "then": "draft", "opened": "x"}

    page = client.post(NEW, typed)

    assert page.status_code == 403
    assert "What I &lt;b&gt;typed&lt;/b&gt;" in page.content.decode()
    assert [text for _, text in page.context["typed"]] == ["What I <b>typed</b>", "A long thought."]
    assert "/accounts/login/?next=/lessons/new/" in page.content.decode()
    assert not Lesson.objects.exists()


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", [NEW, "/mine/", "/lessons/some-lesson/edit/", "/suggest/lesson/some-lesson/"]
)
def test_visitor_is_led_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize(
    "address", [NEW, "/mine/", "/lessons/some-lesson/edit/", "/suggest/lesson/some-lesson/"]
)
def test_user_without_organization_learns_what_is_missing(address: str) -> None:
    response = signed_in().get(address)
    assert response.status_code == 403
    assert "belongs to no organization yet" in response.content.decode()


# --- A new lesson ----------------------------------------------------------------------------------------------------


def test_member_saves_a_draft_with_nothing_but_a_title(member: Any, member_client: Client) -> None:
    response = send(member_client, NEW, title="  Talk   to both ")
    lesson = Lesson.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/lessons/talk-to-both/edit/")
    assert (lesson.title, lesson.status, lesson.handling, lesson.owner) == (
        "Talk to both",
        Status.DRAFT,
        Handling.GREEN,
        member,
    )
    assert list(lesson.owning_organizations.all()) == list(lesson.named_people.all()) == []
    newest = rows_of(lesson).first()
    assert newest is not None
    assert (newest.by, newest.reason, newest.origin) == (member, "Written by its author.", "site")


def test_member_saves_without_a_title_and_nothing_is_stored_or_lost(member_client: Client) -> None:
    response = send(member_client, NEW, title="", insight="A long thought.")
    assert response.status_code == 400
    assert response.context["form"].errors == {"title": ["This field is required."]}
    assert "A long thought." in response.content.decode()
    assert not Lesson.objects.exists()


def test_member_hands_in_a_complete_lesson_with_tags_and_a_citation(
    member: Any, member_client: Client
) -> None:
    theme, process, source = ThemeFactory(), PeaceProcessFactory(), SourceFactory()
    response = send(
        member_client,
        NEW,
        "submit",
        title="Talk to both",
        insight="Both sides need to be heard.",
        themes=[theme.pk],
        processes=[process.pk],
        citations__0__source=source.pk,
        citations__0__locator="p. 4",
    )
    assert (response.status_code, response["Location"]) == (302, "/mine/")
    lesson = Lesson.objects.get()
    assert lesson.status == Status.IN_REVIEW
    assert (list(lesson.themes.all()), list(lesson.processes.all())) == ([theme], [process])
    assert list(lesson.citations.values_list("source", "locator")) == [(source.pk, "p. 4")]
    (step,) = ReviewStep.objects.about(lesson)
    assert (step.move, step.by) == (ReviewMove.SUBMIT, member)


def test_member_hands_in_an_incomplete_lesson_and_reads_what_it_needs_beside_the_fields(
    member_client: Client,
) -> None:
    response = send(member_client, NEW, "submit", title="Talk to both")
    lesson = Lesson.objects.get()
    assert lesson.status == Status.DRAFT
    assert response["Location"] == "/lessons/talk-to-both/edit/?check="
    page = member_client.get(response["Location"])
    assert page.context["missing"] == [
        "what was learned (insight)",
        "at least one theme",
        "at least one citation with a locator",
    ]
    lacking = [row.bound.name for section in page.context["sections"] for row in section.rows if row.lacking]
    assert lacking == ["insight", "themes"]
    assert [section.name for section in page.context["sections"] if section.lacking] == ["citations"]


@pytest.mark.parametrize("then", ["draft", "submit"])
def test_member_sends_the_same_new_lesson_twice_and_has_it_once(member_client: Client, then: str) -> None:
    written = {
        "insight": "Both.",
        "themes": [ThemeFactory().pk],
        "citations__0__source": SourceFactory().pk,
        "citations__0__locator": "p. 4",
    }
    for _ in range(2):
        assert send(member_client, NEW, then, title="Talk to both", **written).status_code == 302
    assert Lesson.objects.count() == 1


def test_member_writes_two_lessons_of_one_title_and_loses_neither(member_client: Client) -> None:
    for context in ("In Mali.", "In Aceh."):
        send(member_client, NEW, title="Talk to both", context=context)
    assert sorted(Lesson.objects.values_list("context", flat=True)) == ["In Aceh.", "In Mali."]


def test_member_describes_a_document_that_is_not_listed(member: Any, member_client: Client) -> None:
    theme = ThemeFactory()
    send(
        member_client,
        NEW,
        "submit",
        title="Talk to both",
        insight="Both.",
        themes=[theme.pk],
        document__title="Report of a workshop",
        document__date="2019-05",
        document__locator="p. 7",
    )
    source = Source.objects.get()
    assert (source.title, source.date, source.owner, source.handling) == (
        "Report of a workshop",
        "2019-05",
        member,
        Handling.GREEN,
    )
    lesson = Lesson.objects.get()
    assert (lesson.status, source.status) == (Status.IN_REVIEW, Status.IN_REVIEW)
    assert list(lesson.citations.values_list("source", "locator")) == [(source.pk, "p. 7")]


def test_member_describes_a_listed_document_and_is_asked_to_choose_it(member_client: Client) -> None:
    SourceFactory(title="Report of a workshop")
    response = send(member_client, NEW, title="Talk", document__title="report of a WORKSHOP")
    assert response.status_code == 400
    assert response.context["document"].errors == {
        "title": ["This document is in the list above already: choose it there."]
    }


# --- One's own draft again -------------------------------------------------------------------------------------------


def test_author_edits_a_returned_draft_and_what_they_may_not_see_survives(
    member: Any, member_client: Client
) -> None:
    hidden: Any = PeaceProcessFactory(handling="amber")
    seen = PeaceProcessFactory()
    retired = ThemeFactory(is_retired=True)
    lesson = draft(member, status=Status.RETURNED, processes=[hidden, seen], themes=[retired])
    LessonCitationFactory(record=lesson, locator="p. 1", note="The editors’")
    LessonCitationFactory(record=lesson, locator="secret", source=SourceFactory(handling="red"))
    address = f"/lessons/{lesson.slug}/edit/"
    page = member_client.get(address)
    assert hidden.name not in page.content.decode()
    assert "secret" not in page.content.decode()
    assert send(member_client, address, insight="Better.").status_code == 302
    lesson.refresh_from_db()
    assert (lesson.insight, lesson.status) == ("Better.", Status.RETURNED)
    assert set(lesson.processes.all()) == {hidden, seen}
    assert list(lesson.themes.all()) == [retired]
    kept = set(lesson.citations.values_list("locator", "note"))
    assert kept == {("p. 1", "The editors’"), ("secret", "")}


def test_author_saves_over_a_curators_change_and_is_shown_both(member: Any, member_client: Client) -> None:
    lesson = draft(member, insight="First.")
    address = f"/lessons/{lesson.slug}/edit/"
    data = shown(member_client.get(address)) | {"insight": "Mine."}
    lesson.insight = "Theirs."
    lesson.save()
    response = member_client.post(address, data)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Theirs." in text
    assert "Mine." in text
    assert [(one.label, one.stored) for one in response.context["clashes"]] == [("Insight", "Theirs.")]
    lesson.refresh_from_db()
    assert lesson.insight == "Theirs."
    again = {**data, "opened": response.context["state"], "insight": "Both."}
    assert member_client.post(address, again).status_code == 302
    lesson.refresh_from_db()
    assert lesson.insight == "Both."


def test_author_cannot_write_to_what_is_in_review(member: Any, member_client: Client) -> None:
    lesson = draft(member, insight="First.")
    address = f"/lessons/{lesson.slug}/edit/"
    data = shown(member_client.get(address)) | {"insight": "Other."}
    Lesson.objects.update(status=Status.IN_REVIEW)
    assert "Withdraw it first" in member_client.get(address).content.decode()
    assert member_client.post(address, data).status_code == 409
    lesson.refresh_from_db()
    assert lesson.insight == "First."


def test_author_of_a_published_lesson_is_led_to_propose_a_revision(
    member: Any, member_client: Client
) -> None:
    lesson = LessonFactory(owner=member)
    response = member_client.get(f"/lessons/{lesson.slug}/edit/")
    assert response["Location"] == f"/suggest/lesson/{lesson.slug}/"
    assert member_client.post(f"/lessons/{lesson.slug}/edit/", {"title": "X"}).status_code == 409


@pytest.mark.parametrize("method", ["get", "post"])
def test_member_asks_for_somebody_elses_draft_and_it_is_missing(member_client: Client, method: str) -> None:
    hidden = draft(UserFactory(member=True))
    found = getattr(member_client, method)(f"/lessons/{hidden.slug}/edit/")
    missing = getattr(member_client, method)("/lessons/no-such-lesson/edit/")
    assert found.status_code == missing.status_code == 404
    assert body_of(found).replace(hidden.slug, "no-such-lesson") == body_of(missing)


def test_author_is_shown_what_may_be_the_same_among_what_they_may_see(
    member: Any, member_client: Client
) -> None:
    title = "Agree on who speaks to the press before talks begin"
    same, hidden = LessonFactory(title=title), LessonFactory(title=title, handling="red")
    lesson = draft(member, title=title)
    page = member_client.get(f"/lessons/{lesson.slug}/edit/")
    assert [one.record for one in page.context["alike"]] == [same]
    assert "This may be here already" in page.content.decode()
    assert f"/lessons/{hidden.slug}/" not in page.content.decode()
